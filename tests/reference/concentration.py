"""How far a park's tenants belong to its leading and related industries, by area, by enterprises and by output."""

from datetime import date
from types import SimpleNamespace as Row
from typing import Any

from tests.reference.facts import County
from tests.reference.figures import year_figures
from tests.reference.known import in_force
from tests.reference.occupancy import ratio, state


def concentration(county: County, park: Row, day: date, codes: list[str] | None = None) -> dict[str, Any]:
    """Ratio, numerator, denominator and coverage on the three bases; codes: leading and related unless given."""
    codes = park.leading_codes + park.related_codes if codes is None else codes
    areas = member_areas(county, park, day)
    enterprises = {one.credit_code: one for one in county.enterprises if one.credit_code in areas}
    outputs = member_outputs(county, park, enterprises)
    return {
        "area": share_inside(areas, areas, enterprises, codes),
        "enterprises": share_inside(dict.fromkeys(areas, 1), areas, enterprises, codes),
        "output": share_inside(outputs, areas, enterprises, codes),
        "official": "area",
    }


def share_inside(
    weights: dict[str, float], members: dict[str, float], enterprises: dict[str, Row], codes: list[str]
) -> dict[str, Any]:
    """By members whose weight is known."""
    inside = sum(weight for code, weight in weights.items() if is_inside(enterprises[code], codes))
    total = sum(weights.values())
    return {
        "ratio": ratio(inside, total), "numerator": inside, "denominator": total,
        "coverage": ratio(len(weights), len(members)),
    }


def member_areas(county: County, park: Row, day: date) -> dict[str, float]:
    """Credit code -> area of the spaces that make the enterprise a member."""
    uses = ("生产", "仓储") if park.kind == "生产制造类" else ("生产", "仓储", "办公研发")
    areas: dict[str, float] = {}
    for contract in in_force(county, day):
        for space in contract.spaces:
            if space.park_code == park.code and space.use in uses and state(county, space, day) in ("已租", "已售"):
                areas[contract.credit_code] = areas.get(contract.credit_code, 0.0) + space.area_m2
    return areas


def member_outputs(county: County, park: Row, members: dict[str, Row]) -> dict[str, float]:
    """Output of the latest year with any annual report in the park, of the members for whom it is known."""
    years = [one.year for one in county.reports if one.park_code == park.code and one.quarter == 0]
    if not years:
        return {}
    outputs = {}
    for code in members:
        figures = year_figures(county, code, park.code, max(years))
        if figures is not None and figures.output_wan_yuan is not None:
            outputs[code] = figures.output_wan_yuan
    return outputs


def is_inside(enterprise: Row, codes: list[str]) -> bool:
    return any(digits(enterprise.industry_code).startswith(digits(code)) for code in codes)


def digits(industry_code: str) -> str:
    """Without the section letter."""
    return industry_code.lstrip("ABCDEFGHIJKLMNOPQRSTabcdefghijklmnopqrst")
