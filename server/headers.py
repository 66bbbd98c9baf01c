"""The headers that tell browsers what our pages may do and what they may keep."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.settings import settings

STREAMLIT_POLICY = "; ".join((
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
))
OUR_POLICY = "; ".join((
    "default-src 'none'", "style-src 'self'", "img-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
    "base-uri 'none'",
))
"""Of the pages that stand in front: no script at all."""
WALL_POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
    "form-action 'none'", "frame-ancestors 'none'", "base-uri 'none'",
))
"""Of what is presented: our own script, and no word to anybody but this server."""
HEADERS = {
    "Content-Security-Policy": STREAMLIT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = ("Strict-Transport-Security", "max-age=31536000")
KEPT_NOWHERE = ("Cache-Control", "no-store")
PROGRAM = ("/static/", "/sign-in/")
"""Paths of what is the same for everybody: browsers may keep it."""


class SecurityHeaders:
    """Adds the security headers to every answer over http; a header that is there already stays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_program = scope["path"].startswith(PROGRAM)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = with_headers(message["headers"], is_program=is_program)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def with_headers(sent: list[tuple[bytes, bytes]], *, is_program: bool) -> list[tuple[bytes, bytes]]:
    """What was sent and what is missing. Facts are kept by no cache, whatever Streamlit says of its files."""
    wanted = dict([*HEADERS.items(), *([HSTS] if settings().is_secure else [])])
    if not is_program:
        sent = [(name, value) for name, value in sent if name.lower() != b"cache-control"]
        wanted |= dict([KEPT_NOWHERE])
    present = {name.lower() for name, _ in sent}
    added = [(name.lower().encode(), value.encode()) for name, value in wanted.items()]
    return [*sent, *(pair for pair in added if pair[0] not in present)]
