"""A bulletin's way: frozen by a double click, downloaded, sent to the parks, and confirmed from an operator's desk."""

from sqlmodel import Session, select

from data.engine import open_engine
from data.tables import Dispatch, FrozenPaper
from tests.browser.conftest import errors_on
from tests.browser.machine import open_settled, settle

TITLE = "关于2025年度龙泉市小微企业园运行情况的通报"


def stored(database_url, table, *conditions):
    engine = open_engine(database_url)
    with Session(engine) as session:
        rows = session.exec(select(table).where(*conditions)).all()
    engine.dispose()
    return rows


def choose(page, name):
    page.get_by_text(name, exact=True).first.click()
    settle(page)


def test_a_bulletin_goes_to_the_parks_and_comes_back_confirmed(visit, database_url):
    page = visit()
    open_settled(page, "/papers")
    choose(page, "制作通报")
    choose(page, "年度")
    page.get_by_role("button", name="定稿").dblclick()
    page.get_by_text("下面可下载文件、发送给各单位。").wait_for()
    settle(page)
    assert errors_on(page) == []
    [paper] = stored(database_url, FrozenPaper, FrozenPaper.title == TITLE)

    with page.expect_download() as started:
        page.get_by_role("button", name="下载PDF").click()
    assert started.value.suggested_filename == f"{paper.number}第1版.pdf"
    assert started.value.path().read_bytes().startswith(b"%PDF")

    choose(page, "发送")
    page.get_by_role("button", name="发送", exact=True).last.dblclick()
    page.get_by_text("已发送8个单位，签收0个，未签收8个").wait_for()
    assert len(stored(database_url, Dispatch, Dispatch.paper_id == paper.id)) == 8

    operator = visit(account="yuanqu1")
    open_settled(operator, "/desk")
    operator.get_by_role("link", name=TITLE).click()
    operator.wait_for_url(f"**/papers?paper={paper.id}")
    settle(operator)
    operator.get_by_test_id("stBaseButton-primary").click()
    operator.get_by_text(f"已签收{paper.number}。").wait_for()

    open_settled(page, f"/papers?paper={paper.id}")
    assert page.get_by_text("已发送8个单位，签收1个，未签收7个").count() == 1
    assert errors_on(page) == errors_on(operator) == []
