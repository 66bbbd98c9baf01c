"""Finding the records that a form opens: by words, a page at a time, within what the account may see and write."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, FromClause, Select, and_, func, or_, select

from core.access import Role, User
from data.acts import as_json
from data.engine import reading_connection
from data.intake.problems import CellError
from data.intake.reading import UNREADABLE, Row
from data.intake.schema import Column, Kind, Sheet, Value, table_of, workbook_schema
from data.intake.stored import Stored, named_enterprises, within_parks
from data.intake.values import read_cell, shown
from data.intake.writing import has_key
from data.reach import counties_of, parks_within
from data.tables import Contract, Enterprise, Park

PAGE = 20
LATEST_FIRST = {
    "合同": "signed_on", "承诺指标": "year", "数据填报": "filed_on", "入驻核查": "checked_on",
    "转租审批": "approved_on", "整改": "issued_on", "清退": "decided_on", "检查隐患": "checked_on",
}
"""Sheet -> the column by which its records are listed, before their keys."""
TEXTS = (Kind.TEXT, Kind.CODE, Kind.CREDIT_CODE)
"""Kinds of columns in which words are looked for."""


@dataclass(frozen=True)
class Hit:
    """One record of a list. record: its key as a text; values: header -> value; firm, park: names, where it has one."""

    record: str
    values: dict[str, Value]
    firm: str | None
    park: str | None


@dataclass(frozen=True)
class Asked:
    """words: all of them must be found. park, enterprise: codes; "" = any. page: from 0."""

    words: str = ""
    park: str = ""
    enterprise: str = ""
    page: int = 0


def key_text(sheet: Sheet, values: Mapping[str, object]) -> str:
    """The key of a record as the record of acts writes it; values: header -> value."""
    return as_json([shown(values[sheet.columns[place].header]) for place in sheet.key])


def key_row(sheet: Sheet, text: str) -> Row | None:
    """A row that holds the key that the text says and nothing else; None where it says none."""
    try:
        parts = json.loads(text)
    except ValueError:
        return None
    if not isinstance(parts, list) or len(parts) != len(sheet.key) or not all(isinstance(one, str) for one in parts):
        return None
    values: list[Value] = [None] * len(sheet.columns)
    for place, part in zip(sheet.key, parts, strict=True):
        try:
            values[place] = _key_value(part, sheet.columns[place])
        except CellError:
            return None
    return Row(1, tuple(values))


def _key_value(part: str, column: Column) -> Value:
    """Codes and names as they are: a wrong one that was stored once must be found to be mended."""
    if UNREADABLE in part:
        raise CellError("不是编号", "请核对")
    return (part or None) if column.kind in TEXTS else read_cell(part, column)[0]


def record_of(engine: Engine, user: User, sheet_name: str, record: str) -> dict[str, Value] | None:
    """Header -> value of the record with that key; None where there is none that the account may write."""
    sheet = workbook_schema()[sheet_name]
    row = key_row(sheet, record)
    if row is None or not user.may_write(sheet_name):
        return None
    with reading_connection(engine) as connection:
        query = _joined(sheet).where(*_within(connection, user, sheet), *has_key(sheet, row))
        hits = _hits(connection, sheet, query)
    return hits[0].values if hits else None


def listed(engine: Engine, user: User, sheet_name: str, asked: Asked, *, most: int = PAGE) -> tuple[list[Hit], int]:
    """(the records of one page, how many there are in all)."""
    sheet = workbook_schema()[sheet_name]
    if not user.may_write(sheet_name):
        return [], 0
    with reading_connection(engine) as connection:
        query = _joined(sheet).where(*_within(connection, user, sheet), *_asked_for(sheet, asked))
        total = int(connection.scalar(select(func.count()).select_from(query.subquery())) or 0)
        table = table_of(sheet.table)
        latest = [table.c[LATEST_FIRST[sheet_name]].desc().nulls_last()] if sheet_name in LATEST_FIRST else []
        keys = [table.c[name] for name in sorted(one.name for one in table.primary_key)]
        page = query.order_by(*latest, *keys).offset(max(asked.page, 0) * most).limit(most)
        return _hits(connection, sheet, page), total


def _joined(sheet: Sheet) -> Select[Any]:
    table, contract, firm, park = (table_of(one) for one in (sheet.table, Contract, Enterprise, Park))
    source: FromClause = table
    if _by_contract(sheet):
        source = source.join(contract, contract.c.number == table.c.contract_number)
    if sheet.table is not Enterprise:
        source = source.outerjoin(firm, firm.c.credit_code == _enterprise(sheet)) if _has_firm(sheet) else source
        source = source.outerjoin(park, park.c.code == _park(sheet)) if sheet.table is not Park else source
    firm_name = firm.c.name if _has_firm(sheet) or sheet.table is Enterprise else func.nullif("", "")
    park_name = park.c.name if sheet.table is not Enterprise else func.nullif("", "")
    return select(*table.columns, firm_name.label("its_firm"), park_name.label("its_park")).select_from(source)


def _by_contract(sheet: Sheet) -> bool:
    return "contract_number" in table_of(sheet.table).c


def _has_firm(sheet: Sheet) -> bool:
    return _by_contract(sheet) or any(one.target == "企业" for one in sheet.references)


def _enterprise(sheet: Sheet) -> ColumnElement[Any]:
    """The column of the enterprise that a record is about: with a contract, the one that holds it."""
    if _by_contract(sheet):
        return table_of(Contract).c.credit_code
    header = next(one.headers[0] for one in sheet.references if one.target == "企业")
    return table_of(sheet.table).c[sheet.column(header).name]


def _park(sheet: Sheet) -> ColumnElement[Any]:
    return table_of(Contract if _by_contract(sheet) else sheet.table).c.park_code


def _within(connection: Connection, user: User, sheet: Sheet) -> list[ColumnElement[bool]]:
    parks = parks_within(connection, user.reach)
    found = []
    if parks is not None:
        inside = within_parks(sheet, parks)
        if sheet.table is Enterprise and user.reach.parks is None:  # Those that no park names yet.
            code, every = table_of(Enterprise).c.credit_code, [*counties_of(connection)]
            inside = or_(inside, and_(*(code.not_in(_known(one)) for one in named_enterprises(every))))
        found.append(inside)
    if user.role is Role.DEPARTMENT and "line" in table_of(sheet.table).c:
        found.append(table_of(sheet.table).c.line == user.line)
    return found


def _known(query: Select[Any]) -> Select[Any]:
    """Without blanks, among which nothing would be found missing."""
    return query.where(query.selected_columns[0].is_not(None))


def _asked_for(sheet: Sheet, asked: Asked) -> list[ColumnElement[bool]]:
    table, firm, park = (table_of(one) for one in (sheet.table, Enterprise, Park))
    texts = [table.c[one.name] for one in sheet.columns if one.kind in TEXTS and one.name in table.c]
    texts += [firm.c.name, firm.c.credit_code] if _has_firm(sheet) else []
    texts += [park.c.name] if sheet.table not in (Park, Enterprise) else []
    found: list[ColumnElement[bool]] = [
        or_(*(one.icontains(word, autoescape=True) for one in texts)) for word in asked.words.split()[:8]
    ]
    if asked.park and sheet.table is not Enterprise:
        found.append((table.c.code if sheet.table is Park else _park(sheet)) == asked.park)
    if asked.park and sheet.table is Enterprise:
        found.append(within_parks(sheet, [asked.park]))
    if asked.enterprise and _has_firm(sheet):
        found.append(_enterprise(sheet) == asked.enterprise)
    return found


def _hits(connection: Connection, sheet: Sheet, query: Select[Any]) -> list[Hit]:
    records = connection.execute(query).mappings().all()
    parks = sorted({record["park_code"] for record in records}) if sheet.table is Contract else []
    stored = Stored(connection, parks)
    found = []
    for record in records:
        values = dict(zip(sheet.position, stored.values(sheet, record), strict=True))
        found.append(Hit(key_text(sheet, values), values, record["its_firm"], record["its_park"]))
    return found
