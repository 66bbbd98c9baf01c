"""The rules on parks: each takes the facts, one park and the day, and gives a verdict."""

from datetime import date
from types import SimpleNamespace as Row

from tests.reference.concentration import concentration, digits
from tests.reference.facts import County
from tests.reference.known import in_force
from tests.reference.occupancy import holder, ratio, spaces_of, state, states
from tests.reference.verdicts import BREACHED, CANNOT_JUDGE, MET, NOT_APPLICABLE, breached_if, is_no, over, under

CONCENTRATION_FLOOR = 0.7
MANUFACTURING = range(13, 44)


def park_size(_county: County, park: Row, _day: date) -> str:
    floor_area_verdict = under(park.floor_area_m2, 20000 if park.kind == "生产制造类" else 10000)
    if park.kind == "生产制造类" and under(park.site_area_mu, 20) == MET:
        return MET
    return floor_area_verdict


def provincial_park_size(_county: County, _park: Row, _day: date) -> str:
    return NOT_APPLICABLE  # Relaxed for the mountain county that the reference evaluates.


def site_outside_plan(_county: County, park: Row, _day: date) -> str:
    return is_no(park.is_in_plan) if park.site_source == "新增用地" else NOT_APPLICABLE


def developer_not_state_owned(_county: County, park: Row, _day: date) -> str:
    return breached_if(park.developer_kind != "国有企业")


def collective_shareholder_operates(_county: County, park: Row, _day: date) -> str:
    if not park.collective_shareholders:
        return MET
    if not park.operators:
        return CANNOT_JUDGE
    return breached_if(any(name in park.collective_shareholders for name in park.operators))


def stock_conversion_unstated(_county: County, park: Row, _day: date) -> str:
    return breached_if(park.conversion_way is None) if park.development_mode == "存量建设用地" else NOT_APPLICABLE


def concentration_below_floor(county: County, park: Row, day: date) -> str:
    return under(concentration(county, park, day)["area"]["ratio"], CONCENTRATION_FLOOR)


def leading_share_below_agreement(county: County, park: Row, day: date) -> str:
    share = concentration(county, park, day, park.leading_codes)["area"]["ratio"]
    return under(share, park.agreed_leading_ratio)


def self_held_below_agreement(county: County, park: Row, day: date) -> str:
    spaces = spaces_of(county, park)
    held = sum(one.area_m2 for one in spaces if one.tenure == "自持" and state(county, one, day) != "已售")
    return under(ratio(held, sum(one.area_m2 for one in spaces)), park.agreed_self_held_ratio)


def sold_over_agreement(county: County, park: Row, day: date) -> str:
    spaces = spaces_of(county, park)
    sold = sum(one.area_m2 for one in spaces if state(county, one, day) == "已售")
    return over(ratio(sold, sum(one.area_m2 for one in spaces)), park.agreed_sold_ratio)


def manufacturing_minority(county: County, park: Row, day: date) -> str:
    if park.land_use == "其他":
        return NOT_APPLICABLE
    tenants = {
        one.credit_code: one.enterprise for one in in_force(county, day) if one.park_code == park.code
    }.values()
    makers = [one for one in tenants if int(digits(one.industry_code)[:2]) in MANUFACTURING]
    certain = sum(one.size in ("小型", "微型") for one in makers)
    possible = certain + sum(one.size is None for one in makers)
    if park.land_use is None or not tenants:
        return CANNOT_JUDGE
    if certain * 2 > len(tenants):
        return MET
    return CANNOT_JUDGE if possible * 2 > len(tenants) else BREACHED


def lease_not_main(county: County, park: Row, day: date) -> str:
    parts = states(county, park, day)
    leased = sum(
        space.area_m2 for space in spaces_of(county, park)
        if state(county, space, day) == "已租" and holder(county, space, day).mode == "租赁"
    )
    return under(ratio(leased, parts["已租"]["area_m2"] + parts["已售"]["area_m2"]), 0.5)


PARK_RULES = (
    park_size, provincial_park_size, site_outside_plan, developer_not_state_owned, collective_shareholder_operates,
    stock_conversion_unstated, concentration_below_floor, leading_share_below_agreement, self_held_below_agreement,
    sold_over_agreement, manufacturing_minority, lease_not_main,
)
