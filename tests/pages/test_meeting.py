"""联席会议: called from what the figures suggest, decided on the spot, minuted, confirmed, issued, corrected."""

from datetime import date

import pytest

from core.access import Action, Role, User
from core.meeting import ItemState, MeetingState, Result
from data.meetings.actions import report_done
from data.meetings.deciding import defer
from data.meetings.reading import read_actions, read_meetings
from data.presenting import deck_of, move_to
from data.tables import ExitCase
from tests.pages.conftest import SIZES, html_of
from tests.pages.people import COUNTY, LEADER, OFFICE, PROVINCE, SAFETY, own_county, said, visit  # noqa: F401
from tests.sittings import called, decided, issued, minuted, opened, seen
from tests.wall import a_paper

UNIT_USER = User("safety", "应急甲", Role.DEPARTMENT, (COUNTY,), line=SAFETY.line, unit="市应急管理局")


def press(app, label):
    [button] = [one for one in app.button if one.label.startswith(label)]
    assert not button.disabled
    return button.click().run()


def labels(app):
    return {one.label for one in app.button}


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_before_there_is_any_meeting(open_page, size):
    app = open_page("meeting", size)
    assert not app.exception
    wanted = "python manage.py import" if size == "empty" else "还没有召集过联席会议"
    assert wanted in html_of(app)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", ["meeting", "actions"])
def test_every_role_opens_it_or_is_refused_as_the_permissions_say(open_page, page, role):
    app = open_page(page, "demo", by=role)
    assert not app.exception
    needs = Action.FOLLOW if page == "meeting" else Action.SEE
    title = "联席会议" if page == "meeting" else "交办事项"
    may = User("x", "", role).may(needs)
    assert (f"<h1>{title}</h1>" in html_of(app)) is may
    assert (f"没有打开“{title}”的权限" in html_of(app)) is not may


def test_only_the_office_calls_one(open_page):
    for role in (Role.LEADER, Role.PROVINCE, Role.DEPARTMENT):
        assert not open_page("meeting", by=role).button_group


@pytest.mark.parametrize("size", ["one_park", "demo"])
def test_the_form_proposes_what_the_figures_suggest(open_page, size):
    app = open_page("meeting", size)
    app.button_group(key="meetings-view").set_value("召集会议").run()
    assert not app.exception
    frame = app.dataframe[0].value
    assert (frame["title"].str.startswith("关于")).all()
    assert set(frame["kind"]) <= {"企业清退", "集聚度不达标", "红色预警"}


def test_a_meeting_is_called_with_the_ticked_items_and_free_ones(visit, own_county):  # noqa: F811
    app = visit(OFFICE, "meeting")
    app.button_group(key="meetings-view").set_value("召集会议").run()
    app.text_input(key="call-place").set_value("市政府3号会议室")
    app.text_input(key="call-convener").set_value("领导甲")
    app.date_input(key="call-day").set_value(date(2026, 6, 30))
    app.text_input(key="call-free-title").set_value("关于修订入园标准事项")
    app.text_area(key="call-free-motion").set_value("研究修订。")
    press(app, "列入议程")
    assert app.text_input(key="call-free-title").value == ""
    app.session_state[f"call-agenda-{COUNTY}-2026-06-30"] = {"selection": {"rows": [0, 2], "columns": [], "cells": []}}
    app.run()
    press(app, "召集会议（议题3项）")
    assert not app.exception
    [meeting] = read_meetings(own_county, OFFICE)
    assert (meeting.state, meeting.items) == (MeetingState.NOTICE, 3)
    assert "会议已召集，列入议题3项。" in said(app)
    assert "定于2026年6月30日9时在市政府3号会议室召开，列入议题3项。" in said(app)


def test_what_is_missing_is_said_and_nothing_is_called(visit, own_county):  # noqa: F811
    app = visit(OFFICE, "meeting")
    app.button_group(key="meetings-view").set_value("召集会议").run()
    press(app, "召集会议（")
    assert "请填写会议地点。" in said(app)
    assert read_meetings(own_county, OFFICE) == []


@pytest.mark.parametrize("bring", [called, opened, decided, minuted, issued])
@pytest.mark.parametrize("user", [OFFICE, LEADER, PROVINCE, SAFETY])
def test_every_state_opens_for_whoever_follows_meetings(visit, own_county, bring, user):  # noqa: F811
    meeting = bring(own_county)
    app = visit(user, "meeting")
    assert not app.exception
    assert not app.error
    html = said(app)
    assert seen(own_county, meeting).state in html
    assert f"/present/meeting/{meeting}" in html
    if user is not OFFICE:
        assert not {"记为已议定", "印发纪要", "生成材料", "登记到会并开会"} & labels(app)


def test_the_meeting_opens_with_who_came(visit, own_county):  # noqa: F811
    meeting = called(own_county)
    app = visit(OFFICE, "meeting")
    press(app, "登记到会并开会")
    assert "请登记到会人员：至少勾选一个到会单位。" in said(app)
    key = f"notice-{meeting}-{seen(own_county, meeting).version}-came-False"
    app.session_state[key] = {"edited_rows": {0: {"came": True, "name": "陈演示"}, 3: {"came": True}}}
    press(app, "登记到会并开会")
    assert not app.exception
    now = seen(own_county, meeting)
    assert now.state is MeetingState.OPEN
    assert [(one.unit, one.name) for one in now.attendance] == [("市府办", "陈演示"), ("市应急管理局", "")]
    assert "缺席" in said(app)


def test_material_is_frozen_for_one_item_or_for_all(visit, own_county):  # noqa: F811
    meeting = called(own_county)
    app = visit(OFFICE, "meeting")
    assert "尚未定稿，以下按现有数据" in said(app)
    press(app, "生成材料")
    assert not app.exception
    first, *others = seen(own_county, meeting).items
    assert first.paper_id
    assert not any(one.paper_id for one in others)
    assert "议题材料〔2026〕1号第1版" in said(app)
    press(app, "生成全部材料（4项）")
    assert all(one.paper_id for one in seen(own_county, meeting).items)
    press(app, "重新生成材料")
    assert "议题材料〔2026〕1号第2版" in said(app)


def test_an_item_is_decided_on_the_spot_and_the_next_one_comes_up(visit, own_county):  # noqa: F811
    meeting = opened(own_county)
    app = visit(OFFICE, "meeting")
    first, second, *_ = seen(own_county, meeting).items
    assert f"1. {first.title}" in said(app)
    press(app, "记为已议定")
    assert not app.exception
    assert seen(own_county, meeting).items[0].state is ItemState.DECIDED
    assert "已议定、待纪要" in said(app)
    assert f"<h3>2. {second.title}</h3>" in html_of(app)


def test_what_a_result_needs_is_said(visit, own_county):  # noqa: F811
    meeting = opened(own_county)
    app = visit(OFFICE, "meeting")
    item = seen(own_county, meeting).items[0]
    app.button_group(key=f"decide-{item.id}-{item.version}-result").set_value(Result.RECTIFY)
    press(app, "记为已议定")
    assert "要写明决议内容" in said(app)
    assert seen(own_county, meeting).items[0].state is ItemState.OPEN


def test_an_item_is_put_off_with_a_reason_and_taken_up_again(visit, own_county):  # noqa: F811
    meeting = opened(own_county)
    item = seen(own_county, meeting).items[0]
    app = visit(OFFICE, "meeting", item=str(item.id))
    app.text_input(key=f"why-{item.id}-{item.version}").set_value("面积待核实")
    press(app, "缓议")
    assert "理由：面积待核实" in said(app)
    press(app, "重新审议")
    assert seen(own_county, meeting).items[0].state is ItemState.OPEN


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(visit, own_county):  # noqa: F811
    meeting = opened(own_county)
    app = visit(OFFICE, "meeting")
    item = seen(own_county, meeting).items[0]
    defer(own_county, OFFICE, item.id, "先议他项", seen_version=item.version, key="elsewhere")
    press(app, "记为已议定")
    assert not app.exception
    assert "办公室甲" in said(app)
    assert "没有保存" in said(app)
    assert seen(own_county, meeting).items[0].state is ItemState.DEFERRED


def test_a_meeting_cannot_end_while_an_item_waits(visit, own_county):  # noqa: F811
    opened(own_county)
    app = visit(OFFICE, "meeting")
    [end] = [one for one in app.button if one.label == "结束会议，起草纪要"]
    assert end.disabled
    assert "还有5项待议" in said(app)


def test_minutes_are_drafted_confirmed_by_a_leader_and_issued_by_the_office(visit, own_county):  # noqa: F811
    meeting = decided(own_county)
    app = visit(OFFICE, "meeting")
    press(app, "结束会议")
    assert "会议纪要（草稿）" in said(app)
    assert "会议议定：同意" in said(app)
    assert "印发时编号" in said(app)
    assert [one for one in app.button if one.label == "印发纪要"][0].disabled
    press(visit(LEADER, "meeting"), "确认纪要")
    app = visit(OFFICE, "meeting")
    assert "此后不能修改，只能按编号更正" in said(app)
    press(app, "印发纪要")
    assert not app.exception
    now = seen(own_county, meeting)
    assert now.state is MeetingState.ISSUED
    assert now.items[0].decision.number in said(app)
    with own_county.connect() as connection:
        numbers = connection.exec_driver_sql(f"SELECT contract_number FROM {ExitCase.__tablename__}").scalars().all()
    assert now.items[0].subject in numbers


def test_after_the_meeting_no_figures_of_today_pass_for_its_material(visit, own_county):  # noqa: F811
    item = seen(own_county, issued(own_county)).items[0]
    html = html_of(visit(OFFICE, "meeting", item=str(item.id)))
    assert "会前没有定稿的材料" in html
    assert "退出影响" not in html


def test_a_decision_in_force_is_only_corrected_by_another(visit, own_county):  # noqa: F811
    meeting = issued(own_county)
    item = seen(own_county, meeting).items[2]
    app = visit(OFFICE, "meeting", item=str(item.id))
    assert not {"记为已议定", "重新审议"} & labels(app)
    key = f"correct-{item.decision.id}"
    app.button_group(key=f"{key}-result").set_value(Result.AMENDED)
    app.text_area(key=f"{key}-text").set_value("由园区运营机构先报方案。")
    app.text_input(key=f"{key}-why").set_value("原文有误")
    press(app, "作出更正决议")
    assert not app.exception
    first, second = seen(own_county, meeting).items[2].decisions
    assert first.corrected_by == second.id
    assert "更正事由：原文有误" in said(app)
    assert "已被更正" in said(app)


def test_a_meeting_is_cancelled_with_a_reason(visit, own_county):  # noqa: F811
    meeting = called(own_county)
    app = visit(OFFICE, "meeting")
    app.text_input(key=f"notice-{meeting}-{seen(own_county, meeting).version}-why").set_value("改期")
    press(app, "确认取消")
    assert seen(own_county, meeting).state is MeetingState.CANCELLED
    assert "已取消：改期。" in said(app)


def test_the_agenda_is_changed_before_the_meeting(visit, own_county):  # noqa: F811
    meeting = called(own_county)
    first, second, *_ = seen(own_county, meeting).items
    press(visit(OFFICE, "meeting", item=str(first.id)), "下移")
    assert [one.id for one in seen(own_county, meeting).items][:2] == [second.id, first.id]
    press(visit(OFFICE, "meeting", item=str(first.id)), "移出议程")
    assert first.id not in [one.id for one in seen(own_county, meeting).items]
    app = visit(OFFICE, "meeting", item=str(second.id))
    app.text_area(key=f"edit-{second.id}-{second.version}-motion").set_value("先约谈，后清退。")
    press(app, "保存议题")
    assert "先约谈，后清退。" in html_of(app)
    app.text_input(key=f"add-{meeting}-4-title").set_value("关于通报情况事项")
    app.text_area(key=f"add-{meeting}-4-motion").set_value("通报。")
    press(app, "列入议程")
    assert seen(own_county, meeting).items[-1].title == "关于通报情况事项"


def test_action_items_are_reported_by_their_unit_and_confirmed_by_the_office(visit, own_county):  # noqa: F811
    issued(own_county)
    app = visit(UNIT_USER, "actions")
    assert "市应急管理局的交办事项2项，未办结2项，没有逾期。" in said(app)
    one = read_actions(own_county, UNIT_USER)[0]
    assert "确认办结" not in labels(app)
    app.text_area(key=f"report-{one.id}-{one.version}-note").set_value("已收回厂房")
    press(app, "报办结")
    assert not app.exception
    assert "已收回厂房" in said(app)
    app = visit(OFFICE, "actions", action=str(one.id))
    press(app, "退回补办")
    assert "请填写" in said(app)
    [now] = [each for each in read_actions(own_county, OFFICE) if each.id == one.id]
    app.text_area(key=f"judge-{one.id}-{now.version}-note").set_value("补交清单")
    press(app, "退回补办")
    assert "退回补办" in html_of(app)
    app = visit(UNIT_USER, "actions", action=str(one.id))
    [now] = [each for each in read_actions(own_county, OFFICE) if each.id == one.id]
    app.text_area(key=f"report-{one.id}-{now.version}-note").set_value("清单已补")
    press(app, "报办结")
    press(visit(OFFICE, "actions", action=str(one.id)), "确认办结")
    assert "已办结" in said(visit(LEADER, "actions", action=str(one.id)))


def test_other_units_see_none_of_it_and_leaders_press_nothing(visit, own_county):  # noqa: F811
    issued(own_county)
    assert "没有登记单位" in said(visit(SAFETY, "actions"))
    app = visit(LEADER, "actions")
    assert not {"报办结", "确认办结", "退回补办"} & labels(app)
    assert "交办事项2项" in said(app)


def test_a_units_action_items_are_on_its_desk_until_they_are_reported(visit, own_county):  # noqa: F811
    issued(own_county)
    assert "2项交办事项待办" in said(visit(UNIT_USER, "desk"))
    assert "项交办事项" not in said(visit(SAFETY, "desk"))
    assert "项交办事项" not in said(visit(OFFICE, "desk"))
    one = read_actions(own_county, UNIT_USER)[0]
    report_done(own_county, UNIT_USER, one.id, "已办", seen_version=one.version, key="r")
    assert "1项交办事项待办" in said(visit(UNIT_USER, "desk"))
    app = visit(OFFICE, "desk")
    assert "1项交办事项待确认或待办" in said(app)
    assert one.title in html_of(app)


def test_who_came_is_amended_until_the_minutes_are_issued(visit, own_county):  # noqa: F811
    meeting = minuted(own_county, is_confirmed=True)
    app = visit(OFFICE, "meeting")
    assert "纪要列明到会单位：更正后须请领导重新确认。" in said(app)
    key = f"came-{meeting}-{seen(own_county, meeting).version}-False"
    app.session_state[key] = {"edited_rows": {1: {"came": False}, 2: {"came": True, "name": "刘税务"}}}
    press(app, "保存到会情况")
    assert not app.exception
    now = seen(own_county, meeting)
    assert [(one.unit, one.name) for one in now.attendance] == [
        ("市府办", "陈演示"), ("税务局", "刘税务"), ("市应急管理局", "王应急"),
    ]
    assert now.confirmed_at is None
    assert "到会情况已更正。" in said(app)


@pytest.mark.parametrize(("bring", "user"), [(called, OFFICE), (issued, OFFICE), (opened, LEADER)],
                         ids=["called", "issued", "not-the-office"])
def test_at_other_times_and_by_others_it_is_not(visit, own_county, bring, user):  # noqa: F811
    bring(own_county)
    assert "保存到会情况" not in labels(visit(user, "meeting"))


def test_a_frozen_briefing_is_chosen_to_open_the_meeting(visit, own_county):  # noqa: F811
    briefing = a_paper(own_county, OFFICE)
    meeting = called(own_county)
    app = visit(OFFICE, "meeting")
    key = f"notice-{meeting}-{seen(own_county, meeting).version}-opening"
    app.selectbox(key=key).set_value(briefing).run()
    press(app, "保存通知")
    assert not app.exception
    assert seen(own_county, meeting).deck_id == briefing
    for user in (OFFICE, LEADER):
        html = said(visit(user, "meeting"))
        assert "开场简报" in html
        assert "简报〔2026〕1号（截至2026-06-30）" in html


def test_a_meeting_is_called_with_its_briefing(visit, own_county):  # noqa: F811
    briefing = a_paper(own_county, OFFICE)
    app = visit(OFFICE, "meeting")
    app.button_group(key="meetings-view").set_value("召集会议").run()
    app.text_input(key="call-place").set_value("市政府3号会议室")
    app.text_input(key="call-convener").set_value("领导甲")
    app.selectbox(key="call-opening").set_value(briefing)
    press(app, "召集会议（")
    assert not app.exception
    assert seen(own_county, read_meetings(own_county, OFFICE)[0].id).deck_id == briefing


@pytest.mark.parametrize("bring", [called, opened, decided])
def test_the_item_on_the_wall_is_marked_in_the_agenda(visit, own_county, bring):  # noqa: F811
    meeting = bring(own_county)
    assert "正在上墙" not in said(visit(LEADER, "meeting"))
    deck = deck_of(own_county, OFFICE, meeting)
    move_to(own_county, OFFICE, meeting, deck.starts[1], 1, "a" * 16)
    html = said(visit(LEADER, "meeting"))
    assert html.count("正在上墙") == 2  # In the line, and where it is hovered over.
    assert f"正在上墙 · {seen(own_county, meeting).items[1].kind}" in html


def test_what_was_on_the_wall_last_is_not_marked_once_the_minutes_are_issued(visit, own_county):  # noqa: F811
    meeting = issued(own_county)
    move_to(own_county, OFFICE, meeting, deck_of(own_county, OFFICE, meeting).starts[0], 1, "b" * 16)
    assert "正在上墙" not in said(visit(OFFICE, "meeting"))
