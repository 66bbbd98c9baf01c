"""What the wall's script sends: JSON of a known shape, made by our own page in the browser that sends it."""

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse

from data.tokens import is_proven
from server.browser import is_from_here, session_token

LARGEST = 512
MOST = 1_000_000
JSON_TYPE = "application/json"
Name = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Sent(BaseModel):
    """Nothing is guessed and nothing more is taken: "7" is no number."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Press(Sent):
    """number: of the slide; count: how many presses the screen has made."""

    number: Annotated[int, Field(ge=1, le=MOST)]
    count: Annotated[int, Field(ge=0, le=MOST)]
    screen: Name


class Note(Sent):
    """showing: the same from opening to ending."""

    showing: Name


class SentError(Exception):
    """What was sent is not looked at; the text says in Chinese why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


Shape = TypeVar("Shape", bound=Sent)


async def sent(request: Request, shape: type[Shape]) -> Shape:
    """Raises SentError. The Origin must be there and ours, and the proof that of this browser's session."""
    proof = request.headers.get("x-proof", "")
    if not is_from_here(request, may_be_silent=False) or not is_proven(session_token(request), proof):
        raise SentError(403, "请求不是由本系统的页面发出的，已拒绝。")
    if request.headers.get("content-type", "").partition(";")[0].strip() != JSON_TYPE:
        raise SentError(415, "只接受 JSON。")
    if not 0 < int(request.headers.get("content-length") or 0) <= LARGEST:
        raise SentError(413, "内容太长，或没有说明长度。")
    try:
        return shape.model_validate_json(await request.body())
    except ValidationError:
        raise SentError(422, "内容不完整或不合规定。") from None


def refusal(status: int, sentence: str) -> JSONResponse:
    """As the script takes it; it shows no more than a mark."""
    return JSONResponse({"said": sentence}, status)
