"""An .xlsx file is opened with suspicion: what is broken, huge or hostile is refused before anything parses it.

Only the parts that hold cells are taken out, counted while they inflate, looked through once, and packed anew; the
reader sees nothing but that.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from data.intake.problems import FileError
from data.intake.scanning import MOST_ROWS, CellFault, SheetScan, scan_parts

MIB = 1024 * 1024
LARGEST_FILE = 256 * MIB
LARGEST_UNPACKED = 1536 * MIB
SUSPECT_UNPACKED = 24 * MIB
SUSPECT_RATIO = 100
MOST_PARTS = 500
CHUNK = MIB
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
WANTED = (".xml", ".rels")
CALCULATION_ORDER = "xl/calcChain.xml"
WORKBOOK_PART = "xl/workbook.xml"
TOO_LARGE = ("文件展开后过大", "请删去多余的工作表、图片和空行后再导入")


@dataclass(frozen=True)
class Limits:
    """How large a workbook may be: bytes unpacked, and rows in one sheet."""

    unpacked: int = LARGEST_UNPACKED
    rows: int = MOST_ROWS


EXCHANGE = Limits()


@dataclass(frozen=True)
class Unpacked:
    """workbook: a clean .xlsx. scans: sheet name -> what was seen in it."""

    workbook: io.BytesIO
    scans: dict[str, SheetScan]

    def faults(self, sheet: str) -> list[CellFault]:
        """Cells of a sheet without a usable value."""
        return self.scans[sheet].faults if sheet in self.scans else []


def unpack(path: Path, limits: Limits = EXCHANGE) -> Unpacked:
    """Raises FileError with a sentence for whatever is no readable, bounded .xlsx workbook."""
    if not path.is_file():
        raise FileError("找不到文件", "请核对文件名和路径")
    if not path.stat().st_size:
        raise FileError("文件是空的", "请重新保存或重新下载后再导入")
    if path.stat().st_size > LARGEST_FILE:
        raise FileError(*TOO_LARGE)
    with path.open("rb") as file:
        _refuse_ole2(file.read(len(OLE2)), path)
    try:
        parts = _parts(path, limits.unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, FileError):
            raise
        raise FileError("文件已损坏，或不是 .xlsx 工作簿") from None
    return Unpacked(_pack(parts), scan_parts(parts, limits.rows))


def _refuse_ole2(head: bytes, path: Path) -> None:
    if head == OLE2:
        if ENCRYPTED_MARK in path.read_bytes():
            raise FileError("文件设有打开密码", "请在 Excel 中取消密码后再导入")
        raise FileError("这是旧版 .xls 文件")


def _parts(path: Path, largest: int) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_PARTS:
            raise FileError("文件内部部件过多")
        if any(entry.flag_bits & 1 for entry in entries):
            raise FileError("文件设有打开密码", "请在 Excel 中取消密码后再导入")
        wanted = [entry for entry in entries if entry.filename.endswith(WANTED) and entry.filename != CALCULATION_ORDER]
        _refuse_bomb(sum(entry.file_size for entry in wanted), path.stat().st_size, largest)
        parts: dict[str, bytes] = {}
        for entry in wanted:
            parts[entry.filename] = _inflate(archive, entry)
            _refuse_bomb(sum(map(len, parts.values())), path.stat().st_size, largest)
    if WORKBOOK_PART not in parts:
        raise FileError("不是 .xlsx 工作簿")
    return parts


def _refuse_bomb(unpacked: int, packed: int, largest: int) -> None:
    if unpacked > largest or (unpacked > SUSPECT_UNPACKED and unpacked > SUSPECT_RATIO * packed):
        raise FileError(*TOO_LARGE)


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Never more than the size that the entry states, whatever it really holds: a lie shows in the checksum."""
    with archive.open(entry) as stream:
        return b"".join(iter(lambda: stream.read(CHUNK), b""))


def _pack(parts: dict[str, bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed
