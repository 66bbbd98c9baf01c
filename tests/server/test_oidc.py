"""Signing in through a real OpenID Connect provider, in a process of its own on this machine."""

import json
import re
import subprocess
import sys
import time
from urllib.parse import urlsplit

import httpx
import pytest
from sqlmodel import Session, select

from core.access import Role
from data.accounts import disable
from data.tables import Act
from data.wanted import Wanted
from tests.browser.machine import free_port
from tests.data.people import ADMINISTRATOR, add
from tests.factory import COUNTY
from tests.server.conftest import ADDRESS, a_browser

START_LIMIT_S = 60
CLAIMS = {"sub": "u-17", "email": "li@county.example", "employee": "E-17"}


@pytest.fixture(scope="module")
def provider():
    """Its address."""
    port = free_port()
    options = ["--port", str(port), "--require-nonce", "true", "--user-claims", json.dumps(CLAIMS)]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(START_LIMIT_S * 5):
            try:
                httpx.get(f"{address}/.well-known/openid-configuration", timeout=5).raise_for_status()
                break
            except httpx.HTTPError:
                assert process.poll() is None
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def browser(database, provider, monkeypatch):
    settings = {
        "OIDC_ISSUER": provider, "OIDC_CLIENT_ID": "smepark", "OIDC_CLIENT_SECRET": "whatever", "PUBLIC_URL": ADDRESS,
        "OIDC_SCOPE": "openid profile email",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    add(database, Wanted("li", "李领导", Role.LEADER, (COUNTY,), subject="u-17"))
    return a_browser()


def at_provider(browser, onward="/exits", subject="u-17", **form):
    """The address with which the provider sends the browser back."""
    to = browser.get(f"/oidc/start?next={onward}").headers["location"]
    answer = httpx.post(to, data={"sub": subject, **form})
    assert answer.status_code in (302, 303), answer.text
    return answer.headers["location"]


def path_of(url):
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def denied(database):
    with Session(database) as session:
        failed = session.exec(select(Act).where(Act.kind == "登录失败")).all()
    return [(one.subject, json.loads(one.detail)["原因"]) for one in failed]


def test_the_sign_in_page_offers_it(browser):
    assert "用统一身份认证登录" in browser.get("/sign-in").text


def test_whom_the_provider_knows_is_signed_in_and_led_on(browser, database):
    back = at_provider(browser)
    assert back.startswith(f"{ADDRESS}/oidc/callback?")
    answer = browser.get(path_of(back))
    assert (answer.status_code, answer.headers["location"]) == (303, "/exits")
    assert browser.get("/exits").text == "inside /exits"
    with Session(database) as session:
        act = session.exec(select(Act)).one()
    assert (act.account, act.kind, json.loads(act.detail)["方式"]) == ("li", "登录", "统一身份认证")


def test_state_nonce_and_a_challenge_go_to_the_provider(browser):
    to = browser.get("/oidc/start").headers["location"]
    assert {"state", "nonce", "code_challenge", "code_challenge_method"} <= set(re.findall(r"[?&](\w+)=", to))


def test_another_claim_can_name_the_account(browser, monkeypatch, database):
    monkeypatch.setenv("OIDC_CLAIM", "email")
    add(database, Wanted("mail", "邮箱", Role.LEADER, (COUNTY,), subject="li@county.example"))
    browser.get(path_of(at_provider(browser)))
    assert "邮箱" in browser.get("/password").text


def test_whom_only_the_provider_knows_is_not_let_in_and_it_is_recorded(browser, database):
    answer = browser.get(path_of(at_provider(browser, subject="u-99")))
    assert answer.status_code == 403
    assert "还没有开通" in answer.text
    assert browser.get("/").status_code == 303
    assert denied(database) == [("u-99", "没有对应账号")]


def test_a_disabled_account_is_not_let_in(browser, database):
    disable(database, ADMINISTRATOR, "li", reason="离岗")
    assert "已停用" in browser.get(path_of(at_provider(browser))).text
    assert denied(database) == [("li", "账号停用")]


def test_an_answer_is_good_once_and_in_the_browser_that_asked(browser):
    back = path_of(at_provider(browser))
    assert a_browser().get(back).status_code == 403
    assert browser.get(back).status_code == 303
    assert browser.get(back).status_code == 403


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=access_denied&error_description=<b>x</b>"])
def test_an_answer_that_nobody_asked_for_signs_nobody_in(browser, query):
    answer = browser.get(f"/oidc/callback{query}")
    assert answer.status_code == 403
    assert "<b>x</b>" not in answer.text


def test_a_refusal_at_the_provider_is_a_sentence(browser):
    assert "没有完成" in browser.get(path_of(at_provider(browser, action="deny"))).text


def test_it_leads_to_no_other_site(browser):
    answer = browser.get(path_of(at_provider(browser, onward="//evil.example")))
    assert answer.headers["location"] == "/"


def test_a_provider_that_is_down_is_a_sentence(browser, monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", f"http://127.0.0.1:{free_port()}")
    answer = browser.get("/oidc/start")
    assert (answer.status_code, "暂时连不上" in answer.text) == (502, True)


def test_without_a_provider_there_is_nothing_to_find(browser, monkeypatch):
    monkeypatch.delenv("OIDC_ISSUER")
    assert browser.get("/oidc/start").status_code == 404
    assert browser.get("/oidc/callback").status_code == 404
