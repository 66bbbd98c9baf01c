"""报送日历: the state of every park and period, who has not reported, and reminders by the office alone."""

from datetime import date

import pytest
from sqlmodel import Session, select

from data.reminders import Asked, read_reminders, remind
from data.tables import Act
from tests.pages.people import (  # noqa: F401
    LEADER,
    OFFICE,
    OPERATOR,
    PARK,
    PROVINCE,
    own_county,
    said,
    visit,
)


def acts(engine, kind):
    with Session(engine) as session:
        return session.exec(select(Act).where(Act.kind == kind)).all()


def tick(app, rows, way="按企业"):
    app.session_state[f"lacking-{way}-{app.session_state['remind-key'][:8]}"] = {
        "selection": {"rows": rows, "columns": [], "cells": []},
    }
    return app.run()




def test_every_park_and_period_has_its_counts_with_marks(visit):  # noqa: F811
    page = visit(OFFICE, "calendar")
    assert not page.exception
    html = said(page)
    assert html.count('<th scope="row">') == 9
    assert all(word in html for word in ("应报", "缺报", "迟报", "待报", "合计8个园区", "2026年2季度"))
    assert "缺报80份，涉及8个园区" in html
    assert "尚未催报" in html


def test_the_office_ticks_and_reminds_once(visit, own_county):  # noqa: F811
    page = visit(OFFICE, "calendar")
    assert page.button(key="remind").disabled
    tick(page, [0, 2])
    page.text_input(key="remind-note").set_value("请于本周五前补报").run()
    page.button(key="remind").click().run()
    assert not page.exception
    found = read_reminders(own_county, OFFICE.reach)
    assert len(found) == 2
    assert set(found["note"]) == {"请于本周五前补报"}
    assert "已催报2项" in said(page)
    assert "其中2份已催报" in said(page)
    tick(page, [0, 2])
    page.button(key="remind").click().run()
    assert "2项今天已催过" in said(page)
    assert len(read_reminders(own_county, OFFICE.reach)) == 2
    assert len(acts(own_county, "催报")) == 1


def test_whole_parks_can_be_reminded(visit, own_county):  # noqa: F811
    page = visit(OFFICE, "calendar")
    page.button_group(key="way").set_value("按园区").run()
    tick(page, [0], "按园区")
    page.button(key="remind").click().run()
    [one] = read_reminders(own_county, OFFICE.reach).to_dict("records")
    assert one["credit_code"] is None
    assert "已催报1项" in said(page)


@pytest.mark.parametrize("user", [LEADER, PROVINCE, OPERATOR])
def test_others_read_who_was_reminded_and_cannot_remind(visit, own_county, user):  # noqa: F811
    page = visit(OFFICE, "calendar")
    tick(page, [0])
    page.button(key="remind").click().run()
    other = visit(user, "calendar")
    assert not other.exception
    assert "remind" not in [one.key for one in other.button]
    assert "其中1份已催报" in said(other)
    assert len(read_reminders(own_county, user.reach)) == 1


def test_an_operator_sees_the_own_park_and_a_way_to_fill(visit):  # noqa: F811
    page = visit(OPERATOR, "calendar")
    assert said(page).count('<th scope="row">') == 1
    assert [one.proto.label for one in page.get("page_link")] == ["去填报"]
    assert not visit(LEADER, "calendar").get("page_link")


def test_on_another_day_nobody_is_reminded(visit):  # noqa: F811
    page = visit(OFFICE, "calendar", as_of="2026-05-31")
    assert "remind" not in [one.key for one in page.button]
    assert "催报请把截至日期改回今天" in said(page)


def test_a_reminded_report_that_came_is_said_to_have_come(visit, own_county):  # noqa: F811
    page = visit(OFFICE, "calendar")
    with Session(own_county) as session:
        row = session.connection().exec_driver_sql(
            "SELECT credit_code FROM report WHERE park_code = ? AND year = 2026 AND quarter = 1", (PARK,)).first()
    remind(own_county, OFFICE, [Asked(PARK, row[0], "2026Q1", date(2026, 4, 20))], key="k")
    page.run()
    assert "尚未催报" in said(page)


