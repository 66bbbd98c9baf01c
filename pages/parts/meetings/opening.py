"""The frozen briefing that opens a meeting on the wall: which there are, and which was chosen."""

from core.access import User
from core.paper import PaperKind
from data.papers import PaperEntry, papers_of
from pages.parts.database import engine


def briefings_of(user: User, county: str, chosen: int | None = None) -> dict[int, str]:
    """Id -> what it is called: the latest version of each briefing of the county, and the one that was chosen."""
    return {
        one.id: _called(one) for one in papers_of(engine(), user, PaperKind.BRIEFING)
        if one.coverage.counties == (county,) and (one.is_latest or one.id == chosen)
    }


def _called(one: PaperEntry) -> str:
    version = f"第{one.version}版" if one.version > 1 or not one.is_latest else ""
    return f"{one.number}{version}（截至{one.as_of}）"
