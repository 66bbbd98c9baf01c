"""Which findings concern one enterprise."""

from datetime import date

from core.assessment import assess
from core.policy import load_policy
from core.views.concerning import concerned
from tests.core.county import a_county


def test_a_finding_concerns_who_reports_signs_holds_the_space_or_has_the_hazard():
    judged = assess(a_county(
        parks=[{"developer_kind": "民营"}],
        enterprises=[{}, {"credit_code": "E2"}],
        spaces=[{}, {"code": "S2"}],
        contracts=[{"has_entry_contract": False},
                   {"number": "H2", "credit_code": "E2", "spaces": ["S2"], "has_entry_contract": False}],
        occupancy_checks=[{"occupant_code": "E2"}],
        hazards=[{"due_on": "2026-06-01"}, {"number": "Y2", "due_on": "2026-06-01"}],
    ), load_policy(), date(2026, 6, 30))
    who = concerned(judged, judged.findings, {"Y1": "E1", "Y2": "E2"})
    about = judged.findings.groupby(who)["subject"].agg(set)
    assert about["E1"] == {"E1", "H1", "P1/S1", "Y1"}
    assert about["E2"] == {"E2", "H2", "Y2"}
    assert {*judged.findings.loc[who.isna(), "subject"]} == {"P1"}
