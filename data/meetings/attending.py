"""Who was at a meeting: amended until the minutes, which name those present, are issued."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Engine
from sqlmodel import Session

from core.access import Action, User
from core.meeting import Attendee, MeetingState
from data.acts import as_json
from data.meetings.errors import MeetingError
from data.meetings.ground import Kept, carry_out, ensure_seen, meeting_within, of_meeting, require_state, touch
from data.tables import Meeting

AMENDABLE = (MeetingState.OPEN, MeetingState.MINUTES)


def amend_attendance(
    engine: Engine, user: User, meeting_id: int, attendance: Sequence[Attendee], *, seen_version: int, key: str,
) -> int:
    """Between opening and issue; the meeting's id. What a leader has confirmed has to be confirmed again."""
    def work(session: Session) -> Kept:
        meeting = meeting_within(session, user, meeting_id)
        ensure_seen(session, meeting, seen_version)
        require_state(meeting, "更正到会情况", *AMENDABLE)
        before = names_of(meeting)
        write_attendance(meeting, attendance)
        if names_of(meeting) == before:
            raise MeetingError("到会情况没有改动。")
        touch(meeting)
        return of_meeting(meeting, "更正到会", 原到会=before, 到会=names_of(meeting))

    return carry_out(engine, user, Action.MEET, f"会议{meeting_id} 更正到会", work, key=key)


def write_attendance(meeting: Meeting, attendance: Sequence[Attendee]) -> None:
    """Those who came. Raises MeetingError where nobody did."""
    if not attendance:
        raise MeetingError("请登记到会人员：至少勾选一个到会单位。")
    meeting.attendance = as_json([asdict(one) for one in attendance])


def names_of(meeting: Meeting) -> list[list[str]]:
    """Unit and name of those who came, for the record of acts."""
    return [[one["unit"], one["name"]] for one in json.loads(meeting.attendance)]
