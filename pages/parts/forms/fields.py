"""One field: its widget by what the schema says of the column, its unit and mistakes beside it, its help under it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from core.access import User
from core.terms import INDICATOR_UNIT, Indicator
from data import clock, offers
from data.intake.problems import Problem
from data.intake.schema import Column, Kind, Sheet
from data.intake.values import EARLIEST_DAY, LATEST_DAY
from data.reference import industries, industry_name
from pages.parts.database import catalogue, engine
from pages.parts.forms.filling import PARK, Filling, on_change
from pages.parts.forms.guide import Field

WIDTH = 430
UNKNOWN = "不清楚"
FIRST_YEAR = 2020
TAGS = ("专精特新", "高新技术企业", "科技型中小企业", "创新型中小企业", "规上")
OPEN = (Kind.INDUSTRY_CODE, Kind.CREDIT_CODE)
"""Kinds of which also what is not listed may be typed."""
Options = Mapping[str, str]
"""What is stored -> how it reads."""


def show_field(user: User, filling: Filling, field: Field, problems: Sequence[Problem], *, is_required: bool) -> None:
    """The field of a column that can be filled in."""
    with st.container(key=f"field-{filling.widget(field.header)}", gap=None):
        with st.container(horizontal=True, wrap=False, vertical_alignment="bottom", gap="small"):
            with st.container(width=WIDTH):
                show_widget(user, filling, field, is_required=is_required)
            st.html(_beside(_unit(filling, field), problems), width="stretch")
        st.html(f'<p class="field-hint">{escape(field.hint)}{_told(user, filling, field)}</p>')


def show_widget(user: User, filling: Filling, field: Field, *, is_required: bool) -> None:
    """The widget alone."""
    sheet, header = filling.sheet, field.header
    column = sheet.columns[sheet.position[header]] if header in sheet.position else None
    label = f"{field.label} ＊" if is_required else field.label
    common = {"key": filling.widget(header), "on_change": on_change, "args": (header,)}
    options = options_of(user, filling, header, column)
    typed = filling.values.get(header)
    if options is None:
        _plain(label, column, typed, common, is_required=is_required)
        return
    is_list = column is not None and column.is_list
    is_open = is_list or (column is not None and column.kind in OPEN)
    values = list(typed or []) if is_list else [typed] if typed else []
    listed = list(dict.fromkeys([*options, *values]))
    draw: Any = st.multiselect if is_list else st.selectbox
    _set(common["key"], values if is_list else typed or None)
    draw(
        label, listed, format_func=lambda one: options.get(one, one), accept_new_options=is_open,
        placeholder="输入文字可查找" if len(listed) > 8 or is_open else "请选择", **common,
    )


def _plain(label: str, column: Column | None, typed: Any, common: dict[str, Any], *, is_required: bool) -> None:
    kind = column.kind if column else Kind.TEXT
    if kind is Kind.DATE:
        _set(common["key"], typed)
        st.date_input(label, min_value=EARLIEST_DAY, max_value=LATEST_DAY, format="YYYY-MM-DD", **common)
    elif kind is Kind.FLAG:
        _set(common["key"], typed if typed in ("是", "否") else None)
        st.segmented_control(label, ["是", "否"] if is_required else ["是", "否", UNKNOWN], **common)
    elif kind is Kind.CHOICE and column and len(column.choices) <= 3:
        _set(common["key"], typed if typed in column.choices else None)
        st.segmented_control(label, list(column.choices), **common)
    elif kind is Kind.OUTLINE:
        _set(common["key"], typed or "")
        st.text_area(label, height=100, **common)
    else:
        _set(common["key"], typed or "")
        st.text_input(label, **common)


def _set(key: str, value: Any) -> None:
    """What a widget shows when it is first drawn, or drawn again after another page was open."""
    if key not in st.session_state:
        st.session_state[key] = value


def options_of(user: User, filling: Filling, header: str, column: Column | None) -> Options | None:
    """What there is to choose from; None for what is typed, or chosen by a button."""
    park = str(filling.values.get(PARK) or "")
    target = _target(filling.sheet, header)
    if header == PARK and filling.sheet.name != "园区":
        return park_names(user)
    if target in BY_PARK:
        return BY_PARK[target](user, park)
    if target == "企业":
        named = offers.enterprises(engine(), user.reach)
        return {code: f"{name}  {code}" for code, name in named.items()}
    if column is None:
        return None
    if column.kind is Kind.INDUSTRY_CODE:
        return industry_options()
    if column.is_list:
        return {one: one for one in TAGS} if header == "企业标签" else {}
    if column.kind is Kind.PERIOD:
        return periods(clock.today())
    if column.kind is Kind.CHOICE and len(column.choices) > 3:
        return {one: one for one in column.choices}
    return None


def park_names(user: User) -> Options:
    """Of the parks within reach; boxes tell options apart by how they read, so that no two may read alike."""
    return told_apart({one.code: one.name for one in catalogue(user.reach).parks})


def told_apart(names: Mapping[str, str]) -> Options:
    """With the code where a name occurs twice."""
    count = Counter(names.values())
    return {code: f"{name}（{code}）" if count[name] > 1 else name for code, name in names.items()}


def _target(sheet: Sheet, header: str) -> str | None:
    return next((one.target for one in sheet.references if one.headers[-1] == header), None)


def _buildings(user: User, park: str) -> Options:
    return told_apart(offers.buildings(engine(), user.reach, park))


def _spaces(user: User, park: str) -> Options:
    places = offers.places(engine(), user.reach, park)
    return {one.code: f"{one.code}，{one.floor}层，{one.area_m2:,.1f}㎡，{one.use}" for one in places}


def _contracts(user: User, park: str) -> Options:
    listed = offers.contracts(engine(), user.reach, park)
    return {number: f"{number}  {said}" for number, said in listed.items()}


BY_PARK: Mapping[str | None, Callable[[User, str], Options]] = {
    "楼栋": _buildings, "单元": _spaces, "合同": _contracts,
}


def industry_options() -> Options:
    """Divisions, groups and classes: 3670 汽车零部件及配件制造."""
    table = industries()
    table = table[table["level"] != "section"]
    return {code: f"{code} {name}" for code, name in zip(table["code"], table["name"], strict=True)}


def periods(today: date) -> Options:
    """The latest first: 2025年年报, 2025年第4季度 …"""
    found = {}
    for year in range(today.year, FIRST_YEAR - 1, -1):
        found[str(year)] = f"{year}年年报"
        found |= {f"{year}Q{quarter}": f"{year}年第{quarter}季度" for quarter in (4, 3, 2, 1)}
    return found


def _unit(filling: Filling, field: Field) -> str:
    indicator = filling.values.get("指标") or (filling.seen or {}).get("指标")
    if field.header == "承诺值" and indicator in set(Indicator):
        return INDICATOR_UNIT[Indicator(indicator)]
    return field.unit


def _told(user: User, filling: Filling, field: Field) -> str:
    """What is known of a code that was chosen or typed."""
    typed = filling.values.get(field.header)
    column = filling.sheet.position.get(field.header)
    if not isinstance(typed, str) or column is None:
        return ""
    if filling.sheet.columns[column].kind is Kind.INDUSTRY_CODE:
        return f"<b>{escape(industry_name(typed))}</b>"
    if _target(filling.sheet, field.header) != "企业":
        return ""
    firm = offers.registered(engine(), user, typed.strip().upper())
    if firm is None:
        return ""
    where = "" if firm.is_within else "，在其他园区登记"
    return f"<b>{escape(firm.name)}（{escape(industry_name(firm.industry_code))}{where}）</b>"


def _beside(unit: str, problems: Sequence[Problem]) -> str:
    mistakes = "".join(
        f'<p class="mistake" role="alert"><i aria-hidden="true">▲</i>{escape(one.reason)}。{escape(one.remedy)}。</p>'
        for one in problems
    )
    return f'<div class="beside"><span class="unit">{escape(unit)}</span>{mistakes}</div>'
