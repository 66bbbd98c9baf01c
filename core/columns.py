"""Small steps over whole columns: positions by key, the one comparison with a limit, ratios, days."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from core.facts import Days, Numbers, Texts

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]
NOWHERE = -1
DIGITS = 9
"""To so many a figure and its limit are rounded before they are compared."""
FEW = 200
"""In a column of so many values, looking for runs of equal ones takes longer than it saves."""


def places_by_key(keys: Sequence[Any] | npt.NDArray[Any]) -> dict[Any, int]:
    return dict(zip(keys, range(len(keys)), strict=True))


def positions_of(places: Mapping[Any, int], values: npt.NDArray[Any]) -> Positions:
    """The place of each value of a column; NOWHERE if it has none."""
    if len(values) <= FEW:
        return _looked_up(places, values)
    starts, lengths = runs(values)
    return _looked_up(places, values[starts]).repeat(lengths)


def _looked_up(places: Mapping[Any, int], values: npt.NDArray[Any]) -> Positions:
    return np.fromiter(map(places.get, values.tolist(), repeat(NOWHERE)), np.int64, len(values))


def positions(keys: Sequence[Any] | npt.NDArray[Any], values: Iterable[Any], size: int) -> Positions:
    """Where each value stands among the keys, of any values, of which there are so many."""
    return np.fromiter(map(places_by_key(keys).get, values, repeat(NOWHERE)), np.int64, size)


def places_among(sorted_keys: Positions, wanted: Positions) -> Positions:
    """The same for ascending whole numbers."""
    if not len(sorted_keys):
        return np.full(len(wanted), NOWHERE)
    found = sorted_keys.searchsorted(wanted)
    found[sorted_keys.take(found, mode="clip") != wanted] = NOWHERE
    return found


def are_among(wanted: Positions, keys: Positions) -> Mask:
    """Which of these whole numbers occur among the keys, which may be in any order."""
    return np.asarray(places_among(np.sort(keys), wanted) != NOWHERE)


class PairPlaces:
    """Where a pair of a position and a text stands among pairs that are all different."""

    def __init__(self, first: Positions, second: npt.NDArray[Any]) -> None:
        self._second = {text: place for place, text in enumerate(dict.fromkeys(second.tolist()))}
        keys = self._keys(first, second)
        self._rows = keys.argsort(kind="stable")
        self._ascending = keys[self._rows]

    def of(self, first: Positions, second: npt.NDArray[Any]) -> Positions:
        """The place of each pair; NOWHERE if it has none."""
        wanted = self._keys(first, second)
        found = places_among(self._ascending, wanted)
        found[wanted == NOWHERE] = NOWHERE
        return pick(self._rows, found, NOWHERE)

    def _keys(self, first: Positions, second: npt.NDArray[Any]) -> Positions:
        """One number per pair; NOWHERE where a part is."""
        place = positions_of(self._second, second)
        return np.where((first == NOWHERE) | (place == NOWHERE), NOWHERE, first * len(self._second) + place)


def equal(texts: Texts, word: str) -> Mask:
    """Where the column says the word; NumPy is slow to see that a member of an enumeration is one."""
    return np.asarray(texts == str(word))


def is_blank(texts: npt.NDArray[Any]) -> Mask:
    """Texts that are not given."""
    return np.fromiter((not one for one in texts), np.bool_, len(texts))


def below(observed: Numbers, limit: Numbers | float) -> Mask:
    """Strictly under the limit; the limit itself passes, and so does what differs from it after the ninth digit."""
    return np.asarray(_rounded(observed) < _rounded(limit))


def above(observed: Numbers, limit: Numbers | float) -> Mask:
    """Strictly over the limit, by the same care."""
    return np.asarray(_rounded(observed) > _rounded(limit))


def _rounded(figure: Numbers | float) -> Numbers | float:
    return figure.round(DIGITS) if isinstance(figure, np.ndarray) else _rounded_number(figure)


@lru_cache
def _rounded_number(figure: float) -> float:
    """As NumPy does it for a column; Python rounds otherwise."""
    return float(np.round(figure, DIGITS))


def ratio(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> Numbers:
    """The quotient; NaN where the denominator is 0 or either is unknown."""
    return np.asarray(numerator / np.where(np.equal(denominator, 0), np.nan, denominator))


def distinct(values: Positions) -> Positions:
    """The values that occur, ascending."""
    if len(values) > FEW:
        values = values[_differs_from_last(values)]
    ordered = np.sort(values)
    return np.concatenate([ordered[:1], ordered[1:][ordered[1:] != ordered[:-1]]])


def groups(values: Positions) -> tuple[Positions, Positions]:
    """The values that occur, ascending, and for each value its place among them."""
    found = distinct(values)
    return found, found.searchsorted(values)


def runs(values: npt.NDArray[Any]) -> tuple[Positions, Positions]:
    """Where a run of equal values begins, and how long it is."""
    starts = _differs_from_last(values).nonzero()[0]
    lengths = np.empty_like(starts)
    lengths[:-1] = starts[1:] - starts[:-1]
    lengths[-1:] = len(values) - starts[-1:]
    return starts, lengths


def first_of(cases: Sequence[tuple[Mask, int]], otherwise: int) -> Positions:
    """Row by row the number of the first case that holds."""
    result = np.full(len(cases[0][0]), otherwise)
    for holds, number in reversed(cases):
        result[holds] = number
    return result


def _differs_from_last(values: npt.NDArray[Any]) -> Mask:
    """Stored rows often repeat a key many times in a row: what is done once per run is done seldom."""
    differs = np.empty(len(values), dtype=bool)
    differs[:1] = True
    differs[1:] = values[1:] != values[:-1]
    return differs


def pick(values: npt.NDArray[Any], places: Positions, missing: Any) -> npt.NDArray[Any]:
    """The values at the places, and the missing one at NOWHERE."""
    last = np.empty(1, dtype=values.dtype)
    last[0] = missing
    return np.concatenate([values, last])[places]


def total(where: Positions, amounts: npt.NDArray[Any], size: int) -> Numbers:
    """Sum of the amounts by position."""
    return np.asarray(np.bincount(where, weights=amounts, minlength=size), dtype=np.float64)


def count(where: Positions, size: int) -> Positions:
    return np.asarray(np.bincount(where, minlength=size), dtype=np.int64)


@lru_cache
def day(value: date) -> np.datetime64:
    return np.datetime64(value, "D")


def year_end(year: int) -> np.datetime64:
    return day(date(year, 12, 31))


def year_ends(years: Positions) -> Days:
    """31 December of each year."""
    return np.asarray((years - 1969).astype("datetime64[Y]").astype("datetime64[D]") - 1)


def matches(rows: Positions, keys: Positions) -> tuple[Positions, Positions]:
    """Every pair (row, place) with rows[row] == keys[place]: the inner join of two columns of whole numbers."""
    order = keys.argsort(kind="stable")
    ordered = keys[order]
    first = ordered.searchsorted(rows, side="left")
    many = ordered.searchsorted(rows, side="right") - first
    left = np.arange(len(rows)).repeat(many)
    before = many.cumsum() - many
    return left, order[np.arange(len(left)) + (first - before).repeat(many)]
