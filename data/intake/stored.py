"""What the database holds, as rows of the workbook: for comparing with a file, and for writing one."""

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, or_, select

from data.intake.schema import CONTRACT_SPACE, SPACES_OF_CONTRACT, Column, Kind, Sheet, Value, table_of, workbook_schema
from data.tables import Contract, Enterprise, Park

Values = tuple[Value, ...]


class Stored:
    """The rows of one database, read once when they are asked for; parks: only theirs, and of enterprises these too."""

    def __init__(
        self, connection: Connection, parks: list[str] | None = None, enterprises: Collection[str] = (),
    ) -> None:
        self.connection = connection
        self.parks = parks
        self.enterprises = list(enterprises)
        self._rows: dict[str, list[Values]] = {}
        self._by_key: dict[str, dict[Values, Values]] = {}

    def rows(self, sheet_name: str) -> list[Values]:
        """The sheet's rows in the order of their keys, values in the order of its columns."""
        if sheet_name not in self._rows:
            self._rows[sheet_name] = list(self._read(workbook_schema()[sheet_name]))
        return self._rows[sheet_name]

    def by_key(self, sheet_name: str) -> dict[Values, Values]:
        if sheet_name not in self._by_key:
            key = workbook_schema()[sheet_name].key
            self._by_key[sheet_name] = {tuple(row[place] for place in key): row for row in self.rows(sheet_name)}
        return self._by_key[sheet_name]

    def completed_on(self) -> dict[str, Value]:
        """Contract number -> day on which its clearing was completed."""
        place = workbook_schema()["清退"].position
        return {str(row[place["合同编号"]]): row[place["完成日期"]] for row in self.rows("清退")}

    def values(self, sheet: Sheet, record: RowMapping) -> Values:
        """A row of the sheet's table, values in the order of the sheet's columns."""
        return tuple(self._value(column, record) for column in sheet.columns)

    def _read(self, sheet: Sheet) -> Iterator[Values]:
        return (self.values(sheet, record) for record in self.connection.execute(self._select(sheet)).mappings())

    def _value(self, column: Column, record: RowMapping) -> Value:
        if column is SPACES_OF_CONTRACT:
            return "、".join(sorted(self._spaces.get(record["number"], ())))
        if column.kind is Kind.PERIOD:
            return f"{record['year']}Q{record['quarter']}" if record["quarter"] else str(record["year"])
        value: Value = record[column.name]
        return value

    @cached_property
    def _spaces(self) -> dict[str, list[str]]:
        """Contract number -> codes of its spaces."""
        found: dict[str, list[str]] = {}
        columns = CONTRACT_SPACE.c
        query = select(columns.contract_number, columns.space_code)
        if self.parks is not None:
            query = query.where(columns.park_code.in_(self.parks))
        for number, space in self.connection.execute(query):
            found.setdefault(number, []).append(space)
        return found

    def _select(self, sheet: Sheet) -> Select[Any]:
        table = table_of(sheet.table)
        query = select(table).order_by(*(table.c[sheet.columns[position].name] for position in sheet.key))
        if self.parks is None:
            return query
        wanted = within_parks(sheet, self.parks)
        return query.where(wanted | table.c.credit_code.in_(self.enterprises) if sheet.table is Enterprise else wanted)


def within_parks(sheet: Sheet, parks: list[str]) -> ColumnElement[bool]:
    """The rows of a sheet that belong to these parks; of enterprises, those that any such row names."""
    columns = table_of(sheet.table).c
    if sheet.table is Park:
        return columns.code.in_(parks)
    if sheet.table is Enterprise:
        return or_(*(columns.credit_code.in_(one) for one in named_enterprises(parks)))
    if "park_code" in columns:
        return columns.park_code.in_(parks)
    contract = table_of(Contract).c
    return columns.contract_number.in_(select(contract.number).where(contract.park_code.in_(parks)))


def named_enterprises(parks: list[str]) -> Iterator[Select[Any]]:
    for sheet in workbook_schema().values():
        for reference in sheet.references:
            if reference.target == "企业":
                column = table_of(sheet.table).c[sheet.column(reference.headers[0]).name]
                yield select(column).where(within_parks(sheet, parks))
