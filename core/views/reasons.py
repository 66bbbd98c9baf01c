"""Why a contract stands among the exits, in words, with the facts that say so (L9)."""

from collections.abc import Mapping

import numpy as np

from core.assessment import Assessment
from core.escalation import REASONS, judge_notices
from core.paper import day_in_words
from core.performance import GRADES
from core.rounding import rounded
from core.situation import Situation

TITLES = {
    "recheck_failed": "复评不通过",
    "two_failing_years": "连续两个评价年度不合格",
    "unapproved_occupant_persisting": "未经批准的企业持续使用",
}
"""Reason -> what a table calls it."""


def reasons_in_words(
    assessment: Assessment, contract: str, enterprise_names: Mapping[str, str] | None = None,
) -> list[str]:
    """One sentence per reason that holds; none where no reason does. KeyError for an unknown contract."""
    s, names = assessment.situation, enterprise_names or {}
    row = _row(s, contract)
    say = {
        "recheck_failed": lambda: _rechecks(s, row),
        "two_failing_years": lambda: _years(s, row),
        "unapproved_occupant_persisting": lambda: _strangers(s, row, names),
    }
    return [sentence for reason in REASONS if s.escalation.reasons[reason][row] for sentence in say[reason]()]


def _row(s: Situation, contract: str) -> int:
    found = np.flatnonzero(s.facts.contracts.number == contract)
    if not len(found):
        raise KeyError(contract)
    return int(found[0])


def _rechecks(s: Situation, contract: int) -> list[str]:
    notices, table = judge_notices(s.links, s.on), s.facts.rectifications
    return [
        f"{table.year[row]:.0f}年度整改，{day_in_words(table.rechecked_on[row].item())}复评不通过"
        for row in np.flatnonzero(notices.has_failed & (notices.contract == contract))
    ]


def _years(s: Situation, contract: int) -> list[str]:
    contracts, rows = s.escalation.last_two
    said = [_year(s, row) for row in rows[contracts == contract].ravel()[::-1]]
    return [f"最近两个评价年度均不合格：{'、'.join(said)}"]


def _year(s: Situation, row: int) -> str:
    score, grade = s.performance.score[row], GRADES[s.performance.grade[row]]
    return f"{s.performance.year[row]}年度{grade}" + ("" if np.isnan(score) else f"（{rounded(score, 1):.1f}分）")


def _strangers(s: Situation, contract: int, names: Mapping[str, str]) -> list[str]:
    """Who was first found when, and was still there when last checked."""
    checks, limit = s.checks, s.value("stranger_days")
    here = checks.is_stranger & (checks.contract == contract)
    said = []
    for last in np.flatnonzero(here & checks.is_last):
        same = here & (checks.space == checks.space[last]) & (checks.occupant == checks.occupant[last])
        first = checks.day[same].min()
        days = int((checks.day[last] - first).astype(int))
        if days >= limit:
            code = s.facts.enterprises.credit_code[checks.occupant[last]]
            space = s.facts.spaces.code[checks.space[last]]
            said.append(
                f"{space}单元{day_in_words(first.item())}发现由{names.get(code, code)}使用，"
                f"未经批准，{day_in_words(checks.day[last].item())}核查仍在，已满{days}天（界线{limit}天）"
            )
    return said
