"""What the numbers of each column are multiplied by; a unit that cannot be known is asked."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from data.intake.ledger.asks import PENDING, Asking
from data.intake.ledger.heading import Head
from data.intake.ledger.quantities import in_our_unit, read_number
from data.intake.ledger.rents import BASES, NOTHING, PER_MONTH, Basis, known_basis, likely_basis, scale_of
from data.intake.ledger.units import DIMENSIONS, FACTORS, NEEDS_NO_UNIT, Unit, factor, parse_unit
from data.intake.problems import CellError

NOT_IMPORTED = "不导入这一列"


class Scales:
    """By field, as the columns are learnt. stated: units said above the table."""

    def __init__(self, asking: Asking, stated: Sequence[Unit]) -> None:
        self.asking, self.stated = asking, stated
        self.times: dict[str, Decimal | None] = {}
        self.units: dict[str, Unit | None] = {}
        self.basis: Basis | None = None
        self.rent_scale = Decimal(1)
        self.is_rent_left_out = False

    def learn(self, field: str, head: Head, cells: Sequence[Any], rows: Sequence[int]) -> None:
        """Find out what the column's numbers are, or ask."""
        if field == "租金(元/㎡·月)":
            self._learn_rent(head, cells, rows)
            return
        dimension = DIMENSIONS[field]
        unit = head.unit or next((one for one in self.stated if factor(dimension, one)), None)
        times = factor(dimension, unit) if unit else Decimal(1) if dimension in NEEDS_NO_UNIT else None
        if times is None and not unit and _all_say_their_unit(cells, dimension):
            times = Decimal(1)
        if times is None:
            unit, times = self._asked(head, dimension, unit, rows)
        self.units[field], self.times[field] = unit, times

    def quantity(self, raw: Any, field: str) -> tuple[Any, bool]:
        """(number in our unit, whether it was typed otherwise); None where the column is not imported."""
        times = self.times.get(field)
        if times is None:
            return PENDING, False
        if times == 0:
            return None, False
        return in_our_unit(raw, DIMENSIONS[field], times, self.units[field])

    def rent(self, raw: Any) -> tuple[Any, bool, bool]:
        """(元 a month, whether of the whole contract, whether typed otherwise)."""
        if self.is_rent_left_out:
            return None, False, False
        if self.basis is None:
            return PENDING, False, False
        number, is_normalised = in_our_unit(raw, "rent", Decimal(1), self.units.get("租金"))
        exact = Decimal(repr(number)) * self.rent_scale * self.basis.times
        rent = round(float(exact), 6)
        return rent, self.basis.is_total, is_normalised or rent != number

    def _asked(
        self, head: Head, dimension: str, unit: Unit | None, rows: Sequence[int],
    ) -> tuple[Unit | None, Decimal | None]:
        choices = {shown.shown: shown for one in FACTORS[dimension] if (shown := parse_unit(one))}
        said = f"写的是“{unit.shown}”，不能直接换算" if unit else "没有写单位"
        suggestion = None if unit else next(iter(choices)) if dimension != "money" else None
        question = f"「{head.label}」列{said}，数字的单位是什么？"
        answer = self.asking.choose(f"unit:{head.key}", question, (*choices, NOT_IMPORTED), rows, suggestion)
        if answer is None:
            return unit, None
        if answer == NOT_IMPORTED:
            return unit, Decimal(0)
        return choices[answer], factor(dimension, choices[answer])

    def _learn_rent(self, head: Head, cells: Sequence[Any], rows: Sequence[int]) -> None:
        self.units["租金"], self.rent_scale = head.unit, scale_of(head)
        if not self.rent_scale_is_sure(head):
            head = Head(head.column, head.label, head.parts)
        numbers = [number * float(self.rent_scale) for one in cells if (number := _plain(one)) is not None]
        answer = known_basis(head) or self.asking.choose(
            f"rent:{head.key}", f"「{head.label}」列的数字是什么租金？", (*BASES, NOTHING), rows,
            likely_basis(head, numbers),
        )
        self.is_rent_left_out = answer == NOTHING
        self.basis = BASES.get(answer or "")

    @staticmethod
    def rent_scale_is_sure(head: Head) -> bool:
        return head.unit is None or head.unit.amount in ("元", "千元", "万元")


def _all_say_their_unit(cells: Sequence[Any], dimension: str) -> bool:
    """Whether every number of the column has its unit behind it."""
    units = [_unit_behind(one) for one in cells if one is not None]
    return bool(units) and all(one and factor(dimension, one) for one in units)


def _unit_behind(raw: Any) -> Unit | None:
    try:
        return parse_unit(read_number(raw)[1])
    except CellError:
        return None


def _plain(raw: Any) -> float | None:
    try:
        return float(read_number(raw)[0])
    except CellError:
        return None


__all__ = ["NOT_IMPORTED", "PER_MONTH", "Scales"]
