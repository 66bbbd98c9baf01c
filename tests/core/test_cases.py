"""Every rule and definition against its case table: both sides of each limit, the limit, missing data, out of scope."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.assessment import Assessment, assess
from core.policy import load_policy
from core.rules import BY_ID, RULES
from core.terms import Verdict
from tests.core.county import a_county

FOLDER = Path(__file__).parent.parent / "cases" / "clauses"
AS_OF = date(2026, 6, 30)
EXPECTED = {"rule", "case", "as_of", "county", "subject", "verdict", "observed", "limit", "contract", "park", "exit"}
NEVER_UNKNOWN = {
    "rectification_notice_due", "recheck_overdue", "exit_candidate", "support_due", "transfer_ready",
    # Required facts alone decide these.
    "site_outside_plan", "park_size", "developer_not_state_owned", "stock_conversion_unstated", "contract_expiring",
    "unapproved_occupant", "expired_still_occupied", "report_missing", "hazard_overdue", "major_hazard_open",
}
FOR_EVERY_SUBJECT = {
    "collective_shareholder_operates", "park_size", "developer_not_state_owned", "concentration_below_floor",
    "leading_share_below_agreement", "self_held_below_agreement", "sold_over_agreement", "lease_not_main",
}


def _cases() -> list[dict[str, Any]]:
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]


CASES = _cases()


def _assess(case: dict[str, Any]) -> Assessment:
    tables = {name: rows for name, rows in case.items() if name not in EXPECTED}
    return assess(a_county(**tables), load_policy(case.get("county", "331181")), case.get("as_of", AS_OF))


@pytest.mark.parametrize("case", CASES, ids=[f"{case.get('rule', '')}: {case['case']}" for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assessment = _assess(case)
    if "verdict" in case:
        _check_verdict(case, assessment)
    for frame, key in (("parks", "park"), ("contracts", "contract")):
        for name, value in case.get(key, {}).items():
            _check_value(name, value, getattr(assessment, frame).iloc[0][name])
    if "exit" in case:
        _check_exit(case["exit"], assessment)


def _check_verdict(case: dict[str, Any], assessment: Assessment) -> None:
    findings = assessment.all_verdicts()
    found = findings[findings.rule == case["rule"]]
    if "subject" in case:
        found = found[found.subject == case["subject"]]
    assert not found.empty or case["verdict"] == "not_applicable"
    for row in found.head(1).itertuples():
        assert row.verdict == case["verdict"]
        for name in ("observed", "limit"):
            if name in case:
                _check_value(name, case[name], getattr(row, name))


def _check_exit(expected: dict[str, Any], assessment: Assessment) -> None:
    (one,) = assessment.exits
    effect = {**vars(one.effect), **{f"{base}_ratio": share for base, share in one.effect.concentration_ratio.items()}}
    for name, value in expected.items():
        _check_value(name, value, {**effect, "reasons": one.reasons, "step": one.step}[name])


def _check_value(name: str, expected: Any, found: Any) -> None:
    if expected is None:
        assert found is None or found != found, name
    elif isinstance(expected, float | int):
        assert found == pytest.approx(expected, rel=1e-9), name
    else:
        assert found == expected, name


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_rule_has_a_case_for_each_verdict_it_can_give(rule: str) -> None:
    given = {case["verdict"] for case in CASES if case.get("rule") == rule}
    wanted = set(Verdict)
    if rule in NEVER_UNKNOWN:
        wanted -= {Verdict.CANNOT_JUDGE}
    if rule in FOR_EVERY_SUBJECT:
        wanted -= {Verdict.NOT_APPLICABLE}
    assert wanted <= given


def test_every_case_names_a_rule_that_exists() -> None:
    assert {case["rule"] for case in CASES if "rule" in case} <= set(BY_ID)
