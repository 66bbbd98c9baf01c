"""The pages and questions of the wall: whose they are, what they carry, and what is not taken from them."""

import re

import pytest

from core.access import Role
from core.terms import SupervisionLine
from data.accounts import disable
from data.presenting import wall_of
from data.sessions import sign_out_everywhere
from data.settings import settings
from data.tokens import form_proof
from data.wanted import Wanted
from server.presenting import meeting as meeting_routes
from server.presenting.routes import ASSETS
from tests.data.people import ADMINISTRATOR, add
from tests.data.test_presenting import acts
from tests.factory import COUNTY, PARK
from tests.papers import LONG
from tests.server.conftest import ADDRESS, a_browser, sign_in
from tests.wall import AGENDA, FIRST_ITEM, LAST, OFFICE, a_meeting, a_paper, decide

OURS = {"origin": ADDRESS}
SCREEN = "0123456789abcdef"
PRESS = {"number": 5, "count": 1, "screen": SCREEN}


@pytest.fixture
def meeting(database, monkeypatch):
    monkeypatch.setattr(meeting_routes, "HOLD_S", 0)
    return a_meeting(database)


def page_of(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return answer


def proof_of(browser, path):
    return re.search(r'data-proof="(\w+)"', page_of(browser, path).text).group(1)


def current(answer):
    return int(re.search(r'class="slide [\w-]+ on" data-number="(\d+)"', answer.text).group(1))


def post(browser, meeting, content=PRESS, what="slide", *, headers=OURS, proof=None):
    """As the script of the page does."""
    path = f"/present/meeting/{meeting}"
    proof = proof_of(browser, path) if proof is None else proof
    return browser.post(f"{path}/{what}", json=content, headers={**headers, "x-proof": proof})


def as_another(database, wanted):
    add(database, wanted)
    browser = a_browser()
    assert sign_in(browser, wanted.name).status_code == 303
    return browser


@pytest.mark.parametrize("path", [
    "/present/meeting/1", "/present/paper/1", "/present/meeting/1/wall", "/present/wall.js",
])
def test_a_stranger_is_sent_to_sign_in_and_back(browser, path):
    assert browser.get(path).headers["location"] == f"/sign-in?next={path.replace('/', '%2F')}"


@pytest.mark.parametrize("what", ["slide", "opened", "ended"])
def test_a_stranger_sends_nothing(browser, what):
    assert browser.post(f"/present/meeting/1/{what}", json=PRESS, headers=OURS).status_code == 401


def test_the_page_holds_every_slide_with_its_number_and_source(inside, meeting):
    text = page_of(inside, f"/present/meeting/{meeting}").text
    assert re.findall(r'data-number="(\d+)"', text) == [str(number) for number in range(1, LAST + 1)]
    assert f"18 / {LAST}" in text
    assert "截至2026年6月30日" in text
    assert "龙政办发〔2022〕43号（2022-08-24起施行）" in text
    assert "<span>简报〔2026〕1号 第1版</span><span>校验值 " in text
    assert "操作记录存证第" in text
    assert text.count("<svg") == 2 * 2 * 4  # Each chart for both themes, in the paper and in the material.


def test_our_script_runs_and_no_other(inside, meeting):
    answer = page_of(inside, f"/present/meeting/{meeting}")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert re.findall(r"<script[^>]*>", answer.text) == ['<script type="module" src="/present/wall.js">']
    assert not re.search(r'<style|\sstyle="|\son\w+="|(?:src|href)="(?!/|\?)', answer.text)


@pytest.mark.parametrize("name", sorted(path.name for path in ASSETS.iterdir()))
def test_its_files_are_served_and_name_no_other_host(inside, name):
    answer = page_of(inside, f"/present/{name}")
    assert answer.headers["content-type"].startswith(("text/javascript", "text/css"))
    assert "//" not in answer.text.replace("// ", "")


def test_texts_are_shown_as_texts(inside, database):
    one = a_paper(database, title="<b>简报</b>&\"'", scope="<script>alert(1)</script>")
    text = page_of(inside, f"/present/paper/{one}").text
    assert "&lt;script&gt;" in text
    assert "<b>简报" not in text
    assert text.count("<script") == 1


def test_a_paper_alone_opens_at_the_slide_of_its_address(inside, database):
    path = f"/present/paper/{a_paper(database)}"
    wanted = {"": 1, "?slide=3": 3, "?slide=99": AGENDA - 1, "?slide=x": 1, "?slide=0": 1, "?slide=²": 1}
    assert {query: current(page_of(inside, path + query)) for query in wanted} == wanted


def test_a_meeting_opens_at_the_slide_on_the_wall(inside, meeting):
    assert post(inside, meeting).json() == {"slide": 5}
    path = f"/present/meeting/{meeting}"
    assert [current(page_of(inside, path + query)) for query in ("", "?slide=3", "?slide=3&own")] == [5, 5, 3]


@pytest.mark.parametrize("number", [0, 99, 10**30])
@pytest.mark.parametrize("kind", ["meeting", "paper"])
@pytest.mark.usefixtures("meeting")
def test_what_is_not_there_is_refused_in_words_and_recorded(inside, database, kind, number):
    answer = inside.get(f"/present/{kind}/{number}")
    assert (answer.status_code, "没有权限" in answer.text) == (403, True)
    assert [act.account for act in acts(database, "拒绝访问")] == ["zhou"]


@pytest.mark.parametrize("wanted", [
    Wanted("far", "外县甲", Role.OFFICE, ("331102",)),
    Wanted("wu", "吴填报", Role.OPERATOR, (COUNTY,), (PARK,)),
], ids=lambda one: one.name)
def test_what_is_out_of_reach_is_refused_and_recorded(database, meeting, wanted):
    browser = as_another(database, wanted)
    for path in (f"/present/meeting/{meeting}", "/present/paper/1"):
        answer = browser.get(path)
        assert answer.status_code == 403
        assert LONG not in answer.text
    assert browser.get(f"/present/meeting/{meeting}/wall").status_code == 403
    assert len(acts(database, "拒绝访问")) == 2


def test_a_paper_that_was_tampered_with_is_not_shown(inside, database):
    one = a_paper(database)
    with database.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER paper_refuses_UPDATE")
        connection.exec_driver_sql("UPDATE paper SET content = replace(content, '0.862', '0.962')")
    answer = inside.get(f"/present/paper/{one}")
    assert (answer.status_code, "校验值不符" in answer.text) == (409, True)


def test_a_leader_follows_but_moves_nothing(database, meeting):
    browser = as_another(database, Wanted("li", "李领导", Role.LEADER, (COUNTY,)))
    text = page_of(browser, f"/present/meeting/{meeting}").text
    assert "data-may-move" not in text
    assert browser.get(f"/present/meeting/{meeting}/wall").json()["may_move"] is False
    assert [post(browser, meeting, content, what).status_code for content, what in (
        (PRESS, "slide"), ({"showing": SCREEN}, "opened"),
    )] == [403, 403]
    assert wall_of(database, OFFICE, meeting).slide == 1


@pytest.mark.parametrize("wanted", [
    Wanted("far", "外县甲", Role.OFFICE, ("331102",)),
    Wanted("li", "李领导", Role.LEADER, (COUNTY,)),
    Wanted("wang", "王应急", Role.DEPARTMENT, (COUNTY,), line=SupervisionLine.SAFETY),
    Wanted("chen", "陈省级", Role.PROVINCE, (COUNTY,)),
    Wanted("wu", "吴填报", Role.OPERATOR, (COUNTY,), (PARK,)),
    Wanted("zhao", "赵管理", Role.ADMINISTRATOR),
], ids=lambda one: one.name)
def test_whatever_is_sent_by_who_may_not_is_refused_and_recorded(database, meeting, wanted):
    browser = as_another(database, wanted)
    proof = form_proof(browser.cookies[settings().session_cookie])
    for count, (content, what) in enumerate((
        (PRESS, "slide"), ({"showing": SCREEN}, "opened"), ({"showing": SCREEN}, "ended"),
    ), 1):
        assert post(browser, meeting, content, what, proof=proof).status_code == 403
        assert len(acts(database, "拒绝访问")) == count
    assert {(act.account, act.subject) for act in acts(database, "拒绝访问")} == {
        (wanted.name, f"会议{meeting}的放映")}
    assert (wall_of(database, OFFICE, meeting).slide, acts(database, "放映")) == (1, [])


@pytest.mark.parametrize("wanted", [
    Wanted("far", "外县甲", Role.OFFICE, ("331102",)),
    Wanted("wu", "吴填报", Role.OPERATOR, (COUNTY,), (PARK,)),
    Wanted("zhao", "赵管理", Role.ADMINISTRATOR),
], ids=lambda one: one.name)
def test_a_paper_out_of_reach_is_neither_shown_nor_noted_and_that_is_recorded(database, wanted):
    paper = a_paper(database)
    browser = as_another(database, wanted)
    proof = form_proof(browser.cookies[settings().session_cookie])
    path = f"/present/paper/{paper}"
    assert browser.get(path).status_code == 403
    for what in ("opened", "ended"):
        noted = browser.post(f"{path}/{what}", json={"showing": SCREEN}, headers={**OURS, "x-proof": proof})
        assert noted.status_code == 403
    assert [(act.account, act.subject) for act in acts(database, "拒绝访问")] == [(wanted.name, f"文件{paper}")] * 3
    assert acts(database, "放映") == []


@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {"origin": "null"}])
def test_a_press_from_elsewhere_is_refused(inside, database, meeting, headers):
    assert post(inside, meeting, headers=headers).status_code == 403
    assert wall_of(database, OFFICE, meeting).slide == 1


@pytest.mark.parametrize("proof", ["", "0" * 64])
def test_a_press_without_the_proof_of_this_session_is_refused(inside, database, meeting, proof):
    assert post(inside, meeting, proof=proof).status_code == 403
    assert wall_of(database, OFFICE, meeting).slide == 1


@pytest.mark.parametrize("content", [
    [], {}, "5", {**PRESS, "number": "5"}, {**PRESS, "number": 5.5}, {**PRESS, "number": True},
    {**PRESS, "number": None},
    {**PRESS, "number": 0}, {**PRESS, "number": -1}, {**PRESS, "number": LAST + 1}, {**PRESS, "number": 10**30},
    {**PRESS, "count": -1}, {**PRESS, "count": "1"}, {**PRESS, "screen": ""}, {**PRESS, "screen": "x" * 16},
    {**PRESS, "screen": SCREEN * 2}, {**PRESS, "more": 1}, {"number": 5},
], ids=str)
def test_what_is_not_a_press_is_refused(inside, database, meeting, content):
    answer = post(inside, meeting, content)
    assert answer.status_code == 422
    assert list(answer.json()) == ["said"]
    assert wall_of(database, OFFICE, meeting).slide == 1


@pytest.mark.parametrize(("more", "status"), [
    ({"content": b"{", "headers": {"content-type": "application/json"}}, 422),
    ({"content": b"\xff\xfe", "headers": {"content-type": "application/json"}}, 422),
    ({"content": b" " * 600, "headers": {"content-type": "application/json"}}, 413),
    ({"content": b"", "headers": {"content-type": "application/json"}}, 413),
    ({"content": iter([b"{}"]), "headers": {"content-type": "application/json"}}, 413),
    ({"data": {"number": "5"}}, 415),
    ({"content": b"{}", "headers": {"content-type": "text/plain"}}, 415),
], ids=["broken", "no text", "too long", "empty", "of no length", "a form", "another type"])
def test_what_is_not_json_of_a_reasonable_length_is_refused(inside, meeting, more, status):
    headers = {**more.pop("headers", {}), **OURS, "x-proof": proof_of(inside, f"/present/meeting/{meeting}")}
    assert inside.post(f"/present/meeting/{meeting}/slide", headers=headers, **more).status_code == status


@pytest.mark.parametrize("path", ["/present/meeting/1/other", "/present/paper/1/other"])
@pytest.mark.usefixtures("meeting")
def test_nothing_else_is_sent_there(inside, path):
    assert inside.post(path, json={"showing": SCREEN}, headers=OURS).status_code == 404


def test_an_overtaken_press_is_answered_with_what_stands_there(inside, meeting):
    assert post(inside, meeting, {**PRESS, "number": 7, "count": 9}).json() == {"slide": 7}
    assert post(inside, meeting, {**PRESS, "number": 4, "count": 3}).json() == {"slide": 7}


def test_the_question_is_answered_with_the_slide_the_deck_and_a_new_proof(inside, meeting):
    post(inside, meeting)
    said = inside.get(f"/present/meeting/{meeting}/wall").json()
    assert (said["slide"], said["may_move"]) == (5, True)
    assert post(inside, meeting, proof=said["proof"]).status_code == 200
    assert f'data-deck="{said["deck"]}"' in page_of(inside, f"/present/meeting/{meeting}").text


def test_the_question_waits_while_nothing_is_new(inside, meeting, monkeypatch):
    looks = []
    moments = iter(range(100))
    monkeypatch.setattr(meeting_routes, "HOLD_S", 3)
    monkeypatch.setattr(meeting_routes, "LOOK_S", 0)
    monkeypatch.setattr(meeting_routes, "now_s", lambda: next(moments))
    look = meeting_routes.wall_of
    monkeypatch.setattr(meeting_routes, "wall_of", lambda *asked: looks.append(1) or look(*asked))
    path = f"/present/meeting/{meeting}/wall"
    deck = inside.get(path).json()["deck"]
    assert len(looks) == 1
    assert inside.get(f"{path}?slide=1&deck={deck}").json()["slide"] == 1
    assert len(looks) > 3


def test_a_stored_decision_is_on_the_items_slide_and_on_the_agenda(inside, database, meeting):
    path = f"/present/meeting/{meeting}"
    before = inside.get(f"{path}/wall").json()["deck"]
    assert "同意清退" not in page_of(inside, path).text.replace("提请会议同意清退", "")
    decide(database, meeting)
    text = page_of(inside, path).text
    assert inside.get(f"{path}/wall").json()["deck"] != before
    for words in ("已议定、待纪要", "修改后同意", "腾空期限延长至九个月", "市经信局、安仁镇", "期限：2027年3月31日"):
        assert words in text
    assert f'data-to="{FIRST_ITEM}" class="settled"' in text


def test_opening_and_ending_are_recorded_once(inside, database, meeting):
    for what in ("opened", "opened", "ended"):
        assert post(inside, meeting, {"showing": SCREEN}, what).status_code == 200
    assert [(act.kind, act.account) for act in acts(database, "放映")] == [("放映", "zhou")] * 2


def test_whoever_was_signed_out_or_disabled_is_out_at_the_next_question(inside, database, meeting):
    sign_out_everywhere(database, OFFICE)
    assert inside.get(f"/present/meeting/{meeting}/wall").status_code == 303
    assert sign_in(inside).status_code == 303
    disable(database, ADMINISTRATOR, "zhou", reason="离岗")
    assert inside.get(f"/present/meeting/{meeting}/wall").status_code == 303
