"""The rules on contracts in force: each takes the facts, one contract and the day, and gives a verdict."""

from datetime import date
from types import SimpleNamespace as Row

from tests.reference.exits import exit_step
from tests.reference.facts import County
from tests.reference.performance import last_two_evaluated, performance
from tests.reference.verdicts import BREACHED, CANNOT_JUDGE, MET, NOT_APPLICABLE, breached_if, is_no, over

EXPIRY_NOTICE_DAYS = 90


def rent_over_guide(_county: County, contract: Row, _day: date) -> str:
    if contract.mode == "直接出让":
        return NOT_APPLICABLE
    return over(contract.rent_yuan, contract.park.guide_rent_yuan)


def price_over_guide(_county: County, contract: Row, _day: date) -> str:
    if contract.mode != "直接出让":
        return NOT_APPLICABLE
    return over(contract.price_yuan, contract.park.guide_price_yuan)


def entry_contract_missing(_county: County, contract: Row, _day: date) -> str:
    return is_no(contract.has_entry_contract)


def admitted_without_review(_county: County, contract: Row, _day: date) -> str:
    if contract.review_result != "通过":
        return BREACHED
    return CANNOT_JUDGE if contract.reviewed_on is None else breached_if(contract.reviewed_on > contract.starts_on)


def contract_expiring(_county: County, contract: Row, day: date) -> str:
    if contract.ends_on is None:
        return NOT_APPLICABLE
    return breached_if(0 <= (contract.ends_on - day).days <= EXPIRY_NOTICE_DAYS)


def performance_below_commitment(county: County, contract: Row, day: date) -> str:
    return {
        "优秀": MET, "合格": MET, "限期整改": BREACHED, "不合格": BREACHED, "无法评价": CANNOT_JUDGE,
        "不适用": NOT_APPLICABLE,
    }[performance(county, contract, day.year - 1)["grade"]]


def rectification_notice_due(county: County, contract: Row, day: date) -> str:
    return breached_if(exit_step(county, contract, day) == "应发整改通知")


def recheck_overdue(county: County, contract: Row, day: date) -> str:
    return breached_if(exit_step(county, contract, day) == "待复评")


def exit_candidate(county: County, contract: Row, day: date) -> str:
    return breached_if(exit_step(county, contract, day) == "清退候选")


def support_due(county: County, contract: Row, day: date) -> str:
    return breached_if(exit_step(county, contract, day) == "扶持")


def transfer_ready(county: County, contract: Row, day: date) -> str:
    if contract.mode != "先租后让":
        return NOT_APPLICABLE
    grades = [grade for _, grade in last_two_evaluated(county, contract, day)]
    return BREACHED if len(grades) == 2 and set(grades) <= {"优秀", "合格"} else MET


CONTRACT_RULES = (
    rent_over_guide, price_over_guide, entry_contract_missing, admitted_without_review, contract_expiring,
    performance_below_commitment, rectification_notice_due, recheck_overdue, exit_candidate, support_due,
    transfer_ready,
)
