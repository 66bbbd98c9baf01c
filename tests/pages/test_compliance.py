"""履约预警: the list that core gives, the filters that narrow it, and one finding with all that it rests on."""

import io

import pandas as pd
import pytest

from core.access import EVERYTHING
from core.assessment import assess
from core.policy import load_policy
from core.rules import RULES
from core.views.findings_table import chosen, findings_table
from data.demo import LAST_DAY
from data.engine import open_engine
from data.registers import register
from data.snapshot import read_snapshot
from data.tables import Enterprise
from tests.pages.conftest import html_of


@pytest.fixture(scope="module")
def table(databases):
    """The list of the demo county on its last day."""
    engine = open_engine(f"sqlite:///{databases('demo') / 'parks.db'}")
    firms = register(engine, EVERYTHING, Enterprise)
    names = dict(zip(firms["credit_code"], firms["name"], strict=True))
    yield findings_table(assess(read_snapshot(engine, EVERYTHING), load_policy(), LAST_DAY), names)
    engine.dispose()


def shown(app):
    """The list on screen."""
    return app.dataframe[0].value


def test_all_findings_are_listed_the_gravest_first(open_page, table):
    app = open_page("compliance")
    assert shown(app)["who"].to_list() == table["who"].to_list()
    assert shown(app)["title"].iloc[0] == table["title"].iloc[0]
    counts = table["level"].value_counts()
    alerts = sum(counts[one] for one in "红橙黄蓝")
    assert f"龙泉市在案预警{alerts}条：红色{counts['红']}条、橙色{counts['橙']}条" in html_of(app)
    assert f"另有{counts['无法判断']}项因缺少数据无法判断，{counts['良']}项利好" in html_of(app)


def test_level_chips_filter_and_stay_in_the_address(open_page, table):
    app = open_page("compliance")
    app.button_group(key="level").set_value(["红", "黄"]).run()
    assert len(shown(app)) == len(chosen(table, levels=["红", "黄"]))
    assert "红,黄" in app.query_params["level"]
    app.button_group(key="level").set_value([]).run()
    assert len(shown(app)) == len(table)
    assert "level" not in app.query_params


def test_the_address_filters(open_page, table):
    app = open_page("compliance", level="红,橙")
    assert len(shown(app)) == len(chosen(table, levels=["红", "橙"]))
    app = open_page("compliance", rule="rent_over_guide")
    assert len(shown(app)) == len(chosen(table, rule="rent_over_guide"))
    app = open_page("compliance", clause="P", line="使用管理")
    assert len(shown(app)) == len(chosen(table, clause="P", line="使用管理"))


def test_filters_work_together_and_what_the_address_invents_is_ignored(open_page, table):
    app = open_page("compliance", rule="no_such_rule", clause="X9", line="无", level="紫", finding="nothing")
    assert not app.exception
    assert len(shown(app)) == len(table)
    app.selectbox(key="rule").set_value("contract_expiring").run()
    app.button_group(key="level").set_value(["红"]).run()
    assert "没有符合条件的记录" in html_of(app)
    assert not app.exception


@pytest.mark.parametrize("rule", [rule.id for rule in RULES if rule.id != "provincial_park_size"])  # Relaxed here.
def test_every_kind_of_finding_opens_with_its_sentence_facts_and_clause(open_page, table, rule):
    found = table[table["rule"] == rule].drop_duplicates("verdict", keep="last")
    assert len(found)
    for key, verdict in zip(found["key"], found["verdict"], strict=True):
        app = open_page("compliance", finding=key)
        assert not app.exception
        html = html_of(app)
        assert '<div class="finding"' in html
        assert '<dl class="facts"' in html
        assert "第" in html.split('<p class="clause-line">')[1]
        assert html.count('<div title="202') == 12
        assert ("无法判断（缺" in html) == (verdict == "cannot_judge")


def test_a_picked_row_is_told_in_full(open_page, table):
    app = open_page("compliance", rule="rent_over_guide", level="橙")
    row = chosen(table, rule="rent_over_guide", levels=["橙"]).iloc[1]
    app.session_state["finding"] = row["key"]
    app.run()
    assert f"{row['who']}（合同{row['subject']}）租金{row['seen']}，高于指导价{row['due']}" in html_of(app)
    assert row["key"] in app.query_params["finding"]


def test_a_finding_links_to_the_files_of_its_park_and_enterprise(open_page, table):
    row = table[table["rule"] == "rent_over_guide"].iloc[0]
    app = open_page("compliance", finding=row["key"])
    found = {one.proto.label: one.proto.query_string for one in app.get("page_link")}
    assert f"park={row['park']}" in found["园区档案"]
    assert f"enterprise={row['credit_code']}" in found["企业档案"]


def test_good_news_is_no_alert(open_page, table):
    app = open_page("compliance", level="良")
    assert set(shown(app)["title"]) == {"可予扶持", "可申请受让"}
    assert len(chosen(table, levels=["良"])) == len(shown(app))


def test_what_rests_on_open_parameters_says_so(open_page, table):
    row = table[table["rule"] == "performance_below_commitment"].iloc[0]
    assert "待联席会议确定" in html_of(open_page("compliance", finding=row["key"]))
    row = table[table["rule"] == "hazard_overdue"].iloc[0]
    assert "待联席会议确定" not in html_of(open_page("compliance", finding=row["key"]))


def test_the_export_has_every_filtered_finding_with_sentence_clause_and_day(open_page, table, monkeypatch):
    files = []
    monkeypatch.setattr("streamlit.download_button", lambda _label, data, **_: files.append(data()))
    open_page("compliance", level="红")
    sheet = pd.read_excel(io.BytesIO(files[0]), sheet_name="预警清单", engine="calamine")
    red = chosen(table, levels=["红"])
    assert len(sheet) == len(red)
    assert sheet["说明"].str.len().min() > 10
    assert sheet["依据文件"].str.contains("第").all()
    assert set(sheet["截至"].astype(str)) == {"2026-06-30"}


@pytest.mark.parametrize("as_of", ["2000-01-01", "2022-07-01", "2023-12-31", "2030-01-01", "2099-12-31"])
@pytest.mark.parametrize("size", ["one_park", "demo"])
def test_it_opens_on_any_day(open_page, size, as_of):
    app = open_page("compliance", size, as_of=as_of)
    assert not app.exception
    assert "<h1>履约预警" in html_of(app)


def test_a_day_without_findings_says_so(open_page):
    html = html_of(open_page("compliance", as_of="2000-01-01"))
    assert "龙泉市没有在案预警" in html
    assert "没有符合条件的记录" in html
