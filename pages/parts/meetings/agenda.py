"""The agenda of a meeting as a list of lines, the chosen one marked; and what the office adds to it."""

import streamlit as st

from core.access import Action, User
from core.meeting import ItemKind, MeetingState, Proposal
from data.meetings.agenda import add_item
from data.meetings.views import SeenItem, WholeMeeting
from data.papers import PaperError
from data.presenting import item_on_wall
from pages.parts.database import engine
from pages.parts.empty import empty
from pages.parts.header import section
from pages.parts.meetings.made import proposed, scope_for
from pages.parts.meetings.marks import ITEMS
from pages.parts.pressing import press
from pages.parts.tasks import STYLE, Task, show_line

GROWS = (MeetingState.NOTICE, MeetingState.OPEN)
SHOWN = (*GROWS, MeetingState.MINUTES)
LOOK_S = 3.0


def chosen_item(meeting: WholeMeeting) -> SeenItem | None:
    """By the address, else the first that waits, else the first."""
    known = {str(one.id): one for one in meeting.items}
    waiting = [one for one in meeting.items if one.state == "待议"]
    return known.get(st.query_params.get("item", "")) or next(iter([*waiting, *meeting.items]), None)


def show_agenda(user: User, meeting: WholeMeeting, chosen: SeenItem | None) -> None:
    """Every item leads to itself beside the list."""
    waiting = sum(one.state == "待议" for one in meeting.items)
    section("议程", f"{len(meeting.items)}项" + (f"，待议{waiting}项" if waiting else ""))
    if not meeting.items:
        empty("议程还没有议题", "联席会议办公室可在下方增加")
    st.html(STYLE)
    every = LOOK_S if meeting.state is MeetingState.OPEN else None
    st.fragment(_lines, run_every=every)(user, meeting, chosen.id if chosen else None)
    if user.may(Action.MEET) and meeting.state in GROWS:
        _add(user, meeting)


def _lines(user: User, meeting: WholeMeeting, chosen: int | None) -> None:
    """Looked at again and again while the meeting is open: what stands on the wall is moved by its keys."""
    shown = _on_wall(user, meeting) if meeting.state in SHOWN else None
    with st.container(key="tasks-agenda"):
        for one in meeting.items:
            key = f"agenda-{one.id}-on-wall" if one.id == shown else f"agenda-{one.id}"
            show_line(_line(meeting, one, is_shown=one.id == shown), key, is_chosen=one.id == chosen)


def _on_wall(user: User, meeting: WholeMeeting) -> int | None:
    """None also where a paper of the meeting cannot be opened, which is said where it is looked at."""
    try:
        return item_on_wall(engine(), user, meeting.id)
    except PaperError:
        return None


def _line(meeting: WholeMeeting, item: SeenItem, *, is_shown: bool) -> Task:
    mark = ITEMS[item.state]
    notes = [
        "正在上墙" if is_shown else "", item.kind.value, "材料已定稿" if item.paper_id else "",
        "上次缓议" if item.copied_from else "",
    ]
    return Task(
        f"{item.position}. {item.title}", mark.word, " · ".join(filter(None, notes)), mark, "meeting.py",
        {"meeting": str(meeting.id), "item": str(item.id)},
    )


def _add(user: User, meeting: WholeMeeting) -> None:
    with st.expander("增加议题", icon=":material/add:"):
        there = {(one.kind, one.subject) for one in meeting.items if one.subject}
        offered = [
            one for one in proposed(user, scope_for(user, meeting.county, meeting.as_of))
            if (one.kind, one.subject) not in there
        ]
        key = f"add-{meeting.id}-{len(meeting.items)}"
        pick: Proposal | None = st.selectbox(
            "从数据提议中选", offered, None, lambda one: f"{one.kind}：{one.title}", key=f"{key}-pick",
            placeholder="或在下面自行填写",
        )
        st.text_input("议题名称", key=f"{key}-title", max_chars=80, disabled=pick is not None,
                      placeholder="关于……事项")
        st.text_area("提请议定", key=f"{key}-motion", height=90, disabled=pick is not None)
        press("列入议程", key, lambda pressing: add_item(
            engine(), user, meeting.id, pick or _typed(key), key=pressing), "已列入议程。")


def _typed(key: str) -> Proposal:
    state = st.session_state
    return Proposal(ItemKind.FREE, state[f"{key}-title"].strip(), state[f"{key}-motion"].strip())
