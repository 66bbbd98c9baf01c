"""What an act says of the rows that it wrote: record by record, and of a change only what differs."""

from collections.abc import Sequence
from typing import Any

from data.acts import Change
from data.intake.preview import Preview
from data.intake.reading import Row
from data.intake.rows import Entry
from data.intake.schema import Sheet, Value, workbook_schema
from data.intake.values import shown
from data.trespass import Ground

Values = Sequence[Value]


def changes_of(ground: Ground, preview: Preview) -> list[Change]:
    """All that a preview adds and changes, sheet by sheet. ground: of the same workbook, before it is written."""
    found = []
    for sheet in workbook_schema().values():
        rows = preview.sheets[sheet.name]
        found += [_change(ground, sheet, row, None, row.values) for row in rows.added]
        found += [_change(ground, sheet, row, old, row.values) for row, old in rows.changed]
    return found


def voided(ground: Ground, sheet: Sheet, row: Row) -> Change:
    """A record that is taken out of the facts: all of it, so that it can be brought back."""
    return _change(ground, sheet, row, row.values, None)


def subject_of(entries: Sequence[Entry]) -> str:
    """合同 HT-1, or 数据填报 12条."""
    first = entries[0]
    if len(entries) > 1:
        return f"{first.sheet} {len(entries)}条"
    sheet = workbook_schema()[first.sheet]
    whole = {**(first.seen or {}), **first.values}
    return " ".join([first.sheet, *(shown(whole.get(sheet.columns[place].header)) for place in sheet.key)])


def _change(ground: Ground, sheet: Sheet, row: Row, old: Values | None, new: Values | None) -> Change:
    """Filed under the park that the record lies in; an enterprise lies in none."""
    key = tuple(shown(row.values[place]) for place in sheet.key)
    park = min(ground.parks(sheet, row), default=None)
    return Change(sheet.name, key, park, _named(sheet, old, new), _named(sheet, new, old))


def _named(sheet: Sheet, values: Values | None, others: Values | None) -> dict[str, Any] | None:
    """Header -> value; of a change only what differs, of the rest only what is not blank."""
    if values is None:
        return None
    against = others if others is not None else [None] * len(values)
    return {
        column.header: value for column, value, other in zip(sheet.columns, values, against, strict=True)
        if value != other
    }
