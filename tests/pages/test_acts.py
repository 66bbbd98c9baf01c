"""操作记录: who sees what of it, how it is searched, turned, verified and taken away."""

import io
import json
import re
import shutil

import pandas as pd
import pytest
import streamlit as st
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from core.access import Role, User
from data.acts import ActKind, Done, record
from data.engine import ROOT, open_engine
from pages.parts.menu import menu_of
from tests.histories import busy_half_year
from tests.pages.conftest import LIMIT_S, html_of, in_address, signed_in
from tests.tampering import put, tampering, without_guards

COUNTY = "331181"
OFFICE = User("office", "范静", Role.OFFICE, (COUNTY,))
ADMIN = User("admin", "系统管理员", Role.ADMINISTRATOR)
LEADER = User("leader", "毛志远", Role.LEADER, (COUNTY,))
COUNT = 160


@pytest.fixture(scope="session")
def busy_database(databases, tmp_path_factory):
    """The demo county after many acts."""
    file = tmp_path_factory.mktemp("busy") / "parks.db"
    shutil.copy(databases("demo") / "parks.db", file)
    engine = open_engine(f"sqlite:///{file}")
    busy_half_year(engine, COUNT)
    engine.dispose()
    return file


@pytest.fixture
def engine_behind(busy_database, tmp_path, monkeypatch):
    """A copy of it, which the page opens."""
    shutil.copy(busy_database, tmp_path / "parks.db")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    st.cache_resource.clear()
    opened = open_engine()
    yield opened
    opened.dispose()
    st.cache_resource.clear()


@pytest.fixture
def open_acts(engine_behind, monkeypatch):  # noqa: ARG001 - the page opens its database
    """``open_acts(user, kinds="登录")`` -> the page after its first run."""

    def opened(user=OFFICE, **query):
        signed_in(monkeypatch, user)
        app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=LIMIT_S)
        for key, words in query.items():
            app.query_params[key] = words
        return app.switch_page("acts.py").run()

    return opened


def listed(app):
    return app.dataframe[0].value


def changes(app):
    return app.dataframe[1].value if len(app.dataframe) > 1 else None


def acts_in(engine, where="1 = 1"):
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT * FROM act WHERE {where} ORDER BY sequence DESC")).mappings().all()


def test_the_menu_offers_it_to_the_office_and_the_administrator():
    assert "管理" in menu_of(OFFICE)
    assert [entry.name for entry in menu_of(ADMIN)["管理"]] == ["accounts", "acts"]
    assert "管理" not in menu_of(LEADER)


def test_a_leader_is_refused_and_that_is_recorded(open_acts, engine_behind, monkeypatch):
    monkeypatch.setattr("pages.parts.menu.menu_of", lambda _: menu_of(OFFICE))  # As if the address had been forged.
    app = open_acts(LEADER)
    assert "没有打开“操作记录”的权限" in html_of(app)
    assert len(app.dataframe) == 0
    assert (acts_in(engine_behind)[0]["kind"], acts_in(engine_behind)[0]["account"]) == ("拒绝访问", "leader")


def test_an_empty_record_says_what_will_be_in_it(open_page):
    app = open_page("acts", "empty")
    assert not app.exception
    assert "还没有操作记录" in html_of(app)


def test_the_newest_acts_come_first_and_the_first_is_shown(open_acts, engine_behind):
    count = len(acts_in(engine_behind))
    app = open_acts()
    assert not app.exception
    shown = listed(app)
    assert len(shown) == 50
    assert list(shown["sequence"]) == sorted(shown["sequence"], reverse=True)
    assert shown["at"].str.fullmatch(r"2026-\d\d-\d\d \d\d:\d\d").all()
    assert f"第{shown['sequence'][0]}条" in html_of(app)
    assert f"操作记录共{count}条" in html_of(app)


def test_the_chosen_act_shows_its_changes_old_beside_new_and_its_hash(open_acts, engine_behind):
    act = next(one for one in acts_in(engine_behind, "kind = '填报'") if "协商" in one["detail"])
    app = open_acts(kinds="填报", before=str(act["sequence"] + 1))
    assert act["hash"] in html_of(app)
    assert "协商调整租金" in html_of(app)
    assert list(changes(app)["header"]) == ["终止日期", "租金(元/㎡·月)"]
    assert list(changes(app).iloc[0][["old", "new"]]) == ["2026-12-31", "2027-12-31"]


def test_a_chosen_act_is_opened_from_the_address(open_acts):
    second = listed(open_acts())["sequence"][1]
    app = open_acts(act=str(second))
    assert f"第{second}条" in html_of(app)
    assert in_address(app, "act") == str(second)


def test_filters_come_from_the_address_and_go_there(open_acts):
    app = open_acts(kinds="登录,退出", person="周敏")
    assert set(listed(app)["kind"]) <= {"登录", "退出"}
    assert set(listed(app)["person"]) == {"周敏"}
    app.text_input(key="person").set_value("吴建国").run()
    assert (in_address(app, "person"), in_address(app, "kinds")) == ("吴建国", "登录,退出")
    assert set(listed(app)["person"]) == {"吴建国"}


def test_records_are_found_by_number(open_acts, engine_behind):
    act = acts_in(engine_behind, "kind = '填报'")[0]
    number = act["subject"].removeprefix("合同 ")
    app = open_acts(sheet="合同", record=number)
    assert act["sequence"] in set(listed(app)["sequence"])


def test_nothing_found_is_said(open_acts):
    assert "没有符合的操作记录" in html_of(open_acts(record="没有这条"))


def test_nonsense_in_the_address_does_no_harm(open_acts):
    app = open_acts(act="x", before="-3", after="nan", kinds="无", sheet="act", **{"from": "soon", "to": "2026-99-99"})
    assert not app.exception
    assert len(listed(app)) == 50


def test_one_turns_to_older_acts_and_back(open_acts):
    app = open_acts()
    first = list(listed(app)["sequence"])
    button(app, "较早").click().run()
    second = list(listed(app)["sequence"])
    assert max(second) < min(first)
    assert in_address(app, "before") == str(min(first))
    button(app, "较新").click().run()
    assert list(listed(app)["sequence"]) == first
    button(app, "较早").click().run()
    app.text_input(key="person").set_value("周敏").run()
    assert in_address(app, "before") is None


def button(app, label):
    return next(one for one in app.button if one.label == label)


def test_the_ends_of_the_record_cannot_be_passed(open_acts):
    app = open_acts()
    assert button(app, "较新").disabled
    while not button(app, "较早").disabled:
        button(app, "较早").click().run()
    assert listed(app)["sequence"].min() <= 10
    assert not button(app, "较新").disabled


def test_the_administrator_sees_no_facts(open_acts):
    app = open_acts(ADMIN)
    assert not app.exception
    assert len(listed(app)) == 50
    kinds = listed(app).groupby("kind")["subject"].agg(set)
    assert kinds["填报"] == kinds["导出"] == kinds["催报"] == kinds["拒绝访问"] == {"不显示"}
    assert "不显示" not in kinds["账号变更"] | kinds["登录"]
    assert {one.key for one in app.text_input} == {"person"}
    for kind in ("填报", "导入", "作废", "决议"):
        app = open_acts(ADMIN, kinds=kind)
        assert changes(app) is None
        assert re.search(r"HT\d", html_of(app)) is None
        assert "业务内容不显示" in html_of(app)


def test_the_administrator_cannot_ask_for_records_by_the_address(open_acts):
    app = open_acts(ADMIN, record="HT", sheet="合同")
    assert not app.exception
    assert len(listed(app)) == 50


def test_an_office_of_another_county_sees_nothing(open_acts):
    app = open_acts(User("far", "外县办", Role.OFFICE, ("331102",)))
    assert "没有符合的操作记录" in html_of(app)
    assert len(app.dataframe) == 0


def test_verifying_says_in_a_sentence_that_all_is_well(open_acts, engine_behind):
    count = len(acts_in(engine_behind))
    app = open_acts()
    app.button(key="verify-acts").click().run()
    assert not app.exception
    assert f"已核对全部操作记录{count}条" in html_of(app)
    assert "首尾相接" in html_of(app)


def test_verifying_says_what_is_wrong(open_acts, engine_behind):
    without_guards(engine_behind)
    with tampering(engine_behind) as connection:
        put(connection, 9, full_name="别人")
        connection.commit()
    app = open_acts(ADMIN)
    app.button(key="verify-acts").click().run()
    assert "发现1处问题。第一处：第9条" in html_of(app)
    assert 'class="statement"' in html_of(app)


def exported(open_acts, monkeypatch, user, **query):
    files = []
    monkeypatch.setattr("streamlit.download_button", lambda _label, data, **_: files.append(data()))
    open_acts(user, **query)
    return [pd.read_excel(io.BytesIO(files[0]), sheet_name=name, engine="calamine", dtype=str)
            for name in ("操作记录", "变更明细")]


def test_the_export_has_what_is_listed_and_is_an_act_of_its_own(open_acts, engine_behind, monkeypatch):
    record(engine_behind, OFFICE, Done(ActKind.DECIDE, "=1+1"))
    found, changed = exported(open_acts, monkeypatch, OFFICE, kinds="填报,决议")
    assert set(found["类别"]) == {"填报", "决议"}
    assert found["对象"][0] == "=1+1"
    assert found["校验值"].str.len().eq(64).all()
    assert set(changed["序号"]) <= set(found["序号"])
    assert {"记录", "项目", "原值", "新值"} < set(changed.columns)
    act = acts_in(engine_behind)[0]
    assert (act["kind"], act["account"], act["subject"]) == ("导出", "office", "操作记录.xlsx")
    assert json.loads(act["detail"]) == {"条件": "类别填报、决议", "条数": len(found), "变更明细": len(changed)}
    assert found["说明"].dropna().str.startswith("事由：").all()


def test_the_administrators_export_holds_no_facts(open_acts, monkeypatch):
    found, changed = exported(open_acts, monkeypatch, ADMIN)
    assert len(changed) == 0
    assert set(found[found["类别"] == "填报"]["对象"]) == {"不显示"}
    assert not found.map(lambda one: "HT" in str(one)).any(axis=None)
