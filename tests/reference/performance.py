"""What a contract achieved of what it promised in a year, and the grade that this makes."""

from calendar import monthrange
from datetime import date
from types import SimpleNamespace as Row
from typing import Any

from tests.reference.facts import County
from tests.reference.figures import contract_figures, reports_of
from tests.reference.known import is_in_force

WEIGHTS = {
    "亩均税收": 30, "投资强度": 20, "亩均增加值": 15, "单位能耗增加值": 15, "单位排放增加值": 10, "研发投入占比": 5,
    "全员劳动生产率": 5,
}
CAP = 1.2
EVALUATED = ("优秀", "合格", "限期整改", "不合格")


def performance(county: County, contract: Row, year: int) -> dict[str, Any]:
    """Indicators, score and grade of one contract in one year."""
    promises = {
        one.indicator: one.promised for one in county.commitments
        if one.contract_number == contract.number and one.year == year
    }
    achieved = achievements(county, contract, year)
    indicators = [indicator_row(name, promised, achieved.get(name)) for name, promised in promises.items()]
    grade, score = grade_and_score(county, contract, year, indicators)
    return {
        "year": year, "score": score, "grade": grade, "indicators": [] if grade == "不适用" else indicators
    }


def indicator_row(name: str, promised: float, achieved: float | None) -> dict[str, Any]:
    known = achieved is not None and promised != 0
    return {
        "indicator": name, "promised": promised, "achieved": achieved, "ratio": achieved / promised if known else None
    }


def achievements(county: County, contract: Row, year: int) -> dict[str, float | None]:
    figures = contract_figures(county, contract, year)
    if figures is None:
        return {}
    land = contract.park.site_area_mu * contract.area_m2 / contract.park.floor_area_m2
    value_added = figures.value_added_wan_yuan
    return {
        "投资强度": divided(figures.fixed_assets_wan_yuan, land),
        "亩均税收": divided(figures.tax_wan_yuan, land),
        "亩均增加值": divided(value_added, land),
        "单位能耗增加值": divided(value_added, figures.energy_tce),
        "单位排放增加值": divided(value_added, figures.emission_t),
        "研发投入占比": divided(figures.research_wan_yuan, figures.revenue_wan_yuan),
        "全员劳动生产率": divided(value_added, figures.staff),
    }


def divided(above: float | None, below: float | None) -> float | None:
    return above / below if above is not None and below else None


def grade_and_score(
    county: County, contract: Row, year: int, indicators: list[dict[str, Any]]
) -> tuple[str, float | None]:
    if year < 2022 or whole_months(contract, year) < 6:
        return "不适用", None
    known = [one for one in indicators if one["ratio"] is not None]
    known_weight = sum(WEIGHTS[one["indicator"]] for one in known)
    promised_weight = sum(WEIGHTS[one["indicator"]] for one in indicators)
    score = None
    if known:
        score = 100 * sum(WEIGHTS[one["indicator"]] * min(one["ratio"], CAP) for one in known) / known_weight
    if had_accident(county, contract, year):
        return "不合格", score
    if score is None or known_weight * 100 < promised_weight * 60:
        return "无法评价", None
    return grade_of(score), score


def grade_of(score: float) -> str:
    score = round(score, 9)
    if score >= 100:
        return "优秀"
    if score >= 80:
        return "合格"
    return "限期整改" if score >= 60 else "不合格"


def whole_months(contract: Row, year: int) -> int:
    """In how many months of the year the contract was in force on every day."""
    return sum(
        all(is_in_force(contract, date(year, month, day)) for day in range(1, monthrange(year, month)[1] + 1))
        for month in range(1, 13)
    )


def had_accident(county: County, contract: Row, year: int) -> bool:
    reports = reports_of(county, contract.credit_code, contract.park_code, year).values()
    return any(one.had_major_accident or one.had_major_violation for one in reports)


def last_two_evaluated(county: County, contract: Row, day: date) -> list[tuple[int, str]]:
    """(year, grade) of the latest two years before the day's year that have a grade; fewer if there are fewer."""
    found = []
    for year in range(day.year - 1, 2021, -1):
        grade = performance(county, contract, year)["grade"]
        if grade in EVALUATED:
            found.append((year, grade))
    return found[:2]
