"""The findings as a list: ordered by gravity, with names instead of codes, and filtered by what they cite."""

from datetime import date

import pytest

from core.assessment import assess
from core.policy import load_policy
from core.views.findings_table import CANNOT_JUDGE, LEVELS, chosen, findings_table
from tests.core.county import a_county

NAMES = {"E1": "甲公司", "E2": "乙公司"}


@pytest.fixture
def table():
    """A stranger in S1 (red), rent over the guide, an overdue hazard and missing reports (orange), P9 not judgeable."""
    county = a_county(
        enterprises=[{"size": None}, {"credit_code": "E2"}], contracts=[{"rent_yuan": 15}],
        occupancy_checks=[{"occupant_code": "E2"}], hazards=[{"due_on": "2026-06-01"}],
    )
    return findings_table(assess(county, load_policy(), date(2026, 6, 30)), NAMES)


def one(table, rule):
    return table[table["rule"] == rule].iloc[0]


def test_the_gravest_come_first_then_what_cannot_be_judged_then_good_news(table):
    places = [LEVELS.index(level) for level in table["level"]]
    assert places == sorted(places)
    assert table["level"].iloc[0] == "红"
    assert CANNOT_JUDGE in set(table["level"])


def test_subjects_bear_names(table):
    assert one(table, "unapproved_occupant").who == "S1单元"
    assert one(table, "rent_over_guide").who == "甲公司"
    assert one(table, "report_missing").who == "甲公司"
    assert one(table, "hazard_overdue").who == "消防隐患Y1"
    assert one(table, "concentration_below_floor" if "concentration_below_floor" in set(table["rule"])
               else "leading_share_below_agreement").who == "示例园"


def test_figures_are_texts_and_blank_where_nothing_could_be_judged(table):
    assert (one(table, "rent_over_guide").seen, one(table, "rent_over_guide").due) == ("15元/㎡·月", "12元/㎡·月")
    assert one(table, "unapproved_occupant").seen == "乙公司"
    assert one(table, "manufacturing_minority").seen == ""


def test_only_contracts_and_tenants_lead_to_an_enterprise(table):
    assert one(table, "rent_over_guide").credit_code == "E1"
    assert one(table, "unapproved_occupant").credit_code is None


def test_conditions_narrow_together(table):
    orange = chosen(table, levels=["橙"])
    assert set(orange["level"]) == {"橙"}
    assert set(chosen(table, levels=["橙"], rule="hazard_overdue")["rule"]) == {"hazard_overdue"}
    assert chosen(table, levels=["红"], rule="hazard_overdue").empty
    assert set(chosen(table, line="消防")["rule"]) == {"hazard_overdue"}
    assert len(chosen(table)) == len(table)


def test_a_clause_is_matched_whole_and_a_letter_means_the_document(table):
    assert set(chosen(table, clause="L10")["rule"]) == {"hazard_overdue"}
    assert chosen(table, clause="L1").empty
    assert set(chosen(table, clause="P10")["rule"]) == {"unapproved_occupant"}
    assert {"unapproved_occupant", "rent_over_guide"} <= set(chosen(table, clause="P")["rule"])


def test_a_key_names_one_finding(table):
    assert table["key"].is_unique
    assert one(table, "hazard_overdue").key == "hazard_overdue~P1~Y1"


def test_without_findings_the_list_is_empty():
    empty = findings_table(assess(a_county(), load_policy(), date(2000, 1, 1)), {})
    assert empty.empty
    assert chosen(empty, levels=["红"], clause="L").empty
