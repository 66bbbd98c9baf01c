"""数据完整度: of all that the rules have to judge, how much could be judged from the facts that are there."""

import numpy as np
import pandas as pd

from core.columns import count, positions
from core.findings import verdicts
from core.judgement import BREACHED, CANNOT_JUDGE, MET, Subject, subjects
from core.rules import RULES
from core.situation import Situation

MEANING = "应判断的规则项中，凭现有数据能够判断的比例"
"""What the figure is, for the reader."""


def judgements(s: Situation) -> pd.DataFrame:
    """By park code: judged (met or breached) and due (judged, or not for want of facts), over all rules in force."""
    parks = len(s.facts.parks)
    judged, due = np.zeros(parks, np.int64), np.zeros(parks, np.int64)
    where = {kind: _parks(s, kind) for kind in Subject}
    for rule in RULES:
        basis = s.policy.rules.get(rule.id)
        if basis is None:
            continue
        verdict, park = verdicts(rule, basis, s).verdict, where[rule.subject]
        judged += count(park[(verdict == MET) | (verdict == BREACHED)], parks)
        due += count(park[(verdict == MET) | (verdict == BREACHED) | (verdict == CANNOT_JUDGE)], parks)
    return pd.DataFrame({"judged": judged, "due": due}, index=pd.Index(s.facts.parks.code, name="park"))


def _parks(s: Situation, kind: Subject) -> np.ndarray:
    codes = subjects(s, kind)[1]
    return positions(s.facts.parks.code, codes, len(codes))
