"""数据填报: typed, asked about, saved once; nothing forged, nothing lost, nothing over what somebody else typed."""

import json
from datetime import date

import pandas as pd
import pytest
from sqlmodel import Session, select

from data.drafts import all_kept
from data.intake.rows import Entry
from data.records import save
from data.reporting import stored_reports
from data.tables import Act
from pages.parts.filling import STATE
from tests.pages.people import (  # noqa: F401
    COLLEAGUE,
    LEADER,
    OFFICE,
    OPERATOR,
    OTHER_PARK,
    PARK,
    SAFETY,
    own_county,
    said,
    visit,
)

PERIOD = "2026Q2"
TAX, REVENUE = "税收", "营业收入"


@pytest.fixture
def page(visit):  # noqa: F811
    return visit(OPERATOR, "reports")


def filling(app):
    return app.session_state[STATE]


def rows(app):
    return filling(app).grid[1]


def of_group(app, group):
    app.button_group(key="report-group").set_value(group).run()
    return app


def type_in(app, cells, **state):
    """cells: row -> header -> value, as the browser tells them."""
    app.session_state[filling(app).grid[0]] = {"edited_rows": cells, "added_rows": [], "deleted_rows": [], **state}
    return app.run()


def confirm(app, answers):
    app.session_state[filling(app).asking[0]] = {"edited_rows": answers, "added_rows": [], "deleted_rows": []}
    return app.run()


def press(app, key="save"):
    return app.button(key=key).click().run()


def stored(engine, user=OPERATOR, period=PERIOD):
    return stored_reports(engine, user.reach, PARK, period)


def acts(engine, kind="填报"):
    with Session(engine) as session:
        return session.exec(select(Act).where(Act.kind == kind)).all()


def usual(app, code, header):
    """A value near the one before, which nobody asks about."""
    return float(filling(app).frame.loc[rows(app).index(code), f"{header} 上季"].replace(",", ""))


def first_with(app, header):
    """The first row with a value of the last quarter."""
    column = filling(app).frame[f"{header} 上季"]
    return int(column.ne("无数据").to_numpy().argmax())


def test_it_opens_on_the_period_that_is_due_next_with_last_periods_figures_beside(page):
    assert not page.exception
    assert filling(page).period.code == PERIOD
    assert "2026年2季度应报" in said(page)
    assert "距期限还有20天" in said(page)
    assert {f"{REVENUE} 上季", f"{REVENUE} 上年同季"} <= set(filling(page).frame)
    assert filling(page).frame[REVENUE].isna().all()


def test_a_form_that_is_open_is_not_taken_for_the_grid_nor_the_grid_for_a_form(visit):  # noqa: F811
    app = visit(OPERATOR, "entry", subject="合同", record="new")
    assert not app.switch_page("reports.py").run().exception
    assert not app.switch_page("entry.py").run().exception


def test_beside_a_year_stand_the_year_before_and_its_quarters_together(visit):  # noqa: F811
    page = visit(OPERATOR, "reports", period="2025")
    assert {f"{REVENUE} 上年", f"{REVENUE} 四季合计"} <= set(filling(page).frame)
    frame = filling(page).frame
    whole = pd.to_numeric(frame[f"{REVENUE} 四季合计"].str.replace(",", ""), errors="coerce")
    assert (whole / frame[REVENUE]).dropna().between(0.99, 1.01).mean() > 0.9


def test_what_is_typed_is_saved_and_what_is_blank_stays_blank(page, own_county):  # noqa: F811
    row = first_with(page, REVENUE)
    code = rows(page)[row]
    value = usual(page, code, REVENUE)
    press(type_in(page, {row: {REVENUE: value, "工业总产值": None}}))
    assert not page.exception
    assert stored(own_county).keys() == {code}
    report = stored(own_county)[code]
    assert (report[REVENUE], report["工业总产值"], report[TAX]) == (value, None, None)
    assert report["填报日期"] == date(2026, 6, 30)
    assert "已保存2026年2季度：新报1家" in said(page)
    assert filling(page).cells == {}
    assert all_kept(own_county, OPERATOR) == []
    assert f"{filling(page).frame.loc[row, '填报']}" == "✔ 06-30"


def test_a_block_pasted_from_excel_is_taken_in_all_groups(page, own_county):  # noqa: F811
    of_group(page, "全部指标")
    block = {row: {REVENUE: 0, TAX: 0, "年平均从业人数": 0, "重大安全事故": "否"} for row in range(5)}
    type_in(page, block)
    assert filling(page).count == 20
    press(confirm(page, {row: {"已核实": True} for row in range(len(filling(page).asking[1]))}))
    found = stored(own_county)
    assert found.keys() == set(rows(page)[:5])
    assert {(one[REVENUE], one["重大安全事故"], one["重大环境违法"]) for one in found.values()} == {(0.0, False, None)}


def test_typing_goes_on_from_group_to_group(page):
    type_in(page, {0: {REVENUE: 10}})
    of_group(page, "税收投入")
    type_in(page, {0: {TAX: 1}})
    of_group(page, "营收产值")
    assert filling(page).frame.loc[0, REVENUE] == 10
    assert filling(page).cells == {rows(page)[0]: {REVENUE: 10, TAX: 1}}


def test_a_large_change_is_asked_about_before_it_is_saved(page, own_county):  # noqa: F811
    row = first_with(page, REVENUE)
    value = usual(page, rows(page)[row], REVENUE)
    press(type_in(page, {row: {REVENUE: 1.6 * value}}))
    assert "还有1处须核实" in said(page)
    assert "增60.0%" in filling(page).asked["变动"].to_list()
    assert stored(own_county) == {}
    confirm(page, {0: {"说明": "新增一条生产线"}})
    press(page)
    assert len(stored(own_county)) == 1
    assert "新增一条生产线" in json.loads(acts(own_county)[-1].detail)["事由"]


def test_a_ticked_value_that_is_changed_again_is_asked_about_anew(page, own_county):  # noqa: F811
    row = first_with(page, REVENUE)
    value = usual(page, rows(page)[row], REVENUE)
    confirm(type_in(page, {row: {REVENUE: 3 * value}}), {0: {"已核实": True}})
    press(type_in(page, {row: {REVENUE: 30 * value}}))
    assert "还有1处须核实" in said(page)
    assert stored(own_county) == {}


def test_an_accident_has_to_be_confirmed(page, own_county):  # noqa: F811
    of_group(page, "排放安全")
    press(type_in(page, {0: {"重大安全事故": "是"}, 1: {"重大安全事故": "否"}}))
    assert "还有1处须核实" in said(page)
    press(confirm(page, {0: {"已核实": True}}))
    assert [one["重大安全事故"] for one in stored(own_county).values()] == [True, False]


def test_a_mistake_is_said_of_its_row_and_field(page, own_county):  # noqa: F811
    press(type_in(page, {0: {REVENUE: "约一百"}}))
    name = filling(page).frame.loc[0, "企业名称"]
    assert f"{name}「营业收入」的值“约一百”：不是数字" in said(page)
    assert stored(own_county) == {}
    assert filling(page).count == 1


def test_forged_columns_and_rows_are_passed_over(page, own_county):  # noqa: F811
    code = rows(page)[0]
    forged = {
        0: {"统一社会信用代码": rows(page)[1], "填报": "✔", f"{REVENUE} 上季": 1, TAX: 5, "园区编码": OTHER_PARK},
        -1: {REVENUE: 7}, 999: {REVENUE: 7},
    }
    app = type_in(page, forged, added_rows=[{REVENUE: 9}], deleted_rows=[0])
    assert filling(app).cells == {}
    assert filling(app).grid[1][0] == code
    press(type_in(app, {}))
    assert stored(own_county) == {}


def test_pressing_twice_saves_once(page, own_county):  # noqa: F811
    row = first_with(page, REVENUE)
    type_in(page, {row: {REVENUE: usual(page, rows(page)[row], REVENUE)}})
    press(page)
    press(page)
    assert len(acts(own_county)) == 1
    assert "已保存2026年2季度" in said(page)


def test_the_same_filling_that_comes_again_writes_nothing(page, own_county):  # noqa: F811
    row = first_with(page, REVENUE)
    type_in(page, {row: {REVENUE: usual(page, rows(page)[row], REVENUE)}})
    key, cells = filling(page).key, {code: dict(one) for code, one in filling(page).cells.items()}
    press(page)
    filling(page).key, filling(page).cells, filling(page).seen = key, cells, {}
    press(page)
    assert len(acts(own_county)) == 1
    assert "没有重复写入" in said(page)
    assert filling(page).cells == {}


def test_a_draft_is_there_again_after_a_reload(page, visit, own_county):  # noqa: F811
    type_in(page, {2: {REVENUE: 123}})
    [draft] = all_kept(own_county, OPERATOR)
    assert (draft.form, draft.subject) == ("数据填报", f"{PARK}/{PERIOD}")
    again = visit(OPERATOR, "reports")
    assert again.session_state[STATE].frame.loc[2, REVENUE] == 123
    assert "1处修改尚未保存" in said(again)
    assert filling(visit(COLLEAGUE, "reports")).cells == {}
    press(again, "give-up")
    assert all_kept(own_county, OPERATOR) == []


def colleague_types(engine, code, header, value):
    seen = stored(engine)[code]
    assert save(engine, COLLEAGUE, [Entry("数据填报", {header: value}, seen)], key=f"{code}{value}").is_written


@pytest.mark.parametrize(("choice", "kept"), [("采用对方的值", 111.0), ("保留我的值", 112.0)])
def test_the_second_of_two_people_is_told_and_chooses(page, own_county, choice, kept):  # noqa: F811
    row = first_with(page, REVENUE)
    code = rows(page)[row]
    type_in(page, {row: {REVENUE: usual(page, code, REVENUE)}})
    press(page)
    type_in(page, {row: {REVENUE: 112}})
    colleague_types(own_county, code, REVENUE, 111)
    confirm_all(page)
    press(page)
    assert "填报员乙于" in said(page)
    assert "改为<b>111</b>；您填的是<b>112</b>" in said(page)
    page.button_group(key=f"choice-{filling(page).drawn}-0").set_value(choice).run()
    press(page, "choose")
    confirm_all(page)
    if filling(page).said.unconfirmed:
        press(page)
    assert stored(own_county)[code][REVENUE] == kept


def confirm_all(app):
    if filling(app).asking and filling(app).cells:
        confirm(app, {row: {"已核实": True} for row in range(len(filling(app).asking[1]))})


def test_two_people_who_file_the_same_missing_report_are_told(page, own_county):  # noqa: F811
    code = rows(page)[0]
    type_in(page, {0: {REVENUE: 1}})
    new = {"统一社会信用代码": code, "园区编码": PARK, "期间": PERIOD, REVENUE: 2, TAX: 3}
    assert save(own_county, COLLEAGUE, [Entry("数据填报", new)], key="n").is_written
    confirm_all(page)
    press(page)
    assert "由无数据改为<b>2</b>；您填的是<b>1</b>" in said(page)
    press(page, "choose")
    assert (stored(own_county)[code][REVENUE], stored(own_county)[code][TAX]) == (2.0, 3.0)


def test_who_has_typed_nothing_sees_what_others_save(page, own_county):  # noqa: F811
    code = rows(page)[0]
    new = {"统一社会信用代码": code, "园区编码": PARK, "期间": PERIOD, REVENUE: 2}
    save(own_county, COLLEAGUE, [Entry("数据填报", new)], key="n")
    page.run()
    assert filling(page).frame.loc[0, REVENUE] == 2


def test_an_operator_is_offered_only_the_own_park(page, visit):  # noqa: F811
    assert len(page.selectbox(key="park").options) == 1
    elsewhere = visit(OPERATOR, "reports", park=OTHER_PARK)
    assert filling(elsewhere).park == PARK
    assert len(visit(OFFICE, "reports").selectbox(key="park").options) == 8


@pytest.mark.parametrize("user", [LEADER, SAFETY])
def test_who_may_not_write_reports_is_not_offered_the_page(visit, user):  # noqa: F811
    with pytest.raises(ValueError, match="registered|not"):
        visit(user, "reports")


