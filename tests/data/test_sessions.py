"""Sessions end: when idle, after a day's work, on signing out, with the account."""

import pytest
from sqlmodel import Session, select

from core.access import Role
from data.accounts import change, disable, enable, end_sessions
from data.acts import utc_now
from data.own_password import change_own
from data.sessions import last_sign_ins, sign_out, sign_out_everywhere, visitor
from data.sign_in import sign_in
from data.tables import Act, UserSession
from data.tokens import fingerprint
from data.wanted import Wanted
from tests.data.people import ADDRESS, ADMINISTRATOR, CHEAP, PASSWORD, at, settle
from tests.factory import COUNTY

NEW = "Qingci+celadon9"


@pytest.fixture
def people(engine, monkeypatch):
    monkeypatch.setattr("data.passwords._HASHING", CHEAP)
    return settle(engine)


@pytest.fixture
def token(people):
    return sign_in(people, "zhou", PASSWORD, ADDRESS, at())


def is_in(engine, token, **later):
    return visitor(engine, token, at(**later) if later else None).user is not None


def kept(engine):
    with Session(engine) as session:
        return sorted(session.exec(select(UserSession.token_hash)))


def seen_at(engine):
    with Session(engine) as session:
        return session.exec(select(UserSession.seen_at)).one()


def test_nobody_is_behind_a_token_that_was_never_given(people):
    assert not any(is_in(people, made_up) for made_up in (None, "", "x", "0" * 64))


def test_an_idle_session_ends(people, token):
    assert is_in(people, token, minutes=29)
    assert is_in(people, token, minutes=29 + 29)
    assert not is_in(people, token, minutes=29 + 29 + 30)


def test_a_session_in_use_ends_after_its_day(people, token):
    assert all(is_in(people, token, minutes=minutes) for minutes in range(20, 720, 20))
    assert not is_in(people, token, minutes=720)


def test_sessions_that_are_over_are_forgotten_at_the_next_sign_in_but_for_the_last_of_each_account(people):
    idle, signed_out = (sign_in(people, "zhou", PASSWORD, ADDRESS, at(minutes=minute)) for minute in (0, 1))
    others = sign_in(people, "admin", PASSWORD, ADDRESS, at())
    sign_out(people, signed_out)
    in_use = sign_in(people, "zhou", PASSWORD, ADDRESS, at(minutes=20))
    assert kept(people) == sorted(map(fingerprint, (idle, others, in_use)))
    new = sign_in(people, "zhou", PASSWORD, ADDRESS, at(minutes=40))
    assert kept(people) == sorted(map(fingerprint, (others, in_use, new)))
    with Session(people) as session:
        assert last_sign_ins(session) == {"admin": at(), "zhou": at(minutes=40)}


def test_use_is_noted_at_most_once_a_minute_and_never_backwards(people, token):
    is_in(people, token, seconds=59)
    assert seen_at(people) == at()
    is_in(people, token, seconds=61)
    assert seen_at(people) == at(seconds=61)
    is_in(people, token, seconds=1)
    assert seen_at(people) == at(seconds=61)


def test_a_page_opens_while_somebody_else_writes_for_long(people, token):
    with people.begin() as writer:
        writer.exec_driver_sql("UPDATE data_version SET number = number + 1")
        assert is_in(people, token, minutes=5)


def test_signing_out_ends_one_session_and_is_recorded_once(people, token):
    other = sign_in(people, "zhou", PASSWORD, ADDRESS)
    here = sign_in(people, "zhou", PASSWORD, ADDRESS)
    sign_out(people, here)
    sign_out(people, here)
    assert (is_in(people, here), is_in(people, other)) == (False, True)
    with Session(people) as session:
        assert session.exec(select(Act.kind)).all().count("退出") == 1
    assert token


def test_signing_out_everywhere_ends_all_of_one_account(people):
    mine = [sign_in(people, "zhou", PASSWORD, ADDRESS) for _ in range(3)]
    others = sign_in(people, "admin", PASSWORD, ADDRESS)
    sign_out_everywhere(people, visitor(people, mine[0]).user)
    assert [is_in(people, one) for one in [*mine, others]] == [False, False, False, True]


def test_a_disabled_account_is_out_at_once_and_stays_out_when_enabled_again(people):
    token = sign_in(people, "zhou", PASSWORD, ADDRESS)
    disable(people, ADMINISTRATOR, "zhou", reason="离岗")
    assert not is_in(people, token)
    enable(people, ADMINISTRATOR, "zhou", reason="回岗")
    assert not is_in(people, token)


def test_an_administrator_can_end_anothers_sessions(people):
    token = sign_in(people, "zhou", PASSWORD, ADDRESS)
    end_sessions(people, ADMINISTRATOR, "zhou", reason="设备遗失")
    assert not is_in(people, token)


def test_a_changed_scope_holds_in_the_open_session(people):
    token = sign_in(people, "zhou", PASSWORD, ADDRESS)
    change(people, ADMINISTRATOR, Wanted("zhou", "周办", Role.LEADER, (COUNTY,)), reason="转岗")
    assert visitor(people, token).user.role is Role.LEADER


def test_a_changed_password_goes_on_under_a_new_token_and_ends_all_others(people):
    old = [sign_in(people, "zhou", PASSWORD, ADDRESS) for _ in range(2)]
    changed = change_own(people, visitor(people, old[0]).user, PASSWORD, NEW, NEW, ADDRESS)
    assert changed.problems == {}
    assert [is_in(people, one) for one in [*old, changed.token]] == [False, False, True]
    assert sign_in(people, "zhou", NEW, ADDRESS, utc_now())
