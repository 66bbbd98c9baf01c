"""What a browser brings along: its cookies, its address, the page it comes from; and what it is given to keep."""

import re
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from data.settings import settings

PLAIN_PATH = re.compile(r"/(?!/)[A-Za-z0-9\-._~/?#%&=+:@!$'()*,;]*")
NOT_TO_RETURN_TO = ("/sign-in", "/sign-out", "/password", "/oidc/", "/_stcore/", "/media/", "/static/", "/component/")
HOME = "/"


def session_token(connection: HTTPConnection) -> str | None:
    """Of whoever is, or was, signed in."""
    return connection.cookies.get(settings().session_cookie)


def stranger_token(connection: HTTPConnection) -> str | None:
    """Of a browser that has seen the sign-in page."""
    return connection.cookies.get(_stranger_cookie())


def keep_session(response: Response, token: str) -> None:
    """A cookie that ends with the browser; scripts cannot read it."""
    _keep(response, settings().session_cookie, token)
    forget_stranger(response)


def keep_stranger(response: Response, token: str) -> None:
    """The token that the sign-in form is bound to."""
    _keep(response, _stranger_cookie(), token)


def forget_session(response: Response) -> None:
    response.delete_cookie(settings().session_cookie, secure=settings().is_secure, httponly=True, samesite="lax")


def forget_stranger(response: Response) -> None:
    response.delete_cookie(_stranger_cookie(), secure=settings().is_secure, httponly=True, samesite="lax")


def address_of(connection: HTTPConnection) -> str:
    """Where the browser is: as the outermost of our proxies saw it, else the other end of the connection."""
    trusted = settings().trusted_proxies
    seen = [one.strip() for one in connection.headers.get("x-forwarded-for", "").split(",") if one.strip()]
    if trusted and len(seen) >= trusted:
        return seen[-trusted][:64]
    return connection.client.host if connection.client else ""


def is_from_here(connection: HTTPConnection, *, may_be_silent: bool) -> bool:
    """Whether the page that asks is one of ours, by the Origin that browsers send."""
    origin = connection.headers.get("origin")
    if origin is None:
        return may_be_silent
    return urlsplit(origin).netloc.lower() in {connection.headers.get("host", "").lower(), _public_host()} - {""}


def safe_next(wanted: str | None) -> str:
    """A path of ours to go on to; whatever else was asked for becomes the first page."""
    if not wanted or not PLAIN_PATH.fullmatch(wanted) or wanted.startswith(NOT_TO_RETURN_TO):
        return HOME
    return wanted


def _stranger_cookie() -> str:
    return settings().session_cookie + "-form"


def _public_host() -> str:
    return urlsplit(settings().public_url or "").netloc.lower()


def _keep(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, path="/", secure=settings().is_secure, httponly=True, samesite="lax")
