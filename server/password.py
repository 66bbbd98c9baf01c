"""The page on which one changes one's own password, and signs out everywhere."""

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.access import User
from data.own_password import Changed, change_own, has_password
from data.passwords import rules_in_words
from data.sessions import visitor
from data.settings import settings
from data.tokens import form_proof
from data.wanted import Problems
from server.browser import HOME, address_of, keep_session, session_token
from server.database import engine
from server.pages import BUSY, complaint, fields_of, page

DONE = ["密码已修改。", "这个账号在其他设备上的登录已全部退出。"]


async def show(request: Request) -> Response:
    """The empty form."""
    return await _form(request, {}, 200)


async def submit(request: Request) -> Response:
    """Changes the password; this browser goes on under a new token, all others are out."""
    fields = await fields_of(request)
    if wrong := complaint(request, fields, session_token(request)):
        return await _form(request, {"form": wrong}, 403)
    user = (await run_in_threadpool(visitor, engine(), session_token(request))).user
    if user is None:
        return RedirectResponse("/sign-in", 303)
    try:
        changed = await run_in_threadpool(_change, user, fields, address_of(request))
    except OperationalError:
        return await _form(request, {"form": BUSY}, 503)
    if changed.token is None:
        return await _form(request, changed.problems, 422)
    answer = page("message", title="密码已修改", sentences=DONE, link=HOME, label="进入系统")
    keep_session(answer, changed.token)
    return answer


def _change(user: User, fields: dict[str, str], address: str) -> Changed:
    old, new, again = (fields.get(name, "") for name in ("old", "new", "again"))
    return change_own(engine(), user, old, new, again, address)


async def _form(request: Request, problems: Problems, status: int) -> Response:
    token = session_token(request) or ""
    who = await run_in_threadpool(visitor, engine(), token)
    if who.user is None:
        return RedirectResponse("/sign-in", 303)
    return page(
        "password", status, user=who.user, must_change=who.must_change, problems=problems, proof=form_proof(token),
        has_password=await run_in_threadpool(has_password, engine(), who.user), rules=rules_in_words(settings()),
        link=HOME,
    )
