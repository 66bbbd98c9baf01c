"""Signing in through an OpenID Connect provider: one of its claims names the account."""

import warnings
from functools import lru_cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from data.sessions import sign_out
from data.settings import Settings, settings
from data.sign_in import SignInError, sign_in_elsewhere
from server.browser import address_of, keep_session, safe_next, session_token
from server.database import engine
from server.pages import TOO_MANY, page, within_limit

CALLBACK = "/oidc/callback"
STATE_COOKIE = "smepark-oidc"
STATE_SECONDS = 600
NEXT = "next"
NOT_OFFERED = "本系统没有启用统一身份认证。"
UNREACHABLE = "统一身份认证平台暂时连不上，请稍后再试，或用账号和密码登录。"
UNPROVEN = "统一身份认证没有完成，请重新登录。"
NO_CLAIM = "统一身份认证没有给出用于对应账号的标识，请联系管理员。"


class WithState:
    """Gives a route a signed cookie of its own for what belongs to one attempt: state, nonce and code verifier."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        chosen = settings()
        kept = SessionMiddleware(
            self.app, secret_key=chosen.signing_key.decode(), session_cookie=STATE_COOKIE, max_age=STATE_SECONDS,
            path="/oidc", same_site="lax", https_only=chosen.is_secure,
        )
        await kept({**scope}, receive, send)  # A copy: Streamlit keeps a session of its own in the scope.


async def start(request: Request) -> Response:
    """On to the provider."""
    chosen = settings()
    if not chosen.oidc_issuer:
        return _refusal(NOT_OFFERED, 404)
    if not within_limit(request):
        return _refusal(TOO_MANY, 429)
    request.session[NEXT] = safe_next(request.query_params.get("next"))
    try:
        answer: Response = await _provider(chosen).authorize_redirect(request, _callback_of(chosen))
    except Exception:  # Whatever the network or the provider's description of itself has in store.
        return _refusal(UNREACHABLE, 502)
    return answer


async def callback(request: Request) -> Response:
    """Back from the provider: its token is checked, and the account that it names is signed in."""
    chosen = settings()
    if not chosen.oidc_issuer:
        return _refusal(NOT_OFFERED, 404)
    if not within_limit(request):
        return _refusal(TOO_MANY, 429)
    try:
        subject = await _subject(chosen, request)
    except Exception:  # A forged or stale answer, or a provider that fails on the way: nobody is signed in.
        return _refusal(UNPROVEN, 403)
    if not subject:
        return _refusal(NO_CLAIM, 403)
    try:
        token = await run_in_threadpool(sign_in_elsewhere, engine(), subject, address_of(request))
    except SignInError as refusal:
        return _refusal(str(refusal), 403)
    return await _signed_in(request, token)


async def _signed_in(request: Request, token: str) -> Response:
    if former := session_token(request):
        await run_in_threadpool(sign_out, engine(), former)
    answer = RedirectResponse(safe_next(request.session.pop(NEXT, None)), 303)
    request.session.clear()
    keep_session(answer, token)
    return answer


async def _subject(chosen: Settings, request: Request) -> str:
    """The value of the claim, from the token or, where it is not in there, from the provider's page on the user."""
    provider = _provider(chosen)
    token = await provider.authorize_access_token(request, claims_options={
        "iss": {"essential": True, "value": chosen.oidc_issuer}, "sub": {"essential": True},
        "aud": {"essential": True, "value": chosen.oidc_client_id},
    })
    claims: dict[str, Any] = token["userinfo"]
    if chosen.oidc_claim not in claims:
        told = await provider.userinfo(token=token)
        claims = told if told.get("sub") == claims["sub"] else {}
    value = claims.get(chosen.oidc_claim)
    return value if isinstance(value, str) else ""


def _provider(chosen: Settings) -> Any:
    return _registered(
        str(chosen.oidc_issuer), str(chosen.oidc_client_id), chosen.oidc_client_secret.get_secret_value(),
        chosen.oidc_scope,
    )


@lru_cache(maxsize=2)
def _registered(issuer: str, client: str, secret: str, scope: str) -> Any:
    """Authlib's client; it remembers what the provider says of itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It would rather have another http library.
        from authlib.integrations.starlette_client import OAuth

    return OAuth().register(
        "elsewhere", client_id=client, client_secret=secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": scope, "code_challenge_method": "S256", "timeout": 10},
    )


def _callback_of(chosen: Settings) -> str:
    return str(chosen.public_url).rstrip("/") + CALLBACK


def _refusal(sentence: str, status: int) -> Response:
    return page("message", status, title="没有登录", sentences=[sentence], link="/sign-in", label="返回登录页")
