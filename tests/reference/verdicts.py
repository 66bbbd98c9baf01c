"""The four verdicts, the one comparison, and the day from which each rule counts."""

from datetime import date

MET, BREACHED, CANNOT_JUDGE, NOT_APPLICABLE = "met", "breached", "cannot_judge", "not_applicable"

COUNTY_DOCUMENT_SINCE = date(2022, 8, 24)
PROVINCE_DOCUMENT_SINCE = date(2022, 6, 1)

CLAUSES = {
    "park_size": "L3",
    "provincial_park_size": "P1",
    "site_outside_plan": "L2",
    "developer_not_state_owned": "L5",
    "collective_shareholder_operates": "L5",
    "stock_conversion_unstated": "L5",
    "concentration_below_floor": "L6",
    "leading_share_below_agreement": "P8",
    "self_held_below_agreement": "P8",
    "sold_over_agreement": "P8",
    "manufacturing_minority": "P9",
    "lease_not_main": "L7",
    "rent_over_guide": "P8",
    "price_over_guide": "P8",
    "entry_contract_missing": "L7",
    "admitted_without_review": "L6",
    "contract_expiring": "L7",
    "performance_below_commitment": "L9",
    "rectification_notice_due": "L9",
    "recheck_overdue": "L9",
    "exit_candidate": "L9",
    "support_due": "L9",
    "transfer_ready": "L7",
    "unapproved_occupant": "L7、P10",
    "factory_in_factory": "P10",
    "expired_still_occupied": "L7",
    "vacant_space_unlisted": "P13",
    "report_missing": "L11、P13",
    "hazard_overdue": "L10",
    "major_hazard_open": "L10",
}
JUDGED_BY_SIGNING = {"rent_over_guide", "price_over_guide", "entry_contract_missing", "admitted_without_review"}


def counts_since(rule: str) -> date:
    """The day on which the earliest of the documents that the rule rests on came into force."""
    return PROVINCE_DOCUMENT_SINCE if "P" in CLAUSES[rule] else COUNTY_DOCUMENT_SINCE


def breached_if(condition: bool) -> str:
    return BREACHED if condition else MET


def under(observed: float | None, limit: float | None) -> str:
    """Breached when less than the limit; the limit itself complies; unknown where either is."""
    if observed is None or limit is None:
        return CANNOT_JUDGE
    return breached_if(round(observed, 9) < round(limit, 9))


def over(observed: float | None, limit: float | None) -> str:
    if observed is None or limit is None:
        return CANNOT_JUDGE
    return breached_if(round(observed, 9) > round(limit, 9))


def is_no(answer: bool | None) -> str:
    """Breached on 否, unknown on a blank."""
    return CANNOT_JUDGE if answer is None else breached_if(not answer)
