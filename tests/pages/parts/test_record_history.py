"""The history of one record, as other pages show it."""

import pytest
from streamlit.testing.v1 import AppTest

from core.access import Role, User
from data.acts import ActKind, Change, Done, record
from data.engine import writing
from pages.parts.record_history import frame_of
from tests.factory import COUNTY, PARK, a_county

OFFICE = User("office", "范静", Role.OFFICE, (COUNTY,))
ADMIN = User("admin", "系统管理员", Role.ADMINISTRATOR)


@pytest.fixture
def county(sqlite_engine, monkeypatch):
    with writing(sqlite_engine) as session:
        a_county(session)
    monkeypatch.setattr("pages.parts.record_history.engine", lambda: sqlite_engine)
    return sqlite_engine


def drawn(user):
    def script(user):
        from pages.parts.record_history import show_record_history

        show_record_history(user, "合同", ["HT1"], name="合同")

    app = AppTest.from_function(script, kwargs={"user": user}).run()
    assert not app.exception
    return app


def change(engine, kind, old, new, reason=""):
    record(engine, OFFICE, Done(kind, "合同 HT1", {"事由": reason}, [Change("合同", ("HT1",), PARK, old, new)]))


@pytest.mark.usefixtures("county")
def test_without_changes_it_says_so():
    assert "还没有修改记录" in drawn(OFFICE).get("html")[0].proto.body


def test_each_header_that_changed_is_a_row_and_a_whole_record_is_one(county):
    change(county, ActKind.SAVE, None, {"合同编号": "HT1", "租金(元/㎡·月)": 9.5})
    rent, end = "租金(元/㎡·月)", "终止日期"
    change(county, ActKind.SAVE, {rent: 9.5, end: None}, {rent: 11, end: "2026-12-31"})
    change(county, ActKind.VOID, {"合同编号": "HT1"}, None, "重复登记")
    shown = drawn(OFFICE).dataframe[0].value
    assert [tuple(row) for row in shown[["header", "old", "new"]].itertuples(index=False)] == [
        ("整条记录", "原有1项", "作废"), ("终止日期", "—", "2026-12-31"), ("租金(元/㎡·月)", "9.5", "11"),
        ("整条记录", "—", "新增（2项）"),
    ]
    assert (shown["by"][0], shown["kind"][0], shown["reason"][0]) == ("范静", "作废", "重复登记")


def test_whoever_sees_no_facts_sees_no_history(county):
    change(county, ActKind.SAVE, None, {"合同编号": "HT1"})
    assert len(drawn(ADMIN).dataframe) == 0


def test_no_history_is_an_empty_table():
    assert frame_of([]).empty
