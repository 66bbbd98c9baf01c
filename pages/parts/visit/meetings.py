"""What came of the joint meeting and of papers: issued, in force, given, reported, sent, received."""

from core.access import Action, User
from core.meeting import ActionState
from core.paper import PaperKind
from data.dispatches import received_since, sent_since
from data.meetings.reading import read_actions, read_decisions
from data.meetings.views import SeenAction
from data.papers import PaperEntry, papers_of
from data.visits import Visit
from pages.parts.database import engine
from pages.parts.meetings.marks import ACTIONS
from pages.parts.tasks import Task
from pages.parts.visit.line import BETTER, BY_ACTS, TOLD, line

MADE = {PaperKind.MINUTES: "新印发会议纪要", PaperKind.BRIEFING: "新定稿简报", PaperKind.BULLETIN: "新定稿通报"}
STEPS = {
    ActionState.UNDER_WAY: "新交办事项", ActionState.REPORTED: "交办事项报办结",
    ActionState.SENT_BACK: "交办事项退回补办", ActionState.DONE: "交办事项确认办结",
}


def of_papers(user: User, visit: Visit) -> list[Task]:
    """Those that were frozen, minutes among them."""
    fresh = [one for one in papers_of(engine(), user, *MADE) if one.made_at > visit.at]
    return [line_ for kind, title in MADE.items() for line_ in _papers(title, [x for x in fresh if x.kind is kind])]


def of_letters(user: User, visit: Visit) -> list[Task]:
    """Papers that were sent to the account's parks or unit."""
    sent = sent_since(engine(), user, visit.at)
    return _papers("收到文件", [one for one in papers_of(engine(), user) if one.id in sent])


def of_decisions(user: User, visit: Visit) -> list[Task]:
    """Those that came into force."""
    found = [one for one in read_decisions(engine(), user) if (one.in_force_at or "") > visit.at]
    said = [f"{one.number}{one.title}" for one in found]
    return [line("决议生效", f"{len(found)}项", BY_ACTS, said, TOLD, "meeting.py", meeting=str(found[0].meeting_id))
            ] if found else []


def of_actions(user: User, visit: Visit, *states: ActionState) -> list[Task]:
    """Action items that others brought into one of these states, whatever became of them then."""
    actions = read_actions(engine(), user)
    return [line_ for state in states for line_ in _actions(user, state, [
        one for one in actions
        if any(step.state is state and step.at > visit.at and step.by != user.full_name for step in one.steps)
    ])]


def of_receipts(user: User, visit: Visit) -> list[Task]:
    """Who has confirmed the receipt of papers."""
    found = received_since(engine(), user, [one.id for one in papers_of(engine(), user)], visit.at)
    return [line("文件签收", f"{len(found)}个单位", BY_ACTS, found, BETTER, "papers.py")] if found else []


def _papers(title: str, papers: list[PaperEntry]) -> list[Task]:
    said = [f"{one.number}{one.title}" for one in papers]
    return [line(title, f"{len(papers)}份", BY_ACTS, said, TOLD, "papers.py", paper=str(papers[0].id))
            ] if papers else []


def _actions(user: User, state: ActionState, found: list[SeenAction]) -> list[Task]:
    said = [f"{one.unit}：{one.title}" if user.may(Action.MEET) else one.title for one in found]
    return [line(STEPS[state], f"{len(found)}项", BY_ACTS, said, ACTIONS[state], "actions.py", action=str(found[0].id))
            ] if found else []
