"""How a park is let and sold, and at what price (L6, L7, P8)."""

import numpy as np

from core.columns import above, equal, pick, ratio, total
from core.judgement import Judgement, at_least, at_most, everyone, judge, yes_no
from core.occupancy import LET, SOLD
from core.situation import Situation
from core.terms import ContractMode, Passed, Tenure


def self_held_below_agreement(s: Situation) -> Judgement:
    """P8: the area that the developer keeps is not under the agreed share; what is sold is not kept."""
    spaces, parks = s.facts.spaces, s.facts.parks
    kept = equal(spaces.tenure, Tenure.SELF_HELD) & (s.state != SOLD)
    area = total(s.links.space_park[kept], spaces.area_m2[kept], len(parks))
    return at_least(everyone(len(parks)), ratio(area, s.areas.area_m2.sum(axis=1)), parks.agreed_self_held_ratio)


def sold_over_agreement(s: Situation) -> Judgement:
    """P8: the area sold is not over the agreed share."""
    sold = ratio(s.areas.area_m2[:, SOLD], s.areas.area_m2.sum(axis=1))
    return at_most(everyone(len(sold)), sold, s.facts.parks.agreed_sold_ratio)


def lease_not_main(s: Situation) -> Judgement:
    """L7: of what is occupied, plain leases hold at least the floor share."""
    leased = pick(equal(s.facts.contracts.mode, ContractMode.LEASE), s.holder, False) & (s.state == LET)
    area = total(s.links.space_park[leased], s.facts.spaces.area_m2[leased], len(s.facts.parks))
    share = ratio(area, s.areas.occupied_m2)
    return at_least(everyone(len(share)), share, s.value("lease_share_floor"))


def rent_over_guide(s: Situation) -> Judgement:
    """P8: rent is not over the guide; judged by the day of signing."""
    contracts = s.facts.contracts
    is_due = s.in_force & ~equal(contracts.mode, ContractMode.DIRECT_SALE)
    return at_most(is_due, contracts.rent_yuan, s.facts.parks.guide_rent_yuan[s.links.contract_park])


def price_over_guide(s: Situation) -> Judgement:
    """P8: a sale is not over the guide price; judged by the day of signing."""
    contracts = s.facts.contracts
    is_due = s.in_force & equal(contracts.mode, ContractMode.DIRECT_SALE)
    return at_most(is_due, contracts.price_yuan, s.facts.parks.guide_price_yuan[s.links.contract_park])


def entry_contract_missing(s: Situation) -> Judgement:
    """L7: a park-entry contract is signed; judged by the day of signing."""
    signed = s.facts.contracts.has_entry_contract
    return judge(s.in_force, signed == 0, observed=yes_no(signed), limit="是", is_unknown=np.isnan(signed))


def admitted_without_review(s: Situation) -> Judgement:
    """L6: entry was reviewed and passed by the day on which the contract starts; judged by the day of signing."""
    contracts = s.facts.contracts
    passed = equal(contracts.review_result, Passed.YES)
    undated = passed & np.isnat(contracts.reviewed_on)
    late = contracts.reviewed_on > contracts.starts_on
    return judge(s.in_force, ~passed | late, observed=contracts.review_result, limit="通过", is_unknown=undated)


def contract_expiring(s: Situation) -> Judgement:
    """L7: a contract within the widest reminder of its end; the limit is the smallest reminder that covers it."""
    reminders = np.array(s.value("expiry_reminder_days"))
    ends = s.facts.contracts.ends_on
    is_open = np.isnat(ends)
    days = np.where(is_open, np.nan, (ends - s.on).astype(float))
    step = np.minimum(reminders.searchsorted(np.where(is_open, 0, days)), len(reminders) - 1)
    close = ~above(days, reminders[-1]) & (days >= 0)
    return judge(s.in_force & ~is_open, close, observed=days, limit=reminders[step])
