"""交办事项: what units were given to do, the one that is chosen, what may be done with it, and its history."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from core.access import Action, User
from core.meeting import ANSWERABLE, ActionState
from data.meetings.actions import confirm_done, report_done, send_back
from data.meetings.reading import read_actions
from data.meetings.views import SeenAction, SeenStep
from pages.parts.chips import chip
from pages.parts.database import engine
from pages.parts.facts import show_facts
from pages.parts.header import section
from pages.parts.look import BAD, Mark
from pages.parts.meetings.marks import ACTIONS
from pages.parts.meetings.marks import STYLE as MARKS_STYLE
from pages.parts.pressing import press
from pages.parts.refusal import pressed, refuse, refuse_press
from pages.parts.tasks import STYLE, Task, show_line
from pages.parts.words import day_in_words, moment

LATE = Mark("逾期", "▲", BAD)
OPEN, DONE = "未办结", "已办结"


def in_order(actions: Sequence[SeenAction], today: date) -> list[SeenAction]:
    """Overdue ones first, then by deadline, those without one last."""
    return sorted(actions, key=lambda one: (not one.is_overdue(today), one.due_on or date.max, one.id))


def in_short(user: User, actions: Sequence[SeenAction], today: date) -> list[str]:
    """How many there are, and how many are late."""
    going_on = [one for one in actions if one.state is not ActionState.DONE]
    late = sum(one.is_overdue(today) for one in actions)
    reported = sum(one.state is ActionState.REPORTED for one in actions)
    whose = f"{user.unit}的" if _is_unit(user) else ""
    if not actions:
        return [f"没有{whose}交办事项。"]
    said = [f"逾期{late}项" if late else "没有逾期", f"待确认办结{reported}项" if reported else ""]
    return [f"{whose}交办事项{len(actions)}项，未办结{len(going_on)}项，{'，'.join(filter(None, said))}。"]


def _is_unit(user: User) -> bool:
    return user.may(Action.ANSWER) and not user.may(Action.MEET)


def pick_action(actions: Sequence[SeenAction], today: date) -> SeenAction:
    """Every line leads to itself beside the list; which is open stands in the address."""
    known = {str(one.id): one for one in actions}
    chosen = known.get(st.query_params.get("action", ""), actions[0])
    st.html(STYLE)
    st.html(MARKS_STYLE)
    for title, wanted in ((OPEN, False), (DONE, True)):
        lines = [one for one in actions if (one.state is ActionState.DONE) is wanted]
        if lines:
            section(title, f"{len(lines)}项")
            with st.container(key=f"tasks-{title}"):
                for one in lines:
                    show_line(task_of(one, today), f"action-{one.id}", is_chosen=one.id == chosen.id)
    return chosen


def task_of(one: SeenAction, today: date) -> Task:
    """One line: what, whose, by when."""
    mark = LATE if one.is_overdue(today) else ACTIONS[one.state]
    due = f"{day_in_words(one.due_on)}前" if one.due_on else "未定期限"
    late = f"，逾期{(today - one.due_on).days}天" if one.due_on and one.is_overdue(today) else ""
    return Task(one.title, ACTIONS[one.state].word, f"{one.unit} · {due}{late} · {one.number}", mark, "actions.py",
                {"action": str(one.id)})


def waiting_for(user: User, today: date) -> list[Task]:
    """For 我的工作: what the account's unit has to do, and for the office what it has to confirm."""
    own = [one for one in read_actions(engine(), user) if _is_awaited(user, one)]
    return [task_of(one, today) for one in in_order(own, today)]


def _is_awaited(user: User, one: SeenAction) -> bool:
    is_own = bool(user.unit) and user.unit == one.unit and one.state in ANSWERABLE
    return is_own or (user.may(Action.MEET) and one.state is ActionState.REPORTED)


def refuse_others(user: User, actions: Sequence[SeenAction]) -> None:
    """Answers that are forged for other units, and judgements by whoever judges none."""
    own = tuple(f"-report-{one.id}-" for one in actions if _is_own(user, one))
    if any("-report-" in key and not any(one in key for one in own) for key in pressed()):
        refuse(user, Action.ANSWER)
    if not user.may(Action.MEET):
        refuse_press(user, "judge", Action.MEET)


def _is_own(user: User, one: SeenAction) -> bool:
    return user.may(Action.ANSWER) and user.unit == one.unit


def show_action(user: User, one: SeenAction, today: date) -> None:
    """All of one action item."""
    late = chip(LATE) if one.is_overdue(today) else ""
    st.html(
        f'<div class="agenda-head"><h3>{escape(one.title)}</h3>{chip(ACTIONS[one.state])}{late}</div>'
        f'<p class="motion"><b>交办内容</b>{escape(one.task)}</p>'
    )
    show_facts({
        "责任单位": one.unit, "完成期限": day_in_words(one.due_on) if one.due_on else "未定期限", "决议": one.number,
    }, columns=1)
    if user.may(Action.FOLLOW):
        st.page_link("meeting.py", label="所在会议", icon=":material/groups:",
                     query_params={"meeting": str(one.meeting_id)})
    _answer(user, one)
    _judge(user, one)
    section("办理过程")
    st.html(f'<ol class="steps">{"".join(_step(step) for step in reversed(one.steps))}</ol>')


def _step(step: SeenStep) -> str:
    mark = ACTIONS[step.state]
    note = f"：{escape(step.note)}" if step.note else ""
    return (f'<li style="--tone:{mark.tone.css}"><time>{moment(step.at)}</time><i>{mark.sign} {mark.word}</i>'
            f"<span>{escape(step.by)}{note}</span></li>")


def _answer(user: User, one: SeenAction) -> None:
    """By the unit itself."""
    if not (_is_own(user, one) and one.state in ANSWERABLE):
        return
    key = f"report-{one.id}-{one.version}"
    with st.form(key, border=False):
        st.text_area("办理情况", key=f"{key}-note", height=100, placeholder="办了什么、结果如何")
        press("报办结", key, lambda pressing: report_done(
            engine(), user, one.id, st.session_state[f"{key}-note"].strip(), seen_version=one.version, key=pressing),
            "已报办结，待联席会议办公室确认。", in_form=True, type="primary")


def _judge(user: User, one: SeenAction) -> None:
    """By the office, what was reported."""
    if not (user.may(Action.MEET) and one.state is ActionState.REPORTED):
        return
    key = f"judge-{one.id}-{one.version}"
    st.text_area("意见", key=f"{key}-note", height=80, placeholder="退回时写明还缺什么")
    with st.container(horizontal=True):
        press("确认办结", f"done-{key}", lambda pressing: confirm_done(
            engine(), user, one.id, st.session_state[f"{key}-note"].strip(), seen_version=one.version, key=pressing),
            "已确认办结。", type="primary")
        press("退回补办", f"back-{key}", lambda pressing: send_back(
            engine(), user, one.id, st.session_state[f"{key}-note"].strip(), seen_version=one.version, key=pressing),
            "已退回补办。")
