"""Who really uses a space, and whether empty ones are offered (L7, P10, P13)."""

import numpy as np

from core.columns import NOWHERE, Mask, Positions, count, pick
from core.facts import Texts
from core.judgement import Judgement, judge, yes_no
from core.occupancy import VACANT
from core.situation import Situation


def unapproved_occupant(s: Situation) -> Judgement:
    """L7, P10: at the last check nobody but the contract's enterprise and approved sublessees was found."""
    checks = s.checks
    last = checks.is_last.nonzero()[0]
    strange = checks.space[checks.is_stranger & checks.is_last]
    holder = np.full(len(s.facts.spaces), NOWHERE)
    holder[checks.space[last]] = checks.contract[last]
    rightful = pick(s.facts.contracts.credit_code, holder, None)
    found = _found(s, checks.is_stranger & checks.is_last)
    return judge(_marked(s, checks.space[last]), _marked(s, strange), observed=found, limit=rightful)


def factory_in_factory(s: Situation) -> Judgement:
    """P10: at the last check fewer than two produced in the space; a lead to inspect, approved or not."""
    checks, size = s.checks, len(s.facts.spaces)
    producing = s.facts.occupancy_checks.is_producing
    found = checks.is_last & (checks.occupant != NOWHERE)
    surely = count(checks.space[found & (producing == 1)], size)
    perhaps = surely + count(checks.space[found & np.isnan(producing)], size)
    judged = _marked(s, checks.space[checks.is_last])
    unknown = (surely < 2) & (perhaps >= 2)
    return judge(judged, surely >= 2, observed=surely, limit=1, is_unknown=unknown)


def expired_still_occupied(s: Situation) -> Judgement:
    """L7: a space without a contract, today and at its last check, was found empty."""
    checks = s.checks
    last = checks.is_last.nonzero()[0]
    free = s.holder[checks.space[last]] == NOWHERE
    free &= checks.contract[last] == NOWHERE
    found = checks.occupant[last] != NOWHERE
    when = np.full(len(s.facts.spaces), None, dtype=object)
    when[checks.space[last]] = checks.day[last].astype(str)
    return judge(_marked(s, checks.space[last]), _marked(s, checks.space[last[free & found]]), observed=when)


def vacant_space_unlisted(s: Situation) -> Judgement:
    """P13: a vacant space is listed on 一键找园."""
    listed = s.facts.spaces.is_listed
    return judge(s.state == VACANT, listed == 0, observed=yes_no(listed), limit="是", is_unknown=np.isnan(listed))


def _marked(s: Situation, spaces: Positions) -> Mask:
    mask = np.zeros(len(s.facts.spaces), dtype=bool)
    mask[spaces] = True
    return mask


def _found(s: Situation, rows: Mask) -> Texts:
    """Per space the credit codes of those found in the marked check rows."""
    words = np.full(len(s.facts.spaces), None, dtype=object)
    for row in rows.nonzero()[0]:
        code = s.facts.enterprises.credit_code[s.checks.occupant[row]]
        before = words[s.checks.space[row]]
        words[s.checks.space[row]] = f"{before}、{code}" if before else code
    return words
