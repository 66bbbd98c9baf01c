"""Findings: one row per rule and subject, from the judgements of all rules."""

import numpy as np
import pandas as pd

from core.columns import day
from core.facts import Texts
from core.judgement import BREACHED, CANNOT_JUDGE, NOT_APPLICABLE, VERDICTS, Judgement, are_there, subjects
from core.policy import RuleInForce
from core.rules import RULES, SEVERITY, Rule
from core.situation import Situation

COLUMNS = ("rule", "clause", "park", "subject", "verdict", "observed", "limit", "modality", "severity")


def judge_all(situation: Situation, *, with_all: bool = False) -> pd.DataFrame:
    """A frame of COLUMNS: breached and cannot_judge, or all four verdicts.

    observed and limit are objects: float, int, text, date, or None where there is none.
    """
    parts = []
    for rule in RULES:
        basis = situation.policy.rules.get(rule.id)
        if basis and (with_all or basis.since <= situation.as_of):
            parts.append(_rows(rule, basis, situation, with_all))
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.DataFrame({name: np.concatenate([part[name] for part in parts]) for name in COLUMNS})


def verdicts(rule: Rule, basis: RuleInForce, situation: Situation) -> Judgement:
    """The rule's judgement, not applicable to what is older than the documents it rests on."""
    if basis.since > situation.as_of:
        size = len(subjects(situation, rule.subject)[0])
        return Judgement(np.full(size, NOT_APPLICABLE, np.int8), *(np.full(size, None, dtype=object) for _ in "ol"))
    judged = rule.judge(situation)
    if not rule.by_signing:
        return judged
    before = ~(situation.facts.contracts.signed_on >= day(basis.since))
    return Judgement(np.where(before, NOT_APPLICABLE, judged.verdict), judged.observed, judged.limit)


def _rows(rule: Rule, basis: RuleInForce, situation: Situation, with_all: bool) -> dict[str, Texts]:
    judged = verdicts(rule, basis, situation)
    wanted = are_there(situation, rule.subject) if with_all else np.isin(judged.verdict, (BREACHED, CANNOT_JUDGE))
    rows = np.flatnonzero(wanted)
    names, parks = subjects(situation, rule.subject)
    said = {
        "rule": rule.id, "clause": basis.clause, "modality": basis.modality.value,
        "severity": SEVERITY[basis.modality].value,
    }
    return {
        **{name: np.full(len(rows), word, dtype=object) for name, word in said.items()},
        "park": parks[rows],
        "subject": names[rows],
        "verdict": np.array(VERDICTS, dtype=object)[judged.verdict[rows]],
        "observed": _objects(judged.observed[rows]),
        "limit": _objects(judged.limit[rows]),
    }


def _objects(values: Texts) -> Texts:
    """Python values; NaN and NaT become None."""
    if values.dtype == object:
        return values
    result = values.astype(object)
    result[pd.isna(values)] = None
    return result
