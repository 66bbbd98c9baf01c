"""What 我的工作 lists for an account: reports, reminders, alerts, contracts, hazards, drafts, and what was done."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from core.access import Action, User
from core.explain import explain
from core.terms import HazardLevel, Severity
from core.views.calendar import AHEAD_DAYS, Standing, by_park
from core.views.expiry import ending_contracts, reminder_days
from core.views.filing import Period
from data import clock
from data.catalogue import Catalogue
from data.dispatches import awaiting_receipt
from data.drafts import all_kept
from data.recent import recent_acts
from data.tables import Hazard
from pages.parts.assessment import assessment, records_of
from pages.parts.calendar import STANDINGS, named, owed_of, period_words, reminders_of
from pages.parts.database import engine
from pages.parts.filling import FORM
from pages.parts.look import LEVELS
from pages.parts.menu import links_to
from pages.parts.past import listing, names_of
from pages.parts.scope import Scope, default_days
from pages.parts.tasks import MOST, PLAIN, Task
from pages.parts.words import area, day, day_in_words, moment, written

RECENT = 6
HAZARD_RULES = ("hazard_overdue", "major_hazard_open")
PRESSING = (Severity.RED.value, Severity.ORANGE.value)
FORMS: dict[str, Callable[[str], tuple[str, Mapping[str, str]]]] = {
    FORM: lambda subject: ("reports", dict(zip(("park", "period"), subject.split("/"), strict=True))),
}
"""Form of a draft -> from its subject, the page and the query under which it is gone on with."""


def scope_of(user: User, known: Catalogue) -> Scope:
    """All that the account sees, on the day at hand."""
    today, before = default_days(known, clock.today())
    county = next(iter(known.counties)) if len(known.counties) == 1 else None
    parks = [one.name for one in known.parks]
    whole = known.counties[county] if county else f"{len(known.counties)}个县（市、区）"
    label = whole if user.reach.parks is None else "、".join(parks) if len(parks) < 3 else f"{len(parks)}个园区"
    return Scope(user.reach, county, None, today, before, label)


def reports_due(scope: Scope, user: User) -> list[Task]:
    """What is missing or due soon, by park and period; for who sees the whole county by period alone."""
    periods, owed = owed_of(scope)
    known, names = {one.code: one for one in periods}, assessment(scope).parks["name"]
    keys = ("period",) if user.may(Action.REMIND) else ("period", "park")
    counts = by_park(owed, keys).reset_index() if len(owed) else pd.DataFrame()
    found = [
        (_left(known[row["period"]], scope), _report(row, known[row["period"]], names, scope))
        for row in counts.to_dict("records")
        if row["missing"] or (row["ahead"] and _left(known[row["period"]], scope) <= AHEAD_DAYS)
    ]
    return [task for _, task in sorted(found, key=lambda one: (one[0] < 0, abs(one[0])))]


def _left(period: Period, scope: Scope) -> int:
    return (period.due_on - scope.as_of).days


def _report(row: Mapping[str, Any], period: Period, names: pd.Series, scope: Scope) -> Task:
    left, park = _left(period, scope), row.get("park")
    page, query = ("reports.py", {"park": park, "period": period.code}) if park else ("calendar.py", {})
    when = f"已逾期{-left}天" if left < 0 else f"还有{left}天"
    note = f"{day(period.due_on)}截止，{when}；应报{row['due']}家，已报{row['came']}家"
    mark = STANDINGS["missing" if row["missing"] else "ahead"][1]
    title = f"{period.name}　{names[park]}" if park and len(names) > 1 else period.name
    return Task(title, f"缺{row['missing'] + row['ahead']}家", note, mark, page, query)


def reminders_open(scope: Scope, user: User) -> list[Task]:
    """Reminders of what is still missing, by park and period, the latest first."""
    owed, reminders = owed_of(scope)[1], reminders_of(scope)
    if owed.empty or reminders.empty:
        return []
    told = named(owed, scope, reminders)
    told = told[told["reminders"].gt(0) & told["state"].isin([Standing.MISSING, Standing.AHEAD])]
    notes = reminders.drop_duplicates(["park_code", "period"]).set_index(["park_code", "period"])["note"]
    tasks = []
    for (park, period), rows in told.sort_values("reminded", ascending=False).groupby(["park", "period"], sort=False):
        firms = "、".join(rows["name"].head(3)) + (f"等{len(rows)}家" if len(rows) > 3 else "")
        page, query = ("calendar.py", {}) if user.may(Action.REMIND) else (
            "reports.py", {"park": park, "period": period})
        note = "：".join(filter(None, [f"{rows['reminded'].iloc[0]}催报", notes.get((park, period), "")]))
        tasks.append(Task(f"{rows['park_name'].iloc[0]} {rows['period_name'].iloc[0]}", f"还缺{len(rows)}家",
                          f"{note}（{firms}）", STANDINGS["late"][1], page, query))
    return tasks


def papers_to_confirm(user: User) -> list[Task]:
    """Papers that were sent to the account's parks or unit and wait for its receipt, the latest first."""
    return [
        Task(one.title, "待签收", f"{one.number}第{one.version}版，{one.sent_by}于{moment(one.sent_at)}发送",
             PLAIN, "papers.py", {"paper": str(one.paper_id)})
        for one in awaiting_receipt(engine(), user)
    ]


def alerts_of(scope: Scope, user: User) -> tuple[int, list[Task]]:
    """How many red and orange alerts there are, and the first of them.

    Of a department those of its line alone, without the hazards, which it finds in their own list.
    """
    table, names, judged = listing(scope), names_of(scope), assessment(scope)
    table = table[table["level"].isin(PRESSING)]
    if user.line is not None:
        table = table[table["line"].eq(user.line) & ~table["rule"].isin(HAZARD_RULES)]
    several = len(judged.parks) > 1
    return len(table), [
        Task(row["title"], row["park_name"] if several else "", explain(row, judged, names).sentence,
             LEVELS[Severity(row["level"])], "compliance.py", {"level": row["level"], "finding": row["key"]})
        for row in table.head(MOST).to_dict("records")
    ]


def ending_soon(scope: Scope) -> list[Task]:
    """Contracts that end within the longest reminder."""
    judged, names = assessment(scope), names_of(scope)
    near = ending_contracts(judged.situation).query(f"days <= {reminder_days(judged.situation)[-1]}")
    parks = judged.parks["name"]
    return [
        Task(names.get(row["credit_code"], row["credit_code"]), f"还有{row['days']}天",
             f"{parks[row['park']]} {row['contract']}，{day(row['ends_on'])}到期，{area(row['area_m2'])}",
             LEVELS[Severity.BLUE], "enterprise.py", {"enterprise": row["credit_code"]})
        for row in near.to_dict("records")
    ]


def hazards_open(scope: Scope, user: User) -> list[Task]:
    """Hazards of the department's line that are not closed, the longest overdue first."""
    rows, parks = records_of(scope, Hazard), assessment(scope).parks["name"]
    today = pd.Timestamp(scope.as_of)
    is_open = rows["checked_on"].le(today) & ~rows["closed_on"].le(today)
    rows = rows[is_open & rows["line"].eq(user.line)].sort_values("due_on")
    return [_hazard(row, parks, today) for row in rows.to_dict("records")]


def _hazard(row: dict, parks: pd.Series, today: pd.Timestamp) -> Task:
    left = (row["due_on"] - today).days
    is_major = row["level"] == HazardLevel.MAJOR
    level = Severity.RED if is_major else Severity.ORANGE if left < 0 else Severity.BLUE
    rule = "hazard_overdue" if left < 0 else "major_hazard_open" if is_major else None
    return Task(
        f"{parks.get(row['park_code'], '')} {row['number']}", f"逾期{-left}天" if left < 0 else f"还有{left}天",
        f"{row['level']}隐患，{day(row['checked_on'])}检查：{written(row['description'], '没有描述')}", LEVELS[level],
        "compliance.py" if rule else None, {"rule": rule} if rule else {},
    )


def drafts_of(user: User, parks: Mapping[str, str]) -> list[Task]:
    """What the account has begun and not saved, with the way back to it. parks: code -> name."""
    tasks = []
    for one in all_kept(engine(), user):
        page, query = FORMS.get(one.form, lambda _: ("", {}))(one.subject)
        what = f"{parks.get(query['park'], '')} {period_words(query['period'])}" if "period" in query else one.subject
        tasks.append(Task(f"{one.form} {what or '新登记'}", "", f"{moment(one.saved_at)}暂存",
                          page=f"{page}.py" if page and links_to(user, page) else None, query=query))
    return tasks


def done_lately(user: User) -> list[Task]:
    return [Task(one.subject, one.kind, moment(one.at)) for one in recent_acts(engine(), user, RECENT)]


def in_short(scope: Scope, user: User, counts: Mapping[str, int]) -> list[str]:
    """What waits, in one sentence; counts: words with {} -> how many, what is zero is not said."""
    waiting = "，".join(words.format(count) for words, count in counts.items() if count)
    first = f"{user.full_name}，您好。截至{day_in_words(scope.as_of)}，{scope.label}"
    return [f"{first}有{waiting}。" if waiting else f"{first}没有待办事项。"]
