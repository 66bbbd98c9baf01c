"""Presenting on the wall: the deck of a meeting, which slide stands there, and who may move it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, select, update

from core.access import AccessError, Action, User
from core.deck import Deck, Item, Layout, Outcome, layout, meeting_deck, paper_deck
from core.meeting import ItemKind, ItemState
from core.paper import Frozen
from core.slides import slides
from data.acts import ActKind, Done, append, as_json, denying
from data.engine import reading_connection, writing
from data.intake.schema import table_of
from data.meetings.ground import OUT_OF_REACH, sees_meetings_of
from data.papers import PAPER, frozen_from, paper_of
from data.presses import Presses
from data.tables import AgendaItem, Decision, FrozenPaper, Meeting, Submission

MEETING, ITEM, DECISION = table_of(Meeting).c, table_of(AgendaItem).c, table_of(Decision).c


class SlideError(Exception):
    """A slide that the deck does not have; the text says in Chinese how many it has."""


@dataclass(frozen=True)
class Wall:
    """What stands on the wall. deck: changes whenever a slide of the deck does."""

    slide: int
    deck: str


@dataclass(frozen=True)
class _Stored:
    """A meeting with its items in their order, and item -> its latest decision."""

    meeting: RowMapping
    items: list[RowMapping]
    decisions: dict[int, RowMapping]


_presses = Presses()
_counted: dict[str, int] = {}
"""Hash of a paper -> how many slides it has."""


def deck_of(engine: Engine, user: User, meeting_id: int) -> Deck:
    """All slides of a meeting. Raises AccessError, and records the refusal; PaperError where a paper is not whole."""
    with denying(engine, user, _showing(meeting_id)), reading_connection(engine) as connection:
        stored = _stored(connection, user, meeting_id)
    meeting = stored.meeting
    lines = (f"{meeting['starts_at']}　{meeting['place']}", f"召集人：{meeting['convener']}")
    opening = paper_of(engine, user, meeting["deck_id"]) if meeting["deck_id"] else None
    items = [_item(engine, user, row, stored.decisions.get(row["id"])) for row in stored.items]
    return meeting_deck(meeting["title"], lines, opening, items)


def deck_of_paper(engine: Engine, user: User, paper_id: int) -> Deck:
    """All slides of one paper. Raises AccessError, and records the refusal; PaperError where it is not whole."""
    return paper_deck(paper_of(engine, user, paper_id))


def wall_of(engine: Engine, user: User, meeting_id: int) -> Wall:
    """Asked several times a second, so it reads little and records nothing. Raises AccessError."""
    with reading_connection(engine) as connection:
        stored = _stored(connection, user, meeting_id)
    return Wall(stored.meeting["slide"], _fingerprint(stored))


def item_on_wall(engine: Engine, user: User, meeting_id: int) -> int | None:
    """Id of the item that the slide on the wall belongs to; None before the first. Raises AccessError."""
    with reading_connection(engine) as connection:
        stored = _stored(connection, user, meeting_id)
        place = _layout(connection, stored).item_on(stored.meeting["slide"])
    return int(stored.items[place - 1]["id"]) if place else None


def move_to(engine: Engine, user: User, meeting_id: int, number: int, count: int, screen: str = "") -> int:
    """Put a slide on the wall, unless the same screen has sent a later press already; the slide that stands there then.

    count: how many presses the screen has made. Raises AccessError, and records the refusal; SlideError. Moving is no
    act: the presentation is one.
    """
    with denying(engine, user, _showing(meeting_id)), reading_connection(engine) as connection:
        user.require(Action.MEET)
        last = _layout(connection, _stored(connection, user, meeting_id)).last
    if not 1 <= number <= last:
        raise SlideError(f"没有第{number}页，共{last}页。")
    with writing(engine) as session:
        connection = session.connection()
        stands = select(MEETING.slide).where(MEETING.id == meeting_id).with_for_update()
        before = int(connection.scalar(stands) or 1)  # One press at a time, also on PostgreSQL.
        if not _presses.is_newest((str(engine.url), meeting_id, screen), count):
            return before
        connection.execute(update(table_of(Meeting)).where(MEETING.id == meeting_id).values(slide=number))
    return number


def note_meeting(engine: Engine, user: User, meeting_id: int, what: str, showing: str) -> None:
    """Record that a meeting's presentation was opened or ended; the same showing once. Raises AccessError."""
    with denying(engine, user, _showing(meeting_id)), reading_connection(engine) as connection:
        user.require(Action.MEET)
        title = _stored(connection, user, meeting_id).meeting["title"]
    _note(engine, user, str(title), {"放映": what, "会议": meeting_id}, f"{what}-{showing}")


def note_paper(engine: Engine, user: User, paper_id: int, what: str, showing: str) -> None:
    """The same of a paper that is shown alone."""
    stamp = paper_of(engine, user, paper_id).stamp
    _note(engine, user, f"{stamp.number} 第{stamp.version}版", {"放映": what, "文件": paper_id}, f"{what}-{showing}")


def _note(engine: Engine, user: User, subject: str, detail: dict[str, Any], key: str) -> None:
    with writing(engine) as session:
        if session.get(Submission, key) is None:
            act = append(session, user, Done(ActKind.PRESENT, subject, detail))
            session.add(Submission(key=key, account=user.name, act_sequence=act))


def _showing(meeting_id: int) -> str:
    """As a refusal names it."""
    return f"会议{meeting_id}的放映"


def _stored(connection: Connection, user: User, meeting_id: int) -> _Stored:
    """Raises AccessError where the account does not see the whole county."""
    meeting = connection.execute(select(table_of(Meeting)).where(MEETING.id == meeting_id)).mappings().first()
    if meeting is None or not sees_meetings_of(user, meeting["county_code"]):
        raise AccessError(OUT_OF_REACH)
    items = select(table_of(AgendaItem)).where(ITEM.meeting_id == meeting_id).order_by(ITEM.position, ITEM.id)
    decided = (
        select(table_of(Decision)).join(table_of(AgendaItem), ITEM.id == DECISION.item_id)
        .where(ITEM.meeting_id == meeting_id).order_by(DECISION.id)
    )
    latest = {row["item_id"]: row for row in connection.execute(decided).mappings()}
    return _Stored(meeting, list(connection.execute(items).mappings()), latest)


def _layout(connection: Connection, stored: _Stored) -> Layout:
    """Without decoding a paper whose slides were counted before. Raises PaperError where one is not whole."""
    lengths = _lengths(connection, [stored.meeting["deck_id"], *(row["paper_id"] for row in stored.items)])
    return layout(lengths[0], lengths[1:])


def _lengths(connection: Connection, papers: Sequence[int | None]) -> list[int]:
    """How many slides each of them has; 1 where there is none. A paper never changes, and its hash names its content.
    """
    wanted = {one for one in papers if one}
    hashes = dict(iter(connection.execute(select(PAPER.id, PAPER.hash).where(PAPER.id.in_(wanted)))))
    for paper, hash_ in hashes.items():
        if hash_ not in _counted:
            row = connection.execute(select(table_of(FrozenPaper)).where(PAPER.id == paper)).mappings().one()
            _counted[hash_] = len(slides(frozen_from(row).paper))
    return [_counted[hashes[one]] if one else 1 for one in papers]


def _item(engine: Engine, user: User, row: RowMapping, decision: RowMapping | None) -> Item:
    material: Frozen | None = paper_of(engine, user, row["paper_id"]) if row["paper_id"] else None
    outcome = _outcome(decision) if decision and row["state"] == ItemState.DECIDED else None
    return Item(
        row["id"], ItemKind(row["kind"]), row["title"], row["motion"], ItemState(row["state"]), row["remark"],
        material, outcome,
    )


def _outcome(row: RowMapping) -> Outcome:
    units = tuple(str(one) for one in json.loads(row["units"]))
    return Outcome(row["result"], row["text"], units, row["due_on"], row["number"] or "")


def _fingerprint(stored: _Stored) -> str:
    """Over all that the slides are made of but the papers, which never change."""
    left_out = ("slide", "version", "attendance", "state")
    meeting = {name: value for name, value in stored.meeting.items() if name not in left_out}
    decisions = [dict(row) for row in stored.decisions.values()]
    told = as_json([meeting, [dict(row) for row in stored.items], decisions])
    return hashlib.sha256(told.encode()).hexdigest()[:16]
