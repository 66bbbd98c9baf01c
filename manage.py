"""The command line: one function per command."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from cli import users
from cli.audit import audit
from cli.backups import backup, restore
from cli.brief import brief
from cli.days import read_day
from cli.guard import CommandError, guarded
from cli.screen import progress, say, working
from core.access import COMMAND_LINE

app = typer.Typer(
    help="小微企业园运行监测与履约评价：管理命令。", add_completion=False, pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(backup)
app.command()(restore)
app.command()(brief)
app.add_typer(audit, name="audit")
app.add_typer(users.app, name="user")
WorkbookIn = Annotated[Path, typer.Argument(metavar="文件", help="交换工作簿（.xlsx）", show_default=False)]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="日期", help="截至哪一天，如 2026-06-30；默认今天")]
WorkbookOut = Annotated[Path, typer.Argument(metavar="文件", help="要写出的 .xlsx 文件", show_default=False)]


class Form(StrEnum):
    """How an assessment is printed."""

    TABLE = "table"
    JSON = "json"


@app.callback(invoke_without_command=True)
def _list_commands(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())


@app.command()
def init() -> None:
    """建立数据库，或把它升级到当前版本。"""
    from data.engine import migrate, open_engine

    migrate(open_engine())
    say("数据库已就绪。")


@app.command()
def demo(
    parks: Annotated[int, typer.Option(min=1, max=1300, help="园区数；超过8个为全省多县演示")] = 8,
    seed: Annotated[int, typer.Option(min=0, help="随机种子；同一种子得到同一份数据")] = 2022,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="数据库里已有园区时什么也不做")] = False,
) -> None:
    """把演示数据写入空的数据库；企业、合同和数值全部虚构。"""
    from cli.demo.sittings import conduct
    from data.demo import fill
    from data.demo.accounts import ensure_accounts
    from data.engine import migrate, open_engine

    engine = open_engine()
    migrate(engine)
    with progress("生成演示数据", parks) as advance:
        is_filled = fill(engine, parks, seed, advance)
    if is_filled:
        say(f"已写入{parks}个园区的演示数据，数据截至2026年6月30日。")
    elif if_empty:
        ensure_accounts(engine)
    else:
        raise CommandError("数据库里已有园区，没有写入演示数据。请换一个空的数据库（DATABASE_URL 或 VAR_DIR）。")
    with working("演示会议和文件"):
        is_conducted = conduct(engine)
    if is_conducted:
        say("已写入演示的联席会议、交办事项、简报和通报；其中的办理时刻为此刻。")


@app.command("import")
def import_workbook(
    file: WorkbookIn,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只预览，不写入")] = False,
) -> None:
    """导入交换工作簿：先列出新增、变更和全部问题；有任何问题都不写入。"""
    from cli.import_report import print_preview
    from data.engine import migrate, open_engine
    from data.intake.importing import preview
    from data.intake.schema import workbook_schema
    from data.records import import_workbook

    engine = open_engine()
    migrate(engine)
    sheets = len(workbook_schema())
    with progress("读取", sheets) as advance:
        found = preview(engine, file, advance)
    if not dry_run and not found.problems:
        with progress("写入", sheets) as advance:
            outcome = import_workbook(
                engine, COMMAND_LINE, found.workbook, key=uuid4().hex, source=file.name, advance=advance,
            )
            found = outcome.preview or found
    print_preview(found)
    if found.problems:
        raise CommandError(f"没有导入：请改正上面的{len(found.problems)}个问题后重新导入。")
    if not found.changes_anything:
        say("工作簿与数据库一致，没有变更。")
    else:
        say("预览完毕，没有写入。" if dry_run else "导入完成。")


@app.command()
def template(file: WorkbookOut) -> None:
    """写出空白的交换工作簿模板。"""
    from data.intake.template import write_template

    write_template(writable(file))
    say(f"模板已写到 {file}。")


@app.command()
def export(
    file: WorkbookOut,
    park: Annotated[list[str] | None, typer.Option("--park", help="只导出这个园区编码，可重复；不填为全部")] = None,
) -> None:
    """把数据库导出为交换工作簿。"""
    from data.engine import migrate, open_engine
    from data.intake.exporting import export_workbook
    from data.intake.schema import workbook_schema

    engine = open_engine()
    migrate(engine)
    with progress("导出", len(workbook_schema())) as advance:
        counts = export_workbook(engine, writable(file), park or None, advance)
    say(f"已导出到 {file}：" + "，".join(f"{name}{count:,}行" for name, count in counts.items()) + "。")


@app.command()
def evaluate(
    as_of: AsOf = None,
    form: Annotated[Form, typer.Option("--format", help="table 表格，json 全部结果")] = Form.TABLE,
    with_all: Annotated[bool, typer.Option("--all", help="连同符合和不适用的一并列出（json）")] = False,
    county: Annotated[str, typer.Option(help="按哪个县（市、区）的规则，填县级代码")] = "331181",
) -> None:
    """按两份文件评价全部园区，列出指标、预警和清退情形。"""
    from cli.judgement_report import enterprise_names, print_assessment
    from core.access import EVERYTHING
    from core.answer import as_json
    from core.assessment import assess
    from core.policy import load_policy
    from data.engine import migrate, open_engine
    from data.snapshot import read_snapshot

    day = read_day(as_of)
    engine = open_engine()
    migrate(engine)
    with working("评价"):
        assessment = assess(read_snapshot(engine, EVERYTHING), load_policy(county), day)
        answer = as_json(assessment, with_all=with_all) if form is Form.JSON else None
    if answer is not None:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
    else:
        print_assessment(assessment, enterprise_names(engine))


@app.command()
def policy(
    county: Annotated[str, typer.Option(help="县级代码")] = "331181",
    as_of: AsOf = None,
) -> None:
    """列出规则书：条款、参数、语气、核对日期和规则。"""
    from cli.judgement_report import print_policy
    from core.policy import load_policy

    print_policy(load_policy(county), read_day(as_of))


def writable(file: Path) -> Path:
    """The path itself, if a workbook can be written there."""
    if file.suffix.lower() != ".xlsx":
        raise CommandError(f"文件名应以 .xlsx 结尾：{file}。")
    if not file.parent.is_dir():
        raise CommandError(f"没有这个目录：{file.parent}。请先建立目录，或换一个位置。")
    return file


if __name__ == "__main__":
    guarded(app)
