"""The pages in front: filled templates, the forms they carry and how a form is read."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse

from data.settings import settings
from data.tokens import is_proven
from server.browser import address_of
from server.headers import OUR_POLICY
from server.limits import RateLimit

HERE = Path(__file__).resolve().parent
LARGEST_FORM = 8 * 1024
LONGEST_FIELD = 1024
STALE = "页面已过期，或浏览器没有保存 Cookie。请重新填写。"
TOO_MANY = "操作过于频繁，请一分钟后再试。"
BUSY = "系统正忙，没有完成。请稍后再试。"

_limit = RateLimit()
_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    lstrip_blocks=True,
)


def page(
    template: str, status: int = 200, /, *, policy: str = OUR_POLICY, **values: Any,
) -> HTMLResponse:
    """A template as an answer; it is framed by nobody, and runs no script unless the policy says so."""
    text = _templates.get_template(f"{template}.html").render(is_demo=settings().demo_mode, **values)
    return HTMLResponse(text, status, {"Content-Security-Policy": policy, "X-Frame-Options": "DENY"})


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form; one that is too large, or no form, has none."""
    if int(request.headers.get("content-length") or LARGEST_FORM + 1) > LARGEST_FORM:
        return {}
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return {}
    sent = await request.form(max_files=0, max_fields=10)
    return {name: value[:LONGEST_FIELD] for name, value in sent.items() if isinstance(value, str)}


def complaint(request: Request, fields: dict[str, str], token: str | None) -> str | None:
    """Why a form is not looked at: too many from this address, or not made by us for this browser."""
    if not within_limit(request):
        return TOO_MANY
    return None if is_proven(token, fields.get("proof", "")) else STALE


def within_limit(request: Request) -> bool:
    """Whether the address has sent few enough forms in this minute; this one counts."""
    return _limit.allows(address_of(request), settings().sign_ins_per_minute)


async def asset(request: Request) -> FileResponse:
    """What the pages in front, and the frame of all others, are drawn with."""
    return FileResponse(HERE / "assets" / Path(request.url.path).name, headers={"Cache-Control": "max-age=3600"})
