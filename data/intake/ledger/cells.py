"""One cell of a ledger under one of our headers, read as the exchange workbook's cells are, only more patiently."""

import re
from datetime import date
from functools import cache
from typing import Any

from data.intake.ledger.days import read_day
from data.intake.ledger.scales import Scales
from data.intake.ledger.units import DIMENSIONS
from data.intake.ledger.words import word_for
from data.intake.numbers import half_width
from data.intake.problems import CellError
from data.intake.schema import Column, Kind, workbook_schema
from data.intake.values import read_cell, shown
from data.reference import industries

SHEETS_OF_KIND = {
    "租赁台账": ("单元", "企业", "合同"), "房源清单": ("单元", "楼栋"), "企业名单": ("企业",),
    "数据填报": ("数据填报", "企业"), "检查隐患": ("检查隐患", "企业"),
}
"""Kind of ledger -> the sheets of ours that it holds rows of, the first with a header being the one that counts."""
PARK = "园区编码"
UNBOUND_TEXT = Column("", "", Kind.TEXT, is_required=False)
STOREYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
STOREY = re.compile(r"(B|负|-|地下)?第?(\d{1,3}|[一二三四五六七八九十])(?:层|楼|F)?", re.IGNORECASE)
QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@cache
def field_column(kind: str, field: str) -> Column:
    """The column of our schema that a field of a ledger fills."""
    if field == PARK:
        return UNBOUND_TEXT
    schema = workbook_schema()
    sheet = next(schema[name] for name in SHEETS_OF_KIND[kind] if field in schema[name].position)
    return _optional(sheet.column(field))


def _optional(column: Column) -> Column:
    return Column(
        column.header, column.name, column.kind, is_required=False, is_list=column.is_list, choices=column.choices,
        lower=column.lower, upper=column.upper,
    )


class CellReader:
    """scales: what the numbers of each field are multiplied by."""

    def __init__(self, scales: Scales) -> None:
        self.scales = scales

    def read(self, raw: Any, field: str, column: Column) -> tuple[Any, bool]:
        """(value, whether it was typed otherwise); days may be a Month or an OpenEnd. Raises CellError."""
        if field in DIMENSIONS:
            number, is_normalised = self.scales.quantity(raw, field)
            return (read_cell(number, column)[0] if isinstance(number, float) else number), is_normalised
        if column.kind is Kind.DATE:
            return read_day(raw)
        if field in ("楼层", "层数"):
            return _storey(raw, column)
        return _read_words(raw, field, column)


def _read_words(raw: Any, field: str, column: Column) -> tuple[Any, bool]:
    if column.kind is Kind.PERIOD:
        return period_in(raw, column)
    if column.kind is Kind.INDUSTRY_CODE:
        return industry_in(raw, column)
    if column.kind in (Kind.CHOICE, Kind.FLAG):
        typed = shown(raw)
        words = word_for("flags" if column.kind is Kind.FLAG else field, typed)
        value, is_normalised = read_cell(words or raw, column)
        return value, is_normalised or words not in (None, typed)
    if isinstance(raw, str) and field == "企业名称":
        return read_cell(re.sub(r"\s*\n\s*", "", raw), column)[0], "\n" in raw.strip()
    return read_cell(raw, column)


def _storey(raw: Any, column: Column) -> tuple[Any, bool]:
    text = half_width(shown(raw)).replace(" ", "")
    match = STOREY.fullmatch(text)
    if not match:
        raise CellError("看不出是几层", "请只填一个整数，地下一层填 -1")
    number = STOREYS.get(match[2]) or int(match[2])
    value, _ = read_cell(-number if match[1] else number, column)
    return value, shown(value) != shown(raw)


def period_in(raw: Any, column: Column) -> tuple[Any, bool]:
    """2025, 2025年, 2025年度, 2025年三季度, 2025Q3."""
    text = re.sub(r"\s", "", half_width(raw)) if isinstance(raw, str) else ""
    match = re.fullmatch(r"(\d{4})年?度?(?:年报|全年)?(?:第?([一二三四1-4])季度?(?:季报)?)?", text)
    if not match or isinstance(raw, date):
        return read_cell(raw, column)
    return read_cell(match[1] + (f"Q{QUARTER[match[2]]}" if match[2] else ""), column)[0], True


def industry_in(raw: Any, column: Column) -> tuple[Any, bool]:
    """A code, a code with its name, or a name of the classification; None for any other name."""
    text = half_width(shown(raw))
    if match := re.fullmatch(r"([A-Ta-t]?\d{2,4})\s*[-:、\s]?\s*\D*", text):
        return read_cell(match[1], column)[0], match[1] != text
    codes = _codes_by_name().get(text.replace(" ", ""), [])
    return (codes[0], True) if len(codes) == 1 else (None, True)


@cache
def _codes_by_name() -> dict[str, list[str]]:
    """Name -> its most exact code, where only one line of codes has it: 竹制品制造 and not what it is part of."""
    found: dict[str, list[str]] = {}
    for code, level, name in industries()[["code", "level", "name"]].itertuples(index=False):
        if level != "section":
            known = found.setdefault(name, [])
            if known and code.startswith(known[-1]):
                known.pop()
            known.append(code)
    return found
