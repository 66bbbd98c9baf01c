"""One park of the demonstration in the making: what has been laid out so far, and how stories find their subjects."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from core.terms import ContractMode, SpaceUse
from data.demo.figures import Figures
from data.demo.firms import Firm
from data.demo.plans import LAST_DAY, ParkPlan, Row
from data.demo.tenancy import Tenancy


@dataclass
class Draft:
    """Rows bear the column names of their tables."""

    plan: ParkPlan
    seed: int
    draw: Random
    park: Row
    buildings: list[Row]
    spaces: list[Row]
    tenancies: list[Tenancy]
    checks: list[Row] = field(default_factory=list)
    approvals: list[Row] = field(default_factory=list)
    notices: list[Row] = field(default_factory=list)
    exits: list[Row] = field(default_factory=list)
    hazards: list[Row] = field(default_factory=list)

    def pick(self, fits: Callable[[Tenancy], bool] = lambda _: True) -> Iterator[Tenancy]:
        """One firm's only contract in force of which nothing is told yet, if there is one; it is marked as told of."""
        there = [
            one for one in self.tenancies
            if not one.has_story and one.is_in_force(LAST_DAY) and fits(one) and is_alone(one, self.tenancies)
        ]
        if there:
            chosen = self.draw.choice(there)
            chosen.has_story = True
            yield chosen

    def tenant_of(self, space_code: str, day: date) -> Firm | None:
        """Who holds the space on the day."""
        return next((
            one.firm for one in self.tenancies
            if one.is_in_force(day) and any(space["code"] == space_code for space in one.lot.spaces)
        ), None)

    def stranger_to(self, tenancy: Tenancy) -> Firm:
        """Another firm of the park, of the same trade rather than a canteen or an office."""
        others = [one.firm for one in self.tenancies if one.firm is not tenancy.firm and is_factory(one)]
        return self.draw.choice(others)

    def check(self, space: Row, day: date, *found: tuple[Firm | None, bool | None], note: str | None = None) -> None:
        """The rows of one check day in one space: who was found, and whether producing."""
        self.checks += [
            {"checked_on": day, "park_code": self.plan.code, "space_code": space["code"],
             "occupant_code": firm.code if firm else None, "is_producing": is_producing, "note": note}
            for firm, is_producing in found or ((None, None),)
        ]

    def notice(self, tenancy: Tenancy, year: int, issued_on: date, due_on: date,
               rechecked_on: date | None = None, result: str | None = None) -> None:
        self.notices.append({
            "number": f"ZG{self.plan.code}{len(self.notices) + 1:03d}", "contract_number": tenancy.row["number"],
            "year": year, "issued_on": issued_on, "due_on": due_on, "rechecked_on": rechecked_on,
            "recheck_result": result,
        })

    def leave(self, tenancy: Tenancy, decided_on: date | None, **later: date) -> None:
        """An exit case; later: completed_on, bought_back_on, relet_on."""
        dates = {"completed_on": None, "bought_back_on": None, "relet_on": None, **later}
        self.exits.append({"contract_number": tenancy.row["number"], "decided_on": decided_on, **dates})

    def tables(self) -> dict[str, list[Row]]:
        """Table name -> rows, in an order in which references point backwards."""
        figures = Figures(self.plan, self.park, self.tenancies, self.seed)
        contract_spaces = [
            {"contract_number": one.row["number"], "park_code": self.plan.code, "space_code": space["code"]}
            for one in self.tenancies for space in one.lot.spaces
        ]
        return {
            "park": [self.park], "building": self.buildings, "space": self.spaces,
            "enterprise": [firm.row() for firm in figures.firms],
            "contract": [one.row for one in self.tenancies], "exit_case": self.exits, "contract_space": contract_spaces,
            "commitment": list(figures.commitment_rows()), "report": list(figures.report_rows(self.plan.code)),
            "occupancy_check": self.checks, "sublet_approval": self.approvals, "rectification": self.notices,
            "hazard": self.hazards,
        }


def is_alone(tenancy: Tenancy, among: list[Tenancy]) -> bool:
    """Whether the firm has no other contract in force."""
    return not any(one.firm is tenancy.firm and one is not tenancy and one.is_in_force(LAST_DAY) for one in among)


def is_factory(tenancy: Tenancy) -> bool:
    return tenancy.lot.use == SpaceUse.PRODUCTION.value


def is_lease(tenancy: Tenancy) -> bool:
    return bool(tenancy.row["mode"] == ContractMode.LEASE.value)


def is_sale(tenancy: Tenancy) -> bool:
    return bool(tenancy.row["mode"] == ContractMode.DIRECT_SALE.value)


def was_there_in(year: int) -> Callable[[Tenancy], bool]:
    """In force for most of the year and to its end, so that the year is evaluated."""
    return lambda one: bool(one.row["starts_on"] <= date(year, 6, 30) and one.is_in_force(date(year, 12, 31)))


def level(firm: Firm, **by_year: float) -> None:
    """Change a firm's course, as level(firm, y2025=0.4)."""
    firm.levels.update({int(year[1:]): value for year, value in by_year.items()})
