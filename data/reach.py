"""From what an account may see to the parks that are read for it: every reading of facts passes through here."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, or_, select

from core.access import EVERYTHING, Reach
from data.intake.schema import table_of
from data.intake.stored import named_enterprises
from data.tables import County, Park, Record

LARGEST_ID = 2**31 - 1


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


def places_beyond(connection: Connection, reach: Reach, asked: Collection[str]) -> list[str]:
    """Of these codes and names those that name a county or a park, but none within reach."""
    county, park = table_of(County).c, table_of(Park).c
    rows = connection.execute(
        select(park.code, park.name, park.county_code).where(or_(park.code.in_(asked), park.name.in_(asked))),
    ).all()
    within = {text for row in rows if reach.covers(row.code, row.county_code) for text in (row.code, row.name)}
    found = {text for row in rows for text in (row.code, row.name)} - within
    if reach.counties is not None:
        counties = connection.scalars(select(county.code).where(county.code.in_(asked)))
        found |= {*counties} - {*reach.counties}
    return [one for one in sorted(asked) if one in found]


def enterprise_beyond(connection: Connection, reach: Reach, code: str) -> bool:
    """Whether other parks name the enterprise and none within reach does."""
    places = counties_of(connection)
    own = [park for park, county in places.items() if reach.covers(park, county)]
    return _is_named(connection, [*places], code) and not _is_named(connection, own, code)


def is_stored(connection: Connection, table: type[Record], number: int) -> bool:
    """Whether there is a row of that number, whoever may see it."""
    wanted = select(table_of(table).c.id).where(table_of(table).c.id == min(number, LARGEST_ID))
    return connection.scalar(wanted) is not None


def _is_named(connection: Connection, parks: list[str], code: str) -> bool:
    """Whether a record of these parks names the enterprise."""
    queries = (query.where(query.selected_columns[0] == code) for query in named_enterprises(parks))
    return any(connection.execute(query).first() is not None for query in queries)
