"""Forms as people use them: a contract is entered on the plan with fast clicks, and its space is then taken."""

import re
from urllib.parse import urlencode

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
        page.get_by_role("spinbutton", name=re.compile(rf"^{label}\W*：年$")).click()
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
