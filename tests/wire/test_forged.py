"""Over a raw websocket, with messages that no page of ours would send: nothing out of scope is read or written."""


import httpx
import pytest
from sqlmodel import Session, select
from websockets.exceptions import ConnectionClosed, InvalidStatus

from core.access import EVERYTHING, PERMISSIONS, Action, Bound, Role
from data.catalogue import read_catalogue
from data.tables import Act, Contract, Enterprise
from pages.parts.menu import MENU, may_open
from tests.wire.client import visiting
from tests.wire.rows import user_of
from tests.wire.stored import facts

ACCOUNTS = {
    "lingdao": Role.LEADER, "lianxi": Role.OFFICE, "yuanqu1": Role.OPERATOR, "yuanqu2": Role.OPERATOR,
    "anquan": Role.DEPARTMENT, "shengji": Role.PROVINCE, "guanli": Role.ADMINISTRATOR,
}
PAGES = [entry for entries in MENU.values() for entry in entries]
BOUNDED = [name for name, role in ACCOUNTS.items() if PERMISSIONS[role].bound is not Bound.COUNTIES]


def beyond(engine, name):
    """(names of the parks, names of the enterprises) that an account has no business with."""
    reach = user_of(engine, name).reach
    parks = read_catalogue(engine, EVERYTHING).parks
    others = {one.code: one.name for one in parks if not reach.covers(one.code, one.county_code)}
    with Session(engine) as session:
        names = {one.credit_code: one.name for one in session.exec(select(Enterprise))}
        contracts = session.exec(select(Contract)).all()
    own = {one.credit_code for one in contracts if one.park_code not in others}
    foreign = {one.credit_code for one in contracts if one.park_code in others} - own
    return others, {code: names[code] for code in foreign}


def acts(engine, *kinds):
    with Session(engine) as session:
        return [one for one in session.exec(select(Act)) if one.kind in kinds]


def told(names, text):
    return [name for name in names if name in text]


@pytest.mark.parametrize("path", ["/", "/entry", "/_stcore/health", "/_stcore/metrics", "/_stcore/host-config",
                                  "/media/x", "/static/x", "/component/x"])
def test_nobody_gets_anything_over_http(address, path):
    answer = httpx.get(address + path)
    assert answer.status_code in (httpx.codes.SEE_OTHER, httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN)
    assert "园区" not in answer.text


@pytest.mark.parametrize("cookie", ["", "smepark=forged", "smepark="])
def test_nobody_gets_a_websocket(address, cookie):
    with pytest.raises((InvalidStatus, ConnectionClosed)), visiting(address, cookie) as visitor:
        visitor.run()


@pytest.mark.parametrize("name", ACCOUNTS)
def test_an_account_opens_the_pages_of_its_role_and_no_others(visit, engine, name):
    who = user_of(engine, name)
    with visit(name) as visitor:
        for entry in PAGES:
            answer = visitor.run(entry.name)
            is_open = f"<h1>{entry.title}" in answer.text
            assert is_open == may_open(who, entry) or (not answer.deltas), entry.title
            if not may_open(who, entry):
                assert f"没有打开“{entry.title}”的权限" in answer.text
    denied = {one.subject for one in acts(engine, "拒绝访问") if one.account == name}
    assert denied >= {f"打开“{entry.title}”" for entry in PAGES if not may_open(who, entry)}


@pytest.mark.parametrize("name", BOUNDED)
def test_no_page_tells_of_what_is_not_ones_own(visit, engine, name):
    parks, enterprises = beyond(engine, name)
    other = next(iter(parks))
    firm = next(iter(enterprises))
    with visit(name) as visitor:
        for entry in PAGES:
            for query in ({}, {"parks": other}, {"park": other, "enterprise": firm}):
                text = visitor.run(entry.name, **query).text
                sets_reaches = name == "guanli" and entry.needs is Action.MANAGE_ACCOUNTS  # By the names of parks.
                secret = [*enterprises.values(), *([] if sets_reaches else parks.values())]
                assert told(secret, text) == [], (entry.title, query)


def test_a_forged_choice_of_parks_shows_nothing_of_them(visit, engine):
    parks, enterprises = beyond(engine, "yuanqu1")
    with visit("yuanqu1") as visitor:
        for page in ("overview", "exits", "enterprise", "compliance", "park"):
            answer = visitor.run(page)
            chosen = {answer.widget("-parks"): ("string_array_value", [*parks, *parks.values()])}
            if any("-park " in one for one in answer.widgets):
                chosen[answer.widget("-park ")] = ("string_value", next(iter(parks.values())))
            text = visitor.run(page, chosen).text
            assert told([*parks.values(), *enterprises.values()], text) == [], page


def test_pressing_everything_that_another_role_could_press_changes_nothing(visit, engine):
    """The ids of all widgets of the office's pages, sent by accounts that may not see or press them."""
    with visit("lianxi") as visitor:
        widgets = {entry.name: list(visitor.run(entry.name).widgets.values()) for entry in PAGES}
    before = facts(engine)
    for name in ("lingdao", "yuanqu1", "guanli", "shengji"):
        with visit(name) as visitor:
            for page, ids in widgets.items():
                visitor.run(page, dict.fromkeys(ids, ("trigger_value", True)))
                visitor.run(page, dict.fromkeys(ids, ("string_value", "331181002")))
                visitor.run(page, dict.fromkeys(ids, ("json_value", '{"edited_rows":{"0":{"税收":1}}}')))
    assert facts(engine) == before


def test_every_role_that_writes_nothing_is_one_of_those_tried():
    silent = {role for role in Role if Action.WRITE not in PERMISSIONS[role].actions}
    assert silent <= set(ACCOUNTS.values())


def test_a_message_that_ends_the_server_is_not_heeded(visit, address):
    from streamlit.proto.BackMsg_pb2 import BackMsg
    with visit("lingdao") as visitor:
        for name in ("debug_shutdown_runtime", "debug_disconnect_websocket", "stop_script"):
            message = BackMsg()
            setattr(message, name, True)
            visitor.connection.send(message.SerializeToString())
        assert visitor.run("rulebook").deltas
    assert httpx.get(f"{address}/health").text == "ok"


