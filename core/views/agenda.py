"""待决事项: what waits for somebody to decide or to act, how much of it there is, and whose turn it is."""

from dataclasses import dataclass

import pandas as pd

from core.policy import Policy
from core.rules import BY_ID
from core.terms import Severity, Verdict

ACTORS = {
    "exit_candidate": "联席会议",
    "major_hazard_open": "检查部门",
    "unapproved_occupant": "运营机构",
    "recheck_overdue": "运营机构",
    "rectification_notice_due": "开发主体、运营机构",
    "concentration_below_floor": "运营机构",
    "hazard_overdue": "检查部门",
    "expired_still_occupied": "运营机构",
    "contract_expiring": "运营机构",
    "report_missing": "数据填报人",
    "support_due": "联席会议",
    "transfer_ready": "开发主体",
}
"""Rule -> who must act on a breach of it, in the order in which the agenda lists them."""


@dataclass(frozen=True)
class Matter:
    """One line of the agenda: a rule, how many wait, in how many parks, who must act and how."""

    rule: str
    title: str
    severity: Severity
    count: int
    parks: int
    actor: str
    action: str


def agenda(findings: pd.DataFrame, policy: Policy) -> list[Matter]:
    """Matters with something waiting: the gravest level first, within it in the order of ACTORS."""
    breached = findings[findings["verdict"].eq(Verdict.BREACHED)]
    waiting = {rule: breached[breached["rule"].eq(rule)] for rule in ACTORS}
    matters = [
        Matter(
            rule, BY_ID[rule].title, Severity(found["severity"].iloc[0]), len(found), found["park"].nunique(),
            ACTORS[rule], policy.rules[rule].action,
        )
        for rule, found in waiting.items() if len(found)
    ]
    return sorted(matters, key=lambda one: list(Severity).index(one.severity))
