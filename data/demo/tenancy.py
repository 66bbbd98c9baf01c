"""A contract and the spaces it covers, in the making."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data.demo.firms import Firm
from data.demo.plans import Row

EARLIEST = date(2018, 1, 1)


@dataclass
class Lot:
    """Spaces that are let together, and the days since which they can be used."""

    spaces: list[Row]
    usable_from: date

    @property
    def area_m2(self) -> float:
        return float(sum(space["area_m2"] for space in self.spaces))

    @property
    def use(self) -> str:
        return str(self.spaces[0]["use"])


@dataclass
class Tenancy:
    """A contract to be: the row, the firm and the spaces.

    left_on: the first day without it, if it ended early; has_story: something is told of it, so leave it alone.
    """

    firm: Firm
    lot: Lot
    row: Row
    left_on: date | None = None
    has_story: bool = False
    makes_promises: bool = True

    def is_in_force(self, day: date) -> bool:
        ends_on = self.row["ends_on"]
        return bool(
            self.row["starts_on"] <= day and (ends_on is None or day <= ends_on)
            and (self.left_on is None or day < self.left_on)
        )

    @property
    def last_day(self) -> date | None:
        """The last day in force, None = without end."""
        return self.left_on - timedelta(days=1) if self.left_on else self.row["ends_on"]


def years_after(day: date, years: int) -> date:
    """The same day in another year; 29 February becomes 28."""
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)


def lots_of(spaces: list[Row], completed: dict[str, date | None], draw: Random) -> Iterator[Lot]:
    """The spaces of finished buildings, now and then two or three neighbours of one floor, use and tenure together."""
    waiting: list[Row] = []
    for space in spaces:
        if waiting and not (_belong_together(waiting[-1], space) and len(waiting) < 3 and draw.random() < 0.14):
            yield _lot(waiting, completed)
            waiting = []
        waiting.append(space)
    if waiting:
        yield _lot(waiting, completed)


def _lot(spaces: list[Row], completed: dict[str, date | None]) -> Lot:
    ready = completed[spaces[0]["building_code"]]
    assert ready is not None
    return Lot(spaces, max(ready + timedelta(days=45), EARLIEST))


def _belong_together(one: Row, other: Row) -> bool:
    return all(one[key] == other[key] for key in ("building_code", "floor", "use", "tenure"))
