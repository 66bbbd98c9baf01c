"""Units as people write them: in a header, under it, or behind a number; and what they convert to."""

import re
from dataclasses import dataclass
from decimal import Decimal

from data.intake.numbers import half_width

SPELLINGS = (
    (r"\s|人民币|大写", ""), (r"平方米|平米|平方公尺|m2|m²|平方", "㎡"),
    (r"千瓦[·.]?时|kw[·.]?h|(?<![年季温])度", "kwh"),
    (r"吨标准煤|吨标煤|tce", "吨标煤"), (r"公斤标准煤|千克标准煤|千克标煤|kgce", "kg标煤"), (r"公斤|千克", "kg"),
    (r"^t(?=$|/)", "吨"), (r"^(米|公尺)$", "m"), (r"(?<=[/·每])(日)$|(?<=[/·每])日(?=[/·每])", "天"), (r"年度", "年"),
    (r"个月", "月"), (r"每", "/"),
)
AMOUNTS = {
    "㎡", "万㎡", "亩", "公顷", "元", "千元", "万元", "百万元", "亿元", "吨标煤", "万吨标煤", "kg标煤", "吨", "万吨",
    "kg", "kwh", "万kwh", "千kwh", "人", "名", "万人", "m", "kn", "%", "‰",
}
PER = {"㎡", "亩", "月", "天", "年", "季", "季度", "半年", "间", "户", "人"}
SEPARATORS = re.compile(r"[/·.・*×()、-]+")
NUMBER_WITH_UNIT = re.compile(r"([+-]?[\d.,]*\d\.?)\s*(.*)", re.ASCII | re.DOTALL)
FACTORS = {
    "area": {"㎡": "1", "万㎡": "10000"},
    "money": {"万元": "1", "元": "0.0001", "千元": "0.1", "百万元": "100", "亿元": "10000"},
    "coal": {"吨标煤": "1", "万吨标煤": "10000", "kg标煤": "0.001"},
    "mass": {"吨": "1", "万吨": "10000", "kg": "0.001"},
    "power": {"万kwh": "1", "kwh": "0.0001", "千kwh": "0.1"},
    "people": {"人": "1", "名": "1", "万人": "10000"},
    "length": {"m": "1"},
    "load": {"kg/㎡": "1", "吨/㎡": "1000"},
    "price": {"元/㎡": "1", "万元/㎡": "10000"},
}
"""Dimension -> unit -> what it is times ours."""
DIMENSIONS = {
    "建筑面积(㎡)": "area", "营业收入": "money", "工业总产值": "money", "工业增加值": "money", "税收": "money",
    "累计固定资产投资": "money", "研发经费": "money", "综合能耗(吨标准煤)": "coal", "主要污染物排放量(吨)": "mass",
    "用电量(万千瓦时)": "power", "年平均从业人数": "people", "层高(m)": "length", "荷载(kg/㎡)": "load",
    "售价(元/㎡)": "price", "租金(元/㎡·月)": "rent",
}
"""Our header -> dimension; rent has rules of its own."""
NEVER_AT_END = {"人", "名", "m", "%", "‰", "万人"}
NEEDS_NO_UNIT = {"people"}
SHOWN = {"kwh": "千瓦时", "标煤": "标准煤"}


@dataclass(frozen=True)
class Unit:
    """An amount and what it is per: 元 per ㎡ and 月."""

    amount: str
    per: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """One spelling for one unit."""
        order = ("㎡", "亩", "间", "户", "人", "天", "月", "季", "季度", "半年", "年")
        return "/".join([self.amount, *(["·".join(one for one in order if one in self.per)] if self.per else [])])

    @property
    def shown(self) -> str:
        text = self.text
        for ours, theirs in SHOWN.items():
            text = text.replace(ours, theirs)
        return text


def parse_unit(text: str) -> Unit | None:
    """None where the text is no unit."""
    plain = half_width(text).lower()
    for spelling, ours in SPELLINGS:
        plain = re.sub(spelling, ours, plain)
    first, *others = [part for part in SEPARATORS.split(plain) if part] or [""]
    if first in AMOUNTS and all(one in PER for one in others):
        return Unit(first, frozenset(others))
    return None


def factor(dimension: str, unit: Unit) -> Decimal | None:
    """What a number in this unit is to be multiplied by; None where the unit does not fit the dimension."""
    per = unit.per if dimension in ("price", "load") else unit.per - {"年", "月"}
    plain = Unit(unit.amount, per)
    found = FACTORS.get(dimension, {}).get(plain.text)
    return Decimal(found) if found else None


def unit_at_end(text: str) -> Unit | None:
    """Of a header such as 面积㎡ or 产值/万元: the unit that it ends in, if anything goes before."""
    for start in range(1, len(text)):
        if (unit := parse_unit(text[start:].lstrip("/:,"))) and unit.amount not in NEVER_AT_END:
            return unit
    return None
