"""Ledgers of one kind of record: spaces, enterprises, reports, hazards."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable

from data.intake.ledger.asks import EACH, PENDING
from data.intake.ledger.cells import PARK, period_in
from data.intake.ledger.drafts import Drafts
from data.intake.ledger.parties import Enterprises
from data.intake.ledger.places import Places
from data.intake.ledger.records import CREDIT_CODE, ENTERPRISE, SPACES, Record
from data.intake.problems import CellError
from data.intake.schema import Value, workbook_schema
from data.intake.stored import Values
from data.intake.values import shown

PERIOD, LINE, DEPARTMENT, DUE, LEVEL = "期间", "条线", "检查部门", "整改期限", "等级"
CHECKED, CLOSED, TEXT, HAZARD_NUMBER = "检查日期", "销号日期", "描述", "隐患编号"
SAME_HAZARD = (PARK, SPACES, CREDIT_CODE, CHECKED, TEXT)
NAMED_PERIOD = re.compile(r"20\d{2}年?度?(?:第?[一二三四1-4]季度)?")


def put_spaces(drafts: Drafts, records: list[Record], parks: dict[int, Value]) -> None:
    """房源清单 -> 楼栋 and 单元."""
    places = Places(drafts, records, parks)
    places.put()
    for one in records:
        if not one.spaces and places.building_of[one.row] is None and one.get(SPACES) != PENDING:
            drafts.problem(one.row, SPACES, "", "没有写单元编号", "请填写单元编号")


def put_enterprises(drafts: Drafts, records: list[Record]) -> None:
    """企业名单 -> 企业."""
    enterprises = Enterprises(drafts, records)
    for one in records:
        _named(drafts, enterprises, one)


def put_reports(drafts: Drafts, records: list[Record], parks: dict[int, Value], near: Iterable[str]) -> None:
    """A table of figures -> 数据填报, and 企业 where they are new. near: texts that may name the period."""
    enterprises = Enterprises(drafts, records, only_new=True)
    silent = [one.row for one in records if one.get(PERIOD) is None]
    period: Value = PENDING
    if silent:
        question = "这些数字是哪一期的？年报填年份如 2025，季报填如 2025Q3（本季数，不是累计数）"
        period = drafts.fill("period", question, "数据填报", PERIOD, silent, suggestion=period_near(near))
    headers = [one.header for one in workbook_schema()["数据填报"].columns]
    for one in records:
        code = _named(drafts, enterprises, one)
        if code is not None:
            drafts.put("数据填报", one.row, {
                **{header: one.get(header) for header in headers}, CREDIT_CODE: code, PARK: parks[one.row],
                PERIOD: one.get(PERIOD) or period,
            })


def put_hazards(drafts: Drafts, records: list[Record], parks: dict[int, Value]) -> None:
    """A table of hazards -> 检查隐患."""
    enterprises, places = Enterprises(drafts, records, only_new=True), Places(drafts, records, parks)
    answers = {header: _missing(drafts, records, header) for header in (LINE, DEPARTMENT, LEVEL, CHECKED, DUE)}
    known: dict[Values, list[str]] = defaultdict(list)
    for held in drafts.all_held("检查隐患"):
        known[tuple(held[header] for header in SAME_HAZARD)].append(str(held[HAZARD_NUMBER]))
    seen: set[str] = set()
    for one in records:
        codes = places.codes[one.row]
        if len(codes) > 1:
            reason, remedy = "一条隐患只能写一个单元", "请分成几行，或只写一个单元"
            drafts.problem(one.row, SPACES, "、".join(codes), reason, remedy)
        code = enterprises.code_of(one)
        if one.row in drafts.skipped:
            continue
        values = {header: one.get(header) if one.get(header) is not None else answers[header].get(str(one.row))
                  for header in answers}
        values |= {PARK: parks[one.row], SPACES: codes[0] if codes else None, CREDIT_CODE: code,
                   TEXT: one.get(TEXT), CLOSED: one.get(CLOSED)}
        values[HAZARD_NUMBER] = one.get(HAZARD_NUMBER) or _number(drafts, one, values, known, seen)
        drafts.put("检查隐患", one.row, values)


def _named(drafts: Drafts, enterprises: Enterprises, record: Record) -> Value:
    if record.get(CREDIT_CODE) is None and record.get(ENTERPRISE) is None:
        reason, remedy = "没有写企业名称，也没有写统一社会信用代码", "请补上其中之一，不是数据的行请删去"
        drafts.problem(record.row, ENTERPRISE, "", reason, remedy)
        return None
    return enterprises.code_of(record)


def _missing(drafts: Drafts, records: list[Record], header: str) -> dict[str, Value]:
    """Row -> answer, for the rows that lack a required value."""
    rows = {str(one.row): [one.row] for one in records if one.get(header) is None}
    if not rows:
        return {}
    column = workbook_schema()["检查隐患"].column(header)
    if column.choices:
        named = {f"第{row}行": some for row, some in rows.items()}
        found = drafts.fill_all(f"hazard:{header}", f"台账没有写{header}，是哪一种？", "检查隐患", header, named)
        return {row: found[f"第{row}行"] for row in rows}
    question = f"这些行没有写{header}，请填写适用于所列各行的{header}"
    lines = [row for some in rows.values() for row in some]
    answer = drafts.fill(f"hazard:{header}", question, "检查隐患", header, lines, choices=(EACH,))
    if answer != EACH:
        return dict.fromkeys(rows, answer)
    return {
        row: drafts.fill(f"hazard:{header}:{row}", f"第{row}行的{header}是什么？", "检查隐患", header, some)
        for row, some in rows.items()
    }


def _number(
    drafts: Drafts, record: Record, values: dict[str, Value], known: dict[Values, list[str]], seen: set[str],
) -> Value:
    """Of the same hazard in the database, or one made of what the row says, the same each time."""
    if PENDING in [values[header] for header in SAME_HAZARD]:
        return PENDING
    for number_held in known.get(tuple(values[header] for header in SAME_HAZARD), ()):
        if number_held not in seen:
            seen.add(number_held)
            return number_held
    digest = hashlib.sha256("\n".join(shown(values[header]) for header in SAME_HAZARD).encode()).hexdigest()[:6].upper()
    number = f"{shown(values[PARK])}-{shown(values[CHECKED]).replace('-', '')}-{digest}"
    while number in seen:
        number += "X"
    seen.add(number)
    drafts.note(record.row, HAZARD_NUMBER, "", number)
    return number


def period_near(texts: Iterable[str]) -> str | None:
    """The one period that the texts around a table name."""
    column = workbook_schema()["数据填报"].column(PERIOD)
    found = set()
    for text in texts:
        for words in NAMED_PERIOD.findall(text):
            try:
                found.add(str(period_in(words, column)[0]))
            except CellError:
                continue
    return found.pop() if len(found) == 1 else None
