"""Forms as people use them: a contract is entered on the plan with fast clicks, and its space is then taken."""

from urllib.parse import urlencode

import pytest
from sqlmodel import Session, select

from data.engine import open_engine
from data.tables import Act, Contract, ContractSpace
from tests.browser.conftest import errors_on
from tests.browser.machine import open_settled, settle

PARK, FIRM = "331181001", "91331181DEM0000G7Q"
FREE = ".plan button.space"


def new_contract(page, number, firm=FIRM, days=("20290104", "20290201", "20320131")):
    """The form of a new contract on days in which much is empty, up to the plan."""
    query = {"subject": "合同", "record": "new", "park": PARK, "enterprise": firm}
    open_settled(page, f"/entry?{urlencode(query)}")
    page.get_by_label("合同编号").fill(number)
    page.get_by_role("radio", name="租赁", exact=True).click()
    settle(page)
    for label, day in zip(("签订日期", "起始日期", "终止日期"), days, strict=True):
        page.get_by_role("spinbutton", name=f"year, {label}").click()
        page.keyboard.type(day)
        page.keyboard.press("Enter")
        page.locator(".form-title").click()  # The calendar closes, and the day is told to the server.
        settle(page)


def picked(page):
    return page.locator('.plan [aria-pressed="true"]').evaluate_all("all => all.map(one => one.dataset.space)")


def test_a_contract_is_entered_on_the_plan_and_its_spaces_are_taken(visit):
    page = visit()
    new_contract(page, "HT-XK-1")
    spaces = [page.locator(FREE).nth(place).get_attribute("data-space") for place in range(3)]
    for space in (*spaces, spaces[2]):  # As fast as the machine can; the third is taken back.
        page.locator(f'[data-space="{space}"]').click()
    settle(page)
    assert picked(page) == spaces[:2]
    page.locator(f'[data-space="{spaces[1]}"]').focus()
    page.keyboard.press("Enter")
    settle(page)
    assert picked(page) == spaces[:1]
    assert "共1个单元" in page.locator(".plan-sum").inner_text()
    page.get_by_role("button", name="保存合同").click()
    page.wait_for_selector(".saved")
    settle(page)
    assert "已保存合同 HT-XK-1" in page.locator(".saved").inner_text()
    assert errors_on(page) == []

    other = visit()
    new_contract(other, "HT-XK-2")
    taken = other.locator(".plan .taken", has=other.get_by_text(spaces[0], exact=True))
    assert "演示新野竹木机械有限公司" in taken.get_attribute("title")
    assert "2032-01-31" in taken.get_attribute("title")
    assert other.locator(f'[data-space="{spaces[0]}"]').count() == 0


def acts_on(database_url, number):
    engine = open_engine(database_url)
    with Session(engine) as session:
        contract = session.get(Contract, number)
        acts = session.exec(select(Act).where(Act.subject == f"合同 {number}", Act.kind == "填报")).all()
        spaces = session.exec(select(ContractSpace).where(ContractSpace.contract_number == number)).all()
    engine.dispose()
    return contract is not None, len(spaces), len(acts)


@pytest.mark.parametrize("number", ["HT-DX-1", "HT-DX-2", "HT-DX-3"])
def test_a_lost_connection_leaves_all_or_nothing_and_a_second_try_makes_no_second(visit, database_url, number):
    page = visit()
    new_contract(page, number, days=("20330104", "20330201", "20341231"))
    page.locator(FREE).first.click()
    settle(page)
    page.get_by_role("button", name="保存合同").click(no_wait_after=True)
    page.context.close()  # Whatever was on its way to or from the server is lost.

    again = visit()
    open_settled(again, f"/entry?{urlencode({'subject': '合同', 'record': 'new', 'park': PARK, 'enterprise': FIRM})}")
    assert acts_on(database_url, number) in ((False, 0, 0), (True, 1, 1))
    if again.get_by_label("合同编号").input_value() == number:  # The draft is there: nobody was told that it was saved.
        again.get_by_role("button", name="保存合同").click()
        settle(again)
    assert acts_on(database_url, number) == (True, 1, 1)
