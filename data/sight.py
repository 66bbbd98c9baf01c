"""Which acts and which changes of records an account may read: conditions for the queries of ``data.history``.

Whoever sees facts sees the changes of his parks, of the enterprises named in them, and, of what lies in no park (any
more), what the accounts of his counties did. The administrator sees that everybody acted and when, but no facts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select, true, union

from core.access import Bound, User
from data.acts import ActKind, as_json
from data.intake.schema import table_of
from data.intake.stored import named_enterprises
from data.reach import counties_of
from data.tables import Account, Act, ActChange, Park

ACT, CHANGE = table_of(Act).c, table_of(ActChange).c
ABOUT_ACCOUNTS = frozenset({
    ActKind.SIGN_IN, ActKind.SIGN_IN_FAILED, ActKind.SIGN_OUT, ActKind.LOCK, ActKind.ACCOUNT, ActKind.PASSWORD,
    ActKind.SETTING, ActKind.BACKUP, ActKind.RESTORE_BACKUP,
})
"""Kinds whose subject and detail hold no facts of parks."""


OF_A_COUNTY = (ActKind.MEET, ActKind.ACTION, ActKind.DECIDE)
"""Kinds whose detail may name the county that they belong to, which is not every county of whoever acted."""


@dataclass(frozen=True)
class Sight:
    """parks: whose changes are seen, None = of all; accounts: whose acts are, None = of all; counties: whose meetings,
    for whom accounts are not None."""

    parks: tuple[str, ...] | None
    accounts: tuple[str, ...] | None
    sees_facts: bool
    counties: tuple[str, ...] = ()

    def act(self) -> ColumnElement[bool]:
        """The act is seen: one of its changes is, or it has none and is of an account that is seen."""
        if self.accounts is None:
            return true()
        own = CHANGE.sequence == ACT.sequence
        any_change = select(1).select_from(table_of(ActChange)).where(own)
        is_bare = and_(ACT.account.in_(self.accounts), ~any_change.exists(), self._lies_in_a_county())
        return or_(is_bare, any_change.where(self.change()).exists())

    def _lies_in_a_county(self) -> ColumnElement[bool]:
        """An act about a meeting is about one of these counties."""
        here = [ACT.detail.contains(as_json({"县": county})[1:-1], autoescape=True) for county in self.counties]
        return or_(ACT.kind.not_in(OF_A_COUNTY), ~ACT.detail.contains('"县":'), *here)

    def change(self) -> ColumnElement[bool]:
        """The change is seen; for queries that join it to its act."""
        if not self.sees_facts:
            return ACT.kind.in_(ABOUT_ACCOUNTS)
        if self.parks is None:
            return true()
        is_placed = CHANGE.park_code.in_(select(table_of(Park).c.code))
        lies_nowhere = or_(CHANGE.park_code.is_(None), ~is_placed)
        return or_(
            CHANGE.park_code.in_(self.parks), _of_enterprises_in(self.parks),
            and_(lies_nowhere, ACT.account.in_(self.accounts or ())),
        )

    def hides(self, kind: str) -> bool:
        """Whether subject and detail of such an act are withheld."""
        return not self.sees_facts and kind not in ABOUT_ACCOUNTS


def sight_of(connection: Connection, user: User) -> Sight:
    """What the account sees of the record of acts."""
    if user.rights.bound is Bound.NOTHING_SEEN:
        return Sight((), None, sees_facts=False)
    if user.counties is None:
        return Sight(None, None, sees_facts=True)
    parks = [park for park, county in counties_of(connection).items() if user.reach.covers(park, county)]
    is_alone = user.rights.bound is Bound.PARKS
    others = [] if is_alone else _accounts_in(connection, user.counties)
    return Sight(tuple(parks), (user.name, *others), sees_facts=True, counties=tuple(user.counties))


def _accounts_in(connection: Connection, counties: Iterable[str]) -> list[str]:
    """Those with a county among these."""
    account, wanted = table_of(Account).c, set(counties)
    rows = connection.execute(select(account.name, account.counties).order_by(account.name))
    return [row.name for row in rows if wanted & set(row.counties.split("、"))]


def _of_enterprises_in(parks: tuple[str, ...]) -> ColumnElement[bool]:
    named: Any = union(*named_enterprises(list(parks))).subquery()
    keys = select('["' + named.c[0] + '"]')
    return and_(CHANGE.sheet == "企业", CHANGE.record_key.in_(keys))
