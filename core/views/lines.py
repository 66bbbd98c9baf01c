"""条线: which field of supervision a finding belongs to: a hazard's own, else the chapter that its rule stands in."""

import pandas as pd

from core.facts import Hazards
from core.judgement import Subject
from core.rules import BY_ID, RULES
from core.terms import SupervisionLine

BY_CHAPTER = {
    "planning": "规划选址",
    "development": "开发建设",
    "industry": "产业导向",
    "letting": "准入租售",
    "performance": "履约评价",
    "use": "使用管理",
    "supervision": "数据报送",
}
LINES = (*BY_CHAPTER.values(), *(line.value for line in SupervisionLine))


def lines_of(findings: pd.DataFrame, hazards: Hazards) -> pd.Series:
    """The line of each finding, one of LINES."""
    own = dict(zip(hazards.number, hazards.line, strict=True))
    by_rule = {rule.id: BY_CHAPTER[rule.judge.__module__.rpartition(".")[2]] for rule in RULES}
    return pd.Series(
        [
            own[subject] if BY_ID[rule].subject is Subject.HAZARD else by_rule[rule]
            for rule, subject in zip(findings["rule"], findings["subject"], strict=True)
        ],
        index=findings.index, dtype=object,
    )
