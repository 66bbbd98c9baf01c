"""总览: the figures that core works out, the ranking that follows the chosen figure, the agenda that leads on."""

import io
from datetime import date

import pandas as pd
import pytest

from core.access import EVERYTHING
from core.assessment import assess
from core.policy import load_policy
from core.views.agenda import agenda
from core.views.scorecard import COMPLETENESS, OCCUPANCY, PASS_RATE, TAX, scorecard
from data.demo import LAST_DAY
from data.engine import open_engine
from data.snapshot import read_snapshot
from pages.parts.overview_export import overview_workbook
from pages.parts.past import Outcome
from pages.parts.tables import workbook
from pages.parts.words import percent
from tests.pages.conftest import html_of


@pytest.fixture
def judged(databases):
    engine = open_engine(f"sqlite:///{databases('demo') / 'parks.db'}")
    yield assess(read_snapshot(engine, EVERYTHING), load_policy(), LAST_DAY)
    engine.dispose()


def links(app):
    return {one.proto.label: one.proto for one in app.get("page_link")}


def test_the_cards_show_what_core_works_out(open_page, judged):
    html, card = html_of(open_page("overview")), scorecard(judged)
    for measure in (OCCUPANCY, PASS_RATE):
        assert f'<div class="value">{percent(measure.of_all(card)).removesuffix("%")}<small>%</small>' in html
    assert f'<div class="value">{TAX.of_all(card):.1f}<small>万元/亩</small>' in html
    assert f'<div class="value">{card["pressing"].sum()}<small>条</small>' in html
    assert f'<div class="value">{card["candidates"].sum()}<small>份合同</small>' in html
    assert f'<div class="value">{card["meets"].sum()}<small>/ 8 个</small>' in html
    assert f"数据完整度{percent(COMPLETENESS.of_all(card))}" in html


def test_it_opens_with_what_is_worst_in_words(open_page):
    html = html_of(open_page("overview"))
    assert "龙泉市8个园区入驻率" in html
    assert "较2025年末" in html
    assert "低于70%，差" in html


def test_cards_and_agenda_lead_to_filtered_pages(open_page):
    found = links(open_page("overview", as_of="2026-05-31"))
    alerts = found["查看红橙预警"]
    assert alerts.page == "compliance"
    assert "as_of=2026-05-31" in alerts.query_string
    assert "level=%E7%BA%A2%2C%E6%A9%99" in alerts.query_string
    assert "rule=hazard_overdue" in found["查看隐患逾期未销号"].query_string
    assert found["查看清退候选"].page == "exits"


def test_another_figure_ranks_the_parks_anew_and_stays_in_the_address(open_page, judged):
    app = open_page("overview")
    app.button_group(key="rank").set_value("亩均税收").run()
    assert not app.exception
    assert "亩均税收" in app.query_params["rank"]
    best = TAX.of_parks(scorecard(judged)).idxmax()
    assert f"各园区亩均税收，从高到低：{judged.parks.loc[best, 'name']}" in alts(app)


def alts(app):
    return "\n".join(one.proto.alt for one in app.get("plotly_chart"))


def test_every_chart_says_in_words_what_it_shows(open_page):
    charts = open_page("overview").get("plotly_chart")
    assert len(charts) == 3
    assert all(len(one.proto.alt) > 20 for one in charts)


@pytest.mark.parametrize("as_of", ["2000-01-01", "2021-05-01", "2022-08-24", "2024-02-29", "2030-01-01", "2099-12-31"])
@pytest.mark.parametrize("size", ["one_park", "demo"])
def test_it_opens_on_any_day(open_page, size, as_of):
    app = open_page("overview", size, as_of=as_of, compare_to="2023-06-30")
    assert not app.exception
    assert "<h1>总览" in html_of(app)


def test_before_the_first_contract_figures_are_missing_and_not_zero(open_page):
    html = html_of(open_page("overview", as_of="2000-01-01"))
    assert html.count('<div class="value missing">无数据</div>') == 4
    assert "入驻率无数据" in html


def test_the_default_day_of_a_demonstration_is_its_last(open_page):
    assert open_page("overview").date_input(key="as_of").value == LAST_DAY == date(2026, 6, 30)


def test_the_export_holds_every_parks_figures_on_both_days_and_what_waits(judged):
    now, earlier = (
        Outcome(one.as_of, scorecard(one), one.findings, None, 2025)
        for one in (judged, assess(judged.situation.facts, load_policy(), date(2025, 12, 31)))
    )
    book = io.BytesIO(workbook(overview_workbook(now, earlier, agenda(now.findings, load_policy()))))
    figures = pd.read_excel(book, sheet_name="园区指标", engine="calamine")
    assert figures["园区"].tolist() == now.card["name"].tolist()
    assert figures["入驻率（2026-06-30）"].tolist() == pytest.approx(OCCUPANCY.of_parks(now.card).tolist())
    assert figures["入驻率（2025-12-31）"].tolist() == pytest.approx(OCCUPANCY.of_parks(earlier.card).tolist())
    assert "清退候选" in pd.read_excel(book, sheet_name="待决事项", engine="calamine")["待决事项"].tolist()
