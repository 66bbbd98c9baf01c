"""What only a real browser can do: click cards and rows, tick boxes, and find it all again under the copied address."""

from tests.browser.conftest import errors_on
from tests.browser.machine import open_settled, settle

ROW, HEADER, TICK = 33, 34, 18


def table_at(page, x, row):
    """Click into the first table: x from its left edge, rows counted from 0."""
    box = page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + HEADER + ROW * row + ROW // 2)
    settle(page)


def test_a_whole_card_and_a_whole_line_of_the_agenda_lead_on(visit):
    page = visit()
    open_settled(page, "/?as_of=2026-05-31")
    page.locator(".figure .label").filter(has_text="红橙预警").click(force=True)  # Its link lies over it.
    page.wait_for_url("**/compliance?**")
    settle(page)
    assert "as_of=2026-05-31" in page.url
    assert "level=" in page.url
    open_settled(page, "/")
    page.locator(".matter").filter(has_text="隐患逾期未销号").click(force=True)
    page.wait_for_url("**/compliance?rule=hazard_overdue")


def test_a_clicked_row_is_told_beside_the_list_and_its_address_can_be_shared(visit):
    page = visit()
    open_settled(page, "/compliance")
    page.get_by_role("button", name="红色").click()
    settle(page)
    first = page.locator(".finding h3").inner_text()
    table_at(page, TICK, 1)
    second = page.locator(".finding h3").inner_text()
    assert second != first
    again = visit()
    open_settled(again, page.url)
    assert again.locator(".finding h3").inner_text() == second
    assert errors_on(again) == []


def test_ticked_contracts_are_summed_up_while_a_clicked_one_is_explained(visit):
    page = visit()
    open_settled(page, "/exits")
    first = page.locator(".finding h3").inner_text()
    assert page.get_by_text("（未勾选时）").count() == 1
    table_at(page, TICK, 0)
    table_at(page, TICK, 2)
    assert page.get_by_text("已勾选2份").count() == 1
    assert page.locator(".finding h3").inner_text() == first
    table_at(page, 120, 3)
    assert page.locator(".finding h3").inner_text() != first
    assert page.get_by_text("已勾选2份").count() == 1
    assert "contract=" in page.url


def test_the_strip_of_steps_works_by_keyboard(visit):
    page = visit()
    open_settled(page, "/exits")
    page.get_by_role("radio", name="扶持").or_(page.get_by_role("button", name="扶持")).first.focus()
    page.keyboard.press("Enter")
    settle(page)
    assert "step=" in page.url
    assert errors_on(page) == []
