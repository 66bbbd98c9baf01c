"""The server: security headers, health, warm start; hosts pages/navigation.py.

Runs under ``streamlit run app.py`` and under ``uvicorn app:app``.
"""

import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEAVY = ("plotly.graph_objects", "pydeck", "pyarrow", "xlsxwriter", "core.assessment", "data.snapshot", "data.demo")

HEADERS = {
    "Content-Security-Policy": "; ".join((
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "frame-src 'self' blob:",
        "frame-ancestors 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
    )),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityHeaders:
    """Adds the security headers to every answer over http."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message["headers"], *(pair for pair in added if pair[0] not in present)]
            await send(message)

        await self.app(scope, receive, send_with_headers)


async def health(_: Request) -> PlainTextResponse:
    """For a monitor: the process answers."""
    return PlainTextResponse("ok")


@asynccontextmanager
async def warm_start(_: st.App) -> AsyncIterator[None]:
    """Load what every page needs and take it out of the garbage collector's sight, before the first visitor."""
    for name in HEAVY:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    Path(__file__).parent / "pages" / "navigation.py",
    lifespan=warm_start,
    routes=[Route("/health", health)],
    middleware=[Middleware(SecurityHeaders)],
)
