"""Writing facts: one transaction with its act inside, nothing twice, nothing over what somebody else changed."""

from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from core.access import COMMAND_LINE, Role, User
from data.engine import data_version, writing
from data.intake.rows import Entry
from data.intake.schema import workbook_schema
from data.intake.stored import Stored
from data.records import check, restore, save, void
from data.tables import Act, ActChange, Contract, ContractSpace, Hazard, Submission
from tests.factory import COUNTY, FIRM, OTHER_PARK, PARK, a_contract, a_county_with_one_firm
from tests.together import in_threads

OFFICE = User("office", "办公室甲", Role.OFFICE, (COUNTY,))
OPERATOR = User("park-a", "填报员甲", Role.OPERATOR, (COUNTY,), (PARK,))
SAFETY = User("safety", "应急甲", Role.DEPARTMENT, (COUNTY,), line="安全生产")
LEADER = User("leader", "领导甲", Role.LEADER, (COUNTY,))
CONTRACT = {
    "合同编号": "HT9", "园区编码": PARK, "单元编号": "102", "统一社会信用代码": FIRM, "方式": "租赁",
    "签订日期": date(2024, 1, 1), "起始日期": date(2024, 1, 1), "终止日期": date(2026, 12, 31), "租金(元/㎡·月)": 9.5,
}
HAZARD = {
    "隐患编号": "YH1", "园区编码": PARK, "条线": "安全生产", "检查部门": "应急管理局", "检查日期": date(2026, 1, 5),
    "等级": "一般", "整改期限": date(2026, 2, 5),
}


@pytest.fixture
def county(engine):
    """Two parks, one firm with a good code, one contract in each park."""
    with writing(engine) as session:
        a_county_with_one_firm(session)
        a_contract(session, "HT2", date(2024, 1, 1), date(2026, 12, 31), enterprise=FIRM, park=OTHER_PARK)
    return engine


def put(engine, user, sheet, values, seen=None, key=None):
    return save(engine, user, [Entry(sheet, values, seen)], key=key or uuid4().hex)


def as_stored(engine, sheet, *key):
    """Header -> value, as a form would be opened on it."""
    columns = [one.header for one in workbook_schema()[sheet].columns]
    with engine.connect() as connection:
        found = Stored(connection).by_key(sheet)[key]
    return dict(zip(columns, found, strict=True))


def rows(engine, table):
    with Session(engine) as session:
        return session.exec(select(table)).all()


def last_act(engine):
    return max(rows(engine, Act), key=lambda one: one.sequence)


def test_a_new_contract_is_written_with_its_spaces_and_its_act(county):
    version = data_version(county)
    outcome = put(county, OPERATOR, "合同", CONTRACT)
    assert (outcome.is_written, outcome.problems, outcome.conflicts) == (True, [], [])
    assert [one.space_code for one in rows(county, ContractSpace) if one.contract_number == "HT9"] == ["102"]
    assert data_version(county) == version + 1
    act = last_act(county)
    assert (act.account, act.full_name, act.kind, act.subject) == ("park-a", "填报员甲", "填报", "合同 HT9")
    change = rows(county, ActChange)[-1]
    assert (change.sheet, change.record_key, change.park_code, change.old) == ("合同", '["HT9"]', PARK, None)
    assert '"租金(元/㎡·月)":9.5' in change.new


def test_a_change_records_only_what_differs(county):
    seen = as_stored(county, "合同", "HT1")
    assert put(county, OPERATOR, "合同", {"租金(元/㎡·月)": 11}, seen).is_written
    change = rows(county, ActChange)[-1]
    assert (change.old, change.new) == ('{"租金(元/㎡·月)":12.5}', '{"租金(元/㎡·月)":11.0}')
    assert as_stored(county, "合同", "HT1") == {**seen, "租金(元/㎡·月)": 11.0}


def test_nothing_changed_writes_nothing(county):
    outcome = put(county, OPERATOR, "合同", {}, as_stored(county, "合同", "HT1"))
    assert (outcome.is_written, outcome.problems, rows(county, Act)) == (False, [], [])


@pytest.mark.parametrize(("values", "header", "reason"), [
    ({"单元编号": "101"}, "单元编号", "同时占用"),
    ({"统一社会信用代码": "91331181MA2HJ4K164"}, "统一社会信用代码", "校验"),
    ({"终止日期": date(2023, 1, 1)}, "终止日期", "早于起始日期"),
    ({"终止日期": None}, "终止日期", "必须有终止日期"),
    ({"合同编号": " "}, "合同编号", "必填"),
    ({"单元编号": "999"}, "单元编号", "都没有"),
])
def test_a_mistake_is_said_of_its_field_and_nothing_is_written(county, values, header, reason):
    outcome = put(county, OPERATOR, "合同", CONTRACT | values)
    assert not outcome.is_written
    assert [(one.column, reason in one.reason) for one in outcome.problems] == [(header, True)]
    assert rows(county, Act) == []


def test_checking_says_the_same_and_writes_nothing(county):
    outcome = check(county, OPERATOR, [Entry("合同", CONTRACT | {"单元编号": "101"})])
    assert [one.column for one in outcome.problems] == ["单元编号"]
    assert check(county, OPERATOR, [Entry("合同", CONTRACT)]).problems == []
    assert len(rows(county, Contract)) == 2


def test_the_same_submission_twice_makes_one_record_and_one_act(county):
    first = put(county, OPERATOR, "合同", CONTRACT, key="once")
    again = put(county, OPERATOR, "合同", CONTRACT, key="once")
    assert first.act == again.act
    assert len(rows(county, Act)) == 1


def test_twenty_equal_submissions_at_once_make_one_record(county):
    failures = in_threads([lambda: put(county, OPERATOR, "合同", CONTRACT, key="once")] * 20)
    assert failures == []
    assert (len(rows(county, Act)), len(rows(county, Submission)), len(rows(county, Contract))) == (1, 1, 3)


def test_the_number_of_a_new_record_may_not_be_one_that_is_there(county):
    outcome = put(county, OPERATOR, "合同", CONTRACT | {"合同编号": "HT1"})
    assert any(one.column == "合同编号" and "已经有" in one.reason for one in outcome.problems)


def test_the_second_of_two_people_is_told_who_changed_what(county):
    seen = as_stored(county, "合同", "HT1")
    put(county, OPERATOR, "合同", {"租金(元/㎡·月)": 11}, seen)
    outcome = put(county, OFFICE, "合同", {"租金(元/㎡·月)": 13}, seen)
    [told] = outcome.conflicts
    assert (told.header, told.seen, told.theirs, told.mine, told.by) == (
        "租金(元/㎡·月)", 12.5, 11.0, 13.0, "填报员甲",
    )
    assert as_stored(county, "合同", "HT1")["租金(元/㎡·月)"] == 11.0


def test_whoever_has_seen_the_others_value_may_choose_his_own(county):
    seen = as_stored(county, "合同", "HT1")
    put(county, OPERATOR, "合同", {"租金(元/㎡·月)": 11}, seen)
    now = as_stored(county, "合同", "HT1")
    assert put(county, OFFICE, "合同", {"租金(元/㎡·月)": 13}, now).is_written


def test_the_same_value_from_both_is_no_conflict(county):
    seen = as_stored(county, "合同", "HT1")
    put(county, OPERATOR, "合同", {"租金(元/㎡·月)": 11}, seen)
    outcome = put(county, OFFICE, "合同", {"租金(元/㎡·月)": 11}, seen)
    assert (outcome.conflicts, outcome.is_written) == ([], False)


def test_eight_editors_with_twenty_five_edits_each_lose_none(county):
    def edit():
        for _ in range(25):
            while True:
                seen = as_stored(county, "合同", "HT1")
                raised = {"租金(元/㎡·月)": seen["租金(元/㎡·月)"] + 1}
                if put(county, OFFICE, "合同", raised, seen).is_written:
                    break

    assert in_threads([edit] * 8) == []
    assert as_stored(county, "合同", "HT1")["租金(元/㎡·月)"] == 12.5 + 8 * 25
    assert sorted(one.sequence for one in rows(county, Act)) == list(range(1, 8 * 25 + 1))


@pytest.mark.parametrize(("user", "sheet", "values"), [
    (OPERATOR, "合同", CONTRACT | {"园区编码": OTHER_PARK}),
    (OPERATOR, "合同", CONTRACT | {"合同编号": "HT2"}),
    (OPERATOR, "承诺指标", {"合同编号": "HT2", "年度": 2025, "指标": "亩均税收", "承诺值": 1}),
    (OPERATOR, "清退", {"合同编号": "HT1", "决议日期": date(2026, 1, 1)}),
    (OPERATOR, "检查隐患", HAZARD),
    (SAFETY, "检查隐患", HAZARD | {"条线": "消防"}),
    (SAFETY, "合同", CONTRACT),
    (LEADER, "合同", CONTRACT),
    (User("far", "外县甲", Role.OFFICE, ("331102",)), "合同", CONTRACT),
    (User("admin", "管理甲", Role.ADMINISTRATOR, (COUNTY,)), "企业", {"统一社会信用代码": FIRM, "企业名称": "改名"}),
])
def test_what_is_not_ones_own_is_refused_and_the_refusal_recorded(county, user, sheet, values):
    outcome = put(county, user, sheet, values)
    assert not outcome.is_written
    assert len(outcome.problems) == 1
    assert (last_act(county).kind, last_act(county).account) == ("拒绝访问", user.name)
    assert len(rows(county, Contract)) == 2


def test_a_hazard_of_another_line_cannot_be_taken_over_by_its_number(county):
    put(county, OFFICE, "检查隐患", HAZARD | {"条线": "消防"})
    seen = as_stored(county, "检查隐患", "YH1")
    outcome = put(county, SAFETY, "检查隐患", {"条线": "安全生产"}, seen)
    assert "条线" in outcome.problems[0].reason
    assert rows(county, Hazard)[0].line == "消防"


def test_a_department_writes_the_hazards_of_its_own_line(county):
    assert put(county, SAFETY, "检查隐患", HAZARD).is_written
    closed = {"销号日期": date(2026, 1, 20)}
    assert put(county, SAFETY, "检查隐患", closed, as_stored(county, "检查隐患", "YH1")).is_written


def test_an_operator_adds_an_enterprise_and_changes_only_those_of_his_park(county):
    code = "913311817046138254"
    new = {"统一社会信用代码": code, "企业名称": "演示凤阳公司", "行业代码": "2039"}
    assert put(county, OPERATOR, "企业", new).is_written
    assert put(county, OPERATOR, "企业", {"企业名称": "改名"}, as_stored(county, "企业", code)).is_written
    assert put(county, OPERATOR, "企业", {"企业规模": "小型"}, as_stored(county, "企业", FIRM)).is_written
    with writing(county) as session:
        a_contract(
            session, "HT3", date(2024, 1, 1), date(2026, 12, 31), spaces=["102"], enterprise=code, park=OTHER_PARK,
        )
    outcome = put(county, OPERATOR, "企业", {"企业名称": "又改名"}, as_stored(county, "企业", code))
    assert "其他园区" in outcome.problems[0].reason


def test_a_decision_is_recorded_as_one(county):
    assert put(county, OFFICE, "清退", {"合同编号": "HT1", "决议日期": date(2026, 1, 1)}).is_written
    assert last_act(county).kind == "决议"


def test_a_voided_record_leaves_the_facts_and_can_be_brought_back(county):
    put(county, OPERATOR, "合同", CONTRACT)
    seen = as_stored(county, "合同", "HT9")
    assert void(county, OPERATOR, "合同", seen, key="v", reason="重复登记").is_written
    assert [one.number for one in rows(county, Contract)] == ["HT1", "HT2"]
    change = rows(county, ActChange)[-1]
    assert (change.new, last_act(county).kind, "重复登记" in last_act(county).detail) == (None, "作废", True)
    assert restore(county, OPERATOR, Entry("合同", seen), key="r", reason="误作废").is_written
    assert as_stored(county, "合同", "HT9") == seen


def test_a_record_on_which_others_rest_is_not_voided(county):
    outcome = void(county, OPERATOR, "单元", as_stored(county, "单元", PARK, "101"), key="v", reason="多余")
    assert [one.reason for one in outcome.problems] == ["“合同”中还有1条记录与它有关"]


def test_voiding_needs_a_reason(county):
    outcome = void(county, OPERATOR, "合同", as_stored(county, "合同", "HT1"), key="v", reason=" ")
    assert "事由" in outcome.problems[0].reason


def test_a_record_that_was_voided_meanwhile_cannot_be_changed(county):
    seen = as_stored(county, "合同", "HT1")
    void(county, OPERATOR, "合同", seen, key="v", reason="重复登记")
    outcome = put(county, OFFICE, "合同", {"租金(元/㎡·月)": 13}, seen)
    assert "已被作废" in outcome.problems[0].reason


def test_voiding_what_is_not_ones_own_is_refused_and_recorded(county):
    outcome = void(county, OPERATOR, "合同", as_stored(county, "合同", "HT2"), key="v", reason="重复登记")
    assert not outcome.is_written
    assert last_act(county).kind == "拒绝访问"


def test_the_command_line_reaches_every_county(county):
    assert put(county, COMMAND_LINE, "合同", CONTRACT).is_written
