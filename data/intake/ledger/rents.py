"""What a rent is per: only 元/㎡·月 and 元/㎡·年 are taken as they are, all else is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from data.intake.ledger.heading import Head
from data.intake.ledger.words import bare

RENT = "租金(元/㎡·月)"
SCALE = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000)}
MONTHS = Decimal(12)
PERIOD_WORDS = {"月租": "月", "年租": "年", "日租": "天", "天租": "天"}
TOTAL_WORDS = ("总额", "总租金", "租金额", "金额", "合计", "总价")
LARGEST_PER_M2 = 200
"""Over this, a rent is hardly one per ㎡ and month."""


@dataclass(frozen=True)
class Basis:
    """What a number is multiplied by to be 元 a month; is_total: of the whole contract, to be divided by its area."""

    times: Decimal
    is_total: bool = False


PER_MONTH, PER_YEAR = "元/㎡·月", "元/㎡·年（除以12）"
PER_DAY, PER_DAY_OF_YEAR = "元/㎡·天（乘以30）", "元/㎡·天（乘以365再除以12）"
TOTAL_MONTH, TOTAL_YEAR = "每月总租金（除以面积）", "每年总租金（除以12再除以面积）"
NOTHING = "不导入租金"
BASES = {
    PER_MONTH: Basis(Decimal(1)), PER_YEAR: Basis(1 / MONTHS), PER_DAY: Basis(Decimal(30)),
    PER_DAY_OF_YEAR: Basis(365 / MONTHS), TOTAL_MONTH: Basis(Decimal(1), is_total=True),
    TOTAL_YEAR: Basis(1 / MONTHS, is_total=True),
}


def scale_of(head: Head) -> Decimal:
    """元 = 1, 万元 = 10000."""
    return SCALE.get(head.unit.amount, Decimal(1)) if head.unit else Decimal(1)


def known_basis(head: Head) -> str | None:
    """Where the header and its unit say it without a doubt."""
    if not head.unit or head.unit.amount not in SCALE or "㎡" not in head.unit.per:
        return None
    period = _period(head)
    if len(head.unit.per) > 2 or _is_total(head):
        return None
    return {"月": PER_MONTH, "年": PER_YEAR}.get(period or "")


def likely_basis(head: Head, numbers: Sequence[float]) -> str:
    """What to suggest where it has to be asked."""
    period = _period(head)
    is_per_m2 = bool(head.unit and "㎡" in head.unit.per)
    is_large = bool(numbers) and median(numbers) > LARGEST_PER_M2
    is_of_all = bool(head.unit and (head.unit.per or head.unit.amount == "万元"))
    if not is_per_m2 and (_is_total(head) or is_large or is_of_all):
        return TOTAL_YEAR if period == "年" else TOTAL_MONTH
    return {"年": PER_YEAR, "天": PER_DAY_OF_YEAR}.get(period or "", PER_MONTH)


def _period(head: Head) -> str | None:
    """Of the unit, or of words in the header; None where they say none, or two."""
    text = "".join(bare(one) for one in head.parts)
    of_unit = {one for one in ("天", "月", "年") if head.unit and one in head.unit.per}
    of_text = {period for word, period in PERIOD_WORDS.items() if word in text}
    found = of_unit | of_text
    return found.pop() if len(found) == 1 else None


def _is_total(head: Head) -> bool:
    return any(word in bare(part) for part in head.parts for word in TOTAL_WORDS)
