"""Rows of a form as rows of the exchange workbook, so that both are read and checked alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.intake.headers import Layout
from data.intake.reading import Workbook, read_row
from data.intake.schema import Sheet, Value, workbook_schema


@dataclass(frozen=True)
class Entry:
    """One record as a form holds it. values: header -> as typed; what is not named stays as it was seen.

    seen: header -> value as the form showed the record when it was opened; None = a new record.
    """

    sheet: str
    values: Mapping[str, object]
    seen: Mapping[str, Value] | None = None


def workbook_of(entries: Sequence[Entry]) -> Workbook:
    """The entries as rows 1, 2, 3 … of a workbook; whatever cannot be read is in its problems."""
    workbook = Workbook(rows={name: [] for name in workbook_schema()})
    for number, entry in enumerate(entries, 1):
        sheet = workbook_schema()[entry.sheet]
        whole = {**(entry.seen or {}), **entry.values}
        typed = [whole.get(column.header) for column in sheet.columns]
        workbook.rows[sheet.name].append(read_row(workbook, sheet, _as_it_is(sheet), number, typed))
    return workbook


def _as_it_is(sheet: Sheet) -> Layout:
    return Layout(sheet, tuple(range(len(sheet.columns))), (), lacks_required=False)
