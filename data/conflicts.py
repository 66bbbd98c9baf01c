"""Two people on one record: what the second is told before anything is overwritten."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from data.acts import as_json
from data.intake.checking import key_of
from data.intake.problems import Problem
from data.intake.reading import Row, Workbook
from data.intake.rows import Entry
from data.intake.schema import Sheet, Value, table_of, workbook_schema
from data.intake.stored import Stored
from data.intake.values import shown
from data.tables import Act, ActChange


@dataclass(frozen=True)
class Conflict:
    """A value that changed after the form was opened. row: of the entry, from 1. by, at: who changed it, and when
    (UTC, ISO 8601); blank where the record of acts does not say."""

    sheet: str
    row: int
    header: str
    seen: Value
    theirs: Value
    mine: Value
    by: str
    at: str


def conflicts(
    connection: Connection, stored: Stored, workbook: Workbook, entries: Sequence[Entry],
) -> tuple[list[Conflict], list[Problem]]:
    """(values that differ from what the forms were opened on, records that came or went meanwhile)."""
    found: list[Conflict] = []
    problems: list[Problem] = []
    for number, entry in enumerate(entries, 1):
        sheet = workbook_schema()[entry.sheet]
        row = next(one for one in workbook.rows[sheet.name] if one.number == number)
        now = stored.by_key(sheet.name).get(key_of(sheet, row))
        if (now is None) != (entry.seen is None):
            problems.append(_came_or_went(sheet, row, is_there=now is not None))
        elif now is not None and entry.seen is not None:
            found += _moved(connection, sheet, row, entry.seen, now)
    return found, problems


def _came_or_went(sheet: Sheet, row: Row, *, is_there: bool) -> Problem:
    header = sheet.columns[sheet.key[-1]].header
    value = shown(row.values[sheet.key[-1]])
    if is_there:
        reason, remedy = "已经有这条记录", "请打开已有的记录修改，或改正编号"
    else:
        reason, remedy = "这条记录不存在，或已被作废", "请刷新后核对；编号填错的请作废后重新登记"
    return Problem(sheet.name, row.number, header, value, reason, remedy)


def _moved(
    connection: Connection, sheet: Sheet, row: Row, seen: Mapping[str, Value], now: Sequence[Value],
) -> Iterator[Conflict]:
    for place, column in enumerate(sheet.columns):
        before, theirs, mine = seen.get(column.header), now[place], row.values[place]
        if theirs not in (before, mine):
            by, at = _who(connection, sheet, row, column.header)
            yield Conflict(sheet.name, row.number, column.header, before, theirs, mine, by, at)


def _who(connection: Connection, sheet: Sheet, row: Row, header: str) -> tuple[str, str]:
    act, change = table_of(Act).c, table_of(ActChange).c
    key = as_json([shown(row.values[place]) for place in sheet.key])
    rows = connection.execute(
        select(act.full_name, act.at, change.new).join_from(table_of(ActChange), table_of(Act))
        .where(change.sheet == sheet.name, change.record_key == key).order_by(change.sequence.desc()),
    )
    return next(((one.full_name, one.at) for one in rows if header in json.loads(one.new or "{}")), ("", ""))
