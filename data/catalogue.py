"""What there is to choose from: counties, towns and parks, and whether all of it is a demonstration."""

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlmodel import select

from core.access import Reach
from data.engine import reading
from data.tables import County, Park

DEMO_MARK = "（演示）"


@dataclass(frozen=True)
class ParkEntry:
    """A park as pickers need it."""

    code: str
    name: str
    town: str
    county_code: str


@dataclass(frozen=True)
class Catalogue:
    """counties: code -> name, without the mark of a demonstration."""

    counties: dict[str, str]
    parks: tuple[ParkEntry, ...]
    is_demo: bool


def read_catalogue(engine: Engine, reach: Reach) -> Catalogue:
    """Counties and parks within reach, by code."""
    with reading(engine) as session:
        names = {county.code: county.name for county in session.exec(select(County).order_by(County.code))}
        columns = select(Park.code, Park.name, Park.town, Park.county_code).order_by(Park.code)
        entries = [ParkEntry(*row) for row in session.exec(columns)]
    parks = tuple(one for one in entries if reach.covers(one.code, one.county_code))
    bound = reach.counties
    seen = {one.county_code for one in parks} if reach.parks is not None else names if bound is None else bound
    counties = {code: name.removesuffix(DEMO_MARK) for code, name in names.items() if code in seen}
    return Catalogue(counties, parks, is_demo=any(name.endswith(DEMO_MARK) for name in names.values()))
