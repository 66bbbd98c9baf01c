"""``manage.py audit``: whether the record of acts is as it was written, and anchors that are kept outside of it."""

from pathlib import Path
from typing import Annotated

import typer

from cli.guard import CommandError
from cli.screen import progress, say

app = typer.Typer(help="操作记录：校验与留存锚点。", rich_markup_mode=None)
MOST_SHOWN = 50
AnchorFile = Annotated[Path | None, typer.Option("--anchor", metavar="文件", help="留存的锚点文件", show_default=False)]
AnchorTo = Annotated[
    Path | None, typer.Argument(metavar="文件", help="追加到这个文件；不填则只显示", show_default=False),
]


@app.command("verify")
def verify_acts(anchor: AnchorFile = None) -> None:
    """逐条校验操作记录：改动、删去、插入、调换都能查出；末尾被删要靠留存的锚点。"""
    from data.engine import migrate, open_engine
    from data.verifying import count_acts, read_anchors, verify

    engine = open_engine()
    migrate(engine)
    try:
        anchors = read_anchors(anchor.read_text("utf-8")) if anchor else []
    except ValueError as error:
        raise CommandError(f"锚点文件 {anchor} 读不懂，应为 audit anchor 写出的文件。") from error
    with progress("校验", count_acts(engine)) as advance:
        found = verify(engine, anchors, lambda _: advance(""))
    for fault in found.faults[:MOST_SHOWN]:
        say(f"{fault}。")
    if found.faults:
        raise CommandError(f"校验不通过：{found.acts}条操作记录中有{len(found.faults)}处问题。")
    kept = f"，与留存的{len(anchors)}个锚点一致" if anchors else ""
    say(f"校验通过：{found.acts}条操作记录完整{kept}。最后一条第{found.last.sequence}条，{found.last.hash}。")


@app.command("anchor")
def print_anchor(file: AnchorTo = None) -> None:
    """显示最后一条操作记录的序号和哈希，供抄录、打印或另存，日后据以校验。"""
    from data.engine import migrate, open_engine
    from data.verifying import anchor_of, as_line

    engine = open_engine()
    migrate(engine)
    line = as_line(anchor_of(engine))
    if file is not None:
        with file.open("a", encoding="utf-8") as kept:
            kept.write(line + "\n")
    say(line)
