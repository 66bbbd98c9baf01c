"""Findings in words: every rule, both verdicts, names, limits that look alike."""

from datetime import date
from typing import Any

import pytest

from core.assessment import assess
from core.explain import explain
from core.missing import MISSING
from core.policy import load_policy
from core.rules import RULES
from core.wording import PERCENT, WORDING, Wording
from tests.core.county import a_county
from tests.core.test_cases import CASES, EXPECTED


def test_every_rule_has_its_wording() -> None:
    assert set(WORDING) == {rule.id for rule in RULES}


SPOKEN = [case for case in CASES if case.get("verdict") in ("breached", "cannot_judge")]


@pytest.mark.parametrize("case", SPOKEN, ids=[f"{case['rule']}: {case['case']}" for case in SPOKEN])
def test_every_finding_of_the_cases_can_be_said(case: dict[str, Any]) -> None:
    tables = {name: rows for name, rows in case.items() if name not in EXPECTED}
    policy = load_policy(case.get("county", "331181"))
    assessment = assess(a_county(**tables), policy, case.get("as_of", date(2026, 6, 30)))
    finding = next(row for row in assessment.findings.to_dict("records") if row["rule"] == case["rule"])
    said = explain(finding, assessment)
    assert said.sentence.startswith("示例园")
    assert not any(word in said.sentence for word in ("None", "nan", "{", "缺）"))
    assert said.clauses
    assert said.action
    assert bool(said.missing) == (case["verdict"] == "cannot_judge")


def test_every_rule_that_may_not_be_judged_names_what_is_missing() -> None:
    assert set(MISSING) == {case["rule"] for case in CASES if case.get("verdict") == "cannot_judge"}


def test_enterprises_are_called_by_name_where_it_is_known() -> None:
    assessment = assess(a_county(contracts=[{"rent_yuan": 13.5}]), load_policy(), date(2026, 6, 30))
    (finding,) = [row for row in assessment.findings.to_dict("records") if row["rule"] == "rent_over_guide"]
    said = explain(finding, assessment, {"E1": "甲公司"})
    assert said.sentence == "示例园的甲公司（合同H1）租金13.5元/㎡·月，高于指导价12元/㎡·月，高出1.5元/㎡·月"
    assert said.pair == (13.5, 12.0)


@pytest.mark.parametrize(("observed", "limit", "texts"), [
    (0.684, 0.7, ("68.4%", "70.0%", "1.6个百分点")),
    (0.69999, 0.7, ("69.999%", "70.0%", "0.001个百分点")),
    (0.7, 0.7001, ("70.00%", "70.01%", "0.01个百分点")),
    (0.5, 0.5, ("50.0%", "50.0%", "0.0个百分点")),
    (None, 0.7, ("未填", "70.0%", "")),
])
def test_figures_that_differ_never_look_the_same(observed: Any, limit: float, texts: tuple[str, ...]) -> None:
    assert Wording("", PERCENT).texts(observed, limit) == texts
