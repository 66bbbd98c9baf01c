"""A meeting on the wall: all its slides in one page, and which of them every screen shows."""

import asyncio
from time import monotonic as now_s
from typing import Any

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.access import AccessError, Action, User
from data.presenting import Wall, deck_of, move_to, note_meeting, wall_of
from data.tokens import form_proof
from server.browser import session_token
from server.database import engine
from server.pages import BUSY
from server.presenting.answers import NO_SUCH, NOTES, number_of, page_for, told, user_of
from server.presenting.sent import Note, Press, refusal
from server.presenting.view import deck_page, wanted_slide

HOLD_S = 5.0
"""How long a question waits for something new; also the longest that an ending server waits for a screen."""
LOOK_S = 0.25


async def show(request: Request) -> Response:
    """All slides; on the one that stands on the wall, or the one of the address for who pages alone."""
    meeting_id = number_of(request)

    def build(user: User, proof: str) -> Response:
        deck = deck_of(engine(), user, meeting_id)
        now = wall_of(engine(), user, meeting_id)
        own = wanted_slide(request.query_params.get("slide")) if "own" in request.query_params else now.slide
        return deck_page(
            deck, own, base=f"/present/meeting/{meeting_id}", proof=proof, fingerprint=now.deck,
            may_move=user.may(Action.MEET),
        )

    return await page_for(request, build)


async def wall(request: Request) -> Response:
    """What stands on the wall, as soon as it is not what the screen shows, or after a while."""
    meeting_id, user = number_of(request), await user_of(request)
    if user is None:
        return refusal(401, "请先登录。")
    try:
        now = await _something_new(request, user, meeting_id)
    except AccessError as no:
        return refusal(403, str(no))
    except OperationalError:
        return refusal(503, BUSY)
    return JSONResponse({
        "slide": now.slide, "deck": now.deck, "may_move": user.may(Action.MEET),
        "proof": form_proof(session_token(request) or ""),
    })


async def move(request: Request) -> Response:
    """Another slide on the wall, for every screen that follows."""
    meeting_id = number_of(request)

    def do(user: User, said: Press) -> dict[str, Any]:
        return {"slide": move_to(engine(), user, meeting_id, said.number, said.count, said.screen)}

    return await told(request, Press, do)


async def note(request: Request) -> Response:
    """That the presentation was opened or ended."""
    meeting_id, what = number_of(request), NOTES.get(request.path_params["what"])
    if what is None:
        return refusal(404, NO_SUCH)

    def do(user: User, said: Note) -> dict[str, Any]:
        note_meeting(engine(), user, meeting_id, what, said.showing)
        return {}

    return await told(request, Note, do)


async def _something_new(request: Request, user: User, meeting_id: int) -> Wall:
    shown, until = (request.query_params.get("slide"), request.query_params.get("deck")), now_s() + HOLD_S
    while True:
        now = await run_in_threadpool(wall_of, engine(), user, meeting_id)
        is_new = (str(now.slide), now.deck) != shown
        if is_new or now_s() > until or await request.is_disconnected():
            return now
        await asyncio.sleep(LOOK_S)
