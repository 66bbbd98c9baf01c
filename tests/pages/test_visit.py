"""上次登录以来的变化: on each role's first page, what is new for that account, and nothing beyond its reach."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.access import Role, User
from core.terms import SupervisionLine
from data.acts import ActKind, Done, record
from data.dispatches import Recipient, receive, send
from data.intake.rows import Entry
from data.meetings.actions import report_done
from data.meetings.reading import read_actions
from data.records import save
from data.reminders import Asked, remind
from data.visits import Visit
from pages.parts.scope import LAST_DAY
from pages.parts.visit.elapsed import day_of
from tests.pages.people import (  # noqa: F401
    COUNTY,
    LEADER,
    OFFICE,
    OPERATOR,
    OTHER_PARK,
    PARK,
    PROVINCE,
    own_county,
    said,
    visit,
)
from tests.sittings import UNIT, issued
from tests.wall import a_paper

BLOCK, FIRST, NOTHING = "上次登录以来的变化", "本账号首次登录", "上次登录以来的变化：没有"
SAFETY = User("safety", "应急甲", Role.DEPARTMENT, (COUNTY,), line=SupervisionLine.SAFETY, unit=UNIT)
ADMINISTRATOR = User("admin", "管理甲", Role.ADMINISTRATOR)
PAGES = {LEADER: "overview", PROVINCE: "overview", OFFICE: "overview", OPERATOR: "desk", SAFETY: "desk",
         ADMINISTRATOR: "accounts"}
ROLES = [pytest.param(user, page, id=user.name) for user, page in PAGES.items()]


def sign_in(engine, user, monkeypatch, days_ago=0):
    at = (datetime.now(UTC) - timedelta(days=days_ago)).isoformat(timespec="microseconds")
    with monkeypatch.context() as patch:
        patch.setattr("data.acts.utc_now", lambda: at)
        record(engine, user, Done(ActKind.SIGN_IN, user.name))


@pytest.fixture
def back(own_county, monkeypatch, visit):  # noqa: F811
    """``back(user, then=…, days_ago=20)``: signed in days ago, then something happened; the first page now."""
    def opened(user, then=lambda: None, days_ago=0):
        sign_in(own_county, user, monkeypatch, days_ago)
        then()
        sign_in(own_county, user, monkeypatch)
        return visit(user, PAGES[user])

    return opened


@pytest.mark.parametrize(("user", "page"), ROLES)
def test_every_role_is_told_on_its_first_page_and_a_first_visit_says_so(
    visit, own_county, monkeypatch, user, page,  # noqa: F811
):
    shown = visit(user, page)
    assert not shown.exception
    assert BLOCK not in said(shown)
    assert FIRST not in said(shown)
    sign_in(own_county, user, monkeypatch)
    assert FIRST in said(visit(user, page))
    sign_in(own_county, user, monkeypatch)
    shown = visit(user, page)
    assert not shown.exception
    assert BLOCK in said(shown)
    assert NOTHING in said(shown)


@pytest.mark.parametrize(("user", "page"), [(OPERATOR, "overview"), (OFFICE, "desk")], ids=["operator", "office"])
def test_other_pages_do_not_repeat_it(visit, own_county, monkeypatch, user, page):  # noqa: F811
    for _ in range(2):
        sign_in(own_county, user, monkeypatch)
    assert BLOCK not in said(visit(user, page))


@pytest.mark.parametrize("user", [LEADER, PROVINCE, OFFICE], ids=["leader", "province", "office"])
def test_who_sees_the_county_is_told_what_the_days_have_brought(back, user):
    html = said(back(user, days_ago=120))
    assert "“按日期推算”以现有台账比较" in html
    assert "2026年6月30日" in html
    assert all(line in html for line in ("新增红橙预警", "消除红橙预警", "新增清退候选", "入驻率升降"))


def test_an_operator_is_told_of_the_alerts_of_the_own_parks_alone(back):
    html = said(back(OPERATOR, days_ago=120))
    block = html[html.index(BLOCK):html.index("要报的报表")]
    assert "新增红橙预警" in block
    assert "八都竹木产业园“" in block
    assert not any(other in block for other in ("塔石", "龙渊", "入驻率升降", "清退候选"))


def test_a_visit_on_the_same_day_compares_no_days(back):
    assert "以现有台账比较" not in said(back(LEADER, lambda: None))


def test_an_operator_is_told_of_reminders_papers_and_what_the_office_changed(back, own_county):  # noqa: F811
    def then():
        remind(own_county, OFFICE, [Asked(PARK, None, "2026Q1", date(2026, 4, 20))], key="k")
        remind(own_county, OFFICE, [Asked(OTHER_PARK, None, "2025Q4", date(2026, 1, 20))], key="other")
        paper = a_paper(own_county, OFFICE)
        send(own_county, OFFICE, paper, [Recipient("八都竹木产业园", PARK)], key="s")
        a_check(own_county, OFFICE, PARK)
        a_check(own_county, OFFICE, OTHER_PARK)

    html = said(back(OPERATOR, then))
    assert "办公室甲催报2026Q1" in html
    assert "催报2025Q4" not in html
    assert "收到文件" in html
    assert "办公室甲填报入驻核查1条" in html


def a_check(engine, by, park):
    with engine.connect() as connection:
        space = connection.exec_driver_sql("SELECT code FROM space WHERE park_code = ?", (park,)).scalar()
    values = {"园区编码": park, "单元编号": space, "核查日期": date(2026, 6, 29)}
    assert save(engine, by, [Entry("入驻核查", values)], key=f"check-{park}").is_written


def test_the_office_is_told_what_operators_changed_and_who_received(back, own_county):  # noqa: F811
    def then():
        a_check(own_county, OPERATOR, PARK)
        paper = a_paper(own_county, OFFICE)
        send(own_county, OFFICE, paper, [Recipient("八都竹木产业园", PARK)], key="s")
        receive(own_county, OPERATOR, paper)

    html = said(back(OFFICE, then))
    assert "园区改动台账" in html
    assert "八都竹木产业园1条" in html
    assert "文件签收" in html


def test_a_leader_is_told_what_the_meeting_decided(back, own_county):  # noqa: F811
    html = said(back(LEADER, lambda: issued(own_county)))
    assert "新印发会议纪要" in html
    assert "决议生效" in html


def test_a_unit_is_told_of_what_it_was_given_and_the_office_of_what_was_reported(back, own_county):  # noqa: F811
    html = said(back(SAFETY, lambda: issued(own_county)))
    assert "新交办事项" in html

    def report():
        action = read_actions(own_county, SAFETY)[0]
        report_done(own_county, SAFETY, action.id, "已办", seen_version=action.version, key="done")

    html = said(back(OFFICE, report))
    assert "交办事项报办结" in html
    assert "新交办事项" not in html


def test_a_department_is_told_of_new_and_closed_hazards_of_its_line(back, own_county):  # noqa: F811
    def then():
        for number, line in (("YH-X1", "安全生产"), ("YH-X2", "消防")):
            assert save(own_county, OFFICE, [Entry("检查隐患", {
                "隐患编号": number, "园区编码": PARK, "条线": line, "检查部门": "演示局", "检查日期": date(2026, 6, 1),
                "等级": "一般", "整改期限": date(2026, 7, 1),
            })], key=number).is_written

    html = said(back(SAFETY, then))
    assert "安全生产隐患新登记" in html
    assert "1处" in html
    assert "安全生产隐患销号" not in html


def test_the_administrator_is_told_of_locks_refusals_denials_and_backups_but_no_facts(back, own_county):  # noqa: F811
    def then():
        for kind in (ActKind.LOCK, ActKind.SIGN_IN_FAILED, ActKind.DENY, ActKind.BACKUP):
            record(own_county, None, Done(kind, "八都竹木产业园"))

    html = said(back(ADMINISTRATOR, then))
    block = html[html.index(BLOCK):html.index("全部账号")]
    assert all(word in block for word in ("账号被锁定", "登录未成功", "越权访问被拒绝", "备份"))
    assert "八都" not in block


@pytest.mark.parametrize(("days_ago", "day"), [(0, LAST_DAY), (3, date(2026, 6, 27))])
def test_a_demonstration_goes_back_as_many_days_as_the_visit_lies_back(days_ago, day):
    at = datetime(2026, 11, 25, 12, tzinfo=UTC) - timedelta(days=days_ago)
    assert day_of(Visit(at.isoformat(), 1), date(2026, 11, 25), LAST_DAY) == day


def test_the_day_of_a_visit_is_that_of_china():
    late = datetime(2026, 6, 29, 16, 30, tzinfo=UTC)  # Half past midnight of the 30th in China.
    assert day_of(Visit(late.isoformat(), 1), date(2026, 6, 30), date(2026, 6, 30)) == date(2026, 6, 30)
