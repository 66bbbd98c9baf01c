"""Which rows of a sheet are its header, what stands over each column, and the row of units under it."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass

from data.intake.ledger.grid import Grid
from data.intake.ledger.units import Unit, parse_unit
from data.intake.ledger.words import all_fields, bare, is_remark, meaning, unit_of

SEARCHED_ROWS = 40
DEEPEST = 3
FEWEST_KNOWN = 2
SERIAL = {"序号", "编号", "序", "no", "行号"}
YEAR = re.compile(r"20\d{2}年?")
STATED_UNIT = re.compile(r"单位[:：]\s*([^\s)）]+)")


@dataclass(frozen=True)
class Head:
    """What stands over a column (from 1). label: unique among the heads; parts: its texts from the top."""

    column: int
    label: str
    parts: tuple[str, ...]
    unit: Unit | None = None

    @property
    def key(self) -> str:
        """The label without spaces and line breaks, by which answers are kept."""
        return re.sub(r"\s", "", self.label)

    @property
    def is_remark(self) -> bool:
        return is_remark(self.parts[-1])

    @property
    def is_serial(self) -> bool:
        return bare(self.parts[-1]) in SERIAL


@dataclass(frozen=True)
class Heading:
    """rows: of the header as Excel numbers them; units_row: of units under it; stated: units said above the table."""

    rows: tuple[int, ...]
    units_row: int | None
    heads: tuple[Head, ...]
    stated: tuple[Unit, ...] = ()

    @property
    def last_row(self) -> int:
        return self.units_row or self.rows[-1]

    @property
    def fingerprint(self) -> str:
        """The same for the same headers in the same order, however they are spaced."""
        texts = "\n".join("/".join(bare(part) for part in one.parts) for one in self.heads)
        return hashlib.sha256(texts.encode()).hexdigest()


def find_heading(grid: Grid) -> Heading | None:
    """The rows that know most headers; None where no row knows two."""
    best, most = None, 0.0
    for row in range(1, min(len(grid.rows), SEARCHED_ROWS) + 1):
        for depth in range(1, DEEPEST + 1):
            rows = tuple(range(row, row + depth))
            if not _may_be_header(grid, rows):
                break
            known = _known(grid, rows)
            if known >= FEWEST_KNOWN and known - depth / 10 > most:
                best, most = rows, known - depth / 10
    return heading_at(grid, best) if best else None


def heading_at(grid: Grid, rows: tuple[int, ...]) -> Heading:
    """The heading that these rows make."""
    parts = _parts(grid, rows)
    below = rows[-1] + 1
    units = _units(grid, below, set(parts))
    labels = Counter(_label(one) for one in parts.values())
    heads = tuple(
        Head(
            column, _label(one) + (f"（{column_letter(column)}列）" if labels[_label(one)] > 1 else ""), one,
            units.get(column) or next((unit for part in reversed(one) if (unit := unit_of(part))), None),
        )
        for column, one in sorted(parts.items())
    )
    return Heading(rows, below if units else None, heads, _stated(grid, rows[0]))


def column_letter(column: int) -> str:
    """1 = A."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _parts(grid: Grid, rows: tuple[int, ...]) -> dict[int, tuple[str, ...]]:
    """Column -> different texts over it from the top; a group's text holds for the columns that it is merged over."""
    found = {}
    for column in range(1, grid.width + 1):
        texts = [_over(grid, row, column, rows) for row in rows]
        if parts := tuple(dict.fromkeys(text for text in texts if text)):
            found[column] = parts
    return found


def _over(grid: Grid, row: int, column: int, rows: tuple[int, ...]) -> str:
    merge = grid.merge_at(row, column)
    if merge and merge.top in rows:
        return grid.text(merge.top, merge.left)
    text = grid.text(row, column)
    return text or (_group_before(grid, row, column, rows) if row != rows[-1] else "")


def _group_before(grid: Grid, row: int, column: int, rows: tuple[int, ...]) -> str:
    """A group's text that was not merged, but only typed over the first of its columns."""
    if not grid.text(row + 1, column) or row + 1 not in rows:
        return ""
    for left in range(column - 1, 0, -1):
        if text := grid.text(row, left):
            is_group = bool(grid.text(row + 1, left)) and not grid.merge_at(row, left)
            return text if is_group else ""
        if not grid.text(row + 1, left):
            return ""
    return ""


def _label(parts: tuple[str, ...]) -> str:
    return "/".join(parts)


def _may_be_header(grid: Grid, rows: tuple[int, ...]) -> bool:
    """A last row of texts without numbers, each under a group or under nothing."""
    row = rows[-1]
    texts = grid.texts(row)
    if not texts or any(not isinstance(grid.own(row, one), str) and not YEAR.fullmatch(texts[one]) for one in texts):
        return False
    if any(re.fullmatch(r"[\d.,\-/年月日]+", text) and not YEAR.fullmatch(text) for text in texts.values()):
        return False
    return len(rows) == 1 or all(_is_under_group(grid, row - 1, column) for column in texts)


def _is_under_group(grid: Grid, above: int, column: int) -> bool:
    merge = grid.merge_at(above, column)
    if merge:
        return merge.right > merge.left and merge.bottom == above
    if not grid.text(above, column):
        return True
    return not grid.text(above, column + 1) and bool(grid.text(above + 1, column + 1))


def _known(grid: Grid, rows: tuple[int, ...]) -> float:
    """How many different fields of ours the columns mean; a title that is merged over all of them is none."""
    top = grid.merge_at(rows[0], 1)
    if len(rows) > 1 and top and top.right >= grid.width > 1:
        return 0
    matches = [meaning(one, all_fields()) for one in _parts(grid, rows).values()]
    return sum(1.0 for field in {one.field for one in matches if one} if field)


def _units(grid: Grid, row: int, columns: set[int]) -> dict[int, Unit]:
    """Column -> unit, where the row holds nothing but units."""
    texts = grid.texts(row)
    if not texts or any(not isinstance(grid.own(row, one), str) for one in texts):
        return {}
    units = {column: parse_unit(text.strip("()（）[]【】")) for column, text in texts.items()}
    label = {column for column, text in texts.items() if bare(text) in ("单位", "计量单位")}
    if any(unit is None for column, unit in units.items() if column not in label) or not columns >= set(units):
        return {}
    return {column: unit for column, unit in units.items() if unit}


def _stated(grid: Grid, first_row: int) -> tuple[Unit, ...]:
    """单位：万元、㎡ above the table."""
    found: list[Unit] = []
    for row in range(1, first_row):
        for text in grid.texts(row).values():
            parts = (part for said in STATED_UNIT.findall(text) for part in re.split(r"[、，,;；/]", said))
            found += [unit for one in parts if (unit := parse_unit(one))]
    return tuple(found)
