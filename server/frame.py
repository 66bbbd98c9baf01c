"""The page that Streamlit draws in, made ours: language, title, and a script that puts its English words in Chinese."""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "小微企业园运行监测"
NO_SCRIPT = "<noscript><p>本系统需要浏览器启用 JavaScript。</p></noscript>"
MARK = b"<title>Streamlit</title>"
"""What Streamlit's page alone has."""
BECOMES = (
    (b'<html lang="en">', b'<html lang="zh-CN">'),
    (MARK, f"<title>{TITLE}</title>".encode()),
    (b"</head>", b'<script src="/sign-in/chinese.js"></script></head>'),
)
ASKED_FOR_PARTS = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
"""A page that is changed is asked for whole, and as plain text."""


class ChineseFrame:
    """Changes the page that Streamlit draws in, wherever it is answered; all else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_a_page(scope):
            await self.app(scope, receive, send)
            return
        plain = [one for one in scope["headers"] if one[0] not in ASKED_FOR_PARTS]
        await self.app({**scope, "headers": plain}, receive, _Changing(send))


def _asks_for_a_page(scope: Scope) -> bool:
    return scope["type"] == "http" and any(
        name == b"accept" and b"text/html" in value for name, value in scope["headers"])


class _Changing:
    """Holds an answer in HTML back until it is whole."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is None or message["type"] != "http.response.body":
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        body = changed(self.body)
        if self.body:  # An answer to HEAD has none, and keeps the length it tells.
            MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def _is_html(start: Message) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in start["headers"])


def changed(page: bytes) -> bytes:
    """Streamlit's page in Chinese; any other as it is."""
    if MARK not in page:
        return page
    for was, becomes in BECOMES:
        page = page.replace(was, becomes, 1)
    return re.sub(b"<noscript>.*?</noscript>", NO_SCRIPT.encode(), page, flags=re.DOTALL)
