"""Which industries a park's tenants belong to, and whether these are its leading, its related, or other ones (L6)."""

import pandas as pd

from core.concentration import covers
from core.situation import Situation
from core.terms import IndustryRelation, industry_digits


def industry_mix(s: Situation, park: int) -> pd.DataFrame:
    """One row per member of the park (a position): credit_code, industry_code, relation, area_m2, output_wan_yuan.

    The members and amounts are those of the concentration: outputs are NaN where unknown.
    """
    spaces = s.spaces_of(park)
    members = s.members_in(spaces[s.counts_for_members[spaces]])
    enterprise = s.links.tenant_enterprise[members.tenant]
    industries = s.facts.enterprises.industry_code[enterprise]
    return pd.DataFrame({
        "credit_code": s.facts.enterprises.credit_code[enterprise],
        "industry_code": industries,
        "relation": [relation_of(industry, s.leading[park], s.leading_and_related[park]) for industry in industries],
        "area_m2": members.area_m2,
        "output_wan_yuan": members.output_wan_yuan,
    })



def relation_of(industry: str, leading: tuple[str, ...], leading_and_related: tuple[str, ...]) -> str:
    """What an industry is to a park with these codes."""
    if covers(leading, industry):
        return IndustryRelation.LEADING.value
    return (IndustryRelation.RELATED if covers(leading_and_related, industry) else IndustryRelation.OTHER).value


def by_industry(mix: pd.DataFrame) -> pd.DataFrame:
    """The mix summed up by division, industry_code (both without letter) and relation: enterprises, area_m2.

    The largest first.
    """
    code = mix["industry_code"].astype(str).map(industry_digits)
    keyed = mix.assign(industry_code=code, division=code.str[:2])
    groups = keyed.groupby(["division", "industry_code", "relation"], sort=False)
    result = groups.agg(enterprises=("credit_code", "size"), area_m2=("area_m2", "sum")).reset_index()
    return result.sort_values("area_m2", ascending=False, kind="stable", ignore_index=True)
