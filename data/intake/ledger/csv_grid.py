"""A .csv file as rows of texts."""

import csv
from pathlib import Path

from data.intake.problems import FileError
from data.intake.scanning import MOST_COLUMNS

LARGEST_CSV = 8 * 1024 * 1024
MOST_LINES = 20_000
ENCODINGS = ("utf-8-sig", "gb18030")


def read_csv(path: Path) -> list[list[object]]:
    """Raises FileError for what is no text, or too large."""
    if not path.is_file():
        raise FileError("找不到文件", "请核对文件名和路径")
    if path.stat().st_size > LARGEST_CSV:
        raise FileError("文件过大", "请分成几个文件后再导入")
    text = _decoded(path.read_bytes())
    try:
        rows: list[list[object]] = [list(row) for row in csv.reader(text.splitlines(keepends=True))]
    except csv.Error:
        raise FileError("不是可以读取的 .csv 文件", "请用 Excel 打开后另存为 .xlsx 再导入") from None
    if len(rows) > MOST_LINES or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise FileError("行或列过多", "请分成几个文件后再导入")
    return rows


def _decoded(content: bytes) -> str:
    if not content.strip() or b"\0" in content:
        raise FileError("文件是空的，或不是 .csv 文本", "请用 Excel 打开后另存为 .xlsx 再导入")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileError("文字编码看不懂", "请用 Excel 打开后另存为 .xlsx 再导入")
