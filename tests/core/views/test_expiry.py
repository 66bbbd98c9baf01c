"""Which contracts end when."""

from datetime import date

import pytest

from core.assessment import assess
from core.policy import load_policy
from core.views.expiry import LATER, ending_contracts, ladder, reminder_days, within
from tests.core.county import a_county

D = date(2026, 6, 30)
ENDS = {"H1": "2026-06-30", "H2": "2026-07-30", "H3": "2026-07-31", "H4": "2027-01-15", "H5": "2031-12-31"}


@pytest.fixture
def situation():
    county = a_county(
        spaces=[{"code": name, "area_m2": 100 * int(name[1])} for name in ENDS] + [{"code": "S6"}],
        contracts=[{"number": name, "ends_on": end, "spaces": [name]} for name, end in ENDS.items()]
        + [{"number": "H6", "mode": "直接出让", "ends_on": None, "spaces": ["S6"]}],
    )
    return assess(county, load_policy(), D).situation


def test_they_come_in_order_and_a_sale_never_ends(situation):
    ending = ending_contracts(situation)
    assert ending["contract"].tolist() == ["H1", "H2", "H3", "H4", "H5"]
    assert ending["days"].tolist()[:4] == [0, 30, 31, 199]
    assert ending["area_m2"].tolist() == [100, 200, 300, 400, 500]


def test_the_limit_itself_counts(situation):
    near = within(ending_contracts(situation), [30, 31])
    assert near["contracts"].tolist() == [2, 3]
    assert near["area_m2"].tolist() == [300, 600]


def test_the_ladder_holds_every_contract_once(situation):
    table = ladder(situation, 3)
    assert table.columns.tolist() == ["2026Q2", "2026Q3", "2026Q4", LATER]
    assert table.loc["P1"].tolist() == [100, 500, 0, 900]


def test_a_park_without_ending_contracts_has_a_row_of_zeros():
    situation = assess(a_county(contracts=[]), load_policy(), D).situation
    assert ladder(situation, 2).to_numpy().tolist() == [[0, 0, 0]]


def test_the_reminders_are_those_of_the_rule_books(situation):
    assert reminder_days(situation) == [30, 60, 90]
