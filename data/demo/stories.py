"""What is out of order in the demonstration, one small function for each situation that a rule is there for."""

from collections.abc import Callable
from datetime import date, timedelta

from core.terms import ContractMode, HazardLevel, Passed, SupervisionLine
from data.demo.draft import Draft, is_factory, is_lease, is_sale, level, was_there_in
from data.demo.oversight import hazard
from data.demo.plans import LAST_DAY, Row
from data.demo.tenancy import Tenancy

RULES_FROM = date(2022, 8, 24)
"""From this day on admission wants a review; guide prices are older."""


def _is_recent(one: Tenancy) -> bool:
    return bool(one.row["signed_on"] >= RULES_FROM)


def _is_single_factory(one: Tenancy) -> bool:
    return is_factory(one) and len(one.lot.spaces) == 1 and was_there_in(2025)(one)


def rent_over_guide(draft: Draft) -> None:
    for one in draft.pick(lambda one: is_lease(one) and _is_recent(one)):
        one.row["rent_yuan"] = round(draft.park["guide_rent_yuan"] * 1.12, 1)


def rent_unknown(draft: Draft) -> None:
    for one in draft.pick(lambda one: is_lease(one) and _is_recent(one)):
        one.row["rent_yuan"] = None


def price_over_guide(draft: Draft) -> None:
    for one in draft.pick(lambda one: is_sale(one) and _is_recent(one)):
        one.row["price_yuan"] = float(round(draft.park["guide_price_yuan"] * 1.09, -1))


def price_unknown(draft: Draft) -> None:
    for one in draft.pick(lambda one: is_sale(one) and _is_recent(one)):
        one.row["price_yuan"] = None


def entry_contract_missing(draft: Draft) -> None:
    for one in draft.pick(_is_recent):
        one.row["has_entry_contract"] = False


def entry_contract_unknown(draft: Draft) -> None:
    for one in draft.pick(_is_recent):
        one.row["has_entry_contract"] = None


def admitted_without_review(draft: Draft) -> None:
    for one in draft.pick(_is_recent):
        one.row.update(reviewed_on=None, review_result=None)


def admitted_late(draft: Draft) -> None:
    for one in draft.pick(_is_recent):
        one.row["reviewed_on"] = min(one.row["starts_on"] + timedelta(days=38), LAST_DAY)


def review_undated(draft: Draft) -> None:
    for one in draft.pick(_is_recent):
        one.row["reviewed_on"] = None


def no_promises(draft: Draft) -> None:
    for one in draft.pick(was_there_in(2025)):
        one.makes_promises = False


def passed_recheck(draft: Draft) -> None:
    """Weak in 2024, put on notice, better since."""
    for one in draft.pick(was_there_in(2024)):
        level(one.firm, y2023=0.9, y2024=0.66, y2025=0.93, y2026=1.0)
        draft.notice(one, 2024, date(2025, 4, 18), date(2025, 9, 30), date(2025, 10, 15), Passed.YES.value)


def failed_recheck(draft: Draft) -> None:
    """In decline for three years, and no better after its notice."""
    for one in draft.pick(was_there_in(2024)):
        level(one.firm, y2023=0.88, y2024=0.67, y2025=0.41, y2026=0.36)
        draft.notice(one, 2024, date(2025, 4, 22), date(2025, 10, 20), date(2025, 11, 6), Passed.NO.value)


def recheck_overdue(draft: Draft) -> None:
    """The term of its notice has passed, and nobody has looked again."""
    for one in draft.pick(was_there_in(2025)):
        level(one.firm, y2024=0.9, y2025=0.66, y2026=0.7)
        draft.notice(one, 2025, date(2026, 4, 20), date(2026, 6, 10))


def double_failure(draft: Draft) -> None:
    """Two years far below promise."""
    for one in draft.pick(was_there_in(2024)):
        level(one.firm, y2023=0.7, y2024=0.4, y2025=0.36, y2026=0.34)


def leaving(draft: Draft) -> None:
    """Failed its recheck; the joint meeting has decided."""
    for one in draft.pick(was_there_in(2024)):
        level(one.firm, y2023=0.65, y2024=0.42, y2025=0.37, y2026=0.33)
        draft.notice(one, 2024, date(2025, 4, 15), date(2025, 9, 15), date(2025, 9, 26), Passed.NO.value)
        draft.leave(one, date(2026, 5, 20))


def buy_back_done(draft: Draft) -> None:
    """One who left by decision in an earlier year; its space was bought back, and let again where it is let today."""
    for one in [one for one in draft.tenancies if one.left_on and one.left_on >= date(2023, 6, 1)][:1]:
        assert one.left_on is not None
        one.row["terminated_on"] = None
        followers = [other.row["starts_on"] for other in draft.tenancies
                     if other.lot is one.lot and other.row["starts_on"] > one.left_on]
        later = {"completed_on": one.left_on, "bought_back_on": one.left_on + timedelta(days=16)}
        if followers:
            later["relet_on"] = min(followers)
        draft.leave(one, one.left_on - timedelta(days=75), **later)


def transfer_ready(draft: Draft) -> None:
    """Leases first, has kept its promises for two years, and may now apply to buy."""
    for one in draft.pick(lambda one: is_lease(one) and is_factory(one) and was_there_in(2024)(one)):
        one.row["mode"] = ContractMode.LEASE_THEN_TRANSFER.value
        level(one.firm, y2023=0.9, y2024=1.06, y2025=1.1, y2026=1.12)


def stranger_for_months(draft: Draft) -> None:
    """The same other firm found at three checks over more than ninety days, without approval."""
    for one in draft.pick(lambda one: is_lease(one) and _is_single_factory(one)):
        other = draft.stranger_to(one)
        for day in (date(2026, 2, 26), date(2026, 4, 16), date(2026, 6, 9)):
            draft.check(one.lot.spaces[0], day, (other, True), note="现场无承租企业人员，设备属他企")


def unapproved_occupant(draft: Draft) -> None:
    for one in draft.pick(lambda one: is_lease(one) and _is_single_factory(one)):
        draft.check(one.lot.spaces[0], date(2026, 6, 4), (draft.stranger_to(one), True), note="未见转租批准文件")


def approved_subtenant(draft: Draft) -> None:
    for one in draft.pick(lambda one: is_lease(one) and _is_single_factory(one)):
        other = draft.stranger_to(one)
        draft.approvals.append({"contract_number": one.row["number"], "occupant_code": other.code,
                                "approved_on": date(2026, 1, 12), "expires_on": date(2026, 12, 31)})
        draft.check(one.lot.spaces[0], date(2026, 5, 21), (other, True), note="已批准转租")


def two_producers(draft: Draft) -> None:
    for one in draft.pick(_is_single_factory):
        draft.check(one.lot.spaces[0], date(2026, 5, 27), (one.firm, True), (draft.stranger_to(one), True),
                    note="隔断后两家同时生产")


def two_producers_perhaps(draft: Draft) -> None:
    for one in draft.pick(_is_single_factory):
        draft.check(one.lot.spaces[0], date(2026, 5, 28), (one.firm, True), (draft.stranger_to(one), None),
                    note="现场另有他企物料，未见开工")


def expired_occupant(draft: Draft) -> None:
    """The contract has run out; the former tenant is still there."""
    for space, former in _emptied(draft)[:1]:
        draft.check(space, max(former.row["ends_on"] + timedelta(days=30), date(2026, 6, 2)), (former.firm, True),
                    note="合同到期未搬离")


def _emptied(draft: Draft) -> list[tuple[Row, Tenancy]]:
    """Spaces without a contract whose last one ran its full term before May."""
    held = {space["code"] for one in draft.tenancies if one.is_in_force(LAST_DAY) for space in one.lot.spaces}
    return [
        (one.lot.spaces[0], one) for one in draft.tenancies
        if one.left_on is None and one.lot.spaces[0]["code"] not in held
        and one.row["ends_on"] is not None and one.row["ends_on"] < date(2026, 5, 1)
    ]


def _vacant(draft: Draft) -> list[Row]:
    held = {space["code"] for one in draft.tenancies if one.is_in_force(LAST_DAY) for space in one.lot.spaces}
    finished = {one["code"] for one in draft.buildings if one["completed_on"] and one["completed_on"] <= LAST_DAY}
    return [space for space in draft.spaces
            if space["code"] not in held and not space["is_disused"] and space["building_code"] in finished]


def vacancy_unlisted(draft: Draft) -> None:
    for space in draft.draw.sample(_vacant(draft), k=min(2, len(_vacant(draft)))):
        space["is_listed"] = False


def listing_unknown(draft: Draft) -> None:
    for space in _vacant(draft)[:1]:
        space["is_listed"] = None


def major_accident(draft: Draft) -> None:
    """Good figures do not help one who had a major accident."""
    for one in draft.pick(was_there_in(2025)):
        level(one.firm, y2024=1.05, y2025=0.95, y2026=0.9)
        one.firm.grave |= {(2025, 0, "had_major_accident"), (2025, 3, "had_major_accident")}


def major_violation(draft: Draft) -> None:
    for one in draft.pick(was_there_in(2025)):
        one.firm.grave |= {(2025, 0, "had_major_violation"), (2025, 2, "had_major_violation")}


def hazard_overdue(draft: Draft) -> None:
    hazard(draft, SupervisionLine.FIRE, checked_on=date(2026, 4, 28), stays_open=True)


def major_hazard(draft: Draft) -> None:
    hazard(draft, SupervisionLine.SAFETY, HazardLevel.MAJOR, date(2026, 6, 11), stays_open=True)


STORIES: dict[str, Callable[[Draft], None]] = {
    story.__name__: story
    for story in (
        rent_over_guide, rent_unknown, price_over_guide, price_unknown, entry_contract_missing, entry_contract_unknown,
        admitted_without_review, admitted_late, review_undated, no_promises,
        passed_recheck, failed_recheck, recheck_overdue, double_failure, leaving, buy_back_done, transfer_ready,
        stranger_for_months, unapproved_occupant, approved_subtenant, two_producers, two_producers_perhaps,
        expired_occupant, vacancy_unlisted, listing_unknown,
        major_accident, major_violation, hazard_overdue, major_hazard,
    )
}
