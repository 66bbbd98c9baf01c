"""Reports, and hazards found by the departments (L10, L11, P13)."""

from datetime import date, timedelta

import numpy as np

from core.columns import Mask, day, equal
from core.facts import Texts
from core.judgement import Judgement, judge
from core.situation import Situation
from core.terms import HazardLevel


def report_missing(s: Situation) -> Judgement:
    """L11, P13: the latest annual and quarterly reports that are due are there, of each tenant that had to file."""
    tenants = s.links.tenants
    present = s.has_contract(s.in_force)
    missing = np.zeros(tenants, dtype=bool)
    required, absent = _blanks(tenants), _blanks(tenants)
    for year, quarter, last_day in due_periods(s):
        asked = present & s.has_contract(s.in_force_on(day(last_day)))
        lacking = asked & ~_is_filed(s, year, quarter)
        missing |= lacking
        name = f"{year}Q{quarter}" if quarter else str(year)
        required[asked] = _joined(required[asked], name)
        absent[lacking] = _joined(absent[lacking], name)
    return judge(present, missing, observed=absent, limit=required)


def due_periods(s: Situation) -> list[tuple[int, int, date]]:
    """The latest year and the latest quarter whose due day has passed: year, quarter (0 = year) and last day."""
    month, day_of_month = map(int, s.value("annual_report_due").split("-"))
    year = s.as_of.year - 1
    if not date(year + 1, month, day_of_month) < s.as_of:
        year -= 1
    grace = timedelta(days=s.value("quarter_report_due_days"))
    quarter_end = quarter_end_before(s.as_of)
    while not quarter_end + grace < s.as_of:
        quarter_end = quarter_end_before(quarter_end)
    return [(year, 0, date(year, 12, 31)), (quarter_end.year, quarter_end.month // 3, quarter_end)]


def quarter_end_before(on: date) -> date:
    """The last day of the latest quarter that ended before the day."""
    return date(on.year, 3 * ((on.month - 1) // 3) + 1, 1) - timedelta(days=1)


def _is_filed(s: Situation, year: int, quarter: int) -> Mask:
    reports = s.facts.reports
    rows = (reports.year == year) & (reports.quarter == quarter) & s.known_reports & (s.links.report_tenant >= 0)
    mask = np.zeros(s.links.tenants, dtype=bool)
    mask[s.links.report_tenant[rows]] = True
    return mask


def _blanks(size: int) -> Texts:
    return np.full(size, None, dtype=object)


def _joined(before: Texts, name: str) -> Texts:
    return np.array([f"{one}、{name}" if one else name for one in before] + [None], dtype=object)[:-1]


def is_open(s: Situation) -> tuple[Mask, Mask]:
    """Hazards that are known, and those of them not closed by the day."""
    hazards = s.facts.hazards
    known = hazards.checked_on <= s.on
    return known, known & ~(hazards.closed_on <= s.on)


def hazard_overdue(s: Situation) -> Judgement:
    """L10: a hazard is closed by its deadline."""
    hazards = s.facts.hazards
    known, still_open = is_open(s)
    return judge(known, still_open & (hazards.due_on < s.on), observed=hazards.due_on, limit=s.on)


def major_hazard_open(s: Situation) -> Judgement:
    """L10: no major hazard stands open."""
    known, still_open = is_open(s)
    level = s.facts.hazards.level
    return judge(known, still_open & equal(level, HazardLevel.MAJOR), observed=level)
