"""What still rests on a record that is to be voided."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from data.intake.problems import Problem
from data.intake.reading import Row
from data.intake.schema import CONTRACT_SPACE, Sheet, table_of, workbook_schema
from data.intake.values import shown
from data.tables import Contract


def dependents(connection: Connection, sheet: Sheet, row: Row) -> list[Problem]:
    """One problem per sheet whose records refer to this one."""
    key = [row.values[place] for place in sheet.key]
    found: list[Problem] = []
    for other in workbook_schema().values():
        references = [one.headers for one in other.references if one.target == sheet.name]
        count = sum(_count(connection, other, headers, key) for headers in references)
        if count:
            header = sheet.columns[sheet.key[-1]].header
            found.append(Problem(
                sheet.name, row.number, header, shown(key[-1]), f"“{other.name}”中还有{count}条记录与它有关",
                f"请先作废或更正这些{other.name}记录",
            ))
    return found


def _count(connection: Connection, other: Sheet, headers: tuple[str, ...], key: Sequence[object]) -> int:
    if other.table is Contract and headers[-1] == "单元编号":
        table, names = CONTRACT_SPACE, ["park_code", "space_code"]
    else:
        table, names = table_of(other.table), [other.column(header).name for header in headers]
    same = [table.c[name] == value for name, value in zip(names, key, strict=True)]
    return int(connection.scalar(select(func.count()).select_from(table).where(*same)) or 0)
