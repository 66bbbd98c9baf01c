"""The rules on spaces: each takes the facts, one space and the day, and gives a verdict."""

from datetime import date
from types import SimpleNamespace as Row

from tests.reference.checks import last_check, occupants, strangers
from tests.reference.facts import County
from tests.reference.occupancy import holder, state
from tests.reference.verdicts import BREACHED, CANNOT_JUDGE, MET, NOT_APPLICABLE, breached_if, is_no


def unapproved_occupant(county: County, space: Row, _day: date) -> str:
    last = last_check(county, space)
    return NOT_APPLICABLE if last is None else breached_if(bool(strangers(county, space, *last)))


def factory_in_factory(county: County, space: Row, _day: date) -> str:
    last = last_check(county, space)
    if last is None:
        return NOT_APPLICABLE
    producing = {one.occupant_code for one in last[1] if one.occupant_code and one.is_producing}
    perhaps = producing | {one.occupant_code for one in last[1] if one.occupant_code and one.is_producing is None}
    if len(producing) >= 2:
        return BREACHED
    return CANNOT_JUDGE if len(perhaps) >= 2 else MET


def expired_still_occupied(county: County, space: Row, day: date) -> str:
    last = last_check(county, space)
    if last is None:
        return NOT_APPLICABLE
    checked_on, rows = last
    has_contract = holder(county, space, day) is not None or holder(county, space, checked_on) is not None
    return breached_if(not has_contract and bool(occupants(rows)))


def vacant_space_unlisted(county: County, space: Row, day: date) -> str:
    return is_no(space.is_listed) if state(county, space, day) == "空置" else NOT_APPLICABLE


SPACE_RULES = (unapproved_occupant, factory_in_factory, expired_still_occupied, vacant_space_unlisted)
