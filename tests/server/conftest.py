"""The gate in front of something that answers everything, over a database with two accounts."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

from data.settings import NAMES
from server import pages
from server.gate import Gate
from server.headers import SecurityHeaders
from server.limits import RateLimit
from server.routes import ROUTES
from tests.data.people import CHEAP, PASSWORD, settle

ADDRESS = "http://testserver"


async def answer(request):
    return PlainTextResponse(f"inside {request.url.path}", headers={"Cache-Control": "public"})


async def echo(websocket):
    await websocket.accept()
    await websocket.send_text("inside")
    await websocket.close()


ANY = Route("/{path:path}", answer, methods=["GET", "POST", "PUT", "DELETE"])
APP = Starlette(
    routes=[*ROUTES, WebSocketRoute("/_stcore/stream", echo), ANY],
    middleware=[Middleware(SecurityHeaders), Middleware(Gate)],
)


@pytest.fixture
def database(sqlite_engine, monkeypatch):
    """In demo mode, so that cookies go over plain http."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", str(sqlite_engine.url))
    monkeypatch.setenv("DEMO_MODE", "1")
    monkeypatch.setattr("data.passwords._HASHING", CHEAP)
    monkeypatch.setattr(pages, "_limit", RateLimit())
    return settle(sqlite_engine)


@pytest.fixture
def browser(database):  # noqa: ARG001
    """A browser that has seen nothing yet."""
    return a_browser()


def a_browser(address=ADDRESS):
    return TestClient(APP, base_url=address, follow_redirects=False)


@pytest.fixture
def inside(browser):
    """A browser that has signed in."""
    assert sign_in(browser).status_code == 303
    return browser


def proof_on(answer):
    return re.search(r'name="proof" value="(\w+)"', answer.text).group(1)


def sign_in(browser, name="zhou", password=PASSWORD, onward="/", **more):
    proof = proof_on(browser.get("/sign-in"))
    return browser.post("/sign-in", data={"name": name, "password": password, "next": onward, "proof": proof, **more})
