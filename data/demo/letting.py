"""Who holds which space, since when and on what terms: today's contracts and those before them."""

from datetime import date, timedelta
from random import Random

from core.terms import ContractMode, ParkKind, Passed, SpaceUse, Tenure
from data.demo.firms import Firm, FirmMaker
from data.demo.plans import LAST_DAY, ParkPlan, Row
from data.demo.tenancy import Lot, Tenancy, lots_of, years_after

TRADE_OF_USE = {
    SpaceUse.OFFICE.value: "offices", SpaceUse.SERVICE.value: "services", SpaceUse.STORAGE.value: "storage",
}
MEMBER_USES = {
    ParkKind.MANUFACTURING.value: (SpaceUse.PRODUCTION.value, SpaceUse.STORAGE.value),
    ParkKind.OTHER.value: (SpaceUse.PRODUCTION.value, SpaceUse.STORAGE.value, SpaceUse.OFFICE.value),
}
TERMS = {3: 28, 5: 44, 8: 28}
LATEST = date(2026, 4, 30)


class Letting:
    """Lets the lots of one park."""

    def __init__(self, plan: ParkPlan, park: Row, draw: Random) -> None:
        self.plan, self.park, self.draw = plan, park, draw
        self.firms = FirmMaker(plan, draw)
        self.tenancies: list[Tenancy] = []
        self.inside_m2 = self.let_m2 = 0.0

    def let(self, spaces: list[Row], buildings: list[Row]) -> list[Tenancy]:
        """All contracts of the park in order of their signing."""
        completed = {one["code"]: one["completed_on"] for one in buildings}
        finished = {code for code, day in completed.items() if day is not None and day <= LAST_DAY}
        usable = [one for one in spaces if not one["is_disused"] and one["building_code"] in finished]
        lots = list(lots_of(usable, completed, self.draw))
        for lot, is_let in zip(lots, self._spread(len(lots), self.plan.let), strict=True):
            self._fill(lot) if is_let else self._leave_empty(lot)
        self._presell([one for one in spaces if one["building_code"] not in finished])
        self.tenancies.sort(key=lambda one: (one.row["signed_on"], one.lot.spaces[0]["code"]))
        for number, one in enumerate(self.tenancies, start=1):
            one.row["number"] = f"HT{self.plan.code}{number:04d}"
        return self.tenancies

    def _presell(self, spaces: list[Row]) -> None:
        """Sales in a building that is not finished yet."""
        for space, is_sold in zip(spaces, self._spread(len(spaces), self.plan.presold), strict=True):
            if is_sold and space["use"] == SpaceUse.PRODUCTION.value:
                space["tenure"] = Tenure.FOR_SALE.value
                lot, starts_on = Lot([space], LAST_DAY), self._day(date(2026, 1, 5), date(2026, 5, 31))
                self.tenancies.append(self.sign(self.firms.inside(), lot, ContractMode.DIRECT_SALE, starts_on, None))

    def _spread(self, count: int, share: float) -> list[bool]:
        """A shuffled list in which about this share is true, rather than a throw of dice for each."""
        chosen = [number < round(count * share) for number in range(count)]
        self.draw.shuffle(chosen)
        return chosen

    def _fill(self, lot: Lot) -> None:
        firm = self._tenant(lot)
        if firm is None:
            return
        self._count(lot, firm)
        mode = self._mode(lot)
        starts_on, ends_on = self._period(lot, mode)
        self.tenancies.append(self.sign(firm, lot, mode, starts_on, ends_on))
        if mode is not ContractMode.DIRECT_SALE and self.draw.random() < 0.44:
            self._before(lot, firm, starts_on)

    def _leave_empty(self, lot: Lot) -> None:
        gap_from = LAST_DAY - timedelta(days=self.draw.randint(20, 400))
        if self.draw.random() < 0.88:
            self._before(lot, None, gap_from)

    def _tenant(self, lot: Lot) -> Firm | None:
        """Dormitories go to firms that are there already, and so do some of the other lots."""
        there = list({one.firm.code: one.firm for one in self.tenancies if one.is_in_force(LAST_DAY)}.values())
        if lot.use == SpaceUse.DORMITORY.value:
            return self.draw.choice(there) if there else None
        if there and self.draw.random() < 0.09:
            return self.draw.choice(there)
        counts, is_short = lot.use in MEMBER_USES[self.park["kind"]], self.inside_m2 <= self.plan.inside * self.let_m2
        if counts and is_short:
            return self.firms.inside()
        if lot.use in TRADE_OF_USE and self.draw.random() < 0.7:
            return self.firms.other(TRADE_OF_USE[lot.use])
        return self.firms.outside() if counts else self.firms.inside()

    def _count(self, lot: Lot, firm: Firm) -> None:
        """Keep the share of the trade's own firms in the floor area at what the plan says, lot by lot."""
        if lot.use in MEMBER_USES[self.park["kind"]]:
            self.let_m2 += lot.area_m2
            own_trades = self.plan.cluster.leading + self.plan.cluster.related
            self.inside_m2 += lot.area_m2 * firm.industry_code.startswith(own_trades)

    def _mode(self, lot: Lot) -> ContractMode:
        if lot.spaces[0]["tenure"] == Tenure.FOR_SALE.value:
            return ContractMode.DIRECT_SALE if self.draw.random() < 0.8 else ContractMode.LEASE_THEN_TRANSFER
        is_factory = lot.use == SpaceUse.PRODUCTION.value
        return ContractMode.LEASE_THEN_TRANSFER if is_factory and self.draw.random() < 0.09 else ContractMode.LEASE

    def _period(self, lot: Lot, mode: ContractMode) -> tuple[date, date | None]:
        if mode is ContractMode.DIRECT_SALE:
            return self._day(lot.usable_from, date(2025, 12, 31)), None
        years = self.draw.choices(list(TERMS), weights=list(TERMS.values()))[0]
        earliest = years_after(LAST_DAY, -years) + timedelta(days=20)
        starts_on = self._day(max(lot.usable_from, earliest), LATEST)
        return starts_on, years_after(starts_on, years) - timedelta(days=1)

    def _day(self, first: date, last: date) -> date:
        """A day between the two, earlier ones somewhat more likely, often the first of a month."""
        span = max((last - first).days, 0)
        day = first + timedelta(days=int(span * self.draw.random() ** 1.3))
        first_of_month = day.replace(day=1)
        return first_of_month if first_of_month >= first and self.draw.random() < 0.6 else day

    def _before(self, lot: Lot, follower: Firm | None, until: date) -> None:
        """The contract before: the same firm's, renewed without a gap, or that of one who has left."""
        is_renewed = follower is not None and self.draw.random() < 0.75
        ends_on = until - timedelta(days=1 if is_renewed else self.draw.randint(25, 160))
        starts_on = max(years_after(ends_on, -self.draw.choice((2, 3, 3, 5))) + timedelta(days=1), lot.usable_from)
        if (ends_on - starts_on).days < 300:
            return
        firm = follower if is_renewed and follower else self._leaver(lot)
        if not is_renewed and self.draw.random() < 0.3:
            agreed_until = ends_on + timedelta(days=self.draw.randint(90, 500))
            early = self.sign(firm, lot, ContractMode.LEASE, starts_on, agreed_until)
            early.left_on = early.row["terminated_on"] = ends_on
            self.tenancies.append(early)
        else:
            self.tenancies.append(self.sign(firm, lot, ContractMode.LEASE, starts_on, ends_on))

    def _leaver(self, lot: Lot) -> Firm:
        if lot.use in TRADE_OF_USE:
            return self.firms.other(TRADE_OF_USE[lot.use])
        return self.firms.inside() if self.draw.random() < 0.6 else self.firms.outside()

    def sign(self, firm: Firm, lot: Lot, mode: ContractMode, starts_on: date, ends_on: date | None) -> Tenancy:
        """A contract in good order: reviewed, then signed, then begun, at a price close under the guide."""
        signed_on = starts_on - timedelta(days=self.draw.randint(3, 40))
        is_sale = mode is ContractMode.DIRECT_SALE
        return Tenancy(firm, lot, {
            "number": "", "park_code": self.plan.code, "credit_code": firm.code, "mode": mode.value,
            "signed_on": signed_on, "starts_on": starts_on, "ends_on": ends_on,
            "rent_yuan": None if is_sale else self._rent(lot), "price_yuan": self._price() if is_sale else None,
            "has_entry_contract": True, "reviewed_on": signed_on - timedelta(days=self.draw.randint(5, 45)),
            "review_result": Passed.YES.value, "terminated_on": None,
        })

    def _rent(self, lot: Lot) -> float:
        guide = self.park["guide_rent_yuan"] or 10.0
        is_upstairs = lot.spaces[0]["floor"] > 1
        return round(max(guide * self.draw.choice((0.8, 0.85, 0.9) if is_upstairs else (0.9, 0.95, 1.0)), 6.0), 1)

    def _price(self) -> float:
        guide = self.park["guide_price_yuan"] or 2600
        return max(round(guide * self.draw.uniform(0.86, 1.0), -1), 2200.0)
