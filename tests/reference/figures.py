"""The year figures of an enterprise in a park, and the part of them that falls on one contract."""

from datetime import date
from types import SimpleNamespace as Row

from tests.reference.facts import County
from tests.reference.known import is_in_force

SUMMED = (
    "revenue_wan_yuan", "output_wan_yuan", "value_added_wan_yuan", "tax_wan_yuan", "energy_tce", "emission_t",
    "research_wan_yuan",
)
FIGURES = (*SUMMED, "fixed_assets_wan_yuan", "staff")


def reports_of(county: County, credit_code: str, park_code: str, year: int) -> dict[int, Row]:
    """Quarter (0 for the annual report) -> report."""
    return {
        one.quarter: one for one in county.reports
        if (one.credit_code, one.park_code, one.year) == (credit_code, park_code, year)
    }


def year_figures(county: County, credit_code: str, park_code: str, year: int) -> Row | None:
    """The annual report as it is; without one, what the four quarters make; else nothing."""
    reports = reports_of(county, credit_code, park_code, year)
    if 0 in reports:
        return reports[0]
    if set(reports) != {1, 2, 3, 4}:
        return None
    quarters = [reports[quarter] for quarter in (1, 2, 3, 4)]
    figures = Row(**{name: added([getattr(one, name) for one in quarters]) for name in SUMMED})
    staff = added([one.staff for one in quarters])
    figures.staff = None if staff is None else staff / 4
    figures.fixed_assets_wan_yuan = reports[4].fixed_assets_wan_yuan
    return figures


def added(values: list[float | None]) -> float | None:
    total = 0.0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def contract_figures(county: County, contract: Row, year: int) -> Row | None:
    """The contract's part of the year figures, by area among the enterprise's contracts there at the year's end."""
    figures = year_figures(county, contract.credit_code, contract.park_code, year)
    sharing = [
        one for one in county.contracts
        if one.credit_code == contract.credit_code and one.park_code == contract.park_code
        and is_in_force(one, date(year, 12, 31))
    ]
    if figures is None or contract not in sharing:
        return None
    part = contract.area_m2 / sum(one.area_m2 for one in sharing)
    return Row(**{
        name: None if getattr(figures, name) is None else getattr(figures, name) * part for name in FIGURES
    })
