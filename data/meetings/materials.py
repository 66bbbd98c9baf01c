"""The material of an item of the agenda: frozen, and bound to the item, in one transaction."""

from datetime import date

from sqlalchemy import Engine
from sqlmodel import Session

from core.access import Action, User
from core.paper import Coverage, Paper
from data.freezing import freeze_within
from data.meetings.agenda import BEFORE_ITS_END
from data.meetings.ground import Kept, carry_out, ensure_seen, item_within, of_item, require_state, touch


def attach(
    engine: Engine, user: User, item_id: int, paper: Paper, *, signed_on: date, seen_version: int, key: str,
) -> int:
    """Freeze what was made for the item, as the next version of what it has; the item's id. Before the meeting ends.

    It lies before the county's meeting: whoever sees the whole county may read it, and nobody of a park alone.
    """
    def work(session: Session) -> Kept:
        meeting, item = item_within(session, user, item_id)
        ensure_seen(session, item, seen_version)
        require_state(meeting, "生成材料", *BEFORE_ITS_END)
        coverage = Coverage((meeting.county_code,))
        stored, _ = freeze_within(session, user, paper, coverage, signed_on=signed_on, renews=item.paper_id)
        item.paper_id = stored.id
        touch(meeting, item)
        return of_item(meeting, item, "生成材料", 文件=stored.id, 文号=stored.number)

    return carry_out(engine, user, Action.MEET, f"议题{item_id} 生成材料", work, key=key)
