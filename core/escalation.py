"""The way from support to clearance: rechecks, and the exit step of each contract in force (L9)."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from core.checks import Checks, stays
from core.columns import NOWHERE, Mask, Positions, are_among, day, equal, first_of, groups, pick
from core.figures import YEARS
from core.links import Links
from core.performance import EXCELLENT, FAIL, RECTIFY, Performance, last_two_evaluated
from core.policy import Policy
from core.terms import ExitStep, Passed

STEPS = tuple(ExitStep)
LEAVING, CANDIDATE, RECHECK_DUE, RECTIFYING, NOTICE_DUE, SUPPORT, NORMAL = range(len(STEPS))
REASONS = ("recheck_failed", "two_failing_years", "unapproved_occupant_persisting")


@dataclass(frozen=True, eq=False)
class Notices:
    """Rectification notices by row: the contract's year they are about, and how that matter stands."""

    contract: Positions
    matter: Positions
    is_known: Mask
    is_rechecked: Mask
    is_ended: Mask
    has_failed: Mask


def judge_notices(links: Links, on: np.datetime64) -> Notices:
    """A matter is one contract's year; a passed recheck ends it, a failed one counts until a later one passes."""
    notices, contract = links.facts.rectifications, links.notice_contract
    matter = contract * YEARS + notices.year.astype(np.int64)
    due = notices.rechecked_on <= on
    passed, failed = due & equal(notices.recheck_result, Passed.YES), due & equal(notices.recheck_result, Passed.NO)
    _, group = groups(matter)
    last_pass = np.full(len(matter), np.datetime64("0001-01-01", "D"))
    np.maximum.at(last_pass, group[passed], notices.rechecked_on[passed])
    still_failed = failed & (notices.rechecked_on >= last_pass[group])
    return Notices(
        contract, matter, notices.issued_on <= on, passed | failed, are_among(matter, matter[passed]), still_failed,
    )


@dataclass(frozen=True, eq=False)
class Escalation:
    """Per contract: the exit step (a position in STEPS, NORMAL where not in force) and which reasons hold."""

    step: Positions
    reasons: dict[str, Mask]
    last_two: tuple[Positions, Positions]


def escalate(
    links: Links, in_force_now: Mask, performance: Performance, checks: Checks, policy: Policy, as_of: date,
) -> Escalation:
    """The first step that applies to each contract in force."""
    on, contracts = day(as_of), len(in_force_now)
    facts, notices = links.facts, judge_notices(links, day(as_of))
    open_notice = notices.is_known & ~notices.is_ended & ~notices.is_rechecked
    overdue = facts.rectifications.due_on < on
    last_two = last_two_evaluated(performance)
    reasons = {
        "recheck_failed": _marked(contracts, notices.contract[notices.has_failed]),
        "two_failing_years": _marked(contracts, _failing_twice(performance, last_two, notices)),
        "unapproved_occupant_persisting": _marked(contracts, _long_stays(checks, policy, as_of)),
    }
    place = performance.place(np.arange(contracts), as_of.year - 1)
    grade = pick(performance.grade, place, NOWHERE)
    counting = np.arange(contracts) * YEARS + as_of.year - 1
    settled = are_among(counting, notices.matter[notices.is_known | notices.is_ended])
    decided = (links.exit_contract != NOWHERE) & (facts.exit_cases.decided_on <= on)
    step = first_of(
        [
            (~in_force_now, NORMAL),
            (_marked(contracts, links.exit_contract[decided]), LEAVING),
            (np.logical_or.reduce([*reasons.values()]), CANDIDATE),
            (_marked(contracts, notices.contract[open_notice & overdue]), RECHECK_DUE),
            (_marked(contracts, notices.contract[open_notice & ~overdue]), RECTIFYING),
            (((grade == RECTIFY) | (grade == FAIL)) & ~settled, NOTICE_DUE),
            (grade == EXCELLENT, SUPPORT),
        ],
        NORMAL,
    )
    return Escalation(step, reasons, last_two)


def _failing_twice(performance: Performance, last_two: tuple[Positions, Positions], notices: Notices) -> Positions:
    """Contracts whose last two evaluated years are both 不合格, none of them ended by a passed recheck."""
    contract, rows = last_two
    ended = are_among(performance.contract * YEARS + performance.year, notices.matter[notices.is_ended])
    failing = (performance.grade == FAIL) & ~ended
    return np.asarray(contract[failing[rows].all(axis=1)])


def _long_stays(checks: Checks, policy: Policy, as_of: date) -> Positions:
    contract, days = stays(checks)
    return np.asarray(contract[days >= policy.value("stranger_days", as_of)])


def _marked(size: int, where: Positions) -> Mask:
    mask = np.zeros(size, dtype=bool)
    mask[where[where != NOWHERE]] = True
    return mask
