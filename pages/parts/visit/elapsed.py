"""What the lapse of time has changed: alerts, exit candidates and figures of parks on two days, by today's records."""

from datetime import date, datetime, timedelta

from core.access import User
from core.terms import Severity
from core.views.elapsed import by_level, in_words, moved, new_alerts, new_candidates
from core.views.scorecard import CONCENTRATION, OCCUPANCY
from data.clock import CHINA
from data.visits import Visit
from pages.parts.look import LEVELS
from pages.parts.past import Outcome, outcome
from pages.parts.scope import Scope
from pages.parts.tasks import Task
from pages.parts.visit.line import BETTER, BY_DATE, TOLD, WORSE, line

PRESSING = "红,橙"


def day_of(visit: Visit, today: date, as_of: date) -> date:
    """As many days before the day at hand as the visit lies before today: a demonstration stands still on its day."""
    visited_on = datetime.fromisoformat(visit.at).astimezone(CHINA).date()
    return as_of - max(today - visited_on, timedelta(0))


def by_lapse_of_time(user: User, scope: Scope, day: date) -> list[Task]:
    """Nothing on the day of the visit itself; of figures and exit candidates nothing for who sees single parks."""
    if day >= scope.as_of:
        return []
    before, now = outcome(scope, day), outcome(scope)
    lines = _alerts(before, now)
    return lines if user.reach.parks is not None else [*lines, *_candidates(before, now), *_figures(before, now)]


def _alerts(before: Outcome, now: Outcome) -> list[Task]:
    names = now.card["name"].to_dict()
    new, gone = new_alerts(before.findings, now.findings), new_alerts(now.findings, before.findings)
    then = {"as_of": before.as_of.isoformat()}
    return [
        line(title, by_level(alerts), BY_DATE, in_words(alerts, names), mark, "compliance.py", level=PRESSING, **query)
        for title, alerts, mark, query in (("新增红橙预警", new, WORSE, {}), ("消除红橙预警", gone, BETTER, then))
        if len(alerts)
    ]


def _candidates(before: Outcome, now: Outcome) -> list[Task]:
    found = new_candidates(before.findings, now.findings)
    mark = LEVELS[Severity.ORANGE]
    said = line("新增清退候选", f"{len(found)}份合同", BY_DATE, found, mark, "exits.py", step="清退候选")
    return [said] if found else []


def _figures(before: Outcome, now: Outcome) -> list[Task]:
    found = [(measure, page, moved(measure, before.card, now.card))
             for measure, page in ((OCCUPANCY, "occupancy.py"), (CONCENTRATION, "industry.py"))]
    return [
        line(f"{measure.label}升降", f"{len(parks)}个园区", BY_DATE, [one.said for one in parks], TOLD, page)
        for measure, page, parks in found if parks
    ]
