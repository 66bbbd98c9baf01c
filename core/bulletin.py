"""通报 (L11): how the parks rank in a month, a quarter or a year, who is praised or criticised, who reports late."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.paper import Column, Paper, PaperKind, Section, Table, Text
from core.sections.alerts import findings_in_words
from core.sections.asks import asks
from core.sections.basis import PRESSING, Basis, known, rows_of
from core.sections.merits import criticised, named, praised
from core.sections.ranking import occupancy_change, ranking
from core.sections.reporting import QUARTERS, YEARS, reporting
from core.views.filing import Filing, filings, period_name


class Span(StrEnum):
    """How long the period of a bulletin is."""

    MONTH = "月度"
    QUARTER = "季度"
    YEAR = "年度"


MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """One month, quarter or year; before: the last day of the one before, with which it is compared."""

    span: Span
    last_day: date
    before: date

    @property
    def name(self) -> str:
        """2026年6月, 2026年第二季度, 2026年度."""
        day = self.last_day
        quarter = "一二三四"[(day.month - 1) // 3]
        return {
            Span.MONTH: f"{day.year}年{day.month}月", Span.QUARTER: f"{day.year}年第{quarter}季度",
            Span.YEAR: f"{day.year}年度",
        }[self.span]


def last_period(span: Span, day: date) -> Period:
    """The latest one that has ended by the day."""
    months = MONTHS[span]
    following = day + timedelta(days=1)
    ended = (following.year * 12 + following.month - 1) // months * months
    return Period(span, _day_before(ended), _day_before(ended - months))


def _day_before(month: int) -> date:
    """The last day before a month, counted from the year 0."""
    return date(month // 12, month % 12 + 1, 1) - timedelta(days=1)


def bulletin(basis: Basis, period: Period, data_version: int, park: str | None = None) -> Paper:
    """Of all parks of the basis, or of one among them: the basis is judged on the period's last day and the one before.
    """
    sections = _of_county(basis) if park is None else _of_park(basis, park)
    place = basis.place if park is None else basis.park_names[park]
    return Paper(
        PaperKind.BULLETIN, f"关于{period.name}{place}小微企业园运行情况的通报" if park is None
        else f"关于{place}{period.name}运行情况的通报", place, basis.as_of, basis.compare_to, sections,
        basis.now.policy.versions, data_version,
    )


def _of_county(basis: Basis) -> tuple[Section, ...]:
    if not basis.parks:
        return (Section("ranking", "总体排名", (Text(f"{basis.place}没有登记的园区。"),)),)
    return (
        Section("ranking", "总体排名", (ranking(basis, basis.park_names), occupancy_change(basis))),
        Section("praised", "予以表扬", named(praised(basis), "本期没有予以表扬的园区。")),
        Section("criticised", "通报批评", named(criticised(basis), "本期没有通报批评的园区。")),
        reporting(basis), asks(basis),
    )


def _of_park(basis: Basis, park: str) -> tuple[Section, ...]:
    found = basis.alerts[basis.alerts["level"].isin(PRESSING) & basis.alerts["park"].eq(park)]
    said = [reason for code, reason in praised(basis) + criticised(basis) if code == park]
    alerts = findings_in_words(basis, found, f"红橙预警{len(found)}条。", "红橙预警") if len(found) else (
        Text("没有红橙预警。"))
    return (
        Section("ranking", "本园排名", (ranking(basis, {park: basis.park_names[park]}), *map(Text, said))),
        Section("alerts", "预警情况", (alerts,)), Section("reporting", "数据报送", _filed(basis, park)),
    )


def _filed(basis: Basis, park: str) -> tuple[Text | Table, ...]:
    """Of one park, what is late or missing, by enterprise."""
    filed = filings(basis.now.situation, YEARS, QUARTERS)
    filed = filed[filed["park"].eq(park) & filed["state"].ne(Filing.ON_TIME)]
    if filed.empty:
        return (Text("近一年没有迟报和缺报。"),)
    rows = tuple(
        (basis.firm(row["credit_code"]), period_name(row["year"], row["quarter"]), known(row["due_on"]), row["state"])
        for row in rows_of(filed)
    )
    statement = f"近一年迟报、缺报共{len(filed)}份。"
    columns = (Column("企业"), Column("报表"), Column("应报日期", "day"), Column("情况"))
    return (Table(statement, "迟报和缺报的报表", columns, rows),)
