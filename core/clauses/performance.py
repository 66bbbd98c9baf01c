"""What follows from 履约评价: notices, rechecks, support, exit, transfer (L7, L9)."""

import numpy as np

from core.columns import Mask, Positions, equal, pick
from core.escalation import CANDIDATE, NOTICE_DUE, RECHECK_DUE, STEPS, SUPPORT
from core.facts import Texts
from core.judgement import Judgement, judge
from core.performance import EXCELLENT, FAIL, GRADES, NOT_APPLICABLE, NOT_ASSESSABLE, PASS, RECTIFY
from core.situation import Situation
from core.terms import ContractMode

STEP_WORDS = np.array(STEPS, dtype=object)
TWO_GRADES = np.array([[f"{earlier}、{later}" for later in GRADES] for earlier in GRADES], dtype=object)


def performance_below_commitment(s: Situation) -> Judgement:
    """L9: the counting year's grade is 合格 or better."""
    grade = pick(s.performance.grade, s.counting, NOT_APPLICABLE)
    score = pick(s.performance.score, s.counting, np.nan)
    failing = (grade == RECTIFY) | (grade == FAIL)
    is_due = s.in_force & (grade != NOT_APPLICABLE)
    limit = s.policy.value("pass_score", s.as_of.replace(year=s.as_of.year - 1, month=12, day=31))
    return judge(is_due, failing, observed=score, limit=limit, is_unknown=grade == NOT_ASSESSABLE)


def _at_step(s: Situation, step: int) -> Judgement:
    return judge(s.in_force, s.escalation.step == step, observed=STEP_WORDS[s.escalation.step])


def rectification_notice_due(s: Situation) -> Judgement:
    """L9: a low performer gets a notice of rectification."""
    return _at_step(s, NOTICE_DUE)


def recheck_overdue(s: Situation) -> Judgement:
    """L9: a rectification whose deadline has passed is rechecked."""
    return _at_step(s, RECHECK_DUE)


def exit_candidate(s: Situation) -> Judgement:
    """L9: who still fails after rectification is to be cleared."""
    return _at_step(s, CANDIDATE)


def support_due(s: Situation) -> Judgement:
    """L9: a high performer is to be supported; good news, so "breached" means that the condition holds."""
    return _at_step(s, SUPPORT)


def transfer_ready(s: Situation) -> Judgement:
    """L7: a lease-then-transfer tenant whose last two evaluated years pass may buy; good news."""
    contract, rows = s.escalation.last_two
    grades = s.performance.grade[rows]
    ready = np.zeros(len(s.in_force), dtype=bool)
    ready[contract] = ((grades == EXCELLENT) | (grades == PASS)).all(axis=1)
    is_due = s.in_force & equal(s.facts.contracts.mode, ContractMode.LEASE_THEN_TRANSFER)
    return judge(is_due, ready, observed=_two_grades(contract, grades, ready), limit=GRADES[PASS].value)


def _two_grades(contract: Positions, grades: Positions, shown: Mask) -> Texts:
    words = np.full(len(shown), None, dtype=object)
    words[contract] = TWO_GRADES[grades[:, 1], grades[:, 0]]
    words[~shown] = None
    return words
