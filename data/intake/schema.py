"""The schema of the exchange workbook, derived from the tables: reading, checking, writing and template all use it."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Date, Enum, Float, ForeignKeyConstraint, Integer, Table
from sqlalchemy import Column as TableColumn

from data.tables import SHEETS, Contract, ContractSpace, Record, Report

Value = str | float | int | bool | date | None
"""What a cell holds once it is read: lists are 、-joined texts, periods `2025` or `2025Q3`."""


class Kind(StrEnum):
    TEXT = "文字"
    CODE = "编号"
    CREDIT_CODE = "统一社会信用代码"
    INDUSTRY_CODE = "行业代码"
    OUTLINE = "轮廓"
    NUMBER = "数字"
    INTEGER = "整数"
    YEAR = "年度"
    SHARE = "比例"
    DATE = "日期"
    FLAG = "是否"
    CHOICE = "选项"
    PERIOD = "期间"


@dataclass(frozen=True)
class Column:
    """One header of a sheet. Bounds are (limit, whether the limit itself is allowed)."""

    header: str
    name: str
    kind: Kind
    is_required: bool
    is_key: bool = False
    is_list: bool = False
    choices: tuple[str, ...] = ()
    lower: tuple[float, bool] | None = None
    upper: tuple[float, bool] | None = None


@dataclass(frozen=True)
class Reference:
    """Columns of a sheet that name a row of another sheet by its key."""

    headers: tuple[str, ...]
    target: str


@dataclass(frozen=True)
class Sheet:
    """One sheet and its table. in_order: pairs of headers whose first may not come after the second."""

    name: str
    table: type[Record]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...]
    in_order: tuple[tuple[str, str], ...]
    position: dict[str, int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "position", {one.header: index for index, one in enumerate(self.columns)})

    @property
    def key(self) -> tuple[int, ...]:
        """Positions of the key's columns."""
        return tuple(index for index, column in enumerate(self.columns) if column.is_key)

    def column(self, header: str) -> Column:
        return self.columns[self.position[header]]


SPACES_OF_CONTRACT = Column("单元编号", "space_codes", Kind.CODE, is_required=True, is_list=True)
PLACE_BOUNDS = {"longitude": (73.0, 136.0), "latitude": (3.0, 54.0)}
"""China's own."""


@cache
def workbook_schema() -> dict[str, Sheet]:
    """Sheet name -> sheet, in an order in which references point backwards."""
    return {name: _sheet(name, table) for name, table in SHEETS.items()}


def table_of(record: type[Record]) -> Table:
    table = record.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table


def _sheet(name: str, record: type[Record]) -> Sheet:
    table = table_of(record)
    key, bounds = key_names(table), _bounds(table)
    columns = [_column(one, one.name in key, bounds) for one in table.columns if "header" in one.info]
    references = _references(table)
    if record is Contract:
        columns.insert(2, SPACES_OF_CONTRACT)
        references.append(Reference(("园区编码", SPACES_OF_CONTRACT.header), "单元"))
    return Sheet(name, record, tuple(columns), tuple(references), _pairs_in_order(table))


def key_names(table: Table) -> frozenset[str]:
    """The primary key, or the unique index where the primary key is not in the workbook."""
    names = {one.name for one in table.primary_key}
    if any("header" in table.columns[name].info for name in names):
        return frozenset(names)
    unique = next(index for index in table.indexes if index.unique)
    words = {word for part in unique.expressions for word in re.findall(r"\w+", str(part))}
    return frozenset(words.intersection(table.c.keys()))


def _column(column: TableColumn[Any], is_key: bool, bounds: dict[str, Any]) -> Column:
    lower, upper = bounds.get(column.name, (None, None))
    return Column(
        header=column.info["header"], name=column.name, kind=_kind(column, upper), is_required=not column.nullable,
        is_key=is_key, is_list=column.info["is_list"], lower=lower, upper=upper,
        choices=tuple(column.type.enums) if isinstance(column.type, Enum) else (),
    )


def _kind(column: TableColumn[Any], upper: object) -> Kind:
    if column.table.name == Report.__tablename__ and column.name == "year":
        return Kind.PERIOD
    by_type = {Enum: Kind.CHOICE, Boolean: Kind.FLAG, Date: Kind.DATE, Integer: Kind.INTEGER, Float: Kind.NUMBER}
    kind = next((kind for one, kind in by_type.items() if isinstance(column.type, one)), None)
    if kind is Kind.NUMBER and upper and column.name not in PLACE_BOUNDS:
        return Kind.SHARE
    if kind is Kind.INTEGER and column.name == "year":
        return Kind.YEAR
    return kind or _text_kind(column)


def _text_kind(column: TableColumn[Any]) -> Kind:
    if "credit_code" in (column.name, *(key.column.name for key in column.foreign_keys)):
        return Kind.CREDIT_CODE
    if column.name.endswith(("_codes", "industry_code")):
        return Kind.INDUSTRY_CODE
    if column.name.endswith("_wkt"):
        return Kind.OUTLINE
    return Kind.CODE if column.primary_key or column.foreign_keys or column.name.endswith("_code") else Kind.TEXT


def _checks(table: Table) -> list[str]:
    return [str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint)]


def _bounds(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {name: ((low, True), (high, True)) for name, (low, high) in PLACE_BOUNDS.items()}
    for check in _checks(table):
        if match := re.fullmatch(r"(\w+) (>=?) 0( AND \1 <= 1)?", check):
            found[match[1]] = ((0.0, match[2] == ">="), (1.0, True) if match[3] else None)
    return found


def _pairs_in_order(table: Table) -> tuple[tuple[str, str], ...]:
    pairs = [match.groups() for check in _checks(table) if (match := re.fullmatch(r"(\w+) <= (\w+)", check))]
    return tuple(sorted((table.c[earlier].info["header"], table.c[later].info["header"]) for earlier, later in pairs))


def _references(table: Table) -> list[Reference]:
    """Single columns first, so that an unknown park is said once and not again with every space in it."""
    sheet_of = {table_of(record).name: name for name, record in SHEETS.items()}
    found = {}
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table.name in sheet_of:
            headers = tuple(column.info["header"] for column in constraint.columns if "header" in column.info)
            found[headers] = Reference(headers, sheet_of[constraint.referred_table.name])
    for headers in [one for one in found if len(one) > 1 and one[0] == "园区编码"]:
        found.setdefault(headers[:1], Reference(headers[:1], "园区"))
    return sorted(found.values(), key=lambda one: (len(one.headers), one.headers))


CONTRACT_SPACE = table_of(ContractSpace)
