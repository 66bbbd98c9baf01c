"""An operator's day: sign in, bring in a ledger, mend a mistake in it, enter a contract, see an alert come and go."""

import pytest
import xlsxwriter

from data.passwords import DEMO_PASSWORD
from tests.browser.conftest import errors_on
from tests.browser.machine import open_settled, settle
from tests.browser.test_forms import FREE, new_contract

GOOD, BAD = "91331181MA2HJ4K163", "91331181MA2HJ4K164"
NAME, NUMBER = "龙泉市清音汽配有限公司（演示）", "HT-YX-1"
ALERTS = "/compliance?rule=entry_contract_missing"


def ledger(path, code):
    """A list of enterprises as people keep it: a title, their own headers, a line of notes below."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("企业名单")
        sheet.write_string(0, 0, "八都竹木产业园入驻企业名单")
        for row, texts in enumerate((
            ("序号", "企业全称", "社会信用代码", "行业代码", "企业规模"), ("1", NAME, code, "3670", "小型"),
            ("填表人：张三",),
        ), 1):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text)
    return path


def upload(page, path):
    page.set_input_files("input[type=file]", path)
    page.get_by_text("对应的项目").or_(page.locator('[data-testid="stDataFrame"]')).first.wait_for()
    settle(page)


def is_alerted(page):
    """Whether the enterprise is said to lack its entry contract."""
    open_settled(page, ALERTS)
    return NAME in page.locator('[data-testid="stMain"]').inner_text()


@pytest.fixture
def operator(visit):
    """Signed in by hand, as a person does it."""
    page = visit(account=None)
    page.goto("/importing")
    page.get_by_label("账号").fill("yuanqu1")
    page.get_by_label("密码").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/importing")
    settle(page)
    return page


def test_an_operators_day(operator, tmp_path):
    page = operator
    assert not is_alerted(page)

    open_settled(page, "/importing")
    upload(page, ledger(tmp_path / "wrong.xlsx", BAD))
    assert page.get_by_role("button", name="下载标出问题的文件").count() == 1
    assert page.get_by_role("button", name="确认导入").count() == 0
    upload(page, ledger(tmp_path / "right.xlsx", GOOD))
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("已导入：新增1行").wait_for()

    new_contract(page, NUMBER, GOOD, days=("20260104", "20260201", "20281231"))
    page.locator(FREE).first.click()
    settle(page)
    answer = page.get_by_role("radiogroup", name="入园管理合同")
    answer.get_by_role("radio", name="否", exact=True).click()
    settle(page)
    page.get_by_role("button", name="保存合同").click()
    page.wait_for_selector(".saved")
    assert is_alerted(page)

    open_settled(page, f"/entry?subject=合同&record=%5B%22{NUMBER}%22%5D")
    page.get_by_role("radiogroup", name="入园管理合同").get_by_role("radio", name="是", exact=True).click()
    settle(page)
    page.get_by_label("事由 ＊", exact=True).fill("补签入园管理合同")
    page.get_by_role("button", name="保存合同").click()
    page.wait_for_selector(".saved")
    assert not is_alerted(page)
    assert errors_on(page) == []


def test_a_leader_cannot_reach_the_forms_address(visit):
    page = visit(account="lingdao")
    page.goto("/entry?subject=合同&record=new")
    page.get_by_text("没有打开“台账登记”的权限").wait_for()
    assert page.get_by_role("button", name="保存合同").count() == 0
    assert page.get_by_role("link", name="台账登记").count() == 0
