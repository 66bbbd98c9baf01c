"""Which findings concern one enterprise."""

from datetime import date

from core.assessment import assess
from core.concerning import findings_concerning
from core.policy import load_policy
from tests.core.county import a_county


def test_an_enterprise_is_concerned_by_itself_its_contracts_their_spaces_and_its_hazards():
    judged = assess(a_county(
        parks=[{"developer_kind": "民营"}],
        enterprises=[{}, {"credit_code": "E2"}],
        spaces=[{}, {"code": "S2"}],
        contracts=[{"has_entry_contract": False},
                   {"number": "H2", "credit_code": "E2", "spaces": ["S2"], "has_entry_contract": False}],
        occupancy_checks=[{"occupant_code": "E2"}],
        hazards=[{"due_on": "2026-06-01"}, {"number": "Y2", "due_on": "2026-06-01"}],
    ), load_policy(), date(2026, 6, 30))
    found = findings_concerning(judged, "E1", {"Y1"})
    assert {*found["subject"]} == {"E1", "H1", "P1/S1", "Y1"}
    assert {"report_missing", "entry_contract_missing", "unapproved_occupant", "hazard_overdue"} <= {*found["rule"]}
    assert {*findings_concerning(judged, "E2", set())["subject"]} == {"E2", "H2"}
