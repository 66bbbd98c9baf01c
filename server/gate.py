"""Lets nobody through to Streamlit who is not signed in: pages, files, metrics and the websocket alike."""

from urllib.parse import quote

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from data.sessions import Visitor, visitor
from server.browser import HOME, is_from_here, safe_next, session_token
from server.database import engine

OPEN = frozenset({"/health", "/sign-in", "/sign-in/style.css", "/sign-in/icon.svg", "/oidc/start", "/oidc/callback"})
OPEN_BEFORE_CHANGE = frozenset({"/password", "/sign-out", "/sign-out-everywhere"})
"""Where one may go who has to change the password first."""
SAFE_METHODS = frozenset({"GET", "HEAD"})
NOT_SIGNED_IN = 4401
FOREIGN = 4403


class Gate:
    """Pure ASGI, so that it stands before the websocket too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            refusal = await _refusal(HTTPConnection(scope))
            await (refusal or self.app)(scope, receive, send)
        elif scope["type"] == "websocket":
            code = await _closing_code(HTTPConnection(scope))
            if code is None:
                await self.app(scope, receive, send)
            else:
                await receive()
                await send({"type": "websocket.close", "code": code})
        else:
            await self.app(scope, receive, send)


async def _refusal(asked: HTTPConnection) -> Response | None:
    """What is answered in place of what was asked for; None = it may pass."""
    path = asked.scope["path"]
    is_reading = asked.scope["method"] in SAFE_METHODS
    if not is_reading and not is_from_here(asked, may_be_silent=True):
        return PlainTextResponse("请求来自其他网站，已拒绝。", 403)
    if path in OPEN:
        return None
    try:
        who = await _visitor(asked)
    except OperationalError:
        return PlainTextResponse("数据库暂时打不开，请稍后再试。", 503)
    if who.user is None:
        return _to_sign_in(asked) if is_reading or path in OPEN_BEFORE_CHANGE else PlainTextResponse("请先登录。", 401)
    if who.must_change and path not in OPEN_BEFORE_CHANGE:
        return RedirectResponse("/password", 303) if is_reading else PlainTextResponse("请先修改密码。", 403)
    return None


async def _closing_code(asked: HTTPConnection) -> int | None:
    """Why a websocket is not opened; None = it is."""
    if not is_from_here(asked, may_be_silent=False):
        return FOREIGN
    try:
        who = await _visitor(asked)
    except OperationalError:
        return NOT_SIGNED_IN
    return NOT_SIGNED_IN if who.user is None or who.must_change else None


async def _visitor(asked: HTTPConnection) -> Visitor:
    return await run_in_threadpool(visitor, engine(), session_token(asked))


def _to_sign_in(asked: HTTPConnection) -> Response:
    """To the sign-in page, and from there back."""
    query = asked.scope["query_string"].decode("latin-1")
    wanted = safe_next(asked.scope["path"] + (f"?{query}" if query else ""))
    return RedirectResponse("/sign-in" + ("" if wanted == HOME else f"?next={quote(wanted, safe='')}"), 303)
