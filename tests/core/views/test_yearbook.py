"""Figures by year: per tenant as reported, per park as a sum over who was there at the year's end."""

from datetime import date

import numpy as np
import pytest

from core.assessment import assess
from core.policy import load_policy
from core.views.yearbook import park_years, performance_years, promise_years, tenant_years
from tests.core.county import a_county

D = date(2026, 6, 30)
POLICY = load_policy()


def situation(**tables):
    return assess(a_county(**tables), POLICY, D).situation


def two_tenants(second_report):
    """H1 of E1 with 1,000 ㎡ and H2 of E2 with 500 ㎡, in a park of 30 亩 and 30,000 ㎡; both report for 2025."""
    return situation(
        enterprises=[{}, {"credit_code": "E2"}],
        spaces=[{}, {"code": "S2", "area_m2": 500}],
        contracts=[{}, {"number": "H2", "credit_code": "E2", "spaces": ["S2"]}],
        reports=[{}, {"credit_code": "E2", **second_report}],
    )


def test_a_tenant_year_carries_its_report_and_the_land_of_its_contracts():
    rows = tenant_years(situation(reports=[{}])).set_index("year")
    assert list(rows.index) == [2023, 2024, 2025]
    assert rows.loc[2025, ["area_m2", "land_mu", "tax_wan_yuan", "staff"]].to_list() == [1000, 1.0, 10, 20]
    assert rows["has_figures"].to_list() == [False, False, True]
    assert np.isnan(rows.loc[2024, "tax_wan_yuan"])


def test_a_park_adds_up_its_tenants_and_divides_tax_by_their_land():
    row = park_years(two_tenants({"tax_wan_yuan": 20})).loc[("P1", 2025)]
    assert [row.tenants, row.reported, row.tax_wan_yuan, row.staff] == [2, 2, 30, 40]
    assert row.tax_per_mu == pytest.approx(30 / 1.5)


def test_land_of_a_tenant_whose_tax_is_unknown_does_not_count():
    row = park_years(two_tenants({"tax_wan_yuan": None})).loc[("P1", 2025)]
    assert [row.tenants, row.reported, row.tax_wan_yuan, row.tax_per_mu] == [2, 2, 10, 10]


def test_a_year_without_any_report_has_tenants_and_no_figures():
    row = park_years(situation()).loc[("P1", 2025)]
    assert [row.tenants, row.reported] == [1, 0]
    assert np.isnan([row.tax_wan_yuan, row.output_wan_yuan, row.tax_per_mu]).all()


def test_who_has_left_by_the_years_end_is_not_in_the_parks_sum():
    gone = situation(contracts=[{"terminated_on": "2025-12-01"}], reports=[{}])
    assert ("P1", 2025) not in park_years(gone).index
    assert tenant_years(gone).set_index("year").loc[2025, "tax_wan_yuan"] == 10


def test_promises_and_grades_come_by_contract_and_year():
    judged = situation(commitments=[{"promised": 8}], reports=[{}])
    promise = promise_years(judged).iloc[0]
    assert promise[["contract", "credit_code", "year", "indicator"]].to_list() == ["H1", "E1", 2025, "亩均税收"]
    assert [promise.promised, promise.achieved, promise.ratio] == [8, 10, 1.25]
    grade = performance_years(judged).iloc[0]
    assert grade[["contract", "year", "score", "grade"]].to_list() == ["H1", 2025, 120, "优秀"]


def test_without_contracts_there_are_no_years():
    nobody = situation(contracts=[])
    assert tenant_years(nobody).empty
    assert park_years(nobody).empty
    assert performance_years(nobody).empty
