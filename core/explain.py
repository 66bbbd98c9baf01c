"""One finding in words: what is wrong, by how much, by which clause, and what is to be done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.assessment import Assessment
from core.judgement import Subject, are_there, subjects
from core.missing import MISSING
from core.parameters import Parameter
from core.policy import Book, Clause
from core.rules import BY_ID
from core.situation import Situation
from core.terms import Modality, ParkKind, Passed, Verdict
from core.wording import BLANK, LAND, WORDING, is_figure


@dataclass(frozen=True)
class Explanation:
    """One finding for a reader.

    pair: observed and limit as figures, where both are. missing: the facts for want of which it cannot be judged.
    provisional: the parameters it rests on that the joint meeting has yet to decide.
    """

    sentence: str
    observed: str
    limit: str
    pair: tuple[float, float] | None
    missing: list[str]
    clauses: list[tuple[Book, Clause]]
    modality: Modality
    action: str
    provisional: list[Parameter]


def explain(
    finding: Mapping[str, Any], assessment: Assessment, enterprise_names: Mapping[str, str] | None = None,
) -> Explanation:
    """Put one row of the findings frame into words. enterprise_names: credit code -> name; else the code is said."""
    s, rule, basis = assessment.situation, BY_ID[finding["rule"]], assessment.policy.rules[finding["rule"]]
    row = int(np.flatnonzero(_is_subject(s, rule.subject, finding))[0])
    observed, limit = finding["observed"], finding["limit"]
    seen, due, gap = WORDING[rule.id].texts(named(observed, enterprise_names), named(limit, enterprise_names))
    who, missing = _who(s, rule.subject, row, enterprise_names or {}), []
    detail = DETAILS[rule.id](s, row) if rule.id in DETAILS else ""
    sentence = WORDING[rule.id].sentence.format(who=who, observed=seen, limit=due, gap=gap, detail=detail)
    if finding["verdict"] == Verdict.CANNOT_JUDGE:
        missing = MISSING[rule.id](s, row)
        sentence = f"{who}：“{rule.title}”无法判断（缺{'、'.join(missing)}）"
    return Explanation(
        sentence, seen, due, (float(observed), float(limit)) if is_figure(observed) and is_figure(limit) else None,
        missing, [assessment.policy.clauses[name] for name in basis.clause.split("、")], basis.modality, basis.action,
        [one for one in (assessment.policy.parameter(name, s.as_of) for name in rule.rests_on) if one.is_provisional],
    )


def _site_too_small(s: Situation, park: int) -> str:
    """A manufacturing park that fails has failed by its land too."""
    parks = s.facts.parks
    if parks.kind[park] != ParkKind.MANUFACTURING:
        return ""
    return f"占地{LAND.write(parks.site_area_mu[park])}，低于{LAND.write(s.value('park_site_area_floor_mu'))}；"


def _review(s: Situation, contract: int) -> str:
    contracts = s.facts.contracts
    if contracts.review_result[contract] == Passed.YES:
        return f"审核日期{contracts.reviewed_on[contract]}晚于起始日期{contracts.starts_on[contract]}"
    return f"审核结论：{contracts.review_result[contract] or BLANK}"


DETAILS: Mapping[str, Callable[[Situation, int], str]] = {
    "park_size": _site_too_small, "admitted_without_review": _review,
}
"""What some sentences say beside observed and limit."""


def _is_subject(s: Situation, kind: Subject, finding: Mapping[str, Any]) -> Any:
    names, parks = subjects(s, kind, np.arange(len(are_there(s, kind))))
    return (names == finding["subject"]) & (parks == finding["park"])


def named(value: Any, names: Mapping[str, str] | None) -> Any:
    """Credit codes replaced by names."""
    if not names or not isinstance(value, str):
        return value
    return "、".join(names.get(part, part) for part in value.split("、"))


def _who(s: Situation, kind: Subject, row: int, names: Mapping[str, str]) -> str:
    """The subject as a reader calls it."""
    facts = s.facts
    park = facts.parks.name[_park(s, kind, row)]
    match kind:
        case Subject.PARK:
            return str(park)
        case Subject.CONTRACT:
            code = facts.contracts.credit_code[row]
            return f"{park}的{names.get(code, code)}（合同{facts.contracts.number[row]}）"
        case Subject.SPACE:
            return f"{park}的{facts.spaces.code[row]}单元"
        case Subject.TENANT:
            code = facts.enterprises.credit_code[s.links.tenant_enterprise[row]]
            return f"{park}的{names.get(code, code)}"
        case Subject.HAZARD:
            return f"{park}的{facts.hazards.line[row]}隐患{facts.hazards.number[row]}"


def _park(s: Situation, kind: Subject, row: int) -> int:
    match kind:
        case Subject.PARK:
            return row
        case Subject.CONTRACT:
            return int(s.links.contract_park[row])
        case Subject.SPACE:
            return int(s.links.space_park[row])
        case Subject.TENANT:
            return int(s.links.tenant_park[row])
        case Subject.HAZARD:
            return int(np.flatnonzero(s.facts.parks.code == s.facts.hazards.park_code[row])[0])
