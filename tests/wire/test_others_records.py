"""Records of parks that are not one's own: they are not written, opened, brought in or shown, and each try is recorded.
"""

import pytest
from sqlmodel import Session, select

from core.access import PERMISSIONS, Action
from data.engine import data_version
from data.tables import SHEETS, Draft, Park
from tests.wire.composing import PRESSED, importing, saving
from tests.wire.conftest import OTHER_PARK, PARK
from tests.wire.rows import FAR_PARK, a_new, place_in, record_in, user_of
from tests.wire.stored import DENIED, last, since, written
from tests.wire.test_forged import ACCOUNTS, PAGES

WRITERS = [name for name, role in ACCOUNTS.items() if Action.WRITE in PERMISSIONS[role].actions]
OWN = {"yuanqu1": PARK, "yuanqu2": OTHER_PARK, "anquan": PARK, "lianxi": PARK}
BEYOND = {"yuanqu1": (OTHER_PARK, FAR_PARK), "yuanqu2": (PARK, FAR_PARK), "anquan": (FAR_PARK,), "lianxi": (FAR_PARK,)}


@pytest.mark.parametrize("name", WRITERS)
def test_whoever_writes_saves_his_own_sheets_in_his_own_park(visit, engine, name):
    place = place_in(engine, OWN[name])
    with visit(name) as visitor:
        for sheet in sorted(PERMISSIONS[ACCOUNTS[name]].writes - {"园区", "企业", "清退"}):
            at = last(engine)
            saving(visitor, sheet, a_new(sheet, place)).send(visitor)
            assert [kind for kind, _ in since(engine, at, name)] in (["填报"], ["决议"]), sheet


@pytest.mark.parametrize("name", WRITERS)
def test_nobody_saves_a_record_of_another_park(visit, engine, name):
    before, version = written(engine), data_version(engine)
    with visit(name) as visitor:
        for park in BEYOND[name]:
            for sheet in sorted(PERMISSIONS[ACCOUNTS[name]].writes - {"企业"}):
                at = last(engine)
                saving(visitor, sheet, a_new(sheet, place_in(engine, park))).send(visitor)
                assert (DENIED, "填报") in since(engine, at, name), (park, sheet)
                assert data_version(engine) == version
    assert written(engine) == before


@pytest.mark.parametrize("name", WRITERS)
def test_nobody_opens_a_record_of_another_park_to_change_or_void_it(visit, engine, name):
    rights = PERMISSIONS[ACCOUNTS[name]]
    with visit(name) as visitor:
        for sheet in SHEETS:
            record, at = record_in(engine, sheet, FAR_PARK), last(engine)
            for _ in range(2):
                answer = visitor.run("entry", subject=sheet, record=record, edit="1")
            assert "莲都远方" not in answer.text
            assert (answer.ends("void"), answer.ends("save")) == (None, None), sheet
            what = f"打开{sheet} {record}" if sheet in rights.writes else f"登记“{sheet}”"
            assert since(engine, at, name) == [(DENIED, what)]


@pytest.mark.parametrize("name", WRITERS)
def test_a_new_record_about_another_park_or_its_contract_starts_without_them(visit, engine, name):
    far = place_in(engine, FAR_PARK)
    with visit(name) as visitor:
        at = last(engine)
        for _ in range(2):
            text = visitor.run("entry", subject="检查隐患", record="new", park=far.park, contract=far.contract).text
        assert "莲都远方" not in text
    found = [one for one in since(engine, at, name) if "登记" not in one[1]]
    assert found == [(DENIED, f"查看园区 {far.park}"), (DENIED, f"查看合同 {far.contract}")]


@pytest.mark.parametrize("name", ACCOUNTS)
def test_a_park_out_of_reach_in_the_address_is_denied_once_and_said_on_every_page(visit, engine, name):
    who = user_of(engine, name)
    with visit(name) as visitor:
        at = last(engine)
        for entry in [one for one in PAGES if who.may(one.needs) and (one.sheet is None or who.may_write(one.sheet))]:
            for query in ({"park": FAR_PARK}, {"parks": f"{FAR_PARK},{PARK}"}, {"parks": FAR_PARK}):
                text = visitor.run(entry.name, **query).text
                assert "不在您的查看范围内" in text, (entry.title, query)
                assert "莲都远方" not in text or name == "guanli"
        mine = [one for one in since(engine, at, name) if FAR_PARK in one[1]]
        assert mine == [(DENIED, f"查看园区 {FAR_PARK}")]


def test_what_there_is_not_is_passed_over(visit, engine):
    with visit("yuanqu1") as visitor:
        at = last(engine)
        text = visitor.run("overview", parks="000000000", county="000000").text
        text += visitor.run("entry", subject="合同", record='["NO-SUCH"]', contract="NO-SUCH").text
        assert "不在您的查看范围内" not in text
    assert since(engine, at, "yuanqu1") == []


def test_a_forged_choice_of_another_park_is_denied_on_the_page_of_reports(visit, engine):
    with visit("yuanqu1") as visitor:
        answer, at = visitor.run("reports"), last(engine)
        text = visitor.run("reports", {answer.ends("park"): ("string_value", OTHER_PARK)}).text
        assert "不在您的查看范围内" in text
    assert since(engine, at, "yuanqu1") == [(DENIED, f"查看园区 {OTHER_PARK}")]


@pytest.mark.parametrize("edits", [
    '{"edited_rows": {"0": {"企业名称": "改名", "统一社会信用代码": "91331181MA2HJ4K163"}}}',
    '{"edited_rows": {"99999": {"营业收入": 1}}}', '{"edited_rows": {"-1": {"营业收入": 1}}}',
    '{"edited_rows": {}, "added_rows": [{"统一社会信用代码": "91331181MA2HJ4K163", "营业收入": 1}]}',
    '{"edited_rows": {}, "deleted_rows": [0]}',
], ids=["disabled columns", "a row that is not there", "a row from behind", "an extra row", "a row less"])
def test_a_grid_that_tells_of_what_nobody_can_type_saves_nothing_of_it(visit, engine, edits):
    before = written(engine)
    with visit("yuanqu1") as visitor:
        answer, at = visitor.run("reports"), last(engine)
        grid = next(one for one in answer.kinds if "-grid-" in one)
        visitor.run("reports", {grid: ("string_value", edits), answer.ends("save"): PRESSED})
    assert [kind for kind, _ in since(engine, at, "yuanqu1")] == [DENIED]
    assert written(engine) == before


@pytest.mark.parametrize("name", WRITERS)
def test_nobody_brings_in_rows_of_another_park(visit, engine, address, cookies, name):
    before = written(engine)
    sheet = "检查隐患" if name == "anquan" else "楼栋"
    with visit(name) as visitor:
        at = last(engine)
        importing(visitor, address, cookies(name), {sheet: [a_new(sheet, place_in(engine, FAR_PARK))]}).send(visitor)
    assert since(engine, at, name) == [(DENIED, "导入wire.xlsx")]
    assert written(engine) == before


def test_a_draft_is_there_for_nobody_else(visit, engine):
    with visit("lianxi") as visitor:
        saving(visitor, "合同", {**a_new("合同", place_in(engine, PARK)), "合同编号": "DRAFT-9"})
    with Session(engine) as session:
        assert session.exec(select(Draft).where(Draft.account == "lianxi")).first()
    for name in set(WRITERS) - {"lianxi"}:
        with visit(name) as visitor:
            told = visitor.run("entry", subject="合同", record="new").text + visitor.run("desk").text
            assert "DRAFT-9" not in told


@pytest.mark.parametrize("name", ACCOUNTS)
def test_a_file_is_brought_to_who_may_have_it_and_its_act_comes_first(visit, engine, name):
    who = user_of(engine, name)
    with visit(name) as visitor:
        for entry in PAGES:
            for button, file in visitor.run(entry.name).files.items():
                at = last(engine)
                assert who.may(Action.EXPORT) or entry.needs is not Action.SEE
                assert visitor.get(file)
                if button != "import-template":
                    assert [kind for kind, _ in since(engine, at, name)] == ["导出"], button
        assert visitor.get("0" * 32) == ""


def test_parks_of_the_demonstration_are_those_that_the_accounts_fill(engine):
    with Session(engine) as session:
        assert {PARK, OTHER_PARK, FAR_PARK} <= set(session.exec(select(Park.code)))
    assert user_of(engine, "yuanqu1").parks == (PARK,)
    assert OTHER_PARK in user_of(engine, "yuanqu2").parks
