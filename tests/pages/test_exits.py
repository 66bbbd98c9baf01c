"""清退名单: the ladder that filters, the reasons, and what leaving changes, for one and for several together."""

import io

import pandas as pd
import pytest

from core.access import EVERYTHING
from core.assessment import assess
from core.policy import load_policy
from core.terms import ExitStep
from core.views.departures import exits_table, occupancy_of_all, together
from data.demo import LAST_DAY
from data.engine import open_engine
from data.registers import register
from data.snapshot import read_snapshot
from data.tables import Rectification
from pages.parts.words import number, percent
from tests.pages.conftest import html_of


@pytest.fixture(scope="module")
def judged(databases):
    engine = open_engine(f"sqlite:///{databases('demo') / 'parks.db'}")
    yield assess(read_snapshot(engine, EVERYTHING), load_policy(), LAST_DAY)
    engine.dispose()


@pytest.fixture(scope="module")
def candidates(judged):
    table = exits_table(judged)
    return table[table["step"] == ExitStep.CANDIDATE].reset_index(drop=True)


def test_the_strip_counts_every_step_of_the_ladder(open_page, judged):
    counts = judged.contracts["exit_step"].value_counts()
    strip = open_page("exits").button_group(key="step")
    assert strip.value == "清退候选"
    assert set(strip.options) == {f"**{counts.get(step, 0)}** {step.value}" for step in ExitStep}


def test_candidates_are_listed_in_their_rank(open_page, candidates):
    table = open_page("exits").dataframe[0].value
    assert table["reasons"].to_list() == candidates["reasons"].to_list()
    assert table["score"].to_list() == pytest.approx(candidates["score"].to_list(), nan_ok=True)


@pytest.mark.parametrize("step", [step.value for step in ExitStep])
def test_each_step_lists_its_own_contracts(open_page, judged, step):
    app = open_page("exits", step=step)
    assert not app.exception
    assert len(app.dataframe[0].value) == (judged.contracts["exit_step"] == step).sum()


def test_a_chosen_step_stays_in_the_address(open_page):
    app = open_page("exits")
    app.button_group(key="step").set_value("扶持").run()
    assert "扶持" in app.query_params["step"]
    assert "合计影响" not in html_of(app)


def test_the_chosen_contract_shows_its_reasons_and_its_park_before_and_after(open_page, candidates):
    row = candidates.iloc[1]
    html = html_of(open_page("exits", contract=row["contract"]))
    assert f"合同{row['contract']}" in html
    assert "<ol class=reasons><li>" in html
    for name in ("occupancy", "area", "enterprises", "output"):
        before, after = percent(row[f"{name}_before"]), percent(row[f"{name}_after"])
        assert f'<td>{before}</td><td class="after">{after}</td>' in html
    assert f"<b>{number(row['area_freed_m2'], 1, '㎡')}</b>" in html


def sums(judged, contracts):
    gone = together(judged, contracts)
    before, after = occupancy_of_all(judged, gone)
    return f"{percent(before)} → {percent(after)}", number(gone["area_freed_m2"].sum(), 0, "㎡")


def test_without_ticks_the_tray_sums_up_all_candidates(open_page, judged, candidates):
    html = html_of(open_page("exits"))
    assert "（未勾选时）" in html
    assert all(text in html for text in sums(judged, candidates["contract"]))


def test_ticked_contracts_are_summed_up_together(open_page, judged, candidates):
    app = open_page("exits")
    app.session_state["exits-清退候选"] = {"selection": {"rows": [0, 2], "columns": [], "cells": []}}
    app.run()
    assert not app.exception
    html = html_of(app)
    assert "已勾选2份" in html
    assert all(text in html for text in sums(judged, candidates["contract"].iloc[[0, 2]]))
    assert sums(judged, candidates["contract"])[0] not in html.split("合计影响")[1]


def test_years_are_drawn_against_their_promises(open_page, candidates):
    html = html_of(open_page("exits", contract=candidates["contract"].iloc[0]))
    assert 'aria-label="履约得分：' in html
    assert f"2025{candidates['score'].iloc[0]:.1f} 分" in html
    assert "（承诺" in html


def test_open_cuts_are_marked(open_page):
    captions = "\n".join(one.value for one in open_page("exits").caption)
    assert "合格线（80分）" in captions
    assert "待联席会议确定" in captions


def test_the_export_gives_reasons_and_effects(open_page, judged, monkeypatch):
    files = []
    monkeypatch.setattr("streamlit.download_button", lambda _label, data, **_: files.append(data()))
    open_page("exits")
    sheet = pd.read_excel(io.BytesIO(files[0]), sheet_name="清退名单", engine="calamine")
    table = exits_table(judged)
    assert sheet["合同编号"].to_list() == table["contract"].to_list()
    assert sheet["事由"].str.len().min() > 10
    every = pd.read_excel(io.BytesIO(files[0]), sheet_name="各环节合同", engine="calamine")
    assert every["环节"].value_counts().to_dict() == judged.contracts["exit_step"].value_counts().to_dict()
    assert sheet["腾出面积(㎡)"].sum() == pytest.approx(table["area_freed_m2"].sum())


@pytest.mark.parametrize("as_of", ["2000-01-01", "2022-07-01", "2023-12-31", "2030-01-01", "2099-12-31"])
@pytest.mark.parametrize("size", ["one_park", "demo"])
def test_it_opens_on_any_day(open_page, size, as_of):
    app = open_page("exits", size, as_of=as_of)
    assert not app.exception
    assert "<h1>清退名单" in html_of(app)


def test_without_candidates_it_says_so(open_page):
    html = html_of(open_page("exits", as_of="2000-01-01"))
    assert "龙泉市没有清退候选。" in html
    assert "没有处于“清退候选”环节的合同" in html


def test_a_recheck_after_the_day_has_not_happened(open_page, databases):
    engine = open_engine(f"sqlite:///{databases('demo') / 'parks.db'}")
    notices = register(engine, EVERYTHING, Rectification)
    engine.dispose()
    later = notices[(notices["issued_on"] <= "2026-04-30") & (notices["due_on"] >= "2026-04-30")
                    & (notices["rechecked_on"] > "2026-04-30")]
    app = open_page("exits", as_of="2026-04-30", step="整改中", contract=later["contract_number"].iloc[0])
    [frame] = [one.value for one in app.dataframe if "recheck_result" in one.value]
    assert frame["recheck_result"].to_list() == ["尚未复评"]
    assert frame["rechecked_on"].isna().all()
