"""The first county of the demonstration, for whoever acts in it: its people, and its facts judged on any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
from sqlalchemy import Engine
from sqlmodel import select

from core.access import User
from core.assessment import Assessment, assess
from core.facts import Snapshot
from core.material import Records, material
from core.meeting import Proposal
from core.paper import Paper
from core.policy import Policy, load_policy
from core.views.history import standing_since
from core.views.periods import month_ends
from core.views.proposals import proposals
from data.catalogue import read_catalogue
from data.demo.accounts import HOME, is_demo
from data.engine import data_version, reading
from data.reference import industries
from data.registers import register
from data.sessions import user_of
from data.snapshot import read_snapshot
from data.tables import Account, Enterprise, FrozenPaper, Meeting

MONTHS = 12


@dataclass(frozen=True)
class County:
    """people: by account."""

    engine: Engine
    people: dict[str, User]

    @property
    def office(self) -> User:
        return self.people["lianxi"]

    @property
    def leader(self) -> User:
        return self.people["lingdao"]

    @cached_property
    def facts(self) -> Snapshot:
        return read_snapshot(self.engine, self.office.reach, county=HOME)

    @cached_property
    def policy(self) -> Policy:
        return load_policy(HOME)

    @cached_property
    def names(self) -> dict[str, str]:
        """Credit code -> enterprise."""
        firms = register(self.engine, self.office.reach, Enterprise)
        return dict(zip(firms["credit_code"], firms["name"], strict=True))

    @cached_property
    def place(self) -> str:
        return read_catalogue(self.engine, self.office.reach).counties[HOME]

    @cached_property
    def parks(self) -> dict[str, str]:
        """Name -> code."""
        return {one.name: one.code for one in read_catalogue(self.engine, self.office.reach).parks}

    @cached_property
    def version(self) -> int:
        return data_version(self.engine)

    def judged(self, day: date) -> Assessment:
        return assess(self.facts, self.policy, day)

    def suggested(self, day: date) -> list[Proposal]:
        """What the figures of a day suggest for an agenda."""
        return proposals(self.judged(day), self.names)

    def material(self, day: date, topics: Sequence[Proposal]) -> list[Paper]:
        """Of each topic by the figures of a day."""
        table, judged = industries(), self.judged(day)
        trades = dict(zip(table["code"], table["name"], strict=True))
        records = Records(self.place, self.version, trades, self._since(day))
        return [material(judged, topic, self.names, records) for topic in topics]

    def _since(self, day: date) -> pd.Series:
        days = sorted({*month_ends(day, MONTHS), day})[-MONTHS:]
        return standing_since([(one, self.judged(one).findings) for one in days])


def home_county(engine: Engine) -> County | None:
    """None where it is no demonstration, its people are not there, or there is a meeting or a paper already."""
    if not is_demo(engine):
        return None
    with reading(engine) as session:
        is_begun = session.exec(select(Meeting.id)).first() or session.exec(select(FrozenPaper.id)).first()
        people = {one.name: user_of(one) for one in session.exec(select(Account))}
    is_there = {"lianxi", "lingdao"} <= people.keys() and HOME in (people["lianxi"].counties or ())
    return County(engine, people) if is_there and not is_begun else None
