"""From what an account may see to the parks that are read for it: every reading of facts passes through here."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from core.access import EVERYTHING, Reach
from data.tables import Park


def parks_within(
    connection: Connection, reach: Reach, *, county: str | None = None, parks: Sequence[str] | None = None,
) -> list[str] | None:
    """Codes of the parks asked for (None = all) that lie within reach; None where that is every park there is.

    Unknown parks, and those out of reach, are passed over.
    """
    if reach == EVERYTHING and county is None:
        return None if parks is None else list(parks)
    known = counties_of(connection, parks)
    found = [
        code for code, its_county in known.items() if county in (None, its_county) and reach.covers(code, its_county)
    ]
    is_every = parks is None and bool(known) and len(found) == len(known)
    return None if is_every else found


def counties_of(connection: Connection, parks: Iterable[str] | None = None) -> dict[str, str]:
    """Park -> its county, of these parks or of all, by code."""
    query = select(Park.code, Park.county_code).order_by(Park.code)  # type: ignore[call-overload]
    if parks is not None:
        query = query.where(Park.code.in_(list(parks)))  # type: ignore[attr-defined]
    return dict(iter(connection.execute(query)))
