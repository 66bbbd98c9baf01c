"""Signing in and out with a password."""

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from data.demo.accounts import offered
from data.passwords import DEMO_PASSWORD
from data.sessions import sign_out, sign_out_everywhere, visitor
from data.settings import settings
from data.sign_in import SignInError, sign_in
from data.tokens import form_proof, is_proven, new_token
from server.browser import (
    HOME,
    address_of,
    forget_session,
    keep_session,
    keep_stranger,
    safe_next,
    session_token,
    stranger_token,
)
from server.database import engine
from server.pages import BUSY, STALE, TOO_MANY, complaint, fields_of, page

SIGNED_OUT = "已退出登录。"


async def show(request: Request) -> Response:
    """The sign-in page; whoever is signed in goes on."""
    onward = safe_next(request.query_params.get("next"))
    who = await run_in_threadpool(visitor, engine(), session_token(request))
    if who.user:
        return RedirectResponse(onward, 303)
    told = SIGNED_OUT if "out" in request.query_params else ""
    return await sign_in_page(request, onward=onward, told=told)


async def sign_in_page(
    request: Request, *, onward: str = HOME, told: str = "", wrong: str = "", name: str = "", status: int = 200,
) -> Response:
    """With what there is to say, and what was typed but the password."""
    accounts = await run_in_threadpool(offered, engine()) if settings().demo_mode else []
    token = stranger_token(request) or new_token()
    answer = page(
        "sign_in", status, proof=form_proof(token), onward=onward, told=told, wrong=wrong, name=name, accounts=accounts,
        demo_password=DEMO_PASSWORD, elsewhere=settings().oidc_label if settings().oidc_issuer else "",
    )
    keep_stranger(answer, token)
    return answer


async def submit(request: Request) -> Response:
    """Looks at the name and the password; a new token, whatever cookie the browser came with."""
    fields = await fields_of(request)
    onward, name = safe_next(fields.get("next")), fields.get("name", "")
    if wrong := complaint(request, fields, stranger_token(request)):
        status = 429 if wrong == TOO_MANY else 403
        return await sign_in_page(request, onward=onward, wrong=wrong, name=name, status=status)
    try:
        token = await run_in_threadpool(sign_in, engine(), name, fields.get("password", ""), address_of(request))
    except SignInError as refusal:
        return await sign_in_page(request, onward=onward, wrong=str(refusal), name=name, status=401)
    except OperationalError:
        return await sign_in_page(request, onward=onward, wrong=BUSY, name=name, status=503)
    await _end_former(request)
    answer = RedirectResponse(onward, 303)
    keep_session(answer, token)
    return answer


async def leave(request: Request) -> Response:
    """Ends this session, or, where the address says so, all sessions of the account."""
    token, fields = session_token(request), await fields_of(request)
    if token is None or not is_proven(token, fields.get("proof", "")):
        return page("message", 403, title="没有退出", sentences=[STALE], link=HOME, label="返回")
    who = await run_in_threadpool(visitor, engine(), token)
    if who.user and request.url.path == "/sign-out-everywhere":
        await run_in_threadpool(sign_out_everywhere, engine(), who.user)
    else:
        await run_in_threadpool(sign_out, engine(), token)
    answer = RedirectResponse("/sign-in?out", 303)
    forget_session(answer)
    return answer


async def _end_former(request: Request) -> None:
    """The session that this browser had before."""
    if former := session_token(request):
        await run_in_threadpool(sign_out, engine(), former)
