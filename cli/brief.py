"""``manage.py brief``: a briefing or a bulletin frozen and written as files, for a nightly job."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer
from sqlalchemy import Engine

from cli.days import read_day
from cli.guard import CommandError
from cli.screen import progress, say
from core.access import COMMAND_LINE, Reach
from core.briefing import SECTIONS, briefing
from core.bulletin import Span, bulletin, last_period
from core.paper import Coverage, Frozen, Paper
from core.policy import load_policy
from core.sections.basis import Basis, basis_of
from data import clock
from data.documents import Format, write

SECTION_HELP = "只要这些章节，可重复；默认全部。" + "，".join(f"{key} {title}" for key, (title, _) in SECTIONS.items())


def brief(
    out: Annotated[Path, typer.Option("--out", metavar="目录", help="写到哪个目录", show_default=False)],
    section: Annotated[list[str] | None, typer.Option("--section", metavar="章节", help=SECTION_HELP)] = None,
    form: Annotated[list[Format] | None, typer.Option("--format", help="文件格式，可重复；默认四种都写")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="日期", help="截至哪一天；默认今天")] = None,
    compare_to: Annotated[str | None, typer.Option("--compare-to", metavar="日期", help="与哪天比；默认上年末")] = None,
    county: Annotated[str, typer.Option(help="县级代码")] = "331181",
    span: Annotated[Span | None, typer.Option("--bulletin", help="改做通报：最近一个月度、季度或年度")] = None,
) -> None:
    """定稿一份简报或通报，写成 Word、PowerPoint、PDF 和 Excel 文件；内容没有变化时沿用原来的版本。"""
    from data.engine import migrate, open_engine
    from data.papers import PaperError

    _require_directory(out)
    keys = _sections(section)
    engine = open_engine()
    migrate(engine)
    formats = list(dict.fromkeys(form or Format))
    try:
        with progress("编制", len(formats) + 1) as advance:
            frozen, said = _frozen(engine, _paper(engine, county, keys, read_day(as_of), compare_to, span), county)
            advance("数据")
            files = {}
            for one in formats:
                files[out / f"{frozen.stamp.number}第{frozen.stamp.version}版.{one}"] = write(frozen, one)
                advance(one)
    except PaperError as fault:
        raise CommandError(str(fault)) from fault
    say(f"{said}{frozen.stamp.number}第{frozen.stamp.version}版：{frozen.paper.title}。")
    for path, content in files.items():
        say(_put(path, content))


def _frozen(engine: Engine, paper: Paper, county: str) -> tuple[Frozen, str]:
    """As it is stored, and whether that was done now."""
    from data.freezing import freeze_anew
    from data.papers import paper_of

    paper_id, is_new = freeze_anew(
        engine, COMMAND_LINE, paper, Coverage((county,)), signed_on=clock.today(), key=uuid4().hex)
    return paper_of(engine, COMMAND_LINE, paper_id), "已定稿" if is_new else "内容没有变化，沿用"


def _require_directory(out: Path) -> None:
    if not out.is_dir():
        raise CommandError(f"没有这个目录：{out}。请先建立目录，或换一个位置。")


def _sections(asked: Sequence[str] | None) -> Sequence[str]:
    """By key or by title."""
    by_title = {title: key for key, (title, _) in SECTIONS.items()}
    keys = [by_title.get(one, one) for one in asked or SECTIONS]
    if unknown := [one for one in keys if one not in SECTIONS]:
        raise CommandError(f"没有这个章节：{'、'.join(unknown)}。可选：{'、'.join(SECTIONS)}。")
    return keys


def _paper(
    engine: Engine, county: str, keys: Sequence[str], as_of: date, compare_to: str | None, span: Span | None,
) -> Paper:
    from data.engine import data_version

    version = data_version(engine)
    if span is not None:
        period = last_period(span, as_of)
        return bulletin(_basis(engine, county, period.last_day, period.before), period, version)
    before = read_day(compare_to) if compare_to else date(as_of.year - 1, 12, 31)
    if before >= as_of:
        raise CommandError(f"对比日{before}应早于截至日{as_of}。")
    return briefing(_basis(engine, county, as_of, before), version, keys)


def _basis(engine: Engine, county: str, as_of: date, before: date) -> Basis:
    from cli.judgement_report import enterprise_names
    from data.catalogue import read_catalogue
    from data.snapshot import read_snapshot

    known = read_catalogue(engine, Reach((county,)))
    if county not in known.counties:
        raise CommandError(f"数据库里没有县级代码{county}，请核对 --county。")
    facts = read_snapshot(engine, Reach((county,)), county=county)
    return basis_of(known.counties[county], facts, load_policy(county), as_of, before, enterprise_names(engine))


def _put(path: Path, content: bytes) -> str:
    """Write the file whole or not at all; one that is there, and may have been edited, is left as it is."""
    if path.exists():
        return f"{path} 已存在，没有覆盖。"
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_bytes(content)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return f"已写出 {path}。"
