"""The sign-in and password pages as a browser uses them, and as an attacker would."""

import pytest
from sqlmodel import Session, select

from data.acts import before, utc_now
from data.engine import writing
from data.settings import settings
from data.tables import UserSession
from data.tokens import form_proof
from server.limits import RateLimit
from tests.data.people import PASSWORD
from tests.server.conftest import a_browser, proof_on, sign_in

NEW = "Qingci+celadon9"


def change(browser, **fields):
    proof = proof_on(browser.get("/password"))
    return browser.post("/password", data={"old": PASSWORD, "new": NEW, "again": NEW, "proof": proof, **fields})


def leave(browser, path="/sign-out"):
    return browser.post(path, data={"proof": proof_on(browser.get("/password"))})


def test_signing_in_leads_on_with_a_cookie_that_scripts_cannot_read(browser):
    answer = sign_in(browser, onward="/compliance?level=x")
    assert (answer.status_code, answer.headers["location"]) == (303, "/compliance?level=x")
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("smepark="))
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "expires" not in cookie.lower()


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_it_never_leads_to_another_site(browser, onward):
    assert sign_in(browser, onward=onward).headers["location"] == "/"


def test_a_wrong_password_is_said_and_the_name_stays(browser):
    answer = sign_in(browser, password="wrong")
    assert answer.status_code == 401
    assert "账号或密码不正确。" in answer.text
    assert 'value="zhou"' in answer.text
    assert "wrong" not in answer.text.replace('class="wrong', "")
    assert browser.get("/").status_code == 303


def test_what_is_typed_is_shown_as_text(browser):
    assert "<script>" not in sign_in(browser, name='"><script>alert(1)</script>').text


@pytest.mark.parametrize("proof", ["", "0" * 64, "证明"])
def test_a_form_without_our_proof_signs_nobody_in(browser, proof):
    answer = sign_in(browser, proof=proof)
    assert answer.status_code == 403
    assert "页面已过期" in answer.text
    assert browser.get("/").status_code == 303


def test_the_proof_of_one_browser_does_not_serve_another(browser):
    other = a_browser()
    proof = proof_on(other.get("/sign-in"))
    assert sign_in(browser, proof=proof).status_code == 403


def test_a_cookie_planted_before_signing_in_is_worth_nothing_after(browser):
    browser.cookies.set("smepark", "planted", domain="testserver.local")
    attacker = a_browser()
    attacker.cookies.set("smepark", "planted")
    sign_in(browser)
    assert attacker.get("/").status_code == 303


def test_signing_in_again_ends_the_session_that_this_browser_had(inside):
    former = a_browser()
    former.cookies.set("smepark", inside.cookies["smepark"])
    inside.cookies.set("smepark-form", "as of a form that was open in another tab")
    proof = form_proof("as of a form that was open in another tab")
    assert former.get("/x").text == "inside /x"
    assert inside.post("/sign-in", data={"name": "zhou", "password": PASSWORD, "proof": proof}).status_code == 303
    assert former.get("/x").status_code == 303


def test_whoever_is_signed_in_need_not_again(inside):
    assert inside.get("/sign-in?next=/exits").headers["location"] == "/exits"


def test_an_account_locks_and_says_for_how_long(browser, monkeypatch):
    monkeypatch.setenv("LOCKOUT_ACCOUNT_FAILURES", "2")
    for _ in range(2):
        sign_in(browser, password="wrong")
    assert "请15分钟后再试" in sign_in(browser).text


def test_too_many_forms_in_a_minute_are_not_looked_at(browser, monkeypatch):
    monkeypatch.setenv("SIGN_INS_PER_MINUTE", "3")
    assert [sign_in(browser, f"n{one}").status_code for one in range(5)] == [401, 401, 401, 429, 429]


def test_the_limit_counts_each_address_and_each_minute_for_itself():
    clock = [0.0]
    limit = RateLimit(lambda: clock[0])
    assert [limit.allows(one, 2) for one in "aaab"] == [True, True, False, True]
    clock[0] = 61.0
    assert limit.allows("a", 2)


def test_a_proxy_is_believed_only_where_it_is_said_to_stand(browser, monkeypatch, database):
    monkeypatch.setenv("LOCKOUT_ADDRESS_FAILURES", "2")
    for one in range(2):
        browser.post("/sign-in", headers={"x-forwarded-for": f"10.0.0.{one}"}, data={
            "name": f"n{one}", "password": "x", "proof": proof_on(browser.get("/sign-in")),
        })
    assert "次数过多" in sign_in(browser).text
    monkeypatch.setenv("TRUSTED_PROXIES", "1")
    browser.headers["x-forwarded-for"] = "1.2.3.4, 10.0.0.9"
    assert sign_in(browser).status_code == 303
    with Session(database) as session:
        assert session.exec(select(UserSession.address)).all() == ["10.0.0.9"]


@pytest.mark.parametrize("column", ["seen_at", "started_at"])
def test_an_old_session_is_sent_to_sign_in(inside, database, column):
    minutes = {"seen_at": settings().session_idle_minutes, "started_at": settings().session_absolute_minutes}[column]
    with writing(database) as session:
        setattr(session.exec(select(UserSession)).one(), column, before(utc_now(), minutes=minutes + 1))
    assert inside.get("/").headers["location"] == "/sign-in"


def test_signing_out_ends_the_session_and_takes_the_cookie_away(inside):
    token = inside.cookies["smepark"]
    answer = leave(inside)
    assert answer.headers["location"] == "/sign-in?out"
    assert "smepark" not in inside.cookies
    inside.cookies.set("smepark", token)
    assert inside.get("/").status_code == 303
    assert "已退出登录" in a_browser().get("/sign-in?out").text


def test_signing_out_needs_our_proof(inside):
    assert inside.post("/sign-out", data={"proof": "0" * 64}).status_code == 403
    assert inside.get("/x").text == "inside /x"
    inside.get("/sign-out")
    assert inside.get("/x").text == "inside /x"


def test_signing_out_everywhere_ends_other_browsers_too(inside):
    other = a_browser()
    sign_in(other)
    assert leave(inside, "/sign-out-everywhere").status_code == 303
    assert other.get("/").status_code == 303


def test_a_changed_password_keeps_this_browser_in_and_puts_others_out(inside):
    other, token = a_browser(), inside.cookies["smepark"]
    sign_in(other)
    assert "密码已修改" in change(inside).text
    assert inside.cookies["smepark"] != token
    assert (inside.get("/x").text, other.get("/x").status_code) == ("inside /x", 303)
    assert sign_in(a_browser(), password=NEW).status_code == 303


@pytest.mark.parametrize(("fields", "said"), [
    ({"old": "wrong"}, "原密码不正确"),
    ({"again": "other"}, "两次输入的新密码不一致"),
    ({"new": "Zhou+2026-x", "again": "Zhou+2026-x"}, "不能包含账号名或姓名"),
])
def test_a_mistake_is_said_beside_its_field(inside, fields, said):
    answer = change(inside, **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert "aria-invalid" in answer.text


def test_a_form_that_is_too_large_or_no_form_is_not_read(browser):
    browser.get("/sign-in")
    assert browser.post("/sign-in", data={"name": "x" * 9000}).status_code == 403
    assert browser.post("/sign-in", json={"name": "zhou"}).status_code == 403


def test_in_demo_mode_the_accounts_stand_under_a_banner_and_otherwise_not(browser, monkeypatch):
    shown = browser.get("/sign-in").text
    assert "演示数据" in shown
    assert "<code>zhou</code>" in shown
    monkeypatch.setenv("DEMO_MODE", "0")
    monkeypatch.setenv("SECRET_KEY", "0123456789" * 4)
    hidden = browser.get("/sign-in").text
    assert not any(word in hidden for word in ("演示", "zhou", "Yanshi"))
