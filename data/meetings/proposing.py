"""What the meeting's own records suggest for the next agenda."""

from datetime import date

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from core.access import Action, User
from core.meeting import ItemKind, ItemState, MeetingState, Proposal
from data.acts import denying
from data.engine import reading
from data.meetings.assembling import actions_where
from data.meetings.placing import waiting
from data.meetings.reading import of_counties
from data.meetings.views import SeenAction
from data.tables import ActionItem, AgendaItem, County, Meeting

COMING = (MeetingState.NOTICE, MeetingState.OPEN, MeetingState.MINUTES)


def overdue_actions(engine: Engine, user: User, *, as_of: date) -> list[Proposal]:
    """One for each overdue action item of the account's counties that is on no coming agenda; the oldest first."""
    with denying(engine, user, "议题建议"), reading(engine) as session:
        user.require(Action.MEET)
        taken = _on_coming_agendas(session)
        found = actions_where(session, of_counties(user, col(ActionItem.county_code)))
    return [_proposal(one) for one in found if one.is_overdue(as_of) and str(one.id) not in taken]


def deferred_items(engine: Engine, user: User) -> list[Proposal]:
    """What earlier meetings deferred and no meeting has taken up; a meeting that is called takes them up by itself."""
    with denying(engine, user, "议题建议"), reading(engine) as session:
        user.require(Action.MEET)
        counties = session.exec(select(County.code).where(of_counties(user, col(County.code))))
        return [
            Proposal(ItemKind(one.kind), one.title, one.motion, one.park_code, one.subject)
            for county in sorted(counties) for one in waiting(session, county)
        ]


def _on_coming_agendas(session: Session) -> set[str]:
    wanted = select(AgendaItem.subject).join(Meeting, col(AgendaItem.meeting_id) == Meeting.id).where(
        AgendaItem.kind == ItemKind.OVERDUE_ACTION, col(Meeting.state).in_(COMING),
        AgendaItem.state != ItemState.WITHDRAWN,
    )
    return set(session.exec(wanted))


def _proposal(action: SeenAction) -> Proposal:
    task = action.task.rstrip("。")
    motion = (
        f"{action.number}要求{action.unit}于{action.due_on}前办结的事项至今未报办结：{task}。"
        f"由{action.unit}说明原因，并限期办结。"
    )
    return Proposal(
        ItemKind.OVERDUE_ACTION, f"关于{action.unit}逾期未办结{action.number}事项", motion, action.park, str(action.id),
    )
