"""One pass over the XML of a workbook: bounds of its sheets, and cells without a usable value."""

import posixpath
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from xml.parsers import expat

from data.intake.problems import FileError

MOST_SHEETS = 60
MOST_COLUMNS = 200
MOST_ROWS = 500_000
"""In one sheet: a province's contracts with all their promises."""
TAIL = 65_536
SPARSE_ROWS = 20_000
"""Up to here a sheet may be as full of gaps as it likes; beyond, at least every fourth row must hold something."""
NEEDED_RELATIONS = {"worksheet", "styles", "sharedStrings"}
BROKEN = "文件已损坏，内部结构不完整"


@dataclass(frozen=True)
class CellFault:
    """row and column from 1; text is the error word, or blank for a formula whose result was not saved."""

    row: int
    column: int
    text: str


@dataclass
class SheetScan:
    """Where the cells of one sheet lie, up to the last that holds anything. Called for every element of millions of
    cells, so it does little for each."""

    row: int = 0
    column: int = 0
    rows_seen: int = 0
    is_formula: bool = False
    kind: str = ""
    has_value: bool = False
    text: str = ""
    most_rows: int = MOST_ROWS
    last_row: int = 0
    last_column: int = 0
    faults: list[CellFault] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag == "c":
            self.kind, self.is_formula, self.has_value = attributes.get("t", ""), False, False
            self._move(attributes.get("r"))
        elif tag in ("v", "is"):
            self.has_value, self.text = True, ""
            self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        elif tag == "f":
            self.is_formula = True
        elif tag == "row":
            self._start_row(attributes.get("r"))
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self.row)

    def characters(self, text: str) -> None:
        self.text = text

    def end(self, name: str) -> None:
        if (self.is_formula or self.kind == "e") and name.rpartition(":")[2] == "c":
            if self.kind == "e":
                self.faults.append(CellFault(self.row, self.column, self.text or "#"))
            elif not self.has_value or not (self.text or self.kind == "str"):
                self.faults.append(CellFault(self.row, self.column, ""))
            self.kind, self.is_formula = "", False

    def _start_row(self, number: str | None) -> None:
        self.row = _number(number) if number else self.row + 1
        self.column = 0
        self.rows_seen += 1

    def _move(self, place: str | None) -> None:
        """To the cell that is named, or to the next one."""
        if place:
            letters = place.rstrip("0123456789")
            self.row, self.column = _number(place[len(letters):]), _column_number(letters)
        else:
            self.column += 1
        if self.column > MOST_COLUMNS:
            raise FileError(f"第{self.row}行的内容超出{MOST_COLUMNS}列", "请删去右侧多余的列后再导入")
        if self.row > SPARSE_ROWS and self.row > min(self.most_rows, 4 * self.rows_seen):
            raise _too_far(self.row)


def _number(digits: str) -> int:
    if not re.fullmatch("[0-9]{1,7}", digits):
        raise FileError(BROKEN)
    return int(digits)


@cache
def _column_number(letters: str) -> int:
    """A = 1."""
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise FileError(BROKEN)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def scan_parts(parts: dict[str, bytes], most_rows: int = MOST_ROWS) -> dict[str, SheetScan]:
    """Sheet name -> its scan. Raises FileError for malformed XML, entities, and cells out of bounds.

    Every part is looked through as if it were a sheet, so that nothing depends on which one the reader takes for one.
    """
    sheets = sheet_parts(parts)
    names = {part: f"工作表「{sheet}」" for sheet, part in sheets.items()}
    scans = {part: _scan(names.get(part, ""), content, most_rows) for part, content in parts.items()}
    return {sheet: scans[part] for sheet, part in sheets.items()}


def sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Sheet name -> the part that holds its cells, in the workbook's order."""
    targets = _related_parts(parts)
    sheets = _elements(parts["xl/workbook.xml"], "sheet")
    if len(sheets) > MOST_SHEETS:
        raise FileError(f"工作表多于{MOST_SHEETS}张", "请只保留交换工作簿的十二张表")
    found = {}
    for sheet in sheets:
        relation = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        found[sheet.get("name", "")] = targets.get(relation, "")
    if len(found) < len(sheets) or not parts.keys() >= set(found.values()):
        raise FileError(BROKEN)
    return found


def _related_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Relation id -> part, of the workbook's parts without which cells cannot be read; all of them must be there."""
    relations = _elements(parts.get("xl/_rels/workbook.xml.rels", b""), "Relationship")
    found = {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
        for one in relations if one.get("Type", "").rpartition("/")[2] in NEEDED_RELATIONS
    }
    if not parts.keys() >= set(found.values()):
        raise FileError(BROKEN)
    return found


def _scan(name: str, content: bytes, most_rows: int) -> SheetScan:
    scan = SheetScan(most_rows=most_rows)
    try:
        _refuse_length(content, most_rows)
        _parse(content, {
            "StartElementHandler": scan.start, "EndElementHandler": scan.end, "CharacterDataHandler": scan.characters,
        })
    except FileError as error:
        raise FileError(name + error.reason, error.remedy) from None
    return scan


def _refuse_length(content: bytes, most_rows: int) -> None:
    """By the number of the last row that holds cells, before all the rows are gone through."""
    last_rows = re.findall(rb"""row [^>]*?r=["']([0-9]{1,7})["'][^>]*(?<!/)>""", content[-TAIL:])
    if last_rows and int(last_rows[-1]) > most_rows:
        raise _too_far(int(last_rows[-1]))


def _too_far(row: int) -> FileError:
    remedy = "请删去下方多余的行；数据确实很多的，请按园区分成几个工作簿"
    return FileError(f"第{row}行仍有内容，超出可导入的范围", remedy)


def _elements(content: bytes, tag: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag:
            found.append(attributes)

    _parse(content, {"StartElementHandler": start})
    return found


def _parse(content: bytes, handlers: dict[str, Any]) -> None:
    parser = expat.ParserCreate("UTF-8")  # Whatever the part says of itself: the reader takes all for UTF-8.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.buffer_text = True
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise FileError(BROKEN) from None


def _refuse_doctype(*_: object) -> None:
    raise FileError("文件含有不允许的外部引用")
