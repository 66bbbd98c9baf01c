"""Reports as a grid fills them: cell by cell, so that two people may fill one report and neither loses anything."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Engine

from core.access import Reach
from data.engine import reading_connection
from data.intake.rows import Entry
from data.intake.schema import Value, workbook_schema
from data.intake.stored import Stored
from data.reach import parks_within

SHEET = "数据填报"
FILED_ON = "填报日期"
ONLY_KEYS = ("统一社会信用代码", "园区编码", "期间")
Report = dict[str, Value]
"""Header -> value of one report."""


def stored_reports(engine: Engine, reach: Reach, park: str, period: str) -> dict[str, Report]:
    """Credit code -> the report as it is stored, of one park and period (2025 or 2025Q3); nothing out of reach."""
    sheet = workbook_schema()[SHEET]
    place = sheet.position
    headers = [one.header for one in sheet.columns]
    with reading_connection(engine) as connection:
        if parks_within(connection, reach, parks=[park]) == []:
            return {}
        rows = Stored(connection, [park]).rows(SHEET)
    return {
        str(row[place["统一社会信用代码"]]): dict(zip(headers, row, strict=True))
        for row in rows if row[place["期间"]] == period
    }


def entry_of(
    key: tuple[str, str, str], cells: Mapping[str, object], seen: Report | None, now: Report | None, filed_on: date,
) -> Entry | None:
    """The report with the cells that were typed, None where nothing was.

    key: credit code, park and period. seen: as the grid was opened on it, now: as it is stored; None = not there. What
    was not typed is left as it is stored now, and the day of filing as it was first given.
    """
    named = dict(zip(ONLY_KEYS, key, strict=True))
    if seen is None and now is None:
        is_blank = all(value in (None, "") for value in cells.values())
        return None if is_blank else Entry(SHEET, {**cells, **named, FILED_ON: filed_on})
    if now is None:
        return Entry(SHEET, cells, seen)
    opened: Mapping[str, Value] = seen or {}
    return Entry(SHEET, cells, {header: opened.get(header) if header in cells else now[header] for header in now})


def as_kept(reports: Mapping[str, Report | None]) -> dict[str, Any]:
    """Reports as a draft keeps them."""
    return {code: report and {**report, FILED_ON: report[FILED_ON] and str(report[FILED_ON])}
            for code, report in reports.items()}


def from_kept(kept: Mapping[str, Any]) -> dict[str, Report | None]:
    """Reports out of a draft."""
    return {code: report and {**report, FILED_ON: report[FILED_ON] and date.fromisoformat(report[FILED_ON])}
            for code, report in kept.items()}
