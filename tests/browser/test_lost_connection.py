"""The connection is lost at the very click that saves: the contract is there once, or all that was typed is."""

from urllib.parse import urlencode

import pytest
from sqlmodel import Session, select
from streamlit.proto.BackMsg_pb2 import BackMsg

from data.engine import open_engine
from data.tables import Act, Contract, ContractSpace
from tests.browser.conftest import errors_on
from tests.browser.machine import settle, sign_in
from tests.browser.test_forms import FIRM, FREE, PARK, new_contract, picked

ACCOUNT, RENT = "yuanqu1", "租金(元/㎡·月)"
DAYS = ("20330104", "20330201", "20341231")
NEW = {"subject": "合同", "record": "new"}
FORM = f"/entry?{urlencode({**NEW, 'park': PARK, 'enterprise': FIRM})}"
OTHER_WAY = f"/entry?{urlencode(NEW)}"
CUTS = {"on its way there": (False, False), "once it is there": (True, False), "on the way back": (True, True)}
"""Where the click is lost -> whether it reaches the server, and whether the server still hears of the browser."""


def is_click(message):
    """Whether it says that a button was pressed."""
    told = BackMsg()
    told.ParseFromString(message)
    return any(one.trigger_value for one in told.rerun_script.widget_states.widgets)


def lose_the_click(page, arrives, stays):
    """The connection of the page is cut at its first click on a button."""
    def connect(browser):
        server = browser.connect_to_server()

        def pass_on(message):
            if not is_click(message):
                server.send(message)
                return
            if arrives:
                server.send(message)
            if not stays:
                server.close()
            browser.close()

        browser.on_message(pass_on)

    page.route_web_socket(lambda url: "/_stcore/stream" in url, connect)


def stored(database_url, number):
    """(the rent of the contract, its spaces, how many acts saved it); None where it is not there."""
    engine = open_engine(database_url)
    with Session(engine) as session:
        contract = session.get(Contract, number)
        acts = session.exec(select(Act).where(Act.subject == f"合同 {number}", Act.kind == "填报")).all()
        held = select(ContractSpace.space_code).where(ContractSpace.contract_number == number)
        spaces = session.exec(held).all()
    engine.dispose()
    return (contract.rent_yuan, list(spaces), len(acts)) if contract else None


def begun(page, number):
    """A contract is typed, its space picked on the plan, and all is told to the server. Returns the space."""
    new_contract(page, number, days=DAYS)
    page.get_by_label(RENT.split("(")[0], exact=True).fill("9.5")
    page.keyboard.press("Tab")
    settle(page)
    page.locator(FREE).first.click()
    page.locator(".plan-sum", has_text="共1个单元").wait_for()
    settle(page)
    return picked(page)


def back_again(visit, address):
    """Another browser, in which the same account signs in and is led on to the form."""
    page = visit(account=None)
    sign_in(page, ACCOUNT, at=address)
    page.wait_for_selector(".form-title")
    settle(page)
    if address == OTHER_WAY:
        page.get_by_text("有1份新增合同的草稿没有写完").click()
        page.get_by_role("button", name="接着填").click()
        page.get_by_text("草稿 保存于").wait_for()
        settle(page)
    return page


@pytest.mark.parametrize("where", CUTS)
def test_a_click_whose_connection_is_lost_saves_once_or_loses_nothing(visit, database_url, where):
    arrives, stays = CUTS[where]
    number = f"HT-DX-{list(CUTS).index(where)}"
    page = visit(account=ACCOUNT)
    lose_the_click(page, arrives, stays)
    spaces = begun(page, number)
    page.get_by_role("button", name="保存合同").click()
    page.wait_for_selector(".stApp:not([data-test-connection-state=CONNECTED])")
    page.close()

    again = back_again(visit, FORM if arrives else OTHER_WAY)
    if stored(database_url, number) is None:
        typed = again.get_by_label("合同编号").input_value(), again.get_by_label("租金", exact=True).input_value()
        assert (*typed, picked(again)) == (number, "9.5", spaces)
        again.get_by_role("button", name="保存合同").click()
        again.locator(".saved", has_text=f"已保存合同 {number}").wait_for()
    else:
        assert arrives
        assert again.get_by_label("合同编号").input_value() == ""
    assert stored(database_url, number) == (9.5, spaces, 1)
    assert errors_on(again) == []
