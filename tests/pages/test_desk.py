"""我的工作: what waits for whom; first for operators and departments, not there for who does not write."""

from dataclasses import replace
from datetime import date

import pytest

from core.paper import Coverage
from data.dispatches import Recipient, receive, send
from data.drafts import keep
from data.freezing import freeze
from data.intake.rows import Entry
from data.records import save
from data.reminders import Asked, remind
from tests.pages.people import (  # noqa: F401
    COUNTY,
    LEADER,
    OFFICE,
    OPERATOR,
    OTHER_PARK,
    PARK,
    PROVINCE,
    SAFETY,
    own_county,
    said,
    visit,
)
from tests.papers import full_paper

UNIT = replace(SAFETY, unit="市应急管理局")


def firm_without(engine, year, quarter):
    with engine.connect() as connection:
        return connection.exec_driver_sql(
            "SELECT c.credit_code FROM contract c WHERE c.park_code = ? AND c.starts_on < '2025-01-01' AND"
            " (c.ends_on IS NULL OR c.ends_on > '2026-12-31') AND c.terminated_on IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM report r WHERE r.park_code = c.park_code AND r.credit_code = c.credit_code"
            " AND r.year = ? AND r.quarter = ?)", (PARK, year, quarter)).scalar()


def test_an_operator_finds_reports_alerts_and_contracts_of_the_own_park(visit):  # noqa: F811
    page = visit(OPERATOR, "desk")
    assert not page.exception
    html = said(page)
    assert all(word in html for word in ("要报的报表", "2026年2季度", "还有20天", "红橙预警", "即将到期的合同"))
    assert "塔石" not in html
    assert "收到的催报" not in html


@pytest.mark.parametrize(("user", "first"), [
    (OPERATOR, "我的工作"), (SAFETY, "我的工作"), (OFFICE, "总览"), (LEADER, "总览"), (PROVINCE, "总览"),
])
def test_the_page_that_opens_first_depends_on_the_role(visit, user, first):  # noqa: F811
    page = visit(user, "compliance")
    page.switch_page("desk.py" if first == "我的工作" else "overview.py").run()
    assert f"<h1>{first}</h1>" in said(page)
    assert not page.exception


@pytest.mark.parametrize("user", [LEADER, PROVINCE])
def test_who_does_not_write_has_no_desk(visit, user):  # noqa: F811
    page = visit(user, "compliance")
    with pytest.raises(ValueError, match="registered"):
        page.switch_page("desk.py")


def test_a_reminder_is_on_the_first_page_until_the_report_comes(visit, own_county):  # noqa: F811
    firm = firm_without(own_county, 2026, 1)
    remind(own_county, OFFICE, [Asked(PARK, firm, "2026Q1", date(2026, 4, 20))], key="k", note="请补报")
    page = visit(OPERATOR, "desk")
    assert "收到的催报" in said(page)
    assert "办公室甲催报：请补报" in said(page)
    assert "1期收到催报" in said(page)
    values = {"统一社会信用代码": firm, "园区编码": PARK, "期间": "2026Q1", "填报日期": date(2026, 6, 30), "税收": 1}
    assert save(own_county, OPERATOR, [Entry("数据填报", values)], key="s").is_written
    page = visit(OPERATOR, "desk")
    assert "收到的催报" not in said(page)
    assert "最近办理" in said(page)


def test_reminders_to_other_parks_are_not_seen(visit, own_county):  # noqa: F811
    remind(own_county, OFFICE, [Asked(OTHER_PARK, None, "2026Q1", date(2026, 4, 20))], key="k")
    assert "收到的催报" not in said(visit(OPERATOR, "desk"))
    assert "已催报未报" in said(visit(OFFICE, "desk"))


def test_a_draft_leads_back_to_where_it_was_begun(visit, own_county):  # noqa: F811
    keep(own_county, OPERATOR, "数据填报", f"{PARK}/2026Q1", {"cells": {}})
    keep(own_county, OPERATOR, "会议纪要", "", {})
    page = visit(OPERATOR, "desk")
    assert not page.exception
    assert "数据填报 八都竹木产业园 2026年1季度" in said(page)
    assert "会议纪要 新登记" in said(page)
    assert "2份草稿没有写完" in said(page)


def test_a_department_finds_the_hazards_of_its_line(visit, own_county):  # noqa: F811
    with own_county.begin() as connection:
        connection.exec_driver_sql("UPDATE hazard SET line = '安全生产' WHERE closed_on IS NULL")
    page = visit(SAFETY, "desk")
    assert not page.exception
    assert "安全生产隐患" in said(page)
    assert "逾期" in said(page)
    assert "要报的报表" not in said(page)


def test_a_desk_without_anything_to_do_is_pleasant(visit, own_county):  # noqa: F811
    with own_county.begin() as connection:
        connection.exec_driver_sql("DELETE FROM hazard")
    page = visit(SAFETY, "desk")
    assert not page.exception
    assert "今天没有待办事项" in said(page)


def test_a_paper_waits_on_the_desk_until_its_receipt_is_confirmed(visit, own_county):  # noqa: F811
    paper = freeze(own_county, OFFICE, full_paper(), Coverage((COUNTY,)), signed_on=date(2026, 7, 2), key="k")
    to = [Recipient("八都竹木产业园", PARK), Recipient(UNIT.unit)]
    send(own_county, OFFICE, paper, to, key="s")
    for user in (OPERATOR, UNIT):
        page = visit(user, "desk")
        assert not page.exception
        assert "1份文件待签收" in said(page)
        assert "简报〔2026〕1号第1版，办公室甲于" in said(page)
        assert ("papers", f"paper={paper}") in [(one.proto.page, one.proto.query_string) for one in links(page)]
        receive(own_county, user, paper)
        assert "待签收" not in said(visit(user, "desk"))


def test_a_paper_for_others_is_not_on_the_desk(visit, own_county):  # noqa: F811
    paper = freeze(own_county, OFFICE, full_paper(), Coverage((COUNTY,)), signed_on=date(2026, 7, 2), key="k")
    send(own_county, OFFICE, paper, [Recipient("塔石汽车空调零部件产业园", OTHER_PARK)], key="s")
    for user in (OPERATOR, UNIT, OFFICE):
        assert "待签收" not in said(visit(user, "desk"))


def links(page):
    return page.get("page_link")


def test_the_office_sees_the_county_by_period(visit):  # noqa: F811
    html = said(visit(OFFICE, "desk"))
    assert "应报263家，已报0家" in html
    assert "30天内到期" in html
