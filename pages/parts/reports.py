"""What the page of reports works with: one's own parks, the periods that can be filed, who owes, what stands beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from core.access import User
from core.assessment import Assessment
from core.views.calendar import Standing, open_periods, owed_reports, to_file_first
from core.views.filing import Period
from core.views.report_figures import compared_with, earlier_figures, sum_of_quarters
from data import clock
from data.tables import Enterprise, Report
from pages.parts.address import keep_in_address, take_from_address
from pages.parts.assessment import assessment, records_of
from pages.parts.database import catalogue
from pages.parts.empty import no_parks
from pages.parts.filling import Filling, Said, start_anew
from pages.parts.parameters import undecided
from pages.parts.scope import Scope, default_days
from pages.parts.words import day_in_words, percent


@dataclass(frozen=True, eq=False)
class Reporting:
    """One park on the day at hand."""

    scope: Scope
    judged: Assessment
    periods: list[Period]
    owed: pd.DataFrame

    @property
    def today(self) -> date:
        return self.scope.as_of

    @property
    def limit(self) -> float:
        """Changes over this fraction are asked about (provisional)."""
        return float(self.judged.situation.value("report_change_asked"))

    def why_asked(self) -> str:
        """What is asked about, in words."""
        mark = undecided(self.judged.policy, self.today, "report_change_asked")
        what = f"较上期变动超过{percent(self.limit, 0)}{mark}，或有重大安全事故、重大环境违法"
        return f"{what}；逐项勾选或填写说明后方可保存"

    def tenants(self, period: Period) -> dict[str, str]:
        """Credit code -> name of who owes the period's report, by name."""
        firms = records_of(self.scope, Enterprise).set_index("credit_code")["name"]
        codes = self.owed.loc[self.owed["period"].eq(period.code), "credit_code"]
        return dict(sorted(((code, firms.get(code, code)) for code in codes), key=lambda one: (one[1], one[0])))

    def beside(self, period: Period) -> dict[str, pd.DataFrame]:
        """Words -> figures to compare with; beside a year also its four quarters together, as a hint."""
        reports = records_of(self.scope, Report)
        found = earlier_figures(reports, period.year, period.quarter)
        return found if period.quarter else found | {"四季合计": sum_of_quarters(reports, period.year)}

    def before(self, period: Period) -> pd.DataFrame:
        """The last period's figures, which large changes are measured from."""
        return compared_with(earlier_figures(records_of(self.scope, Report), period.year, period.quarter))

    def lacking(self, period: Period) -> int:
        """How many reports of the period are not there."""
        states = self.owed.loc[self.owed["period"].eq(period.code), "state"]
        return int(states.isin([Standing.MISSING, Standing.AHEAD]).sum())

    def is_overdue(self, period: Period) -> bool:
        return Standing.MISSING in set(self.owed.loc[self.owed["period"].eq(period.code), "state"])


def parks_of(user: User) -> dict[str, str]:
    """Code -> name of the parks that the account fills in; without any the page ends."""
    parks = {one.code: one.name for one in catalogue(user.reach).parks}
    if not parks:
        no_parks()
        st.stop()
    return parks


def reporting_of(user: User, park: str) -> Reporting:
    known = catalogue(user.reach)
    entry = next(one for one in known.parks if one.code == park)
    today, before = default_days(known, clock.today())
    scope = Scope(user.reach, entry.county_code, (park,), today, before, entry.name)
    judged = assessment(scope)
    periods = open_periods(judged.situation)
    return Reporting(scope, judged, periods, owed_reports(judged.situation, periods))


def pick_period(work: Reporting) -> Period:
    """The latest first; opens on what is due next or overdue."""
    by_code = {one.code: one for one in reversed(work.periods)}
    first = to_file_first(work.owed, work.periods)
    default = first.code if first else next(iter(by_code))

    def written(code: str) -> str:
        lacking = work.lacking(by_code[code])
        return f"{by_code[code].name}　{f'缺{lacking}家' if lacking else '已齐'}"

    if st.session_state.get("period-of") != work.scope.parks:  # Another park opens on its own period.
        st.session_state.pop("period", None)
        st.session_state["period-of"] = work.scope.parks
    take_from_address("period", list(by_code), default=default)
    code = st.selectbox("期间", list(by_code), format_func=written, key="period")
    keep_in_address("period", default=default)
    return by_code[code]


def pick_filing_day(filling: Filling, today: date) -> None:
    """For reports that come in new; a correction keeps the day that it has."""
    filling.filed_on = st.date_input(
        "填报日期", value=filling.filed_on or today, min_value=filling.period.last_day, max_value=today,
        format="YYYY-MM-DD", key=f"filed-{filling.subject}-{filling.drawn}",
        help="用于新报的企业；已报企业的更正保留原填报日期",
    )


def in_short(work: Reporting, filling: Filling, names: Mapping[str, str]) -> list[str]:
    """How many are due, there and missing, by when; and what is typed and not saved."""
    period = filling.period
    came = len(names) - work.lacking(period)
    left = (period.due_on - work.today).days
    when = f"距期限还有{left}天" if left > 0 else "今天到期" if left == 0 else f"已过期{-left}天"
    lacking = work.lacking(period)
    head = f"{work.scope.label}{period.name}应报{len(names)}家，已报{came}家"
    typed = f"有{len(filling.cells)}家{filling.count}处修改尚未保存，已存为草稿，刷新或下次打开仍在。"
    due = f"{head}，还缺{lacking}家；{day_in_words(period.due_on)}截止，{when}。" if lacking else f"{head}，已报齐。"
    return [due, typed if filling.cells else "空格表示不掌握，不等于零；确实为零的请填0。可从Excel复制整块数据粘贴。"]


def give_up(filling: Filling) -> None:
    """What the button does: back to what is stored."""
    filling.cells, filling.confirmed = {}, {}
    start_anew(filling, Said("已放弃修改，恢复为已存的数据。"), {})


