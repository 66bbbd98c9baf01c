"""Which industries a park takes in, and in what proportion (L6, P8, P9)."""

import numpy as np

from core.columns import Mask, above, count, distinct, equal, is_blank, ratio
from core.judgement import Judgement, at_least, everyone, judge
from core.situation import Situation
from core.terms import Base, EnterpriseSize, LandUse, industry_digits


def concentration_below_floor(s: Situation) -> Judgement:
    """L6: leading and related industries hold the floor share, on the base that counts."""
    share = s.concentration[Base(s.value("counting_base"))].ratio
    return at_least(everyone(len(share)), share, s.value("concentration_floor"))


def leading_share_below_agreement(s: Situation) -> Judgement:
    """P8: the leading industries alone hold the share agreed in the project contract."""
    share = s.leading_share[Base(s.value("counting_base"))].ratio
    return at_least(everyone(len(share)), share, s.facts.parks.agreed_leading_ratio)


def manufacturing_minority(s: Situation) -> Judgement:
    """P9: on industrial land more than half of the tenants are small or micro manufacturers."""
    parks, enterprises, links = s.facts.parks, s.facts.enterprises, s.links
    present = distinct(links.tenant[s.in_force])
    park, size = links.tenant_park[present], enterprises.size[links.tenant_enterprise[present]]
    makes = _manufactures(s)[links.tenant_enterprise[present]]
    small = equal(size, EnterpriseSize.SMALL) | equal(size, EnterpriseSize.MICRO)
    tenants = count(park, len(parks))
    surely = ratio(count(park[makes & small], len(parks)), tenants)
    perhaps = ratio(count(park[makes & (small | is_blank(size))], len(parks)), tenants)
    limit = s.value("manufacturing_share_floor")
    land_unstated = is_blank(parks.land_use)
    unknown = land_unstated | (tenants == 0) | (above(perhaps, limit) & ~above(surely, limit))
    is_due = land_unstated | equal(parks.land_use, LandUse.INDUSTRIAL)
    return judge(is_due, ~above(surely, limit), observed=surely, limit=limit, is_unknown=unknown)


def _manufactures(s: Situation) -> Mask:
    """Enterprises whose division is one of manufacturing."""
    first, last = s.value("manufacturing_divisions")
    codes = s.facts.enterprises.industry_code.tolist()
    makes = {code: f"{first:02d}" <= industry_digits(code)[:2] <= f"{last:02d}" for code in set(codes)}
    return np.fromiter(map(makes.__getitem__, codes), np.bool_, len(codes))
