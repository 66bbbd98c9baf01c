"""Signing in with a password: who may, how often one may be wrong, and what is recorded."""

import json

import pytest
from sqlmodel import Session, select

from core.access import Role
from data.accounts import disable, reset
from data.passwords import DEMO_PASSWORD
from data.sessions import visitor
from data.sign_in import SignInError, sign_in, sign_in_elsewhere
from data.tables import Account, Act, SignInFailure, UserSession
from data.wanted import Wanted
from tests.data.people import ADDRESS, ADMINISTRATOR, CHEAP, PASSWORD, add, at, settle
from tests.factory import COUNTY
from tests.together import in_threads


@pytest.fixture
def people(engine, monkeypatch):
    monkeypatch.setattr("data.passwords._HASHING", CHEAP)
    monkeypatch.setenv("LOCKOUT_ACCOUNT_FAILURES", "3")
    monkeypatch.setenv("LOCKOUT_ADDRESS_FAILURES", "5")
    monkeypatch.delenv("DEMO_MODE", raising=False)
    return settle(engine)


def rows(engine, table):
    with Session(engine) as session:
        return session.exec(select(table)).all()


def kinds(engine):
    return [one.kind for one in sorted(rows(engine, Act), key=lambda one: one.sequence)]


def fail(engine, name="zhou", password="wrong", address=ADDRESS, now=None):
    with pytest.raises(SignInError) as refusal:
        sign_in(engine, name, password, address, now)
    return str(refusal.value)


def test_the_right_password_opens_a_session_of_which_only_a_fingerprint_is_stored(people):
    token = sign_in(people, " ZHOU ", PASSWORD, ADDRESS)
    assert visitor(people, token).user.full_name == "周办"
    kept, = rows(people, UserSession)
    assert token not in (kept.token_hash, kept.account)
    assert len(token) >= 43
    assert kinds(people) == ["登录"]


def test_every_sign_in_has_a_token_of_its_own(people):
    assert sign_in(people, "zhou", PASSWORD, ADDRESS) != sign_in(people, "zhou", PASSWORD, ADDRESS)


def test_a_wrong_password_and_an_unknown_name_are_told_apart_by_nobody_outside(people):
    assert fail(people, "zhou") == fail(people, "nobody") == "账号或密码不正确。"
    reasons = [json.loads(one.detail)["原因"] for one in rows(people, Act)]
    assert reasons == ["密码不正确", "没有这个账号"]


@pytest.mark.parametrize("name", ["zhou", "nobody"])
def test_an_account_locks_after_so_many_failures_even_for_the_right_password(people, name):
    for _ in range(3):
        fail(people, name, now=at())
    assert "请15分钟后再试" in fail(people, name, PASSWORD, now=at(minutes=14))
    assert kinds(people) == ["登录失败"] * 3 + ["锁定账号"]


def test_a_lock_ends_by_itself(people):
    for _ in range(3):
        fail(people, now=at())
    assert sign_in(people, "zhou", PASSWORD, ADDRESS, at(minutes=15, seconds=1))
    assert rows(people, SignInFailure) == []


def test_failures_far_apart_do_not_lock(people):
    for minutes in (0, 10, 20, 30):
        fail(people, now=at(minutes=minutes))
    assert sign_in(people, "zhou", PASSWORD, ADDRESS, at(minutes=31))


def test_a_success_forgets_the_failures_before_it(people):
    for _ in range(3):
        fail(people, now=at())
        fail(people, now=at())
        sign_in(people, "zhou", PASSWORD, ADDRESS, at())


def test_an_address_locks_over_all_accounts_and_others_go_on(people):
    for number in range(5):
        fail(people, f"name{number}", now=at())
    assert "次数过多" in fail(people, "zhou", PASSWORD, now=at())
    assert sign_in(people, "zhou", PASSWORD, "10.0.0.8", at())


def test_guesses_at_the_same_moment_are_no_more_than_one_after_another(people):
    said = []
    in_threads([lambda: said.append(fail(people, now=at())) for _ in range(9)])
    assert sum("不正确" in one for one in said) == 3
    assert len(said) == 9


def test_a_disabled_account_is_told_so_only_with_its_password(people):
    disable(people, ADMINISTRATOR, "zhou", reason="调离")
    assert fail(people, password=PASSWORD) == "账号已停用，请联系管理员。"
    assert fail(people) == "账号或密码不正确。"


def test_a_one_time_password_must_be_used_within_its_days(people):
    add(people, Wanted("late", "迟到", Role.LEADER, (COUNTY,)), set_at=at(), must_change=True)
    assert visitor(people, sign_in(people, "late", PASSWORD, ADDRESS, at(days=6)), at(days=6)).must_change
    assert "已过期" in fail(people, "late", PASSWORD, now=at(days=8))


def test_a_password_of_too_many_days_must_be_changed(people):
    add(people, Wanted("aged", "年久", Role.LEADER, (COUNTY,)), set_at=at())
    for days, must_change in ((89, False), (91, True)):
        token = sign_in(people, "aged", PASSWORD, ADDRESS, at(days=days))
        assert visitor(people, token, at(days=days)).must_change is must_change


def test_the_password_of_the_demonstration_opens_nothing_outside_of_it(people, monkeypatch):
    add(people, Wanted("demo", "演示", Role.LEADER, (COUNTY,)), DEMO_PASSWORD)
    assert fail(people, "demo", DEMO_PASSWORD) == "账号或密码不正确。"
    monkeypatch.setenv("DEMO_MODE", "1")
    assert sign_in(people, "demo", DEMO_PASSWORD, ADDRESS)


def test_an_account_that_signs_in_elsewhere_has_no_password_to_guess(people):
    add(people, Wanted("oidc", "外来", Role.LEADER, (COUNTY,), subject="u-1"))
    assert fail(people, "oidc", "") == "账号或密码不正确。"
    assert visitor(people, sign_in_elsewhere(people, "u-1", ADDRESS)).user.name == "oidc"
    with pytest.raises(SignInError, match="还没有开通"):
        sign_in_elsewhere(people, "u-2", ADDRESS)


def test_a_weak_hash_is_renewed_when_its_password_is_seen(people, monkeypatch):
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    monkeypatch.setattr("data.passwords._HASHING", PasswordHash((Argon2Hasher(2, 16, 1),)))
    assert sign_in(people, "zhou", PASSWORD, ADDRESS)
    kept = {one.name: one.password_hash for one in rows(people, Account)}
    assert "m=16,t=2" in kept["zhou"]
    assert sign_in(people, "zhou", PASSWORD, ADDRESS)


def test_neither_password_nor_hash_is_in_any_act(people):
    fail(people)
    sign_in(people, "zhou", PASSWORD, ADDRESS)
    reset(people, ADMINISTRATOR, "zhou", "Once-upon-1-time", reason="忘记", key="k")
    told = "".join(one.subject + one.detail for one in rows(people, Act))
    assert not any(secret in told for secret in (PASSWORD, "Once-upon-1-time", "argon2", "wrong"))
