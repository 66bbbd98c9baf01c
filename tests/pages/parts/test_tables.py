"""What goes into an Excel file comes out of it, and nothing in it is run."""

import io
import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from sqlmodel import Session, select

from core.access import EVERYTHING, Role, User
from data.tables import Act
from pages.parts import tables, words
from pages.parts.scope import Scope

LEADER = User("leader", "领导甲", Role.LEADER, ("331181",))

COLUMNS = {
    "name": tables.text("园区"), "ratio": tables.percent("入驻率"), "area_m2": tables.area("建筑面积"),
    "ends_on": tables.day("到期日"),
}
FRAME = pd.DataFrame({
    "area_m2": [1234.5, None], "name": ["=1+1", "@竹木"], "ratio": [0.862, None],
    "ends_on": pd.to_datetime(["2026-06-30", None]), "hidden": [1, 2],
})


def sheet():
    book = openpyxl.load_workbook(io.BytesIO(tables.workbook({"园区[1]/2": (FRAME, COLUMNS)})))
    return book.worksheets[0]


def test_the_described_columns_stand_in_their_order_with_their_units():
    assert [cell.value for cell in sheet()[1]] == ["园区", "入驻率", "建筑面积(㎡)", "到期日"]


def test_texts_that_look_like_formulas_stay_texts():
    assert [(row[0].value, row[0].data_type) for row in sheet().iter_rows(min_row=2)] == [("=1+1", "s"), ("@竹木", "s")]


def test_figures_stay_figures_and_blanks_stay_blank():
    first, second = sheet().iter_rows(min_row=2)
    assert (first[1].value, first[1].number_format) == (0.862, "0.0%")
    assert (first[2].value, first[2].number_format) == (1234.5, "#,##0.0")
    assert (f"{first[3].value:%Y-%m-%d}", first[3].number_format) == ("2026-06-30", "yyyy-mm-dd")
    assert [cell.value for cell in second[1:]] == [None, None, None]


def test_a_sheet_name_loses_what_excel_refuses():
    assert sheet().title == "园区 1  2"


def test_an_export_is_in_the_record_of_acts_before_it_leaves(sqlite_engine, monkeypatch):
    monkeypatch.setattr(tables, "engine", lambda: sqlite_engine)
    scope = Scope(EVERYTHING, None, ("P1",), date(2026, 6, 30), date(2025, 12, 31), "示例园")
    content = tables.exported(LEADER, lambda: {"园区": (FRAME, COLUMNS)}, "园区.xlsx", scope)
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["园区"]
    with Session(sqlite_engine) as session:
        [act] = session.exec(select(Act)).all()
    assert (act.kind, act.account, act.subject) == ("导出", "leader", "园区.xlsx")
    assert json.loads(act.detail) == {"范围": "示例园", "园区": ["P1"], "截至": "2026-06-30", "行数": {"园区": 2}}


@pytest.mark.parametrize(("value", "shown"), [
    (4.35, "4.4"), (-4.35, "-4.4"), (4.25, "4.3"), (4.3499, "4.3"), (0.045, "0.0"), (398.8, "398.8"),
])
def test_a_tie_is_rounded_on_screen_as_in_sentences(value, shown, monkeypatch):
    drawn = []
    monkeypatch.setattr(st, "dataframe", lambda frame, **_: drawn.append(frame))
    tables.show_table(pd.DataFrame({"tax": [value]}), {"tax": tables.money("税收")}, key="tax", alt="税收")
    [given] = drawn[0]["tax"]
    assert given == pytest.approx(value, rel=1e-14)
    assert as_browsers_round(given) == shown
    assert words.number(value, 1) == shown


def as_browsers_round(value):
    """JavaScript's toFixed(1): by the number as it is stored, what lies exactly between goes up."""
    return str(Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP))
