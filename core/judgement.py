"""What one rule says of all its subjects: who is due, what was observed, the limit, and so the verdict."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from core.columns import Mask, Positions, above, below
from core.facts import Flags, Numbers, Texts
from core.situation import Situation
from core.terms import Verdict

VERDICTS = tuple(Verdict)
MET, BREACHED, CANNOT_JUDGE, NOT_APPLICABLE = range(len(VERDICTS))
Codes = npt.NDArray[np.int8]


class Subject(StrEnum):
    """What a rule judges; the value is the word on screen."""

    PARK = "园区"
    CONTRACT = "合同"
    SPACE = "单元"
    TENANT = "企业"
    HAZARD = "隐患"


@dataclass(frozen=True, eq=False)
class Judgement:
    """One row per subject. observed and limit are what a reader compares: columns, or one value for all."""

    verdict: Codes
    observed: object
    limit: object


def judge(
    is_due: Mask, is_breached: Mask, *, observed: object = None, limit: object = None, is_unknown: Mask | None = None,
) -> Judgement:
    """Not applicable where not due, cannot judge where unknown, else breached or met."""
    verdict = is_breached.astype(np.int8)  # MET is 0 and BREACHED 1.
    if is_unknown is not None:
        verdict[is_unknown] = CANNOT_JUDGE
    verdict[~is_due] = NOT_APPLICABLE
    return Judgement(verdict, observed, limit)


def at_least(is_due: Mask, observed: Numbers, limit: Numbers | float) -> Judgement:
    """Breached under the limit; cannot judge where either is unknown."""
    unknown = np.isnan(observed) | np.isnan(limit)
    return judge(is_due, below(observed, limit), observed=observed, limit=limit, is_unknown=unknown)


def at_most(is_due: Mask, observed: Numbers, limit: Numbers | float) -> Judgement:
    """Breached over the limit; cannot judge where either is unknown."""
    unknown = np.isnan(observed) | np.isnan(limit)
    return judge(is_due, above(observed, limit), observed=observed, limit=limit, is_unknown=unknown)


def yes_no(flags: Flags) -> Texts:
    """是, 否, or None where blank, for showing."""
    words = np.array(["否", "是", None], dtype=object)
    return np.asarray(words[np.where(np.isnan(flags), 2, flags).astype(np.int64)])


def everyone(subjects: int) -> Mask:
    return np.ones(subjects, dtype=bool)


def are_there(situation: Situation, kind: Subject) -> Mask:
    """Which rows of a kind there are to judge on the day: contracts in force, their tenants, hazards known."""
    facts = situation.facts
    match kind:
        case Subject.PARK:
            return everyone(len(facts.parks))
        case Subject.SPACE:
            return everyone(len(facts.spaces))
        case Subject.CONTRACT:
            return situation.in_force
        case Subject.TENANT:
            return situation.has_contract(situation.in_force)
        case Subject.HAZARD:
            return np.asarray(facts.hazards.checked_on <= situation.on)


def subjects(situation: Situation, kind: Subject, rows: Positions) -> tuple[Texts, Texts]:
    """What the rows of a kind are called, and the code of the park that each lies in."""
    facts, links = situation.facts, situation.links
    match kind:
        case Subject.PARK:
            return facts.parks.code[rows], facts.parks.code[rows]
        case Subject.CONTRACT:
            return facts.contracts.number[rows], facts.contracts.park_code[rows]
        case Subject.SPACE:
            parks = facts.spaces.park_code[rows]
            return parks + "/" + facts.spaces.code[rows], parks
        case Subject.TENANT:
            enterprises = facts.enterprises.credit_code[links.tenant_enterprise[rows]]
            return enterprises, facts.parks.code[links.tenant_park[rows]]
        case Subject.HAZARD:
            return facts.hazards.number[rows], facts.hazards.park_code[rows]
