"""数据完整度: of all that the rules have to judge, how much could be judged from the facts that are there."""

import numpy as np
import pandas as pd

from core.assessment import Assessment
from core.columns import count, positions
from core.judgement import BREACHED, CANNOT_JUDGE, MET, subjects

MEANING = "应判断的规则项中，凭现有数据能够判断的比例"
"""What the figure is, for the reader."""


def judgements(assessment: Assessment) -> pd.DataFrame:
    """By park code: judged (met or breached) and due (judged, or not for want of facts), over all rules in force."""
    s = assessment.situation
    codes = s.facts.parks.code
    judged, due = np.zeros(len(codes), np.int64), np.zeros(len(codes), np.int64)
    for one in assessment.judged:
        verdict = one.judgement.verdict
        could = (verdict == MET) | (verdict == BREACHED)
        rows = np.flatnonzero(could | (verdict == CANNOT_JUDGE))
        park = positions(codes, subjects(s, one.rule.subject, rows)[1], len(rows))
        judged += count(park[could[rows]], len(codes))
        due += count(park, len(codes))
    return pd.DataFrame({"judged": judged, "due": due}, index=pd.Index(codes, name="park"))
