"""The addresses of what is presented."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

from server.presenting import meeting, paper

ASSETS = Path(__file__).resolve().parent / "assets"


async def asset(request: Request) -> FileResponse:
    """A script or the style sheet."""
    return FileResponse(ASSETS / Path(request.url.path).name)


PRESENTING = [
    Route("/present/paper/{id:int}", paper.show, methods=["GET"]),
    Route("/present/paper/{id:int}/{what:str}", paper.note, methods=["POST"]),
    Route("/present/meeting/{id:int}", meeting.show, methods=["GET"]),
    Route("/present/meeting/{id:int}/wall", meeting.wall, methods=["GET"]),
    Route("/present/meeting/{id:int}/slide", meeting.move, methods=["POST"]),
    Route("/present/meeting/{id:int}/{what:str}", meeting.note, methods=["POST"]),
    *(Route(f"/present/{path.name}", asset) for path in sorted(ASSETS.iterdir())),
]
