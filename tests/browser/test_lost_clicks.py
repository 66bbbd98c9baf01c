"""The connection is lost at the very click that writes reports, an import, a decision or a briefing.

It is written whole or not at all, and who then does it once more makes no second.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError
from sqlmodel import Session, col, select

from data.engine import open_engine
from data.tables import Act, AgendaItem, Building, Decision, FrozenPaper, Report
from pages.parts.tables import HEADER, ROW
from tests.browser.conftest import errors_on
from tests.browser.machine import open_settled, settle
from tests.browser.test_lost_connection import CUTS, lose_the_click
from tests.sittings import FREE, opened
from tests.wire.composing import workbook

PARK = "331181005"
"""Not on the map, whose test reckons with the buildings of the demonstration."""
TO_THE_FIGURES = 178 + 74
"""Pixels of the grid before the first column that is typed in."""
TRIES, FIGURE = 10, 2
"""To open a cell; first column of the grid that is typed in, beside which the quarter before stands."""


@dataclass(frozen=True)
class Case:
    """number: tells one cut from another. meeting: one that is open, with one item. firms: name -> what it reports."""

    number: int
    meeting: int
    folder: Path
    firms: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Deed:
    """account: whose it is. button: that writes. ready: leads a page to it; whether there is anything left to do.

    counts: how many records there are of it, by their kinds; whole: how many once it is done. kind: of its one act.
    """

    account: str
    button: str
    ready: Callable[[Page, Case], bool]
    counts: Callable[[Session, Case], list[int]]
    whole: list[int]
    kind: str


def reports(page, case):
    """Two firms report the same revenue as the quarter before; what is kept as a draft is not typed again."""
    open_settled(page, "/reports")
    grid = page.locator('[data-testid="stDataFrame"]').first
    rows = [row.locator("td").all_inner_texts() for row in grid.locator("tbody tr").all()]
    if not case.firms:  # Apart: after Enter the cell below is chosen, and a click would open it.
        blank = [row for row in rows if not row[FIGURE] and row[FIGURE + 1] != "无数据"]
        case.firms.update({name: float(before) for name, _, _, before, *_ in blank[:3:2]})
    own = {place: row for place, row in enumerate(rows) if row[0] in case.firms}
    for place, row in own.items():
        if not row[FIGURE]:
            _type(page, grid, place, row[FIGURE + 1])
    return not all(row[FIGURE - 1].startswith("✔") for row in own.values())


def _type(page, grid, place, figure):
    """Into the first column of a row; the page has taken it once it counts one blank less."""
    blank = int(re.search(r"营收产值 空(\d+)", page.get_by_role("radio").first.inner_text())[1])
    box = grid.bounding_box()
    editor = page.locator("#portal input")
    for _ in range(TRIES):  # A grid that is drawn anew just then forgets which cell was clicked.
        page.mouse.click(box["x"] + TO_THE_FIGURES + ROW, box["y"] + HEADER + ROW * place + ROW // 2)
        page.keyboard.press("Enter")
        with suppress(TimeoutError):
            editor.wait_for(timeout=2000)
            break
    editor.fill(figure)
    page.keyboard.press("Enter")
    page.get_by_text(f"营收产值 空{blank - 1}").wait_for()
    settle(page)


def an_import(page, case):
    """Two buildings in one workbook."""
    rows = [{"园区编码": PARK, "楼栋编号": f"DX{case.number}{one}", "层数": "2"} for one in "AB"]
    (case.folder / "dx.xlsx").write_bytes(workbook({"楼栋": rows}))
    open_settled(page, "/importing")
    page.set_input_files("input[type=file]", case.folder / "dx.xlsx")
    page.get_by_role("button", name="确认导入").or_(page.get_by_text("没有变更").first).wait_for()
    settle(page)
    return page.get_by_role("button", name="确认导入").count() == 1


def a_decision(page, case):
    """As the item moves."""
    open_settled(page, f"/meeting?meeting={case.meeting}")
    return page.locator(".ruling").count() == 0


def a_briefing(page, case):
    """Of another day for each cut."""
    open_settled(page, f"/papers?as_of={day_of(case)}")
    page.get_by_role("radio", name="制作简报").click()
    page.get_by_role("button", name="定稿", exact=True).wait_for()
    settle(page)
    return True


def day_of(case):
    return date(2026, 4 + case.number, 15)


def rows_of(session, table, *wanted):
    return len(session.exec(select(table).where(*wanted)).all())


DEEDS = {
    "reports": Deed("yuanqu1", "保存数据填报", reports, lambda session, case: [rows_of(
        session, Report, Report.year == 2026, Report.quarter == 2,
        col(Report.revenue_wan_yuan).in_(case.firms.values()))], [2], "填报"),
    "an import": Deed("lianxi", "确认导入", an_import, lambda session, case: [
        rows_of(session, Building, col(Building.code).startswith(f"DX{case.number}"))], [2], "导入"),
    "a decision": Deed("lianxi", "记为已议定", a_decision, lambda session, case: [
        rows_of(session, AgendaItem, AgendaItem.meeting_id == case.meeting, AgendaItem.state == "已议定"),
        rows_of(session, Decision, col(Decision.item_id).in_(
            select(AgendaItem.id).where(AgendaItem.meeting_id == case.meeting))),
    ], [1, 1], "会议"),
    "a briefing": Deed("lianxi", "定稿", a_briefing, lambda session, case: [
        rows_of(session, FrozenPaper, FrozenPaper.kind == "简报", FrozenPaper.as_of == day_of(case))], [1], "制发文件"),
}


@pytest.fixture
def engine(server, database_url):  # noqa: ARG001 - it has made the database
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("where", CUTS)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_click_that_is_lost_writes_all_or_nothing_and_the_next_makes_no_second(visit, engine, tmp_path, deed, where):
    one, (arrives, stays) = DEEDS[deed], CUTS[where]
    case = Case(list(CUTS).index(where), opened(engine, [FREE]), tmp_path)

    def state():
        with Session(engine) as session:
            return one.counts(session, case), rows_of(session, Act, Act.kind == one.kind)

    _, acts = state()
    nothing, whole = ([0] * len(one.whole), acts), (one.whole, acts + 1)
    page = visit(account=one.account)
    lose_the_click(page, arrives, stays)
    assert one.ready(page, case)
    assert state() == nothing
    page.get_by_role("button", name=one.button, exact=True).click()
    page.wait_for_selector(".stApp:not([data-test-connection-state=CONNECTED])")
    page.close()

    again = visit(account=one.account)
    is_left = one.ready(again, case)
    assert state() in ([nothing, whole] if arrives else [nothing])
    if is_left:
        again.get_by_role("button", name=one.button, exact=True).click()
        settle(again)
    assert state() == whole
    assert errors_on(again) == []
