"""Who develops and runs a park, and how stock land is converted (L5)."""

import numpy as np

from core.columns import equal, is_blank
from core.judgement import Judgement, everyone, judge
from core.situation import Situation
from core.terms import DeveloperKind, DevelopmentMode


def developer_not_state_owned(s: Situation) -> Judgement:
    """L5: parks are developed by state-owned enterprises."""
    kind = s.facts.parks.developer_kind
    return judge(everyone(len(kind)), ~equal(kind, DeveloperKind.STATE_OWNED), observed=kind, limit="国有企业")


def collective_shareholder_operates(s: Situation) -> Judgement:
    """L5: a village collective that holds shares does not run the park."""
    parks = s.facts.parks
    both = [_common(one, other) for one, other in zip(parks.operators, parks.collective_shareholders, strict=True)]
    observed = np.array([*both, None], dtype=object)[:-1]
    unstated = is_blank(parks.operators) & ~is_blank(parks.collective_shareholders)
    return judge(everyone(len(parks)), observed.astype(bool), observed=observed, is_unknown=unstated)


def _common(operators: str | None, shareholders: str | None) -> str:
    among = (shareholders or "").split("、")
    return "、".join(one for one in (operators or "").split("、") if one and one in among)


def stock_conversion_unstated(s: Situation) -> Judgement:
    """L5: a park on stock land names the way of conversion."""
    parks = s.facts.parks
    is_due = equal(parks.development_mode, DevelopmentMode.STOCK_LAND)
    return judge(is_due, is_blank(parks.conversion_way), observed=parks.conversion_way)
