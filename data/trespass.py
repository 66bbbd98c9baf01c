"""Which rows that somebody wants to write are not theirs to write: checked before anything else is said of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from core.access import User
from data.intake.importing import home_county
from data.intake.problems import Problem
from data.intake.reading import UNREADABLE, Row, Workbook
from data.intake.schema import Sheet, Value, table_of, workbook_schema
from data.intake.stored import named_enterprises
from data.reach import counties_of
from data.tables import Contract, Enterprise, Hazard, Record, Rectification

NUMBERED: dict[str, type[Record]] = {"合同": Contract, "检查隐患": Hazard, "整改": Rectification}
"""Sheets whose key is a number alone: the same number may stand in a park that is not one's own."""
BATCH = 500


@dataclass(frozen=True)
class Ground:
    """What the database says of the rows that are to be written: where they lie now and where they would."""

    connection: Connection
    workbook: Workbook
    read: dict[str, dict[str, Any]] = field(default_factory=dict)

    @cached_property
    def counties(self) -> dict[str, str]:
        """Park -> its county; parks that come in lie in the home county."""
        return dict.fromkeys(self._new_parks, home_county()) | counties_of(self.connection)

    @cached_property
    def _new_parks(self) -> list[str]:
        return [str(row.values[0]) for row in self.workbook.rows["园区"]]

    def parks(self, sheet: Sheet, row: Row) -> set[str]:
        """The park that the row names, and that in which its record lies now."""
        if "园区编码" in sheet.position:
            named = {row.values[sheet.position["园区编码"]]}
        elif "合同编号" in sheet.position:
            named = {self._park_of_contract(str(row.values[sheet.position["合同编号"]]))}
        else:
            named = set()
        return {str(one) for one in named | {self._park_now(sheet, row)} if one not in (None, UNREADABLE)}

    def old(self, sheet: Sheet, row: Row) -> dict[str, Any]:
        """The record of a numbered sheet as it is now; empty where there is none."""
        return self._stored(sheet.name).get(str(row.values[sheet.key[0]]), {}) if sheet.name in NUMBERED else {}

    def _park_now(self, sheet: Sheet, row: Row) -> str | None:
        old = self.old(sheet, row)
        return old.get("park_code") or self._park_of_contract(str(old.get("contract_number", "")))

    def _park_of_contract(self, number: str) -> str | None:
        place = workbook_schema()["合同"].position
        coming = {row.values[place["合同编号"]]: row.values[place["园区编码"]] for row in self.workbook.rows["合同"]}
        stored = self._stored("合同").get(number)
        return stored["park_code"] if stored else shown_or_none(coming.get(number))

    def _stored(self, name: str) -> dict[str, Any]:
        """Number -> the record, of the numbers that the workbook names."""
        if name not in self.read:
            self.read[name] = dict(self._select(name))
        return self.read[name]

    def _select(self, name: str) -> Iterator[tuple[str, Any]]:
        table = table_of(NUMBERED[name])
        numbers = sorted(self._numbers(name))
        for first in range(0, len(numbers), BATCH):
            query = select(table).where(table.c.number.in_(numbers[first:first + BATCH]))
            for record in self.connection.execute(query).mappings():
                yield record["number"], dict(record)

    def _numbers(self, name: str) -> set[str]:
        """Of a sheet's own rows; of contracts also those that other rows, and the records behind them, refer to."""
        header = {"合同": "合同编号", "检查隐患": "隐患编号", "整改": "整改编号"}[name]
        found = {
            str(row.values[sheet.position[header]]) for sheet in workbook_schema().values() if header in sheet.position
            for row in self.workbook.rows[sheet.name]
        }
        if name == "合同":
            found |= {one["contract_number"] for one in self._stored("整改").values()}
        return found - {UNREADABLE}


def shown_or_none(value: Value) -> str | None:
    return None if value is None else str(value)


def trespasses(connection: Connection, user: User, workbook: Workbook) -> list[Problem]:
    """One problem per row that the account may not write; what the rows say is not looked at further."""
    ground = Ground(connection, workbook)
    found = []
    for sheet in workbook_schema().values():
        rows = workbook.rows[sheet.name]
        if rows and not user.may_write(sheet.name):
            reason, remedy = f"{user.role}账号不能填报“{sheet.name}”", "请删去这些行，或由有权限的账号办理"
            found.append(Problem(sheet.name, None, None, "", reason, remedy))
        elif sheet.table is Enterprise:
            found += _enterprises(connection, user, sheet, rows)
        else:
            found += [one for row in rows for one in _of_row(ground, user, sheet, row)]
    return found


def _of_row(ground: Ground, user: User, sheet: Sheet, row: Row) -> Iterator[Problem]:
    if any(not user.reach.covers(park, ground.counties.get(park)) for park in ground.parks(sheet, row)):
        yield _problem(sheet, row, "不在您的填报范围内", "请删去这一行；确属本园区的，请核对编号，或联系联席会议办公室")
    elif "条线" in sheet.position:
        lines = {shown_or_none(row.values[sheet.position["条线"]]), ground.old(sheet, row).get("line")} - {None}
        if any(not user.may_write(sheet.name, line) for line in lines):
            yield _problem(sheet, row, f"不属于您负责的条线（{user.line}）", "请由主管部门填报")


def _problem(sheet: Sheet, row: Row, reason: str, remedy: str) -> Problem:
    key = "、".join(str(row.values[place]) for place in sheet.key if row.values[place] is not None)
    return Problem(sheet.name, row.number, sheet.columns[sheet.key[0]].header, key, reason, remedy)


def _enterprises(connection: Connection, user: User, sheet: Sheet, rows: Iterable[Row]) -> list[Problem]:
    """Whoever writes enterprises may add one; change one that is there only if a park of theirs, or none, names it."""
    if user.reach.counties is None:
        return []
    codes = {str(row.values[sheet.key[0]]): row for row in rows if row.values[sheet.key[0]] != UNREADABLE}
    stored = _stored_enterprises(connection, codes)
    counties = counties_of(connection)
    own = [park for park, county in counties.items() if user.reach.covers(park, county)]
    named = {code for query in named_enterprises(own) for code in connection.scalars(query)}
    everywhere = {code for query in named_enterprises([*counties]) for code in connection.scalars(query)}
    named |= stored.keys() - everywhere
    return [
        _problem(sheet, codes[code], "这家企业在其他园区登记", "登记信息请由联席会议办公室更正，这一行可以删去")
        for code in stored.keys() - named
        if tuple(stored[code]) != codes[code].values
    ]


def _stored_enterprises(connection: Connection, codes: Iterable[str]) -> dict[str, Any]:
    table, wanted = table_of(Enterprise), sorted(codes)
    found: dict[str, Any] = {}
    for first in range(0, len(wanted), BATCH):
        query = select(table).where(table.c.credit_code.in_(wanted[first:first + BATCH]))
        found |= {row.credit_code: row for row in connection.execute(query)}
    return found
