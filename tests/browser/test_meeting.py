"""A joint meeting from its notice to its minutes in force, by the people who hold it, and what follows from it."""

import re

from data.engine import open_engine
from data.meetings.reading import read_meetings
from data.presenting import deck_of, move_to
from tests.browser.conftest import errors_on
from tests.browser.machine import open_settled, settle
from tests.sittings import OFFICE, UNIT

TICK, HEADER, LINES, TICKED = 18, 35, 80, 9
AFTER = "as_of=2026-07-03"
"""The day of the meeting: three days after the last day of the demonstration."""


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def untick(page, rows):
    box = page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    for row in rows:
        page.mouse.click(box["x"] + TICK, box["y"] + HEADER + LINES * row + LINES // 2)
        settle(page)


def attendance(page):
    """Ticks every unit that was invited."""
    page.get_by_role("button", name="开会", exact=True).click()
    page.get_by_text("先勾选全部单位").click()
    settle(page)


def listed(page, step):
    """All that 清退名单 says of a step on the day of the meeting; the list itself, drawn, is read from its table."""
    open_settled(page, f"/exits?step={step}&{AFTER}")
    return page.locator('[data-testid="stDataFrame"] table').first.inner_text()


def decide_on_the_first(page):
    page.get_by_label("责任单位").click()
    page.keyboard.type(UNIT)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)
    press(page, "记为已议定")
    page.get_by_text("已议定、待纪要").first.wait_for()


def put_on_wall(database_url, place):
    """As another screen does it: the first slide of an item of the latest meeting."""
    engine = open_engine(database_url)
    meeting = read_meetings(engine, OFFICE)[0]
    move_to(engine, OFFICE, meeting.id, deck_of(engine, OFFICE, meeting.id).starts[place - 1], 1, "a" * 16)
    engine.dispose()


def test_a_meeting_from_notice_to_what_follows_from_it(visit, database_url):
    office = visit(height=2000)
    open_settled(office, "/meeting")
    office.get_by_role("radio", name="召集会议").click()
    settle(office)
    untick(office, range(2, TICKED))
    office.get_by_label("地点").fill("市政府3号会议室")
    office.get_by_role("textbox", name="召集人").fill("李领导")
    office.keyboard.press("Tab")
    settle(office)
    press(office, "召集会议（议题2项）")
    office.get_by_text("会议已召集，列入议题2项。").wait_for()

    press(office, "生成全部材料（2项）")
    office.get_by_text("已定稿2项议题的材料。").wait_for()
    with office.expect_download() as word:
        office.get_by_role("button", name="下载Word").click()
    assert word.value.suggested_filename == "议题材料〔2026〕1号第1版.docx"
    attendance(office)
    press(office, "登记到会并开会")
    office.get_by_text("会议已开始。").wait_for()
    put_on_wall(database_url, 2)
    office.locator('[class*="-on-wall"]').get_by_text("正在上墙").wait_for()

    leaving = re.search("关于(.+)清退事项", office.locator(".agenda-head h3").inner_text())[1]
    decide_on_the_first(office)
    staying = re.search("关于(.+)清退事项", office.locator(".agenda-head h3").inner_text())[1]
    assert staying != leaving
    office.get_by_text("缓议或撤回", exact=True).click()
    office.get_by_role("textbox", name="理由").fill("面积待核实")
    office.keyboard.press("Tab")
    settle(office)
    press(office, "缓议")
    office.get_by_text("已缓议。").wait_for()
    press(office, "结束会议，起草纪要")
    office.get_by_text("会议纪要（草稿）").wait_for()
    assert office.get_by_role("button", name="印发纪要").is_disabled()

    leader = visit(account="lingdao")
    open_settled(leader, "/meeting")
    assert leader.get_by_text("会议决定缓议，提交下次会议研究。理由：面积待核实。").count() == 1
    press(leader, "确认纪要")
    leader.get_by_text("纪要已确认，由联席会议办公室印发。").wait_for()

    open_settled(office, "/meeting")
    press(office, "印发纪要")
    office.get_by_text("纪要已印发，决议生效。").wait_for()
    assert office.get_by_text("（决议〔2026〕1号）").count() == 1
    assert leaving not in listed(office, "清退候选")
    assert leaving in listed(office, "清退中")
    assert errors_on(office) == errors_on(leader) == []

    unit = visit(account="anquan")
    open_settled(unit, "/actions")
    unit.get_by_role("textbox", name="办理情况").fill("已收回厂房")
    unit.keyboard.press("Tab")
    settle(unit)
    press(unit, "报办结")
    unit.get_by_text("待联席会议办公室确认").first.wait_for()
    open_settled(office, "/actions")
    assert office.get_by_text("已收回厂房").count() == 1
    press(office, "确认办结")
    office.get_by_text("已确认办结。").wait_for()
    assert errors_on(unit) == errors_on(office) == []
