"""The record of acts is read within what an account may see, and no further."""

from datetime import date
from uuid import uuid4

import pytest

from core.access import COMMAND_LINE, AccessError, Action, Role, User
from data.act_filter import Wanted
from data.acts import ActKind, Change, Done, record, utc_now
from data.engine import writing
from data.history import acts, changes_in, changes_of, history_of, voided_records
from data.intake.rows import Entry
from data.records import restore, save, void
from data.tables import Account, County, Enterprise
from tests.data.test_records import as_stored
from tests.factory import COUNTY, OTHER_PARK, PARK, a_contract, a_county, a_park

FAR_COUNTY, FAR_PARK = "331102", "331102-A"
FIRM, FAR_FIRM, LOOSE_FIRM = "91331181MA2HJ4K163", "913311817046138254", "91331181307528904X"
OFFICE = User("office", "办公室甲", Role.OFFICE, (COUNTY,))
FAR_OFFICE = User("far", "外县办", Role.OFFICE, (FAR_COUNTY,))
ADMIN = User("admin", "管理甲", Role.ADMINISTRATOR)
OPERATOR = User("park-a", "填报员甲", Role.OPERATOR, (COUNTY,), (PARK,))
OTHER_OPERATOR = User("park-b", "填报员乙", Role.OPERATOR, (COUNTY,), (OTHER_PARK,))
FAR_OPERATOR = User("park-f", "外县填报员", Role.OPERATOR, (FAR_COUNTY,), (FAR_PARK,))
LEADER = User("leader", "领导甲", Role.LEADER, (COUNTY,))
EVERYBODY = [OFFICE, FAR_OFFICE, ADMIN, OPERATOR, OTHER_OPERATOR, FAR_OPERATOR, LEADER]
ALL = Wanted()


@pytest.fixture
def counties(engine):
    """Two counties with their accounts, three parks, and a firm in the first park and in the far one."""
    with writing(engine) as session:
        a_county(session)
        session.add(County(code=FAR_COUNTY, name="莲都区"))
        session.flush()
        a_park(session, FAR_PARK, county_code=FAR_COUNTY, name="远方园")
        for code, name in ((FIRM, "演示清音公司"), (FAR_FIRM, "演示凤阳公司"), (LOOSE_FIRM, "演示未入园公司")):
            session.add(Enterprise(credit_code=code, name=name, industry_code="3670"))
        session.flush()
        days = date(2024, 1, 1), date(2026, 12, 31)
        a_contract(session, "HT1", *days, enterprise=FIRM)
        a_contract(session, "HT2", *days, enterprise=FIRM, park=OTHER_PARK)
        a_contract(session, "HT3", *days, enterprise=FAR_FIRM, park=FAR_PARK)
        for user in EVERYBODY:
            session.add(Account(
                name=user.name, full_name=user.full_name, role=user.role, counties="、".join(user.counties or ()),
                parks="、".join(user.parks), created_at=utc_now(),
            ))
    return engine


def change_rent(engine, user, contract, rent, reason=""):
    entry = Entry("合同", {"租金(元/㎡·月)": rent}, as_stored(engine, "合同", contract))
    return save(engine, user, [entry], key=uuid4().hex, reason=reason).act


def rename(engine, user, code, name):
    return save(engine, user, [Entry("企业", {"企业名称": name}, as_stored(engine, "企业", code))],
                key=uuid4().hex).act


def signed_in(engine, user):
    return record(engine, user, Done(ActKind.SIGN_IN, user.name, {"地址": "10.0.0.1"}))


def seen(engine, user, wanted=ALL, **options):
    return [one.sequence for one in acts(engine, user, wanted, **options)]


@pytest.mark.parametrize("user", [LEADER, OPERATOR])
def test_acts_are_read_only_by_those_who_may(counties, user):
    assert not user.may(Action.READ_ACTS)
    for read in (lambda: acts(counties, user, ALL),
                 lambda: changes_of(counties, user, 1), lambda: changes_in(counties, user, [1, 9], 9)):
        with pytest.raises(AccessError):
            read()


def test_the_administrator_reads_no_history_of_facts(counties):
    for read in (lambda: history_of(counties, ADMIN, "合同", ["HT1"]), lambda: voided_records(counties, ADMIN, "合同")):
        with pytest.raises(AccessError):
            read()


def test_an_office_sees_the_acts_on_its_own_parks_whoever_did_them(counties):
    here = change_rent(counties, COMMAND_LINE, "HT1", 11)
    there = change_rent(counties, COMMAND_LINE, "HT3", 11)
    assert (seen(counties, OFFICE), seen(counties, FAR_OFFICE)) == ([here], [there])
    assert seen(counties, COMMAND_LINE) == [there, here]
    assert changes_of(counties, OFFICE, there) == ([], 0)


def test_an_office_sees_what_the_accounts_of_its_county_did(counties):
    here, there = signed_in(counties, OPERATOR), signed_in(counties, FAR_OPERATOR)
    signed_in(counties, ADMIN)
    record(counties, None, Done(ActKind.SIGN_IN_FAILED, "nobody"))
    assert (seen(counties, OFFICE), seen(counties, FAR_OFFICE)) == ([here], [there])


def test_of_an_act_on_two_counties_each_office_sees_its_own_half(counties):
    act = record(counties, COMMAND_LINE, Done(ActKind.IMPORT, "台账.xlsx", {}, [
        Change("合同", (number,), park, {"租金": 1}, {"租金": 2})
        for number, park in (("HT1", PARK), ("HT3", FAR_PARK), ("HT2", OTHER_PARK))
    ]))
    assert [one.key for one in changes_of(counties, OFFICE, act)[0]] == [("HT1",), ("HT2",)]
    assert [one.key for one in changes_of(counties, FAR_OFFICE, act)[0]] == [("HT3",)]
    assert changes_of(counties, COMMAND_LINE, act, limit=2)[1] == 3
    assert [one.key for one in changes_in(counties, FAR_OFFICE, [act], 9)] == [("HT3",)]


def test_an_enterprise_is_seen_by_the_offices_of_the_parks_that_name_it(counties):
    act = rename(counties, COMMAND_LINE, FIRM, "演示清音新公司")
    assert (seen(counties, OFFICE), seen(counties, FAR_OFFICE)) == ([act], [])
    assert [one.new for one in history_of(counties, OPERATOR, "企业", [FIRM])] == [{"企业名称": "演示清音新公司"}]
    assert history_of(counties, FAR_OPERATOR, "企业", [FIRM]) == []


def test_what_lies_in_no_park_is_seen_where_it_was_done(counties):
    act = record(counties, OFFICE, Done(ActKind.SAVE, "企业", {}, [
        Change("企业", (LOOSE_FIRM,), None, {"企业名称": "甲"}, {"企业名称": "乙"})]))
    assert (seen(counties, OFFICE), seen(counties, FAR_OFFICE)) == ([act], [])


def test_a_park_that_is_gone_is_still_seen_by_those_who_voided_it(counties):
    act = record(counties, OFFICE, Done(ActKind.VOID, "园区 X", {"事由": "误录"}, [
        Change("园区", ("331181-X",), "331181-X", {"园区名称": "误录园"}, None)]))
    assert [one.sequence for one in voided_records(counties, OFFICE, "园区")] == [act]
    assert voided_records(counties, FAR_OFFICE, "园区") == []


def test_the_administrator_sees_who_when_and_what_kind_but_no_facts(counties):
    change_rent(counties, OPERATOR, "HT1", 11, "协商")
    record(counties, OPERATOR, Done(ActKind.EXPORT, "企业清单.xlsx", {"范围": "演示园"}))
    record(counties, LEADER, Done(ActKind.DENY, "填报", {"原因": ["合同 HT1"]}))
    found = acts(counties, ADMIN, ALL)
    assert [(one.kind, one.full_name, one.subject, one.detail) for one in found] == [
        ("拒绝访问", "领导甲", None, None), ("导出", "填报员甲", None, None), ("填报", "填报员甲", None, None),
    ]
    assert [changes_of(counties, ADMIN, one.sequence) for one in found] == [([], 0)] * 3
    assert changes_in(counties, ADMIN, [1, 9], 9) == []


def test_the_administrator_sees_the_acts_on_accounts_in_full(counties):
    signed_in(counties, OPERATOR)
    record(counties, ADMIN, Done(ActKind.ACCOUNT, "park-a", {"操作": "停用"}, [
        Change("账号", ("park-a",), None, {"停用": "否"}, {"停用": "是"})]))
    changed, entered = acts(counties, ADMIN, ALL)
    assert (entered.subject, entered.detail) == ("park-a", {"地址": "10.0.0.1"})
    assert changed.detail == {"操作": "停用"}
    assert changes_of(counties, ADMIN, changed.sequence)[0][0].lines == [("停用", "否", "是")]


@pytest.mark.parametrize("wanted", [Wanted(sheet="合同"), Wanted(record="HT1")])
def test_the_administrator_cannot_find_out_by_looking_for_records(counties, wanted):
    with pytest.raises(AccessError):
        acts(counties, ADMIN, wanted)


@pytest.fixture
def busy(counties):
    """Six acts: rents of HT1, HT2 and HT3, a firm renamed, a sign-in, a sign-out."""
    change_rent(counties, OPERATOR, "HT1", 11)
    change_rent(counties, OTHER_OPERATOR, "HT2", 12)
    change_rent(counties, FAR_OPERATOR, "HT3", 13)
    rename(counties, OFFICE, FIRM, "演示清音新公司")
    signed_in(counties, OPERATOR)
    record(counties, OPERATOR, Done(ActKind.SIGN_OUT, OPERATOR.name))
    return counties


@pytest.mark.parametrize(("wanted", "sequences"), [
    (Wanted(person="park-a"), [6, 5, 1]),
    (Wanted(person="填报员"), [6, 5, 3, 2, 1]),
    (Wanted(person="%"), []),
    (Wanted(kinds=("登录", "退出")), [6, 5]),
    (Wanted(sheet="企业"), [4]),
    (Wanted(sheet="合同"), [3, 2, 1]),
    (Wanted(record="HT2"), [2]),
    (Wanted(record="HT"), [3, 2, 1]),
    (Wanted(sheet="企业", record="HT2"), []),
    (Wanted(record="远方园"), [3]),
    (Wanted(record="清音"), [4, 2, 1]),
    (Wanted(record=FIRM), [4, 2, 1]),
    (Wanted(record="没有的"), []),
    (Wanted(person="park-a", kinds=("填报",)), [1]),
])
def test_acts_are_found_by_person_kind_and_record(busy, wanted, sequences):
    assert seen(busy, COMMAND_LINE, wanted) == sequences


def test_looking_for_a_record_shows_no_more_than_may_be_seen(busy):
    assert seen(busy, OFFICE, Wanted(record="远方园")) == []
    assert seen(busy, OFFICE, Wanted(record="HT")) == [2, 1]


def test_days_are_those_of_china(counties, monkeypatch):
    for at in ("2026-06-29T15:59:59.999999+00:00", "2026-06-29T16:00:00.000000+00:00",
               "2026-06-30T15:59:59.999999+00:00", "2026-06-30T16:00:00.000000+00:00"):
        monkeypatch.setattr("data.acts.utc_now", lambda at=at: at)
        signed_in(counties, OPERATOR)
    day = date(2026, 6, 30)
    assert seen(counties, OFFICE, Wanted(first=day, last=day)) == [3, 2]
    assert seen(counties, OFFICE, Wanted(first=day)) == [4, 3, 2]
    assert seen(counties, OFFICE, Wanted(last=day)) == [3, 2, 1]


def test_pages_follow_each_other_both_ways(counties):
    for _ in range(7):
        signed_in(counties, OPERATOR)
        signed_in(counties, FAR_OPERATOR)
    assert seen(counties, OFFICE, limit=3) == [13, 11, 9]
    assert seen(counties, OFFICE, before=9, limit=3) == [7, 5, 3]
    assert seen(counties, OFFICE, before=3, limit=3) == [1]
    assert seen(counties, OFFICE, after=7, limit=3) == [13, 11, 9]
    assert seen(counties, OFFICE, after=1, limit=3) == [7, 5, 3]
    assert seen(counties, OFFICE, after=13, limit=3) == []


def test_the_history_of_a_record_tells_who_when_why_and_what(counties):
    change_rent(counties, OPERATOR, "HT1", 11, "协商调整")
    change_rent(counties, OFFICE, "HT1", 13)
    later, earlier = history_of(counties, LEADER, "合同", ["HT1"])
    assert (earlier.by, earlier.kind, earlier.reason) == ("填报员甲", "填报", "协商调整")
    assert (earlier.lines, later.lines) == ([("租金(元/㎡·月)", "12.5", "11")], [("租金(元/㎡·月)", "11", "13")])
    assert history_of(counties, OTHER_OPERATOR, "合同", ["HT1"]) == []
    assert history_of(counties, FAR_OFFICE, "合同", ["HT1"]) == []
    assert history_of(counties, OFFICE, "合同", ["HT"]) == []


def test_lines_stand_in_the_order_of_the_sheet(counties):
    new = {"合同编号": "HT9", "园区编码": PARK, "单元编号": "102", "统一社会信用代码": FIRM, "方式": "租赁",
           "签订日期": date(2024, 1, 1), "起始日期": date(2024, 1, 1), "终止日期": date(2026, 12, 31)}
    save(counties, OPERATOR, [Entry("合同", new)], key="1")
    [added] = history_of(counties, OPERATOR, "合同", ["HT9"])
    assert [header for header, _, _ in added.lines] == list(new)
    assert added.old is None
    assert added.lines[5] == ("签订日期", "", "2024-01-01")


def test_voided_records_are_those_that_did_not_come_back(counties):
    with writing(counties) as session:
        for number, space in (("HT7", "102"), ("HT8", "102")):
            days = (date(2020, 1, 1), date(2020, 6, 1)) if number == "HT7" else (date(2021, 1, 1), date(2021, 6, 1))
            a_contract(session, number, *days, enterprise=FIRM, spaces=(space,))
    stored = {number: as_stored(counties, "合同", number) for number in ("HT7", "HT8")}
    for number, seen_values in stored.items():
        assert void(counties, OPERATOR, "合同", seen_values, key=number, reason="重复登记").is_written
    assert restore(counties, OPERATOR, Entry("合同", stored["HT8"]), key="r", reason="误作废").is_written
    [voided] = voided_records(counties, OPERATOR, "合同")
    assert (voided.key, voided.reason, voided.by, voided.new) == (("HT7",), "重复登记", "填报员甲", None)
    assert voided.old["统一社会信用代码"] == FIRM
    assert [one.key for one in voided_records(counties, OFFICE, "合同")] == [("HT7",)]
    assert voided_records(counties, OTHER_OPERATOR, "合同") == []
    assert voided_records(counties, FAR_OFFICE, "合同") == []
    assert voided_records(counties, OPERATOR, "楼栋") == []


def test_an_empty_database_has_no_acts(engine):
    assert (seen(engine, OFFICE), seen(engine, ADMIN), seen(engine, COMMAND_LINE)) == ([], [], [])
    assert history_of(engine, OFFICE, "合同", ["HT1"]) == []
