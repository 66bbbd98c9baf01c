"""The addresses that are answered before Streamlit."""

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from server import oidc, password, sign_in
from server.pages import asset
from server.presenting.routes import PRESENTING

ASSETS = ("style.css", "icon.svg", "chinese.js")


async def health(_: Request) -> PlainTextResponse:
    """For a monitor: the process answers."""
    return PlainTextResponse("ok")


ROUTES = [
    Route("/health", health),
    Route("/sign-in", sign_in.show, methods=["GET"]),
    Route("/sign-in", sign_in.submit, methods=["POST"]),
    *(Route(f"/sign-in/{name}", asset) for name in ASSETS),
    Route("/sign-out", sign_in.leave, methods=["POST"]),
    Route("/sign-out-everywhere", sign_in.leave, methods=["POST"]),
    Route("/password", password.show, methods=["GET"]),
    Route("/password", password.submit, methods=["POST"]),
    Route("/oidc/start", oidc.start, middleware=[Middleware(oidc.WithState)]),
    Route("/oidc/callback", oidc.callback, middleware=[Middleware(oidc.WithState)]),
    *PRESENTING,
]
