"""What the figures make for a meeting: proposals, the material of an item, the minutes; each judged on its day."""

from collections.abc import Callable
from datetime import date

from core.access import User
from core.material import Records, material
from core.meeting import Proposal
from core.minutes import minutes
from core.paper import Paper
from core.views.proposals import proposals
from data.engine import data_version
from data.meetings.proposing import deferred_items, overdue_actions
from data.meetings.telling import deliberated, sitting_of
from data.meetings.views import WholeMeeting
from data.reference import industries
from pages.parts.assessment import assessment, policy_of
from pages.parts.database import catalogue, engine
from pages.parts.past import names_of, since
from pages.parts.scope import Scope


def scope_for(user: User, county: str, as_of: date) -> Scope:
    """A county as the account sees it, on a day, compared with the end of the year before."""
    label = catalogue(user.reach).counties.get(county, county)
    return Scope(user.reach, county, None, as_of, date(as_of.year - 1, 12, 31), label)


def proposed(user: User, scope: Scope) -> list[Proposal]:
    """What the figures suggest, then action items that are overdue; what was deferred comes back by itself."""
    return [*proposals(assessment(scope), names_of(scope)), *overdue_actions(engine(), user, as_of=scope.as_of)]


def coming_back(user: User) -> list[Proposal]:
    """What a meeting that is called takes up by itself."""
    return deferred_items(engine(), user)


def material_of(scope: Scope, topic: Proposal) -> Paper:
    """As it would be frozen now."""
    table = industries()
    names = dict(zip(table["code"], table["name"], strict=True))
    records = Records(scope.label, data_version(engine()), names, since(scope))
    return material(assessment(scope), topic, names_of(scope), records)


def minutes_maker(scope: Scope) -> Callable[[WholeMeeting], Paper]:
    """Reads all it needs of the county now, so that it may run within a transaction."""
    rules, version, county = policy_of(scope).versions, data_version(engine()), scope.label
    return lambda meeting: minutes(
        sitting_of(meeting, county), deliberated(meeting), rules=rules, data_version=version)
