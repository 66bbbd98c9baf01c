"""Since when a finding stands, and how it stood before; agenda and lines of findings."""

from datetime import date

import numpy as np
import pandas as pd

from core.assessment import assess
from core.policy import load_policy
from core.rules import BY_ID, RULES
from core.views.agenda import ACTORS, agenda
from core.views.history import alerts_over_time, history_of, standing_since
from core.views.lines import BY_CHAPTER, LINES, lines_of
from core.views.periods import month_ends
from tests.core.county import a_county

POLICY = load_policy()
DAYS = [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]


def findings(*rows):
    columns = ["rule", "park", "subject", "verdict", "observed", "limit", "severity"]
    return pd.DataFrame(rows, columns=columns)


def row(subject="Y1", verdict="breached", observed=1.0, severity="橙"):
    return ("hazard_overdue", "P1", subject, verdict, observed, 2.0, severity)


def test_it_stands_since_the_first_day_of_the_present_unbroken_run():
    past = list(zip(DAYS, [findings(row()), findings(), findings(row())], strict=True))
    assert standing_since(past).to_list() == [DAYS[2]]
    past = list(zip(DAYS, [findings(), findings(row()), findings(row())], strict=True))
    assert standing_since(past).to_list() == [DAYS[1]]


def test_what_stood_on_every_day_began_before_them():
    assert standing_since([(day, findings(row())) for day in DAYS]).to_list() == [None]


def test_another_verdict_begins_anew():
    past = list(zip(DAYS, [findings(row(verdict="cannot_judge"))] * 2 + [findings(row())], strict=True))
    assert standing_since(past).to_list() == [DAYS[2]]


def test_no_findings_have_no_beginnings():
    assert standing_since([(day, findings()) for day in DAYS]).empty


def test_the_history_shows_each_day_and_where_there_was_nothing():
    past = list(zip(DAYS, [findings(row(observed=3.0)), findings(row("Y2")), findings(row())], strict=True))
    history = history_of(past[-1][1].iloc[0], past)
    assert history["on"].to_list() == DAYS
    assert history["verdict"].to_list() == ["breached", None, "breached"]
    assert history["observed"].dropna().to_list() == [3.0, 1.0]


def test_alerts_are_breaches_other_than_good_news():
    past = [(DAYS[0], findings(row(), row("Y2", severity="红"), row("Y3", severity="良"), row("Y4", "cannot_judge")))]
    assert alerts_over_time(past).loc[DAYS[0]].to_list() == [1, 1, 0, 0]


def test_months_end_on_their_last_days_leap_years_too():
    assert month_ends(date(2024, 3, 1), 2) == [date(2024, 1, 31), date(2024, 2, 29)]
    assert month_ends(date(2026, 6, 30), 2) == [date(2026, 5, 31), date(2026, 6, 30)]
    assert month_ends(date(2026, 1, 15), 1) == [date(2025, 12, 31)]


def test_the_agenda_counts_what_waits_and_says_whose_turn_it_is():
    found = findings(row(), row("Y2"), row("Y3", "cannot_judge"))
    [matter] = agenda(found, POLICY)
    assert (matter.title, matter.count, matter.parks, matter.actor) == ("隐患逾期未销号", 2, 1, "检查部门")
    assert matter.action == POLICY.rules["hazard_overdue"].action
    assert agenda(findings(), POLICY) == []


def test_the_agenda_knows_the_rules_it_lists():
    assert set(ACTORS) <= set(BY_ID)


def test_every_finding_has_a_line_and_hazards_have_their_own():
    assessment = assess(
        a_county(hazards=[{"due_on": "2026-05-02"}, {"number": "Y2", "line": "违建处置", "due_on": "2026-05-02"}]),
        POLICY, DAYS[2],
    )
    lines = lines_of(assessment.findings, assessment.situation.facts.hazards)
    assert set(lines) <= set(LINES)
    assert set(lines[assessment.findings["rule"].eq("hazard_overdue")]) == {"消防", "违建处置"}
    assert set(lines[assessment.findings["rule"].eq("report_missing")]) == {"数据报送"}


def test_every_chapter_of_the_rules_has_a_line():
    assert {rule.judge.__module__.rpartition(".")[2] for rule in RULES} == set(BY_CHAPTER)


def test_history_of_a_county_follows_the_facts():
    county = a_county(hazards=[{"due_on": "2026-05-20", "closed_on": "2026-06-10"}])
    past = [(day, assess(county, POLICY, day).findings) for day in DAYS]
    hazard = past[1][1].query("rule == 'hazard_overdue'").iloc[0]
    verdicts = history_of(hazard, past)["verdict"]
    assert [one if isinstance(one, str) else np.nan for one in verdicts][1] == "breached"
    assert verdicts.notna().to_list() == [False, True, False]
