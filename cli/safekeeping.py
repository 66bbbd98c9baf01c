"""``manage.py backup`` and ``restore``."""

from pathlib import Path
from typing import Annotated

import typer

from cli.guard import CommandError
from cli.screen import progress, say

BackupFile = Annotated[Path, typer.Argument(metavar="文件", help="备份文件", show_default=False)]
TABLES = 25


def backup(file: BackupFile) -> None:
    """备份整个数据库到一个文件；系统照常使用，不必停机。"""
    from data.backup import BackupError, make_backup
    from data.engine import migrate, open_engine

    if not file.parent.is_dir():
        raise CommandError(f"没有这个目录：{file.parent}。请先建立目录，或换一个位置。")
    engine = open_engine()
    migrate(engine)
    try:
        with progress("备份", TABLES) as advance:
            manifest = make_backup(engine, file, advance)
    except BackupError as problem:
        raise CommandError(str(problem)) from problem
    rows = sum(count for count, _ in manifest.tables.values())
    say(f"已备份到 {file}：{len(manifest.tables)}张表，{rows:,}行。")


def restore(
    file: BackupFile,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接恢复")] = False,
) -> None:
    """用备份替换现有数据库：先在旁边恢复并逐表核对，一致才替换；原数据库留存备查。"""
    from data.backup import BackupError, restore_backup
    from data.engine import migrate, open_engine

    if not yes:
        typer.confirm(f"将用 {file} 替换现有数据库，原数据库会另存。确定吗？", abort=True)
    engine = open_engine()
    migrate(engine)
    try:
        with progress("核对", TABLES) as advance:
            aside = restore_backup(engine, file, advance)
    except BackupError as problem:
        raise CommandError(str(problem)) from problem
    say(f"已恢复，各表与备份一致。原数据库留存为 {aside}。")
