"""The exits: why in words, ranked, and what changes when several leave together."""

from datetime import date

import numpy as np
import pytest

from core.assessment import assess
from core.policy import load_policy
from core.views.departures import exits_table, occupancy_of_all, together
from core.views.reasons import reasons_in_words
from tests.core.county import a_county

AS_OF = date(2026, 6, 30)
POLICY = load_policy()
FAILED = {"year": 2025, "issued_on": "2026-04-01", "due_on": "2026-05-31", "rechecked_on": "2026-06-10",
          "recheck_result": "不通过"}


@pytest.fixture
def county():
    """H1 (600 ㎡, inside) failed its recheck; H2 (300 ㎡, outside) is leaving after two failing years; 100 ㎡ empty."""
    return {
        "spaces": [{"area_m2": 600}, {"code": "S2", "area_m2": 300}, {"code": "S3", "area_m2": 100}],
        "enterprises": [{}, {"credit_code": "E2", "industry_code": "3311"}],
        "contracts": [{}, {"number": "H2", "credit_code": "E2", "spaces": ["S2"]}],
        "commitments": [{"contract_number": number, "year": year, "promised": 100}
                        for number in ("H1", "H2") for year in (2024, 2025)],
        "reports": [{"credit_code": code, "year": year, "filed_on": f"{year + 1}-02-01", "tax_wan_yuan": 3, "staff": 7}
                    for code in ("E1", "E2") for year in (2024, 2025)],
        "rectifications": [FAILED],
        "exit_cases": [{"contract_number": "H2", "decided_on": "2026-06-20"}],
    }


def test_candidates_come_before_those_already_leaving(county):
    table = exits_table(assess(a_county(**county), POLICY, AS_OF))
    assert table["contract"].to_list() == ["H1", "H2"]
    assert table["step"].to_list() == ["清退候选", "清退中"]
    assert table["reasons"].to_list() == ["复评不通过、连续两个评价年度不合格", "连续两个评价年度不合格"]


def test_before_and_after_stand_beside_each_other(county):
    row = exits_table(assess(a_county(**county), POLICY, AS_OF)).iloc[0]
    assert (row.occupancy_before, row.occupancy_after) == (0.9, pytest.approx(0.3))
    assert (row.area_before, row.area_after) == (pytest.approx(600 / 900), 0)
    assert (row.area_freed_m2, row.tax_wan_yuan, row.jobs) == (600, 3, 7)


def test_together_is_the_sum_of_what_is_freed_and_the_park_without_all_of_them(county):
    assessment = assess(a_county(**county), POLICY, AS_OF)
    gone = together(assessment, ["H1", "H2"])
    assert gone.loc["P1", ["contracts", "area_freed_m2", "tax_wan_yuan", "jobs"]].to_list() == [2, 900, 6, 14]
    assert gone.loc["P1", "occupancy_after"] == 0
    assert np.isnan(gone.loc["P1", "area_after"])
    assert occupancy_of_all(assessment, gone) == (0.9, 0)


def test_nobody_leaving_changes_nothing(county):
    assessment = assess(a_county(**county), POLICY, AS_OF)
    gone = together(assessment, [])
    assert gone.empty
    assert occupancy_of_all(assessment, gone) == (0.9, 0.9)


def test_without_any_exit_the_table_is_empty_with_its_columns():
    table = exits_table(assess(a_county(), POLICY, AS_OF))
    assert table.empty
    assert {"contract", "reasons", "score", "area_freed_m2", "output_after"} <= set(table.columns)


def test_reasons_name_the_facts(county):
    assessment = assess(a_county(**county), POLICY, AS_OF)
    assert reasons_in_words(assessment, "H1") == [
        "2025年度整改，2026年6月10日复评不通过",
        "最近两个评价年度均不合格：2024年度不合格（5.0分）、2025年度不合格（5.0分）",
    ]
    with pytest.raises(KeyError):
        reasons_in_words(assessment, "nothing")


def test_a_stranger_is_named_with_both_days():
    county = a_county(
        enterprises=[{}, {"credit_code": "E2"}],
        occupancy_checks=[{"occupant_code": "E2", "checked_on": day} for day in ("2026-03-01", "2026-04-30")],
    )
    [sentence] = reasons_in_words(assess(county, POLICY, AS_OF), "H1", {"E2": "乙公司"})
    assert sentence == "S1单元2026年3月1日发现由乙公司使用，未经批准，2026年4月30日核查仍在，已满60天（界线60天）"


def test_who_need_not_leave_has_no_reasons():
    assert reasons_in_words(assess(a_county(), POLICY, AS_OF), "H1") == []
