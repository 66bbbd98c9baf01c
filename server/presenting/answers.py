"""Answering as the account that is signed in: a page where a person asks, JSON where the wall's script does."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from core.access import AccessError, User
from data.papers import PaperError
from data.presenting import SlideError
from data.sessions import visitor
from data.tokens import form_proof
from server.browser import HOME, session_token
from server.database import engine
from server.pages import BUSY, page
from server.presenting.sent import SentError, Shape, refusal, sent

LARGEST_ID = 2**31 - 1
NOTES = {"opened": "打开", "ended": "结束"}
NO_SUCH = "没有这个地址。"
REFUSALS = (AccessError, PaperError, SlideError, OperationalError)
STATUS = dict(zip(REFUSALS, (403, 409, 422, 503), strict=True))


def number_of(request: Request) -> int:
    """Of the paper or meeting that the address names; one beyond all numbers is one that there is not."""
    return min(int(request.path_params["id"]), LARGEST_ID)


async def user_of(request: Request) -> User | None:
    """Who is signed in; the gate has looked already, but a session may end between."""
    return (await run_in_threadpool(visitor, engine(), session_token(request))).user


async def page_for(request: Request, build: Callable[[User, str], Response]) -> Response:
    """build: makes the page for an account and the proof that its script sends back."""
    user = await user_of(request)
    if user is None:
        return RedirectResponse("/sign-in", 303)
    try:
        return await run_in_threadpool(build, user, form_proof(session_token(request) or ""))
    except AccessError as no:
        return _message(403, "没有权限", str(no))
    except PaperError as no:
        return _message(409, "打不开", str(no))
    except OperationalError:
        return _message(503, "打不开", BUSY)


async def told(request: Request, shape: type[Shape], do: Callable[[User, Shape], dict[str, Any]]) -> Response:
    """What the script sent is done, and what came of it is its answer."""
    user = await user_of(request)
    if user is None:
        return refusal(401, "请先登录。")
    try:
        said = await sent(request, shape)
        return JSONResponse(await run_in_threadpool(do, user, said))
    except SentError as no:
        return refusal(no.status, str(no))
    except REFUSALS as no:
        return refusal(STATUS[type(no)], BUSY if isinstance(no, OperationalError) else str(no))


def _message(status: int, title: str, sentence: str) -> Response:
    return page("message", status, title=title, sentences=[sentence], link=HOME, label="返回系统")
