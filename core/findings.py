"""The judgements of all rules, and the findings among them: one row per rule and subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.columns import Positions, day
from core.facts import Texts
from core.judgement import BREACHED, CANNOT_JUDGE, NOT_APPLICABLE, VERDICTS, Judgement, are_there, subjects
from core.policy import RuleInForce
from core.rules import RULES, SEVERITY, Rule
from core.situation import Situation

COLUMNS = ("rule", "clause", "park", "subject", "verdict", "observed", "limit", "modality", "severity")
VERDICT_WORDS = np.array([verdict.value for verdict in VERDICTS], dtype=object)
Columns = dict[str, npt.NDArray[np.object_]]


@dataclass(frozen=True, eq=False)
class Judged:
    """One rule, what it stands on, and what it says of each of its subjects."""

    rule: Rule
    basis: RuleInForce
    judgement: Judgement


def judge_all(situation: Situation) -> list[Judged]:
    """Every rule that a document of the policy gives rise to."""
    bases = situation.policy.rules
    return [Judged(rule, basis, _judge(rule, basis, situation)) for rule in RULES if (basis := bases.get(rule.id))]


def _judge(rule: Rule, basis: RuleInForce, situation: Situation) -> Judgement:
    """Not applicable to what is older than the documents that the rule stands on."""
    if basis.since > situation.as_of:
        size = len(are_there(situation, rule.subject))
        return Judgement(np.full(size, NOT_APPLICABLE, np.int8), None, None)
    judged = rule.judge(situation)
    if not rule.by_signing:
        return judged
    before = ~(situation.facts.contracts.signed_on >= day(basis.since))
    return Judgement(np.where(before, NOT_APPLICABLE, judged.verdict), judged.observed, judged.limit)


def findings(situation: Situation, judged: Sequence[Judged], *, with_all: bool = False) -> pd.DataFrame:
    """A frame of COLUMNS, all objects: what is breached or cannot be judged, or all four verdicts.

    observed and limit are float, int, text, date, or None where there is none.
    """
    rows = [_printed(one, situation, with_all) for one in judged]
    parts = [_columns(one, some, situation) for one, some in zip(judged, rows, strict=True) if len(some)]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS} if parts else {}
    return pd.DataFrame(columns, columns=list(COLUMNS), dtype=object)


def _printed(one: Judged, situation: Situation, with_all: bool) -> Positions:
    verdict = one.judgement.verdict
    if with_all:
        return are_there(situation, one.rule.subject).nonzero()[0]
    return np.flatnonzero((verdict == BREACHED) | (verdict == CANNOT_JUDGE))


def _columns(one: Judged, rows: Positions, situation: Situation) -> Columns:
    rule, basis, judged = one.rule, one.basis, one.judgement
    names, parks = subjects(situation, rule.subject, rows)
    severity = SEVERITY[basis.modality].value
    said = {"rule": rule.id, "clause": basis.clause, "modality": basis.modality.value, "severity": severity}
    return {
        **{name: np.full(len(rows), word, dtype=object) for name, word in said.items()},
        "park": parks,
        "subject": names,
        "verdict": VERDICT_WORDS[judged.verdict[rows]],
        "observed": _objects(judged.observed, rows),
        "limit": _objects(judged.limit, rows),
    }


def _objects(value: object, rows: Positions) -> Texts:
    """Python values; NaN and NaT become None."""
    values = _picked(value, rows)
    if values.dtype == object:
        return values
    result = values.astype(object)
    result[values != values] = None
    return result


def _picked(value: object, rows: Positions) -> npt.NDArray[Any]:
    """The rows of a column; of one value for all, so many of it."""
    if isinstance(value, np.ndarray) and value.ndim:
        return value[rows]
    return np.full(len(rows), value, dtype=object if value is None or isinstance(value, str) else None)
