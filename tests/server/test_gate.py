"""Nothing of Streamlit is reached by whoever is not signed in."""

import pytest
from starlette.websockets import WebSocketDisconnect

from data.accounts import disable, reset
from server.browser import safe_next
from tests.data.people import ADMINISTRATOR
from tests.server.conftest import ADDRESS, sign_in

OURS = {"origin": ADDRESS}


def closing_code(browser, headers):
    with pytest.raises(WebSocketDisconnect) as closed, browser.websocket_connect("/_stcore/stream", headers=headers):
        pass
    return closed.value.code


@pytest.mark.parametrize("path", [
    "/", "/compliance", "/_stcore/metrics", "/_stcore/health", "/_stcore/host-config", "/media/1.xlsx",
    "/static/js/index.js", "/component/x/index.html", "/password", "/favicon.png", "/sign-in/", "/health/", "//health",
    "/sign-in/../x", "/%2e%2e/health",
])
def test_a_stranger_is_sent_to_sign_in(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
    assert "inside" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_stranger_can_send_nothing_inside(browser, method):
    assert browser.request(method, "/_stcore/upload_file/1/2").status_code == 401


def test_the_monitor_is_answered(browser):
    assert browser.get("/health").text == "ok"


def test_a_stranger_comes_back_to_where_he_was_going(browser):
    location = browser.get("/compliance?level=红&as_of=2026-06-30").headers["location"]
    assert location == "/sign-in?next=%2Fcompliance%3Flevel%3D%25E7%25BA%25A2%26as_of%3D2026-06-30"


def test_whoever_is_signed_in_passes(inside):
    assert inside.get("/compliance").text == "inside /compliance"
    with inside.websocket_connect("/_stcore/stream", headers=OURS) as websocket:
        assert websocket.receive_text() == "inside"


def test_a_strangers_websocket_is_closed(browser):
    assert closing_code(browser, OURS) == 4401


@pytest.mark.parametrize("origin", [{}, {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://testserver.evil"}])
def test_a_websocket_from_another_site_is_closed_even_with_the_cookie(inside, origin):
    assert closing_code(inside, origin) == 4403


def test_a_form_from_another_site_is_refused(inside):
    assert inside.post("/anything", headers={"origin": "http://evil.example"}).status_code == 403


def test_a_disabled_account_is_out_at_once(inside, database):
    disable(database, ADMINISTRATOR, "zhou", reason="离岗")
    assert inside.get("/").status_code == 303
    assert closing_code(inside, OURS) == 4401


def test_whoever_has_a_one_time_password_gets_no_further_than_changing_it(browser, database):
    reset(database, ADMINISTRATOR, "zhou", "Once-upon-1-time", reason="忘记", key="k")
    assert sign_in(browser, password="Once-upon-1-time").status_code == 303
    assert browser.get("/compliance").headers["location"] == "/password"
    assert browser.post("/_stcore/upload_file/1/2").status_code == 403
    assert closing_code(browser, OURS) == 4401
    assert "请先换一个新密码" in browser.get("/password").text


def test_an_invented_cookie_opens_nothing(browser):
    browser.cookies.set("smepark", "x" * 43)
    assert browser.get("/").status_code == 303


@pytest.mark.parametrize("wanted", [
    None, "", "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "javascript:alert(1)", "/x\r\nSet-Cookie: a=b", "///evil.example", "evil.example", "/sign-out", "/sign-in?next=/",
    "/media/x.xlsx", "/ 园区",
])
def test_an_address_outside_is_never_gone_on_to(wanted):
    assert safe_next(wanted) == "/"


@pytest.mark.parametrize("wanted", ["/", "/compliance?level=%E7%BA%A2", "/park?park=331181001&as_of=2026-06-30"])
def test_a_page_of_ours_is_gone_on_to(wanted):
    assert safe_next(wanted) == wanted


def test_answers_carry_the_security_headers_and_are_kept_by_no_cache(inside):
    headers = inside.get("/media/facts.xlsx").headers
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "strict-transport-security" not in headers


def test_the_program_itself_may_be_kept(inside):
    assert inside.get("/static/js/index.js").headers["cache-control"] == "public"


def test_the_pages_in_front_run_no_script(browser):
    answer = browser.get("/sign-in")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert answer.headers["cache-control"] == "no-store"
    assert "<script" not in answer.text
    assert "style=" not in answer.text


def test_over_https_browsers_are_told_to_stay_there(browser, monkeypatch):
    monkeypatch.setenv("SECURE_COOKIE", "1")
    answer = browser.get("/sign-in")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers["set-cookie"].startswith("__Host-smepark-form=")
    assert "Secure" in answer.headers["set-cookie"]
