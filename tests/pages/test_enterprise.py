"""企业档案: the list to find an enterprise in, and everything about one."""

import pytest

from core.access import EVERYTHING
from core.assessment import assess
from core.policy import load_policy
from core.terms import ExitStep
from core.views.concerning import concerned
from data.demo import LAST_DAY
from data.engine import open_engine
from data.registers import register
from data.snapshot import read_snapshot
from data.tables import Enterprise, Hazard
from pages.parts.words import number
from tests.pages.conftest import html_of


@pytest.fixture(scope="module")
def engine(databases):
    opened = open_engine(f"sqlite:///{databases('demo') / 'parks.db'}")
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def judged(engine):
    return assess(read_snapshot(engine, EVERYTHING), load_policy(), LAST_DAY)


@pytest.fixture(scope="module")
def firms(engine):
    return register(engine, EVERYTHING, Enterprise).set_index("credit_code")


@pytest.fixture(scope="module")
def candidate(judged):
    """The credit code of an enterprise that may have to leave."""
    return judged.contracts["credit_code"][judged.contracts["exit_step"] == ExitStep.CANDIDATE].iloc[0]


def listed(app):
    return app.dataframe[0].value


def test_with_nobody_chosen_all_enterprises_are_listed(open_page, judged, firms):
    app = open_page("enterprise")
    rows = listed(app).set_index("credit_code")
    assert set(rows.index) == set(firms.index)
    area = judged.contracts.groupby("credit_code")["area_m2"].sum()
    assert rows.loc[area.index, "area_m2"].to_list() == pytest.approx(area.to_list())


@pytest.mark.parametrize("part", ["name", "code"])
def test_an_enterprise_is_found_by_name_or_code(open_page, firms, candidate, part):
    app = open_page("enterprise")
    app.text_input(key="enterprise-words").set_value(firms["name"][candidate] if part == "name" else candidate).run()
    assert listed(app)["credit_code"].to_list() == [candidate]


def test_a_word_that_nobody_bears_is_said_so(open_page):
    app = open_page("enterprise")
    app.text_input(key="enterprise-words").set_value("没有这家").run()
    assert "没有符合的企业" in html_of(app)
    assert not app.dataframe


def test_the_file_shows_facts_contracts_promises_and_alerts(open_page, judged, engine, firms, candidate):
    page = html_of(open_page("enterprise", enterprise=candidate))
    held = judged.contracts[judged.contracts["credit_code"] == candidate]
    assert f">{firms['name'][candidate]}<" in page
    assert "处于清退候选" in page
    assert all(one in page for one in held["contract"])
    assert all(f"{row.year}年 {row.grade} {number(row.score, 1)}分" in page for row in held.itertuples())
    assert "承诺与实际" in page
    hazards = register(engine, EVERYTHING, Hazard)
    orange = judged.findings.query("verdict == 'breached' and severity == '橙'")
    who = concerned(judged, orange, dict(zip(hazards["number"], hazards["credit_code"], strict=True)))
    assert page.count('title="橙色预警"') == (who == candidate).sum() > 0


def test_the_list_counts_the_alerts_that_the_file_shows(open_page):
    rows = listed(open_page("enterprise"))
    worst = rows.sort_values("alerts").iloc[-1]
    page = html_of(open_page("enterprise", enterprise=worst["credit_code"]))
    marks = ("红色预警", "橙色预警", "黄色预警", "蓝色提示")
    assert sum(page.count(f'title="{mark}"') for mark in marks) == worst["alerts"]


def test_the_file_leads_to_the_park_and_back_to_the_list(open_page, judged, candidate):
    app = open_page("enterprise", enterprise=candidate)
    park = judged.contracts["park"][judged.contracts["credit_code"] == candidate].iloc[0]
    assert f"park?park={park}" in html_of(app)
    app.button(key="close-file").click().run()
    assert "enterprise" not in app.query_params
    assert len(listed(app)) > 1


def test_an_unknown_code_in_the_address_shows_the_list(open_page):
    app = open_page("enterprise", enterprise="NOBODY")
    assert not app.exception
    assert len(listed(app)) > 1


def test_one_who_has_left_still_has_a_file(open_page, judged, firms):
    gone = next(code for code in firms.index if code not in set(judged.contracts["credit_code"]))
    app = open_page("enterprise", enterprise=gone)
    assert not app.exception
    assert "目前没有有效合同" in html_of(app)


@pytest.mark.parametrize("as_of", ["2015-01-01", "2022-08-23", "2035-12-31"])
@pytest.mark.parametrize("size", ["one_park", "demo"])
def test_list_and_file_open_on_any_day(open_page, size, as_of):
    app = open_page("enterprise", size, as_of=as_of)
    assert not app.exception
    code = listed(app)["credit_code"].iloc[0]
    chosen = open_page("enterprise", size, as_of=as_of, enterprise=code)
    assert not chosen.exception
    assert "大事记" in html_of(chosen)
