"""A meeting as its minutes tell it, and an item as its material does."""

from core.meeting import Deliberated, Proposal, Sitting
from data.meetings.views import SeenItem, WholeMeeting


def topic_of(item: SeenItem) -> Proposal:
    """As it was proposed."""
    return Proposal(item.kind, item.title, item.motion, item.park, item.subject)


def sitting_of(meeting: WholeMeeting, county: str) -> Sitting:
    """county: in words."""
    return Sitting(
        county, meeting.year, meeting.serial, meeting.starts_at, meeting.place, meeting.convener, meeting.units,
        meeting.attendance, meeting.as_of,
    )


def deliberated(meeting: WholeMeeting) -> list[Deliberated]:
    """The items in their order, each as it ended."""
    return [
        Deliberated(topic_of(one), one.state, one.remark, one.decision.ruling if one.decision else None)
        for one in meeting.items
    ]
