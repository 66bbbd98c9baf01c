"""The file of a backup: a ZIP of the database as its own program writes it, and of the manifest."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from sqlalchemy import URL

from data.backup.manifest import Manifest

DATABASE, MANIFEST = "database", "manifest.json"
CHUNK = 1 << 20


class BackupError(Exception):
    """The backup cannot be made or used; the text says in Chinese why, and what to do."""


def pack(target: Path, database: Path, manifest: Manifest) -> None:
    """Written beside the target first, so that a file of that name is always whole."""
    unfinished = target.with_name(target.name + ".unfinished")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.write(database, DATABASE)
        archive.writestr(MANIFEST, manifest.as_json())
    unfinished.replace(target)


def unpack(source: Path, database: Path) -> Manifest:
    """The database into a file; raises BackupError where the backup is damaged or none at all."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = Manifest.from_json(archive.read(MANIFEST).decode())
            with archive.open(DATABASE) as packed, database.open("wb") as plain:
                shutil.copyfileobj(packed, plain, CHUNK)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, OSError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise BackupError(f"{source} 不是完好的备份文件，没有恢复。请换一份备份。") from error
    return manifest


def run(program: str, url: URL, *arguments: str) -> None:
    """One of PostgreSQL's own programs, from PG_BIN or the PATH."""
    found = shutil.which(program, path=os.environ.get("PG_BIN")) or shutil.which(program)
    if found is None:
        raise BackupError(f"找不到 PostgreSQL 的 {program}。请安装 PostgreSQL 客户端，或用 PG_BIN 指出它所在的目录。")
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    done = subprocess.run([found, "--dbname", plain, *arguments], env=environment, capture_output=True, text=True,
                          check=False)
    if done.returncode:
        raise BackupError(f"{program} 没有完成：{done.stderr.strip()[-400:]}")
