"""Everything that rows say against each other, against the rows of other sheets, and against the database."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from core.terms import ContractMode, Indicator
from data.intake.overlaps import overlaps
from data.intake.problems import Problem
from data.intake.reading import UNREADABLE, Row, Workbook
from data.intake.schema import Reference, Sheet, Value, workbook_schema
from data.intake.stored import Stored
from data.intake.values import shown

Key = tuple[Value, ...]


@dataclass(frozen=True)
class Cells:
    """One row, asked by header."""

    sheet: Sheet
    row: Row

    def __getitem__(self, header: str) -> Value:
        return self.row.values[self.sheet.position[header]]

    def are_known(self, *headers: str) -> bool:
        """Whether all of them could be read and none is blank."""
        return all(self[header] not in (None, UNREADABLE) for header in headers)

    def problem(self, header: str, reason: str, remedy: str) -> Problem:
        return Problem(self.sheet.name, self.row.number, header, shown(self[header]), reason, remedy)


def check(workbook: Workbook, stored: Stored) -> list[Problem]:
    """All problems beyond those of reading, sheet by sheet, row by row."""
    known = _known_keys(workbook, stored)
    found: list[Problem] = []
    for sheet in workbook_schema().values():
        rows = workbook.rows[sheet.name]
        found += _double_keys(sheet, rows)
        for row in rows:
            cells = Cells(sheet, row)
            found += _out_of_order(cells)
            found += _unknown_references(cells, known, workbook.unread)
            found += [problem for one in OF_SHEET.get(sheet.name, ()) for problem in one(cells)]
    return found + overlaps(workbook, stored)


def key_of(sheet: Sheet, row: Row) -> Key:
    return tuple(row.values[position] for position in sheet.key)


def _known_keys(workbook: Workbook, stored: Stored) -> dict[str, set[Key]]:
    """Sheet -> keys in the file and in the database, for the sheets that rows of the file refer to."""
    schema = workbook_schema()
    targets = {one.target for sheet in schema.values() if workbook.rows[sheet.name] for one in sheet.references}
    return {
        name: {key_of(schema[name], row) for row in workbook.rows[name]} | stored.by_key(name).keys()
        for name in targets
    }


def _double_keys(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Problem]:
    first_rows: dict[Key, int] = {}
    for row in rows:
        key = key_of(sheet, row)
        first = first_rows.setdefault(key, row.number)
        if first != row.number and UNREADABLE not in key:
            headers = [sheet.columns[position].header for position in sheet.key]
            value = "、".join(shown(one) or "空" for one in key)
            reason = f"与第{first}行的{'＋'.join(headers)}重复"
            yield Problem(sheet.name, row.number, headers[-1], value, reason, "请只保留一行，或改正编号")


def _out_of_order(cells: Cells) -> Iterator[Problem]:
    for earlier, later in cells.sheet.in_order:
        if cells.are_known(earlier, later) and cells[later] < cells[earlier]:  # type: ignore[operator]
            yield cells.problem(later, f"早于{earlier} {shown(cells[earlier])}", f"请核对{earlier}和{later}")


def _unknown_references(cells: Cells, known: dict[str, set[Key]], unread: set[str]) -> Iterator[Problem]:
    """The first unknown one of those that begin alike: with an unknown park, its spaces are not said to be unknown."""
    failed: set[str] = set()
    for reference in cells.sheet.references:
        is_open = reference.target not in unread and failed.isdisjoint(reference.headers)
        for key in _referred(cells, reference) if is_open and cells.are_known(*reference.headers) else ():
            if key not in known[reference.target]:
                failed.update(reference.headers)
                yield _unknown(cells, reference, key)


def _referred(cells: Cells, reference: Reference) -> list[Key]:
    *firsts, last = reference.headers
    values = shown(cells[last]).split("、") if cells.sheet.column(last).is_list else [cells[last]]
    return [(*(cells[header] for header in firsts), value) for value in values]


def _unknown(cells: Cells, reference: Reference, key: Key) -> Problem:
    *firsts, last = reference.headers
    place = "".join(f"{header}为{shown(cells[header])}的" for header in firsts)
    reason = f"「{reference.target}」表和数据库中都没有{place}“{shown(key[-1])}”"
    return Problem(
        cells.sheet.name, cells.row.number, last, shown(cells[last]), reason,
        f"请改正{last}，或先在「{reference.target}」表中补上",
    )


def _end_against_mode(cells: Cells) -> Iterator[Problem]:
    if UNREADABLE in (cells["方式"], cells["终止日期"]):
        return
    is_sale = cells["方式"] == ContractMode.DIRECT_SALE
    if is_sale and cells["终止日期"] is not None:
        yield cells.problem("终止日期", "直接出让的合同没有终止日期", "请清空终止日期，或改正方式")
    if not is_sale and cells["终止日期"] is None:
        yield cells.problem("终止日期", f"{shown(cells['方式'])}的合同必须有终止日期", "请填写终止日期，或改正方式")


def _share_promised(cells: Cells) -> Iterator[Problem]:
    """研发投入占比 is a share, too."""
    promised = cells["承诺值"]
    if cells["指标"] == Indicator.RESEARCH and isinstance(promised, float) and promised > 1:
        yield cells.problem("承诺值", "研发投入占比应在0与1之间", f"如果是{promised:g}%，请填写 {promised / 100:g}")


OF_SHEET: dict[str, tuple[Callable[[Cells], Iterator[Problem]], ...]] = {
    "合同": (_end_against_mode,), "承诺指标": (_share_promised,),
}
