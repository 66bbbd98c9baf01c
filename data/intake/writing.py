"""Rows of a preview into the tables, in bulk."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, update

from data.intake.preview import Preview
from data.intake.reading import Advance, Row
from data.intake.schema import CONTRACT_SPACE, SPACES_OF_CONTRACT, Kind, Sheet, table_of, workbook_schema
from data.intake.stored import Stored
from data.tables import Contract, Park

BATCH = 10_000


def write_all(connection: Connection, preview: Preview, county_code: str, advance: Advance) -> None:
    """Spaces leave the contracts whose days may change before anything is written, and come back when all is."""
    moved = _moved_contracts(preview)
    spaces = _spaces_to_write(connection, preview, moved)
    _execute(connection, delete(CONTRACT_SPACE).where(CONTRACT_SPACE.c.contract_number == bindparam("moved")),
             [{"moved": number} for number in moved])
    for name, sheet in workbook_schema().items():
        _write_sheet(connection, sheet, preview, county_code)
        advance(name)
    _execute(connection, insert(CONTRACT_SPACE), spaces)


def remove(connection: Connection, sheet: Sheet, row: Row) -> None:
    """Take one record out of its table."""
    if sheet.table is Contract:
        number = _record(sheet, row)["number"]
        connection.execute(delete(CONTRACT_SPACE).where(CONTRACT_SPACE.c.contract_number == number))
    connection.execute(delete(table_of(sheet.table)).where(*has_key(sheet, row)))


def has_key(sheet: Sheet, row: Row) -> list[ColumnElement[bool]]:
    """Conditions that only the record with the key of this row meets."""
    table, record = table_of(sheet.table), _record(sheet, row)
    return [table.c[name].is_not_distinct_from(record[name]) for name in sorted(_key_names(sheet))]


def _write_sheet(connection: Connection, sheet: Sheet, preview: Preview, county_code: str) -> None:
    rows = preview.sheets[sheet.name]
    table = table_of(sheet.table)
    home = {"county_code": county_code} if sheet.table is Park else {}
    _execute(connection, insert(table), [_record(sheet, row) | home for row in rows.added])
    if rows.changed:
        records = [_record(sheet, row) for row, _ in rows.changed]
        keys = _key_names(sheet)
        same_row = [table.c[name].is_not_distinct_from(bindparam(f"old_{name}")) for name in keys]
        others: dict[str, Any] = {name: bindparam(name) for name in records[0] if name not in keys}
        _execute(connection, update(table).where(*same_row).values(others), [
            {f"old_{name}" if name in keys else name: value for name, value in record.items()} for record in records
        ])


def _key_names(sheet: Sheet) -> set[str]:
    names = {sheet.columns[place].name for place in sheet.key}
    return names | {"quarter"} if any(one.kind is Kind.PERIOD for one in sheet.columns) else names


def _record(sheet: Sheet, row: Row) -> dict[str, Any]:
    """A row of the workbook as a row of its table."""
    record: dict[str, Any] = {}
    for column, value in zip(sheet.columns, row.values, strict=True):
        if column.kind is Kind.PERIOD:
            year, _, quarter = str(value).partition("Q")
            record |= {"year": int(year), "quarter": int(quarter or 0)}
        elif column is not SPACES_OF_CONTRACT:
            record[column.name] = value
    return record


def _moved_contracts(preview: Preview) -> set[str]:
    """Contracts that are in the database, and whose spaces or days the import may change."""
    changed = [row for row, _ in preview.sheets["合同"].changed]
    exits = preview.sheets["清退"]
    return _numbers("合同", changed) | _numbers("清退", exits.added + [row for row, _ in exits.changed])


def _numbers(sheet_name: str, rows: Iterable[Row]) -> set[str]:
    place = workbook_schema()[sheet_name].position["合同编号"]
    return {str(row.values[place]) for row in rows}


def _spaces_to_write(connection: Connection, preview: Preview, moved: set[str]) -> list[dict[str, Any]]:
    """Those of added and changed contracts as the file says, those of the other moved ones as they were."""
    place = workbook_schema()["合同"].position
    rows = preview.sheets["合同"]
    values = [row.values for row in (*rows.added, *(row for row, _ in rows.changed))]
    told = {one[place["合同编号"]] for one in values}
    kept = Stored(connection).rows("合同") if moved - told else []
    values += [one for one in kept if one[place["合同编号"]] in moved - told]
    return [
        {"contract_number": one[place["合同编号"]], "park_code": one[place["园区编码"]], "space_code": space}
        for one in values for space in str(one[place["单元编号"]]).split("、")
    ]


def _execute(connection: Connection, statement: Any, records: list[dict[str, Any]]) -> None:
    for start in range(0, len(records), BATCH):
        connection.execute(statement, records[start : start + BATCH])
