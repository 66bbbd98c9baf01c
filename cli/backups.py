"""``manage.py backup`` and ``manage.py restore``."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from cli.guard import CommandError
from cli.screen import progress, say
from core.access import COMMAND_LINE

BackupOut = Annotated[Path, typer.Argument(metavar="文件", help="要写出的备份文件", show_default=False)]
BackupIn = Annotated[Path, typer.Argument(metavar="文件", help="备份文件", show_default=False)]


def backup(
    file: BackupOut,
    yes: Annotated[bool, typer.Option("--yes", help="已有同名文件时改名保留它，再写出")] = False,
) -> None:
    """备份整个数据库；服务不必停。"""
    from data.backup import backup as make
    from data.backup import backup_steps
    from data.engine import open_engine

    if not file.parent.is_dir():
        raise CommandError(f"没有这个目录：{file.parent}。请先建立目录，或换一个位置。")
    engine = open_engine()
    with _said(), progress("备份", backup_steps(engine)) as advance:
        made = make(engine, COMMAND_LINE, file, may_replace=yes, advance=advance)
    if made.kept:
        say(f"原来的文件已改名为 {made.kept}。")
    holds = made.manifest
    say(f"已备份到 {file}：{len(holds.tables)}张表，{holds.rows:,}行，操作记录至第{holds.act}条。")


def restore(
    file: BackupIn,
    yes: Annotated[bool, typer.Option("--yes", help="确认用备份代替现有的数据库；现有的改名保留")] = False,
) -> None:
    """从备份恢复：先装入新的数据库并逐表核对，全部一致才代替现有的。请先停止服务。"""
    from data.archive import manifest_of
    from data.backup import restore as bring_back
    from data.backup import restore_steps

    with _said(), progress("恢复", restore_steps(manifest_of(file))) as advance:
        done = bring_back(COMMAND_LINE, file, may_replace=yes, advance=advance)
    if done.kept:
        say(f"原来的数据库已改名为 {done.kept}，确认无误后可以删去。")
    holds = done.manifest
    say(f"已恢复并核对：{len(holds.tables)}张表，{holds.rows:,}行，与备份一致。")


@contextmanager
def _said() -> Iterator[None]:
    """What stands in the way, as the end of the command."""
    from data.archive import BackupError

    try:
        yield
    except BackupError as error:
        raise CommandError(str(error)) from error
