"""Every action that writes, broken off before and after its writing as a second click or a lost connection does it.

It is done whole or not at all, and whoever does it once more, in the same session or after a reload, makes no second.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from core.access import Role, User
from data import drafts
from data.dispatches import Recipient, send
from data.records import void
from data.tables import (
    Account,
    Act,
    Building,
    Commitment,
    Contract,
    Dispatch,
    Draft,
    FrozenPaper,
    PaperFile,
    Reminder,
    Report,
)
from pages.parts import account_actions, account_form, reminding, report_saving
from pages.parts.filling import STATE
from pages.parts.forms import saving
from pages.parts.importing import carrying_out
from pages.parts.papers import edited, making, sent
from tests.data.people import CHEAP
from tests.pages.forms.conftest import as_stored, fill_in, filling, key_of, widget
from tests.pages.people import OFFICE, OPERATOR, PARK, own_county, visit  # noqa: F401
from tests.pages.test_accounts import by_label
from tests.pages.test_calendar import tick
from tests.pages.test_papers import a_paper, view
from tests.wire.composing import workbook

ADMIN = User("guanli", "赵管理", Role.ADMINISTRATOR)
DAY, FIRM = date(2041, 1, 1), "91331181DEM0000G7Q"
CONTRACT = {
    "合同编号": "HT-ZD", "统一社会信用代码": FIRM, "方式": "租赁", "签订日期": date(2040, 6, 1), "起始日期": DAY,
    "终止日期": date(2042, 12, 31), "单元编号": ["1-101"],
}
PERIOD, REVENUE = (2026, 2), "营业收入"
BUILDING = {"楼栋": [{"园区编码": PARK, "楼栋编号": "ZD", "层数": "2"}]}
COMMITMENT = ("HT3311810010002", 2023, "亩均增加值")


def second_click():
    here = get_script_run_ctx()
    return RerunException(RerunData(query_string=here.query_string, page_script_hash=here.page_script_hash))


HOWS = {"a second click": second_click, "a lost connection": StopException}


@dataclass(frozen=True)
class Deed:
    """place, name: where the page finds what writes. ready: opens the page up to the last click, None where there is
    nothing left to do. done: how many of what it makes are there. kind: of its acts. reload: it is done again by a new
    session; else in the same one."""

    place: Any
    name: str
    ready: Callable[[Any, Any], Any]
    done: Callable[[Session], int]
    kind: str | None
    press: Callable[[Any], Any] = lambda app: app.button(key="save").click().run()
    reload: bool = True


def pressing(key):
    return lambda app: app.button(key=key).click().run()


def counted(table, *conditions):
    return lambda session: len(session.exec(select(table).where(*conditions)).all())


def a_new_contract(open_page, _):
    app = open_page(OPERATOR, "entry", subject="合同", record="new")
    if widget(app, "合同编号").value != "HT-ZD":
        fill_in(app, **CONTRACT)
    return app


def a_record(open_page):
    return open_page(OPERATOR, "entry", subject="承诺指标", record=key_of(*map(str, COMMITMENT)))


def a_change(open_page, _):
    return fill_in(a_record(open_page), 承诺值="98765", 事由="补充协议")


def a_record_to_void(open_page, engine):
    if as_stored(engine, "承诺指标", *COMMITMENT) is None:
        return None
    app = a_record(open_page)
    app.text_input(key=f"void-{filling(app).name}").set_value("重复登记").run()
    return app


def a_voided_record(open_page, engine):
    seen = as_stored(engine, "承诺指标", *COMMITMENT)
    void(engine, OPERATOR, "承诺指标", seen or {}, key="once", reason="重复登记")
    app = open_page(OPERATOR, "entry", subject="承诺指标")
    app.button_group(key="form-side-承诺指标").set_value("已作废").run()
    reasons = [one for one in app.text_input if one.key.startswith("form-restore-")]
    if not reasons:
        return None
    reasons[0].set_value("误作废").run()
    return app


def there(session):
    return session.get(Commitment, COMMITMENT) is not None


def a_grid(open_page, _):
    app = open_page(OPERATOR, "reports")
    before = app.session_state[STATE].frame[f"{REVENUE} 上季"]
    row = int(before.ne("无数据").to_numpy().argmax())
    typed = {row: {REVENUE: float(before[row].replace(",", ""))}}
    app.session_state[app.session_state[STATE].grid[0]] = {"edited_rows": typed, "added_rows": [], "deleted_rows": []}
    return app.run()


def a_reminder(open_page, _):
    return tick(open_page(OFFICE, "calendar"), [0])


def a_workbook(open_page, _):
    app = open_page(OFFICE, "importing")
    app.file_uploader[0].upload("zd.xlsx", workbook(BUILDING)).run()
    return app if "import-confirm" in [one.key for one in app.button] else None


def a_new_account(open_page, _):
    app = open_page(ADMIN, "accounts")
    key = app.session_state[account_form.FILLING][0]
    app.text_input(key=f"{key}-name").set_value("zhongduan")
    app.text_input(key=f"{key}-full_name").set_value("中断")
    return app.run()


def an_account_to(what):
    def ready(open_page, _):
        app = open_page(ADMIN, "accounts")
        app.session_state["account"] = "lingdao"
        app.run()
        app.button_group[0].set_value(what).run()
        by_label(app.text_input, "事由").set_value("岗位调整").run()
        return app
    return ready


def press_last(suffix):
    return lambda app: next(one for one in app.button if (one.key or "").endswith(suffix)).click().run()


def by_name(label):
    return lambda app: next(one for one in app.button if one.label == label).click().run()


def a_form_to_begin(open_page, _):
    return open_page(OPERATOR, "entry", subject="合同", record="new")


def a_paper_to_freeze(open_page, _):
    return view(open_page(OFFICE, "papers"), "制作通报")


def a_paper_with(label, user=OFFICE):
    """Open before whoever still finds the button."""
    def ready(open_page, engine):
        paper = a_paper(engine)
        if user is OPERATOR:
            send(engine, OFFICE, paper, [Recipient("八都竹木产业园", PARK)], key="sent")
        app = open_page(user, "papers")
        if label == "上传" and not app.get("download_button")[4:]:
            app.file_uploader(key=f"attach-{paper}-0-file").upload("改.docx", b"PK")
        return app if label in [one.label for one in app.button] else None
    return ready


DEEDS = {
    "a form saves a new record": Deed(
        saving, "save", a_new_contract, counted(Contract, Contract.number == "HT-ZD"), "填报"),
    "a form saves a change": Deed(saving, "save", a_change, counted(Commitment, Commitment.promised == 98765), "填报"),
    "a record is voided": Deed(
        saving, "void", a_record_to_void, lambda session: int(not there(session)), "作废", pressing("void")),
    "a record is brought back": Deed(
        saving, "restore", a_voided_record, lambda session: int(there(session)), "恢复", pressing("restore-0")),
    "the grid of reports": Deed(
        report_saving, "save", a_grid,
        counted(Report, Report.park_code == PARK, Report.year == PERIOD[0], Report.quarter == PERIOD[1]), "填报"),
    "a reminder": Deed(reminding, "remind", a_reminder, counted(Reminder), "催报", pressing("remind")),
    "an import": Deed(
        carrying_out, "import_workbook", a_workbook, counted(Building, Building.code == "ZD"), "导入",
        pressing("import-confirm")),
    "an account is made": Deed(
        account_form, "create", a_new_account, counted(Account, Account.name == "zhongduan"), "账号变更",
        press_last("-create"), reload=False),
    "an account gets another password": Deed(
        account_actions, "reset", an_account_to("重置密码"),
        counted(Account, Account.name == "lingdao", Account.must_change_password), "账号变更", press_last("-confirm"),
        reload=False),
    "a paper is frozen": Deed(
        making, "freeze_anew", a_paper_to_freeze, counted(FrozenPaper), "制发文件", by_name("定稿")),
    "an edited file is uploaded": Deed(
        edited, "attach", a_paper_with("上传"), counted(PaperFile), None, by_name("上传")),
    "a paper is sent": Deed(
        sent, "send", a_paper_with("发送"), counted(Dispatch, Dispatch.park_code == PARK), None, by_name("发送")),
    "a receipt is confirmed": Deed(
        sent, "receive", a_paper_with("签收", OPERATOR), counted(Dispatch, Dispatch.received_by == OPERATOR.full_name),
        None, by_name("签收")),
    "a draft": Deed(
        drafts, "keep", a_form_to_begin, counted(Draft), None,
        lambda app: widget(app, "合同编号").set_value("HT-CG").run()),
}


def broken_off(function, how, after):
    """The function, before or after which the script is broken off, once."""
    broken = []

    def once(*arguments, **options):
        found = function(*arguments, **options) if after or broken else None
        if not broken:
            broken.append(True)
            raise how()
        return found

    return once


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("deed", DEEDS)
def test_broken_off_it_is_done_whole_or_not_at_all_and_no_second_time(
    visit, own_county, monkeypatch, deed, how,  # noqa: F811
):
    monkeypatch.setattr("data.passwords._HASHING", CHEAP)
    one = DEEDS[deed]
    function = getattr(one.place, one.name)

    def state():
        with Session(own_county) as session:
            acts = session.exec(select(Act).where(Act.kind == one.kind)).all()
            return one.done(session), len(acts) - begun

    begun = 0
    begun = state()[1]
    app = None
    for after in (False, True, None):
        if app is None or one.reload:
            app = one.ready(visit, own_county)
        replaced = function if after is None else broken_off(function, HOWS[how], after)
        monkeypatch.setattr(one.place, one.name, replaced)
        if app is not None:
            one.press(app)
            assert not app.exception
        expected = 0 if after is False else 1
        assert state() == (expected, expected if one.kind else 0), after
