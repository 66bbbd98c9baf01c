"""A backup as one file: a ZIP archive of the database's copy and its manifest."""

import shutil
import zlib
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from data.clock import CHINA
from data.manifest import Manifest, manifest_from

MANIFEST, COPY = "manifest.json", "database"
COMPRESSION = {"sqlite": ZIP_DEFLATED, "postgresql": ZIP_STORED}
"""pg_dump has compressed its own."""


class BackupError(Exception):
    """A backup cannot be made or restored; the text says in Chinese why, and what to do."""


def aside(name: str) -> str:
    """The name under which what was there before is kept."""
    return f"{name}.{datetime.now(CHINA):%Y%m%d-%H%M%S}.old"


def pack(file: Path, copy: Path, manifest: Manifest) -> Path | None:
    """Write the archive whole, then give it its name. Returns where a file of that name was put."""
    part, kept = file.with_name(file.name + ".part"), None
    try:
        with ZipFile(part, "w", COMPRESSION[manifest.database]) as archive:
            archive.writestr(MANIFEST, manifest.as_text())
            archive.write(copy, COPY)
        if file.exists():
            kept = file.rename(file.with_name(aside(file.name)))
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)
    return kept


def manifest_of(file: Path) -> Manifest:
    """What the archive says that it holds. Raises BackupError."""
    try:
        with ZipFile(file) as archive:
            return manifest_from(archive.read(MANIFEST).decode())
    except FileNotFoundError:
        raise BackupError(f"找不到备份文件：{file}。") from None
    except (BadZipFile, OSError, ValueError, KeyError, TypeError, AttributeError):
        raise BackupError(f"{file.name} 不是备份文件，或已损坏。没有恢复，现有数据库未动。") from None


def unpack(file: Path, target: Path) -> None:
    """Write the copy out. Raises BackupError where the archive is damaged."""
    try:
        with ZipFile(file) as archive, archive.open(COPY) as packed, target.open("wb") as out:
            shutil.copyfileobj(packed, out, 1 << 20)
    except (BadZipFile, KeyError, EOFError, ValueError, NotImplementedError, zlib.error):
        raise BackupError(f"{file.name} 已损坏，读不完整。没有恢复，现有数据库未动。") from None

