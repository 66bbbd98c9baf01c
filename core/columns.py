"""Small steps over whole columns: positions by key, the one comparison with a limit, ratios, days."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from core.facts import Days, Numbers

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]
NOWHERE = -1


def positions_of(keys: Sequence[Any] | npt.NDArray[Any], values: npt.NDArray[Any]) -> Positions:
    """Where each value of a column stands among the keys; NOWHERE if it does not."""
    starts = np.flatnonzero(_differs_from_last(values))
    found = positions(keys, values[starts], len(starts))
    return np.repeat(found, np.diff(starts, append=len(values)))


def positions(keys: Sequence[Any] | npt.NDArray[Any], values: Iterable[Any], size: int) -> Positions:
    """The same of any values, of which there are so many."""
    places = dict(zip(keys, range(len(keys)), strict=True))
    return np.fromiter(map(places.get, values, repeat(NOWHERE)), np.int64, size)


def places_among(sorted_keys: Positions, wanted: Positions) -> Positions:
    """The same for ascending whole numbers."""
    if not len(sorted_keys):
        return np.full(len(wanted), NOWHERE)
    found = np.minimum(np.searchsorted(sorted_keys, wanted), len(sorted_keys) - 1)
    return np.where(sorted_keys[found] == wanted, found, NOWHERE)


def is_blank(texts: npt.NDArray[Any]) -> Mask:
    """Texts that are not given."""
    return np.fromiter((not one for one in texts), np.bool_, len(texts))


def below(observed: Numbers, limit: Numbers | float) -> Mask:
    """Strictly under the limit; the limit itself passes, and so does what differs from it after the ninth digit."""
    return np.asarray(np.round(observed, 9) < np.round(limit, 9))


def above(observed: Numbers, limit: Numbers | float) -> Mask:
    """Strictly over the limit, by the same care."""
    return np.asarray(np.round(observed, 9) > np.round(limit, 9))


def ratio(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> Numbers:
    """The quotient; NaN where the denominator is 0 or either is unknown."""
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = np.divide(numerator, denominator)
    return np.asarray(np.where(np.equal(denominator, 0), np.nan, quotient))


def distinct(values: Positions) -> Positions:
    """The values that occur, ascending."""
    ordered = np.sort(values[_differs_from_last(values)])
    return ordered[_differs_from_last(ordered)]


def _differs_from_last(values: npt.NDArray[Any]) -> Mask:
    """Stored rows often repeat a key many times in a row: what is done once per run is done seldom."""
    differs = np.ones(len(values), dtype=bool)
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


def day(value: date) -> np.datetime64:
    return np.datetime64(value, "D")


def year_end(year: int) -> np.datetime64:
    return day(date(year, 12, 31))


def year_ends(years: Positions) -> Days:
    """31 December of each year."""
    return np.asarray((years - 1969).astype("datetime64[Y]").astype("datetime64[D]") - 1)


def matches(rows: Positions, keys: Positions) -> tuple[Positions, Positions]:
    """Every pair (row, place) with rows[row] == keys[place]: the inner join of two columns of whole numbers."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first = np.searchsorted(ordered, rows, side="left")
    many = np.searchsorted(ordered, rows, side="right") - first
    left = np.repeat(np.arange(len(rows)), many)
    within = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many)
    return left, order[np.repeat(first, many) + within]
