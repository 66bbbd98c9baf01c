"""When an account was here before, and what others did since, within what it may see."""

from datetime import date
from uuid import uuid4

import pytest

from core.access import AccessError, Role, User
from core.terms import SupervisionLine
from data.acts import ActKind, Done, record
from data.dispatches import Recipient, receive, received_since, send, sent_since
from data.engine import writing
from data.intake.rows import Entry
from data.records import save
from data.tables import Hazard
from data.visits import changed_since, counted_since, hazards_since, last_sequence, visits
from tests.data.test_dispatches import NEIGHBOUR, TO, UNIT, sent  # noqa: F401
from tests.data.test_dispatches import OFFICE as SENDER
from tests.data.test_dispatches import OPERATOR as RECEIVER
from tests.data.test_history import (  # noqa: F401
    ADMIN,
    FAR_OFFICE,
    FAR_OPERATOR,
    LEADER,
    OFFICE,
    OPERATOR,
    OTHER_OPERATOR,
    change_rent,
    counties,
    signed_in,
)
from tests.data.test_papers import county  # noqa: F401
from tests.data.test_records import as_stored
from tests.factory import COUNTY, OTHER_PARK, PARK

SAFETY = User("safety", "应急甲", Role.DEPARTMENT, (COUNTY,), line=SupervisionLine.SAFETY)
FIRE = User("fire", "消防甲", Role.DEPARTMENT, (COUNTY,), line=SupervisionLine.FIRE)


def test_the_last_sign_ins_of_the_account_alone_this_one_first(engine):
    first, _, second = signed_in(engine, OPERATOR), signed_in(engine, OFFICE), signed_in(engine, OPERATOR)
    record(engine, OPERATOR, Done(ActKind.SIGN_OUT, OPERATOR.name))
    assert [one.sequence for one in visits(engine, OPERATOR)] == [second, first]
    assert len(visits(engine, OFFICE)) == 1
    assert visits(engine, LEADER) == []
    assert last_sequence(engine) == second + 1


def test_nothing_is_recorded_yet(engine):
    assert last_sequence(engine) == 0
    assert visits(engine, OFFICE) == []


def test_what_others_changed_is_counted_by_park_and_person(counties):  # noqa: F811
    change_rent(counties, OPERATOR, "HT1", 9)
    since = last_sequence(counties)
    change_rent(counties, OPERATOR, "HT1", 10)
    change_rent(counties, OFFICE, "HT1", 11)
    change_rent(counties, OTHER_OPERATOR, "HT2", 12)
    told = [(one.park, one.person, one.kind, one.sheet, one.count) for one in changed_since(counties, OFFICE, since)]
    assert sorted(told) == [
        (PARK, "填报员甲", "填报", "合同", 1), (OTHER_PARK, "填报员乙", "填报", "合同", 1),
    ]
    assert [one.person for one in changed_since(counties, OPERATOR, since)] == ["办公室甲"]
    assert len(changed_since(counties, LEADER, since)) == 3


def test_nobody_is_told_of_changes_beyond_the_own_reach(counties):  # noqa: F811
    change_rent(counties, FAR_OPERATOR, "HT3", 10)
    change_rent(counties, OTHER_OPERATOR, "HT2", 12)
    assert changed_since(counties, OPERATOR, 0) == []
    assert {one.park for one in changed_since(counties, LEADER, 0)} == {OTHER_PARK}
    assert {one.person for one in changed_since(counties, FAR_OFFICE, 0)} == {"外县填报员"}
    with pytest.raises(AccessError):
        changed_since(counties, ADMIN, 0)


def hazard(engine, by, number, line, **later):
    key = {"隐患编号": number}
    if later:
        entry = Entry("检查隐患", later, as_stored(engine, "检查隐患", number))
    else:
        entry = Entry("检查隐患", {
            **key, "园区编码": PARK, "条线": line, "检查部门": "演示局", "检查日期": date(2026, 6, 1), "等级": "一般",
            "整改期限": date(2026, 7, 1),
        })
    assert save(engine, by, [entry], key=uuid4().hex).is_written


def test_a_department_is_told_of_the_hazards_of_its_line(counties):  # noqa: F811
    hazard(counties, OFFICE, "YH1", "安全生产")
    since = last_sequence(counties)
    hazard(counties, OFFICE, "YH2", "安全生产")
    hazard(counties, OFFICE, "YH3", "消防")
    hazard(counties, SAFETY, "YH4", "安全生产")
    hazard(counties, OFFICE, "YH1", "安全生产", 销号日期=date(2026, 6, 20))
    hazard(counties, OFFICE, "YH2", "安全生产", 描述="配电箱缺盖")
    assert hazards_since(counties, SAFETY, since) == (1, 1)
    assert hazards_since(counties, FIRE, since) == (1, 0)
    assert hazards_since(counties, SAFETY, last_sequence(counties)) == (0, 0)


def test_hazards_of_another_county_are_not_told(counties):  # noqa: F811
    with writing(counties) as session:
        session.add(Hazard(number="YH9", park_code="331102-A", line="安全生产", department="演示局",
                           checked_on=date(2026, 6, 1), level="一般", due_on=date(2026, 7, 1)))
    entry = Entry("检查隐患", {"销号日期": date(2026, 6, 20)}, as_stored(counties, "检查隐患", "YH9"))
    assert save(counties, FAR_OFFICE, [entry], key="k").is_written
    assert hazards_since(counties, SAFETY, 0) == (0, 0)


def test_the_administrator_is_told_how_often_and_who_may_not_read_acts_is_told_nothing(counties):  # noqa: F811
    record(counties, None, Done(ActKind.LOCK, "x"))
    since = last_sequence(counties)
    for kind in (ActKind.SIGN_IN_FAILED, ActKind.SIGN_IN_FAILED, ActKind.BACKUP, ActKind.EXPORT):
        record(counties, None, Done(kind, "x"))
    watched = (ActKind.LOCK, ActKind.BACKUP, ActKind.SIGN_IN_FAILED)
    assert counted_since(counties, ADMIN, since, watched) == {ActKind.BACKUP: 1, ActKind.SIGN_IN_FAILED: 2}
    assert counted_since(counties, OFFICE, since, watched) == {}
    for user in (LEADER, OPERATOR):
        with pytest.raises(AccessError):
            counted_since(counties, user, since, watched)


def test_papers_and_receipts_since_a_moment(sent):  # noqa: F811
    engine, paper = sent
    long_ago, later = "2020-01-01T00:00:00.000000+00:00", "2099-01-01T00:00:00.000000+00:00"
    assert sent_since(engine, RECEIVER, long_ago) == sent_since(engine, UNIT, long_ago) == [paper]
    assert sent_since(engine, RECEIVER, later) == sent_since(engine, NEIGHBOUR, long_ago) == []
    assert sent_since(engine, SENDER, long_ago) == []
    assert received_since(engine, SENDER, [paper], long_ago) == []
    receive(engine, RECEIVER, paper)
    assert received_since(engine, SENDER, [paper], long_ago) == [TO[0].name]
    assert received_since(engine, SENDER, [paper], later) == received_since(engine, SENDER, [], long_ago) == []
    with pytest.raises(AccessError):
        received_since(engine, RECEIVER, [paper], long_ago)
    send(engine, SENDER, paper, [Recipient("乙园", OTHER_PARK)], key="more")
    assert sent_since(engine, NEIGHBOUR, long_ago) == [paper]
