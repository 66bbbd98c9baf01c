"""The rules on the reports of an enterprise in a park, and on hazards."""

from datetime import date, timedelta
from types import SimpleNamespace as Row

from tests.reference.facts import County
from tests.reference.figures import reports_of
from tests.reference.known import is_in_force, period_end
from tests.reference.verdicts import breached_if

QUARTER_DUE_AFTER = timedelta(days=20)


def report_missing(county: County, credit_code: str, park_code: str, day: date) -> str:
    """Of an enterprise with a contract in force in the park on the day."""
    missing = [
        (year, quarter) for year, quarter in (latest_year_due(day), latest_quarter_due(day))
        if quarter not in reports_of(county, credit_code, park_code, year)
        and had_contract(county, credit_code, park_code, period_end(year, quarter))
    ]
    return breached_if(bool(missing))


def latest_year_due(day: date) -> tuple[int, int]:
    return max(
        (year, 0) for year in range(day.year - 3, day.year + 1) if date(year + 1, 3, 31) < day
    )


def latest_quarter_due(day: date) -> tuple[int, int]:
    return max(
        (year, quarter) for year in range(day.year - 2, day.year + 1) for quarter in (1, 2, 3, 4)
        if period_end(year, quarter) + QUARTER_DUE_AFTER < day
    )


def had_contract(county: County, credit_code: str, park_code: str, day: date) -> bool:
    return any(
        one.credit_code == credit_code and one.park_code == park_code and is_in_force(one, day)
        for one in county.contracts
    )


def hazard_overdue(_county: County, hazard: Row, day: date) -> str:
    return breached_if(hazard.closed_on is None and hazard.due_on < day)


def major_hazard_open(_county: County, hazard: Row, _day: date) -> str:
    return breached_if(hazard.closed_on is None and hazard.level == "重大")


HAZARD_RULES = (hazard_overdue, major_hazard_open)
