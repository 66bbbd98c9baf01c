"""已租＋已售＋空置＋停用＋在建＝总面积, shown to add up."""

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from core.terms import SpaceState
from pages.parts.look import SPACE_STATES
from pages.parts.words import number, percent

STYLE = Path(__file__).parent / "area_sum.css"


def show_area_sum(whole: pd.Series, listed_m2: float, listed_spaces: int, change: str) -> None:
    """whole: a row of occupancy_table.in_sum. listed: the same from the register. change: of the rate, in words."""
    terms = "＋".join(_term(state, whole) for state in SpaceState)
    adds_up = round(whole["total_m2"] - listed_m2, 6) == 0 and whole["total_spaces"] == listed_spaces
    gap = f"与单元台账相差{number(whole['total_m2'] - listed_m2, 1)} ㎡，请核对台账"
    check = f"五项之和等于单元台账{listed_spaces}个单元逐个相加" if adds_up else gap
    st.html(STYLE)
    st.html(
        f'<section class="area-sum"><div class="rate"><small>入驻率</small><b>{percent(whole["occupancy"])}</b>'
        f"<small>{escape(change)}</small><small>（已租＋已售）{number(whole['occupied_m2'])} ÷ "
        f"（已租＋已售＋空置）{number(whole['available_m2'])} ㎡</small></div>"
        f'<div class="sum"><div class="terms">{terms}＝{_total(whole)}</div>{_bar(whole)}'
        f'<small class="{"good" if adds_up else "bad"}">{"✔" if adds_up else "▲"} {check}</small></div></section>'
    )


def _term(state: SpaceState, whole: pd.Series) -> str:
    share = percent(whole[f"area_{state}"] / whole["total_m2"]) if whole["total_m2"] else ""
    return (
        f'<span class="term" style="--tone:{SPACE_STATES[state].tone.css}"><i></i><em>{state}</em>'
        f"<b>{number(whole[f'area_{state}'])}</b><small>{whole[f'spaces_{state}']:.0f}个 · {share}</small></span>"
    )


def _total(whole: pd.Series) -> str:
    return (
        f'<span class="term total"><em>总面积（㎡）</em><b>{number(whole["total_m2"])}</b>'
        f"<small>{whole['total_spaces']:.0f}个单元</small></span>"
    )


def _bar(whole: pd.Series) -> str:
    parts = "".join(
        f'<i style="flex-grow:{whole[f"area_{state}"]:.0f};background:{SPACE_STATES[state].tone.css}"></i>'
        for state in SpaceState if whole[f"area_{state}"]
    )
    return f'<div class="bar" aria-hidden="true">{parts}</div>'
