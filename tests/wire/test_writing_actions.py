"""Every action that writes, from the permission table, forged whole: by roles that may not, and beyond one's own park,
county or unit.

Facts, papers, meetings and accounts stay as they are, and each denial is in the record of acts.
"""

from collections import Counter
from time import time_ns

import pytest
from sqlmodel import Session, select

from core.access import PERMISSIONS, Action, Role
from data.accounts import new_account
from data.acts import utc_now
from data.engine import writing
from data.sessions import start
from data.tables import Account, FrozenPaper, Meeting
from data.wanted import Wanted
from tests.sittings import FREE
from tests.wire.composing import acting_on_an_account
from tests.wire.forging import FORGED, LOOKING, World
from tests.wire.rows import FAR_COUNTY, user_of
from tests.wire.stored import DENIED, last, since, written
from tests.wire.test_forged import ACCOUNTS

LATEST = 10**20
BEYOND = [(what, name) for what, forged in FORGED.items() for name in forged.beyond]


@pytest.fixture(autouse=True)
def everybody(cookies):
    """Signed in before anything is compared."""
    for name in [*ACCOUNTS, *{name for _, name in BEYOND}]:
        cookies(name)


@pytest.fixture
def world(address, engine, cookies):
    return World(address, engine, cookies)


def test_every_action_of_the_permission_table_has_a_forged_message():
    assert {forged.action for forged in FORGED.values()} == set(Action)


@pytest.mark.parametrize("what", FORGED)
def test_a_whole_message_of_who_may_is_denied_to_everybody_who_may_not(visit, world, what):
    forged, engine = FORGED[what], world.engine
    with visit(forged.author) as visitor:
        message = forged.compose(world, visitor)
        typed = [text for _, text in message.states.values() if str(text).startswith("W")]
        before = written(engine)
        for name in [one for one, role in ACCOUNTS.items() if forged.action not in PERMISSIONS[role].actions]:
            at = last(engine)
            with visit(name) as forger:
                text = message.send(forger).text
            done = since(engine, at, name)
            assert {kind for kind, _ in done} == {DENIED}, (name, done)
            assert not any(one in text for one in typed)
        assert written(engine) == before
        at = last(engine)
        message.send_home(visitor)
    done = since(engine, at, forged.author)
    assert DENIED not in [kind for kind, _ in done]
    assert bool(done) == (forged.action not in LOOKING), "it does what it is for where it comes from its author"


@pytest.mark.parametrize(("what", "name"), BEYOND, ids=lambda one: one)
def test_a_whole_message_is_denied_to_who_may_do_such_things_elsewhere(visit, world, what, name):
    forged, engine = FORGED[what], world.engine
    assert user_of(engine, name).may(forged.action)
    with visit(forged.author) as visitor:
        message = forged.compose(world, visitor)
    before, at = written(engine), last(engine)
    with visit(name) as forger:
        text = message.send(forger).text
    assert {kind for kind, _ in since(engine, at, name)} == {DENIED}
    assert (FREE.title in text) == (name == "lianxi"), "only the office sees what other units have to do"
    assert written(engine) == before


@pytest.mark.parametrize("what", ["freeze", "call"])
def test_an_office_freezes_and_calls_for_its_own_county_whatever_the_address_says(visit, world, what):
    engine = world.engine
    with visit("lianxi") as visitor:
        message = FORGED[what].compose(world, visitor)
    message.query = {"county": "331181"}
    before, at = counties(engine), last(engine)
    with visit("waiban") as forger:
        message.send(forger)
    assert (DENIED, "查看园区 331181") in since(engine, at, "waiban")
    assert set(counties(engine) - before) <= {FAR_COUNTY}


def counties(engine):
    """Of the papers and meetings there are, and of how many."""
    with Session(engine) as session:
        return Counter([*session.exec(select(FrozenPaper.counties)), *session.exec(select(Meeting.county_code))])


@pytest.fixture
def somebody(engine):
    """An account, signed in, that comes before all others in the list, also before those of earlier calls."""
    now = utc_now()
    name = f"a{LATEST - time_ns()}"
    with writing(engine) as session:
        session.add(new_account(Wanted(name, "甲", Role.LEADER, ("331181",)), "no password", now))
        session.flush()
        start(session, session.get(Account, name), "10.0.0.7", now)
    return name


@pytest.mark.parametrize("what", ["停用", "重置密码", "强制退出"])
def test_nobody_but_the_administrator_acts_on_accounts(visit, engine, somebody, what):
    with visit("guanli") as visitor:
        message = acting_on_an_account(visitor, what)
        before = written(engine)
        for name in set(ACCOUNTS) - {"guanli"}:
            at = last(engine)
            with visit(name) as forger:
                message.send(forger)
            assert since(engine, at, name) == [(DENIED, "打开“账号管理”")]
        assert written(engine) == before
        message.send_home(visitor)
    assert written(engine) != before
    assert since(engine, at, "guanli") == [("账号变更", somebody)]
