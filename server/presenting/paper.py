"""One paper on the wall: the address alone says which slide."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from core.access import User
from data.presenting import deck_of_paper, note_paper
from server.database import engine
from server.presenting.answers import NO_SUCH, NOTES, number_of, page_for, told
from server.presenting.sent import Note, refusal
from server.presenting.view import deck_page, wanted_slide


async def show(request: Request) -> Response:
    """All slides of a paper."""
    paper_id = number_of(request)

    def build(user: User, proof: str) -> Response:
        deck = deck_of_paper(engine(), user, paper_id)
        return deck_page(
            deck, wanted_slide(request.query_params.get("slide")), base=f"/present/paper/{paper_id}", proof=proof,
            fingerprint="", may_move=True,
        )

    return await page_for(request, build)


async def note(request: Request) -> Response:
    """That the presentation was opened or ended."""
    paper_id, what = number_of(request), NOTES.get(request.path_params["what"])
    if what is None:
        return refusal(404, NO_SUCH)

    def do(user: User, said: Note) -> dict[str, Any]:
        note_paper(engine(), user, paper_id, what, said.showing)
        return {}

    return await told(request, Note, do)
