"""What a few days have changed: alerts new or gone, contracts that came to be candidates, shares that moved."""

from datetime import date

import pandas as pd
import pytest

from core.assessment import assess
from core.policy import load_policy
from core.views.elapsed import by_level, in_words, moved, new_alerts, new_candidates
from core.views.scorecard import CONCENTRATION, OCCUPANCY
from tests.core.county import a_county

OVERDUE = ("hazard_overdue", "P1", "Y1", "breached", "橙")
RED = ("unapproved_occupant", "P1", "P1/S1", "breached", "红")
LEAD = ("contract_ending", "P1", "H1", "breached", "蓝")
UNKNOWN = ("hazard_overdue", "P1", "Y1", "cannot_judge", "橙")
CANDIDATE = ("exit_candidate", "P1", "H1", "breached", "橙")


def findings(*rows):
    return pd.DataFrame(rows, columns=["rule", "park", "subject", "verdict", "severity"], dtype=object)


def card(*, occupied=(862.0, 900.0), inside=(75.0, 80.0), misses=(0, 0)):
    return pd.DataFrame({
        "name": ["竹木产业园", "青瓷园"], "occupied_m2": occupied, "available_m2": [1000.0, 1000.0], "inside": inside,
        "members": [100.0, 100.0], "misses": misses, "meets": [1 - one for one in misses],
    }, index=["P1", "P2"])


def test_what_stands_on_both_days_is_neither_new_nor_gone():
    both = findings(OVERDUE, RED)
    assert new_alerts(both, both).empty


def test_alerts_are_new_or_gone_the_red_ones_first():
    fresh = new_alerts(findings(), findings(OVERDUE, RED))
    assert fresh["rule"].to_list() == ["unapproved_occupant", "hazard_overdue"]
    assert by_level(fresh) == "红1 · 橙1"
    assert in_words(fresh, {"P1": "竹木产业园"})[0].startswith("竹木产业园“")
    assert new_alerts(findings(OVERDUE, RED), findings()).empty


@pytest.mark.parametrize("row", [LEAD, UNKNOWN, CANDIDATE], ids=["blue", "cannot-judge", "candidate"])
def test_only_red_and_orange_breaches_are_alerts_here(row):
    assert new_alerts(findings(), findings(row)).empty


def test_what_could_not_be_judged_and_is_breached_now_is_new():
    assert len(new_alerts(findings(UNKNOWN), findings(OVERDUE))) == 1


def test_a_contract_becomes_a_candidate_once():
    assert new_candidates(findings(), findings(CANDIDATE)) == ["H1"]
    assert new_candidates(findings(CANDIDATE), findings(CANDIDATE)) == []


@pytest.mark.parametrize(("occupied", "names"), [
    (872.0, ["竹木产业园"]), (852.0, ["竹木产业园"]), (871.9, []), (862.0, []),
], ids=["one-point-up", "one-point-down", "less", "the-same"])
def test_a_share_is_told_from_one_percentage_point_on(occupied, names):
    found = moved(OCCUPANCY, card(), card(occupied=(occupied, 900.0)))
    assert [one.name for one in found] == names


def test_those_that_fell_come_first_and_say_how_far():
    found = moved(OCCUPANCY, card(), card(occupied=(900.0, 850.0)))
    assert [one.said for one in found] == ["青瓷园下降5.0个百分点", "竹木产业园上升3.8个百分点"]


def test_a_park_that_crosses_the_floor_is_told_however_little_it_moved():
    before = card(inside=(70.0, 69.9), misses=(0, 1))
    now = card(inside=(69.9, 70.0), misses=(1, 0))
    assert [one.said for one in moved(CONCENTRATION, before, now)] == [
        "竹木产业园下降0.1个百分点，降到下限以下", "青瓷园上升0.1个百分点，达到下限",
    ]
    assert moved(CONCENTRATION, now, now) == []


def test_a_park_without_a_figure_on_either_day_is_left_out():
    nothing = card(occupied=(float("nan"), 900.0))
    assert moved(OCCUPANCY, nothing, card()) == []
    assert moved(OCCUPANCY, card(), nothing) == []


def test_a_deadline_that_passes_brings_an_alert_on_the_day_after():
    facts = a_county(hazards=[{"due_on": "2026-06-29"}])
    by_day = {day: assess(facts, load_policy(), date(2026, 6, day)).findings for day in (28, 29, 30)}
    assert "hazard_overdue" not in new_alerts(by_day[28], by_day[29])["rule"].to_list()
    assert "hazard_overdue" in new_alerts(by_day[29], by_day[30])["rule"].to_list()
