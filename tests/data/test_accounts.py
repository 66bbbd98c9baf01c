"""Accounts: made, changed, disabled and reset; passwords that are good enough."""

import json
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from core.access import AccessError, Role, User
from core.terms import SupervisionLine
from data.account_list import accounts
from data.accounts import AccountError, change, create, disable, enable, reset, unlock
from data.own_password import change_own
from data.passwords import weakness
from data.settings import settings
from data.sign_in import SignInError, sign_in
from data.tables import Account, Act
from data.tokens import one_time_password
from data.wanted import Wanted
from tests.data.people import ADDRESS, ADMINISTRATOR, CHEAP, PASSWORD, add, settle
from tests.factory import COUNTY, PARK
from tests.together import in_threads

ONCE = "Once-upon-1-time"
LEADER = Wanted("li", "李领导", Role.LEADER, (COUNTY,))
OFFICE = User("zhou", "周办", Role.OFFICE, (COUNTY,))


@pytest.fixture
def people(engine, monkeypatch):
    monkeypatch.setattr("data.passwords._HASHING", CHEAP)
    return settle(engine)


def make(engine, wanted, by=ADMINISTRATOR, password=ONCE, key=None):
    return create(engine, by, wanted, password, key=key or uuid4().hex)


def stored(engine, name):
    with Session(engine) as session:
        return session.get(Account, name)


def acts(engine):
    with Session(engine) as session:
        return [(one.account, one.subject, json.loads(one.detail)) for one in session.exec(select(Act))]


def in_list(engine, name):
    return next(one for one in accounts(engine) if one.wanted.name == name)


def test_a_new_account_signs_in_once_and_must_change_its_password(people):
    assert make(people, LEADER) == {}
    assert in_list(people, "li").state == "待改密码"
    assert sign_in(people, "li", ONCE, ADDRESS)
    (by, subject, detail), _ = acts(people)
    assert (by, subject, detail["操作"], detail["角色"]) == ("admin", "li", "新建", "领导")


def test_the_same_filling_of_the_form_makes_one_account_without_complaint(people):
    assert [make(people, LEADER, key="k"), make(people, LEADER, key="k")] == [{}, {}]
    assert len(acts(people)) == 1


def test_a_second_account_of_the_same_name_is_refused_beside_the_name(people):
    make(people, LEADER)
    assert "已有账号" in make(people, LEADER)["name"]


@pytest.mark.parametrize(("wanted", "field"), [
    (Wanted("l", "李", Role.LEADER, (COUNTY,)), "name"),
    (Wanted("李领导", "李", Role.LEADER, (COUNTY,)), "name"),
    (Wanted("a' or 1=1", "李", Role.LEADER, (COUNTY,)), "name"),
    (Wanted("li", " ", Role.LEADER, (COUNTY,)), "full_name"),
    (Wanted("li", "李", Role.LEADER), "counties"),
    (Wanted("li", "李", Role.PROVINCE, ("999999",)), "counties"),
    (Wanted("li", "李", Role.OPERATOR, (COUNTY,)), "parks"),
    (Wanted("li", "李", Role.OPERATOR, (), ("nowhere",)), "parks"),
    (Wanted("li", "李", Role.DEPARTMENT, (COUNTY,)), "line"),
])
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_written(people, wanted, field):
    assert list(make(people, wanted)) == [field]
    assert acts(people) == []


def test_a_role_keeps_only_what_bounds_it(people):
    make(people, Wanted("wu", "吴", Role.OPERATOR, ("999999",), (PARK,), SupervisionLine.FIRE))
    make(people, Wanted("guan", "管", Role.ADMINISTRATOR, (COUNTY,), (PARK,)))
    wu, guan = in_list(people, "wu").wanted, in_list(people, "guan").wanted
    assert (wu.counties, wu.parks, wu.line) == ((COUNTY,), (PARK,), None)
    assert (guan.counties, guan.parks) == ((), ())


def test_nobody_but_an_administrator_manages_accounts(people):
    for task in (
        lambda: make(people, LEADER, OFFICE), lambda: disable(people, OFFICE, "admin", reason=""),
        lambda: reset(people, OFFICE, "admin", ONCE, reason="", key="k"),
        lambda: change(people, OFFICE, Wanted("zhou", "周办", Role.ADMINISTRATOR), reason=""),
    ):
        with pytest.raises(AccessError):
            task()


def test_a_change_is_recorded_with_before_after_and_reason_and_none_without_change(people):
    wanted = Wanted("zhou", "周办", Role.LEADER, (COUNTY,))
    for _ in range(2):
        assert change(people, ADMINISTRATOR, wanted, reason="转岗") == {}
    assert acts(people) == [("admin", "zhou", {"操作": "变更", "角色": ["联席会议办公室", "领导"], "事由": "转岗"})]


def test_the_last_administrator_can_neither_be_disabled_nor_demoted(people):
    with pytest.raises(AccountError, match="最后一个"):
        disable(people, ADMINISTRATOR, "admin", reason="误点")
    with pytest.raises(AccountError, match="最后一个"):
        change(people, ADMINISTRATOR, Wanted("admin", "管理甲", Role.LEADER, (COUNTY,)), reason="误点")


def test_two_administrators_cannot_disable_each_other_at_once(people):
    add(people, Wanted("admin2", "管理乙", Role.ADMINISTRATOR))
    names = ("admin", "admin2")
    failures = in_threads([lambda one=one: disable(people, ADMINISTRATOR, one, reason="") for one in names])
    assert [type(one) for one in failures] == [AccountError]
    assert sum(not stored(people, one).is_disabled for one in ("admin", "admin2")) == 1


def test_disabling_twice_is_one_act(people):
    for task in (disable, disable, enable, enable):
        task(people, ADMINISTRATOR, "zhou", reason="离岗")
    assert [detail["操作"] for _, _, detail in acts(people)] == ["停用", "启用"]


def test_a_reset_gives_a_password_to_be_changed_and_lifts_the_lock(people):
    for _ in range(5):
        with pytest.raises(SignInError):
            sign_in(people, "zhou", "wrong", ADDRESS)
    assert in_list(people, "zhou").state == "已锁定"
    for _ in range(2):
        reset(people, ADMINISTRATOR, "zhou", ONCE, reason="忘记", key="k")
    assert sign_in(people, "zhou", ONCE, ADDRESS)
    assert [detail.get("操作") for by, _, detail in acts(people) if by == "admin"] == ["重置密码"]


def test_an_unlocked_account_may_try_again(people):
    for _ in range(5):
        with pytest.raises(SignInError):
            sign_in(people, "zhou", "wrong", ADDRESS)
    unlock(people, ADMINISTRATOR, "zhou", reason="本人核实")
    assert sign_in(people, "zhou", PASSWORD, ADDRESS)


def test_an_unknown_account_is_said_so(people):
    with pytest.raises(AccountError, match="没有账号"):
        disable(people, ADMINISTRATOR, "nobody", reason="")


@pytest.mark.parametrize(("old", "new", "again", "field", "said"), [
    (PASSWORD, "Qingci+celadon9", "Qingci+celadon8", "again", "不一致"),
    ("wrong", "Qingci+celadon9", "Qingci+celadon9", "old", "原密码不正确"),
    (PASSWORD, "Ab1+", "Ab1+", "new", "至少10个字符"),
    (PASSWORD, "qingcicelad0n", "qingcicelad0n", "new", "至少有3类"),
    (PASSWORD, "My-Zhou-2026+", "My-Zhou-2026+", "new", "账号名或姓名"),
    (PASSWORD, PASSWORD, PASSWORD, "new", "最近5次"),
])
def test_a_password_that_will_not_do_is_said_beside_its_field(people, old, new, again, field, said):
    changed = change_own(people, OFFICE, old, new, again, ADDRESS)
    assert (changed.token, list(changed.problems)) == (None, [field])
    assert said in changed.problems[field]


def test_the_last_passwords_are_not_taken_again_and_older_ones_are(people, monkeypatch):
    monkeypatch.setenv("PASSWORD_HISTORY", "2")
    chosen = [PASSWORD, "Qingci+celadon1", "Qingci+celadon2"]
    for old, new in zip(chosen, chosen[1:], strict=False):
        assert change_own(people, OFFICE, old, new, new, ADDRESS).token
    assert "new" in change_own(people, OFFICE, chosen[2], chosen[1], chosen[1], ADDRESS).problems
    assert change_own(people, OFFICE, chosen[2], chosen[0], chosen[0], ADDRESS).token


def test_guessing_the_old_password_locks_too(people):
    for _ in range(5):
        change_own(people, OFFICE, "wrong", "Qingci+celadon9", "Qingci+celadon9", ADDRESS)
    said = change_own(people, OFFICE, PASSWORD, "Qingci+celadon9", "Qingci+celadon9", ADDRESS).problems["old"]
    assert "次数过多" in said


def test_one_time_passwords_are_good_and_each_is_another():
    made = {one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert {weakness(one, (), settings()) for one in made} == {None}
