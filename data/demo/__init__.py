"""The seeded demonstration: Longquan with eight parks, or a province of counties; everything in it is fictional."""

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update

from data.demo.accounts import add_accounts
from data.demo.draft import Draft
from data.demo.letting import Letting
from data.demo.oversight import oversee
from data.demo.plans import LAST_DAY, ParkPlan, longquan
from data.demo.province import province
from data.demo.sites import building_rows, park_row, space_rows
from data.demo.stories import STORIES
from data.engine import writing
from data.tables import County, DataVersion, Park, Record

SEED = 2022
PARKS = 8
BATCH = 20
Tables = dict[str, list[dict[str, Any]]]

__all__ = ["LAST_DAY", "PARKS", "SEED", "build_demo", "fill"]


def build_demo(parks: int = PARKS, seed: int = SEED) -> Tables:
    """Table name -> rows, in an order in which references point backwards; the same seed gives the same rows.

    1 to 8 parks: the first of Longquan's; more: a province of counties around it.
    """
    plans = _plans(parks, seed)
    return {"county": _counties(plans), **_joined(_build(plan, seed) for plan in plans)}


def fill(
    engine: Engine, parks: int = PARKS, seed: int = SEED, advance: Callable[[str], None] = lambda _: None,
) -> bool:
    """Write the demonstration and its accounts in one transaction; ``advance`` is told the name of each park done.

    False, and nothing is written, where there is a park already.
    """
    plans = _plans(parks, seed)
    with writing(engine) as session:
        connection = session.connection()
        if connection.scalar(select(func.count()).select_from(Park)):
            return False
        for county in _counties(plans):
            session.merge(County(**county))
        session.flush()
        for first in range(0, len(plans), BATCH):
            _write(connection, plans[first:first + BATCH], seed, advance)
        add_accounts(session)
        connection.execute(update(DataVersion).values(number=DataVersion.number + 1))
    return True


def _plans(parks: int, seed: int) -> list[ParkPlan]:
    eight = longquan()
    return [*eight[:parks], *province(len(eight), parks, seed)]


def _counties(plans: list[ParkPlan]) -> list[dict[str, Any]]:
    names = {plan.county_code: plan.county_name for plan in plans}
    return [{"code": code, "name": f"{name}（演示）"} for code, name in names.items()]


def _write(connection: Connection, plans: list[ParkPlan], seed: int, advance: Callable[[str], None]) -> None:
    built = []
    for plan in plans:
        built.append(_build(plan, seed))
        advance(plan.name)
    for name, rows in _joined(built).items():
        if rows:
            connection.execute(insert(Record.metadata.tables[name]), rows)


def _joined(parts: Iterable[Tables]) -> Tables:
    whole: Tables = {}
    for part in parts:
        for name, rows in part.items():
            whole.setdefault(name, []).extend(rows)
    return whole


def _build(plan: ParkPlan, seed: int) -> Tables:
    """All rows of one park; its numbers depend on the seed and the plan alone."""
    draw = Random(f"{seed}/{plan.index}")
    park, buildings, spaces = park_row(plan), building_rows(plan), space_rows(plan, draw)
    draft = Draft(plan, seed, draw, park, buildings, spaces, Letting(plan, park, draw).let(spaces, buildings))
    for story in plan.stories:
        STORIES[story](draft)
    oversee(draft)
    return draft.tables()
