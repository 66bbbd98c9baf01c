"""What 报送日历 shows: the matrix of parks and periods, who has not reported, and who was reminded when by whom."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from core.situation import Situation
from core.views.calendar import Standing, by_park, calendar_periods, owed_reports
from core.views.filing import Period, period_name
from data.engine import data_version
from data.reminders import read_reminders
from pages.parts import tables
from pages.parts.assessment import KEPT, assessment
from pages.parts.database import engine
from pages.parts.look import FAINT_INK, GOOD, LEVELS, Mark, Tone
from pages.parts.past import names_of
from pages.parts.scope import Scope
from pages.parts.words import day, day_in_words

STYLE = Path(__file__).parent / "calendar.css"
MOST_PARKS = 40
Count = Mapping[str, int]
"""One row of ``core.views.calendar.by_park``."""
STANDINGS: dict[str, tuple[str, Mark]] = {
    "on_time": (Standing.ON_TIME, Mark("按时", "✔", GOOD)),
    "late": (Standing.LATE, Mark("迟报", "▲", LEVELS["黄"].tone)),
    "missing": (Standing.MISSING, Mark("缺报", "●", LEVELS["红"].tone)),
    "ahead": (Standing.AHEAD, Mark("待报", "○", FAINT_INK)),
}
LACKING: tables.Columns = {
    "park_name": tables.text("园区", width=150), "name": tables.text("企业", width=210),
    "period_name": tables.text("期间", width=96), "due_on": tables.day("期限", width=92),
    "overdue": tables.number("逾期", "天", width=70), "here": tables.text("在园", width=62),
    "reminders": tables.number("已催", "次", width=64), "reminded": tables.text("最近催报", width=190),
}
EXPORTED: tables.Columns = {
    "park_name": tables.text("园区"), "name": tables.text("企业"), "credit_code": tables.text("统一社会信用代码"),
    "period_name": tables.text("期间"), "due_on": tables.day("期限"), "state": tables.text("状态"),
    "filed_on": tables.day("填报日期"), "overdue": tables.number("逾期", "天"), "here": tables.text("在园"),
    "reminders": tables.number("已催", "次"), "reminded": tables.text("最近催报"),
}
COUNTS: tables.Columns = {
    "park_name": tables.text("园区"), "period_name": tables.text("期间"), "due_on": tables.day("期限"),
    "due": tables.number("应报", "家"), "came": tables.number("已报", "家"),
    **{name: tables.number(word, "家") for name, (word, _) in STANDINGS.items()},
}
REMINDED: tables.Columns = {
    "reminded": tables.text("时间", width=140), "reminded_by": tables.text("催报人", width=110),
    "park_name": tables.text("园区", width=150), "name": tables.text("企业", width=210),
    "period_name": tables.text("期间", width=96), "standing": tables.text("现状", width=84),
    "note": tables.text("说明", width=260),
}


def owed_of(scope: Scope) -> tuple[list[Period], pd.DataFrame]:
    """Periods, the first due first, and what is owed in them. Shared: copy before changing."""
    return _owed(scope, data_version(engine()))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _owed(scope: Scope, version: int) -> tuple[list[Period], pd.DataFrame]:  # noqa: ARG001
    s: Situation = assessment(scope).situation
    periods = calendar_periods(s)
    return periods, owed_reports(s, periods)


def named(owed: pd.DataFrame, scope: Scope, reminders: pd.DataFrame) -> pd.DataFrame:
    """With names, days overdue, and the last reminder of each report or of its whole park."""
    parks, firms = assessment(scope).parks["name"], names_of(scope)
    told = _told(owed, reminders)
    return owed.assign(
        park_name=owed["park"].map(parks), name=[firms.get(one, one) for one in owed["credit_code"]],
        period_name=[period_name(*one) for one in zip(owed["year"], owed["quarter"], strict=True)],
        overdue=(-owed["days"]).where(owed["days"].lt(0)), here=owed["is_tenant"].map({True: "是", False: "已离园"}),
        reminders=[len(one) for one in told], reminded=[_last(one) for one in told],
    )


def _told(owed: pd.DataFrame, reminders: pd.DataFrame) -> list[pd.DataFrame]:
    """Per owed report the reminders of it, or of its whole park, the latest first."""
    groups = dict(tuple(reminders.groupby(["park_code", "period"]))) if len(reminders) else {}
    none = reminders.head(0)
    found = []
    for park, code, period in zip(owed["park"], owed["credit_code"], owed["period"], strict=True):
        group = groups.get((park, period), none)
        found.append(group[group["credit_code"].isna() | group["credit_code"].eq(code)] if len(group) else none)
    return found


def _last(told: pd.DataFrame) -> str:
    """2026-06-30 14:05 办公室甲."""
    return "" if told.empty else f"{told['reminded_at'].iloc[0]:%Y-%m-%d %H:%M} {told['reminded_by'].iloc[0]}"


def lacking_of(owed: pd.DataFrame) -> pd.DataFrame:
    """What is missing: of who is there still the longest overdue first, then of who has left."""
    return owed[owed["state"].eq(Standing.MISSING)].sort_values(
        ["is_tenant", "days", "park", "name"], ascending=[False, True, True, True], ignore_index=True)


def counts_for_export(owed: pd.DataFrame) -> pd.DataFrame:
    return by_park(owed, ("park_name", "period_name", "due_on")).reset_index()


def in_short(owed: pd.DataFrame, periods: Sequence[Period], scope: Scope) -> list[str]:
    """What is missing of what was due, and what falls due next."""
    lacking = owed[owed["state"].eq(Standing.MISSING)]
    over = [one for one in periods if one.due_on < scope.as_of]
    late = owed["state"].eq(Standing.LATE).sum()
    due = owed["period"].isin([one.code for one in over]).sum()
    reminded = int(lacking["reminders"].gt(0).sum())
    first = f"{scope.label}近期到期的{len(over)}期报表应报{due}份，迟报{late}份，"
    if lacking.empty:
        first += "没有缺报。"
    else:
        firms, parks = len(lacking.drop_duplicates(["park", "credit_code"])), lacking["park"].nunique()
        first += f"缺报{len(lacking)}份，涉及{parks}个园区{firms}家企业，最久的已逾期{-lacking['days'].min()}天；"
        first += f"其中{reminded}份已催报。" if reminded else "尚未催报。"
    return [first, "".join(_coming(owed, one, scope) for one in periods if one.due_on >= scope.as_of)]


def _coming(owed: pd.DataFrame, period: Period, scope: Scope) -> str:
    rows = owed[owed["period"].eq(period.code)]
    came, left = rows["state"].ne(Standing.AHEAD).sum(), (period.due_on - scope.as_of).days
    return f"{period.name}{day_in_words(period.due_on)}截止（还有{left}天），应报{len(rows)}家，已报{came}家。"


def show_matrix(owed: pd.DataFrame, periods: Sequence[Period], names: pd.Series) -> None:
    """One row per park, those with most missing first, and the sum of all."""
    counts = by_park(owed)
    missing = counts["missing"].groupby("park").sum().reindex(names.index, fill_value=0)
    order = missing.sort_values(ascending=False, kind="stable").index[:MOST_PARKS]
    head = "".join(
        f'<th scope="col">{escape(one.name)}<small>{day(one.due_on)}截止</small></th>' for one in periods)
    cells, whole = counts.to_dict("index"), by_park(owed, ("period",)).to_dict("index")
    rows = "".join(_row(names[park], [cells.get((park, one.code)) for one in periods]) for park in order)
    total = _row(f"合计{len(names)}个园区", [whole.get(one.code) for one in periods], css="sum")
    st.html(STYLE)
    st.html(
        f'<table class="calendar"><thead><tr><th scope="col">园区</th>{head}</tr></thead>'
        f"<tbody>{rows}{total if len(names) > 1 else ''}</tbody></table>"
    )
    if len(names) > MOST_PARKS:
        st.caption(f"列出缺报最多的{MOST_PARKS}个园区，其余见导出")


def _row(name: str, cells: Sequence[Count | None], css: str = "") -> str:
    told = "".join(f"<td>{'<small>无应报企业</small>' if one is None else _cell(one)}</td>" for one in cells)
    return f'<tr class="{css}"><th scope="row">{escape(name)}</th>{told}</tr>'


def _cell(count: Count) -> str:
    bar = "".join(f'<u style="--tone:{_tone(mark)};flex:{count[name]}"></u>' for name, (_, mark) in STANDINGS.items()
                  if count[name] and name != "ahead")
    bar += f'<s style="flex:{count["ahead"]}"></s>' if count["ahead"] else ""
    states = "".join(
        f'<span style="--tone:{_tone(mark)}"><i aria-hidden="true">{mark.sign}</i>{mark.word}{count[name]}</span>'
        for name, (_, mark) in STANDINGS.items() if count[name] and name != "on_time"
    ) or f'<span style="--tone:{GOOD.css}"><i aria-hidden="true">✔</i>按时报齐</span>'
    return (
        f'<b>{count["came"]}</b><small> / 应报{count["due"]}</small><div class="calendar-bar">{bar}</div>'
        f'<div class="states">{states}</div>'
    )


def _tone(mark: Mark) -> str:
    tone: Tone = mark.tone
    return tone.css


def reminders_of(scope: Scope) -> pd.DataFrame:
    """Read anew on every run: what somebody has just sent is there."""
    return read_reminders(engine(), scope.reach, list(assessment(scope).parks.index))


def reminders_named(reminders: pd.DataFrame, owed: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """For REMINDED: with names, and what has become of what was asked for."""
    parks, firms = assessment(scope).parks["name"], names_of(scope)
    states = {(one.park, one.credit_code, one.period): one.state for one in owed.itertuples()}
    lacking = owed[owed["state"].isin([Standing.MISSING, Standing.AHEAD])].groupby(["park", "period"]).size()
    rows = zip(reminders["park_code"], reminders["credit_code"], reminders["period"], strict=True)
    return reminders.assign(
        reminded=[f"{one:%Y-%m-%d %H:%M}" for one in reminders["reminded_at"]],
        park_name=reminders["park_code"].map(parks),
        name=["全园" if pd.isna(one) else firms.get(one, one) for one in reminders["credit_code"]],
        period_name=[period_words(one) for one in reminders["period"]],
        standing=[
            (f"还缺{lacking[park, period]}家" if (park, period) in lacking.index else "已报齐") if pd.isna(code)
            else states.get((park, code, period), "") for park, code, period in rows
        ],
    )


def period_words(period: str) -> str:
    """``2025Q3`` -> ``2025年3季度``."""
    year, _, quarter = period.partition("Q")
    return period_name(int(year), int(quarter or 0))
