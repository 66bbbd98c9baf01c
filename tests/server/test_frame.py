"""Streamlit's page is changed wherever it is answered, and nothing else is."""

import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from server.frame import ChineseFrame

PAGE = Path(streamlit.__file__).parent / "static" / "index.html"
LIKE_A_BROWSER = {"Accept": "text/html,*/*", "Accept-Encoding": "gzip"}


async def theirs(_):
    return FileResponse(PAGE)


async def ours(_):
    return HTMLResponse("<title>登录</title></head>")


async def words(_):
    return PlainTextResponse("<title>Streamlit</title></head>")


CLIENT = TestClient(Starlette(
    routes=[Route("/", theirs), Route("/sign-in", ours), Route("/words", words)], middleware=[Middleware(ChineseFrame)],
))


def test_streamlits_page_is_chinese_from_its_first_line():
    answer = CLIENT.get("/", headers=LIKE_A_BROWSER)
    assert '<html lang="zh-CN">' in answer.text
    assert "<title>小微企业园运行监测</title>" in answer.text
    assert '<script src="/sign-in/chinese.js"></script></head>' in answer.text
    assert "<noscript><p>本系统需要浏览器启用 JavaScript。</p></noscript>" in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_it_is_changed_though_the_browser_has_it_already():
    first = CLIENT.get("/", headers=LIKE_A_BROWSER)
    known = {"If-None-Match": first.headers["etag"], "If-Modified-Since": first.headers["last-modified"]}
    assert CLIENT.get("/", headers=LIKE_A_BROWSER | known).text == first.text


@pytest.mark.parametrize("path", ["/sign-in", "/words"])
def test_any_other_answer_stays_as_it_is(path):
    assert CLIENT.get(path, headers=LIKE_A_BROWSER).content == CLIENT.get(path, headers={"Accept": "*/*"}).content


def test_an_answer_without_a_body_keeps_the_length_that_it_tells():
    assert int(CLIENT.head("/", headers=LIKE_A_BROWSER).headers["content-length"]) == PAGE.stat().st_size


def test_each_word_stands_in_the_list_once():
    script = Path("server/assets/chinese.js").read_text()
    words = re.findall(r'"([^"]+)":\s+"', script)
    assert words
    assert len(words) == len(set(words))
