"""``manage.py audit …``: verifying the record of acts, and taking anchors of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from cli.guard import CommandError
from cli.screen import progress, say

audit = typer.Typer(help="核对操作记录，导出存证。", rich_markup_mode=None)
AnchorsIn = Annotated[Path | None, typer.Option("--anchor", metavar="文件", help="以前导出的存证文件，一并核对")]
AnchorsOut = Annotated[
    Path | None, typer.Argument(metavar="文件", help="把存证加到这个文件末尾；不填则只显示，可打印留存"),
]


@audit.command()
def verify(anchor: AnchorsIn = None) -> None:
    """逐条核对操作记录；有改动、缺失、插入或调换时逐处列出。"""
    from data.anchors import read_file
    from data.audit import batches
    from data.audit import verify as walk
    from data.engine import migrate, open_engine

    with _said():
        anchors = read_file(anchor) if anchor else []
    engine = open_engine()
    migrate(engine)
    with progress("核对", batches(engine)) as advance:
        verdict = walk(engine, anchors, advance)
    for fault in verdict.faults:
        say(fault.sentence)
    if not verdict.is_clean:
        more = f"，以上列出前{len(verdict.faults):,}处" if verdict.count > len(verdict.faults) else ""
        raise CommandError(f"操作记录有{verdict.count:,}处问题{more}。请保存好数据库和备份，查明是谁改动的。")
    say(verdict.in_words())
    if anchors:
        say(f"与{len(anchors)}份存证一致。")
    elif verdict.last:
        say("未用存证核对：末尾被整段删去或全部改写，只有对照以前的存证才能发现（--anchor）。")


@audit.command()
def anchor(file: AnchorsOut = None) -> None:
    """导出存证：最后一条操作记录的序号、校验值、时间和记录总数。请打印或存到别的机器上。"""
    from data.anchors import add_to_file, anchor_now, on_paper
    from data.engine import migrate, open_engine

    engine = open_engine()
    migrate(engine)
    now = anchor_now(engine)
    if now is None:
        raise CommandError("还没有操作记录，没有可存证的内容。")
    if file is not None:
        add_to_file(file, now)
    say(on_paper(now))
    if file is not None:
        say(f"已加到 {file} 末尾。")


@contextmanager
def _said() -> Iterator[None]:
    """What is wrong with a file of anchors, as the end of the command."""
    from data.anchors import AnchorError

    try:
        yield
    except AnchorError as error:
        raise CommandError(str(error)) from error
