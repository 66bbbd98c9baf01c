"""The notice of a meeting: its fields, for calling and for changing it, and what it says."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

import streamlit as st

from core.access import User
from data.meetings.calling import Notice
from data.meetings.views import WholeMeeting
from pages.parts.facts import show_facts
from pages.parts.meetings.opening import briefings_of
from pages.parts.words import day_in_words

CONVENER_HINT = "领导小组组长或副组长"
START, STEP_MINUTES = time(9, 0), 15


def ask_notice(key: str, now: Notice, units: Sequence[str], briefings: Mapping[int, str]) -> None:
    """The fields, at first as they are now; ``typed_notice`` gives what stands in them."""
    first, second, third = st.columns([2, 1.4, 1])
    first.text_input(
        "会议名称（可不填）", now.title, key=f"{key}-title", placeholder="按年度顺序自动编号", max_chars=60)
    second.date_input("会议日期", now.starts_at.date(), key=f"{key}-day", format="YYYY-MM-DD")
    third.time_input("时间", now.starts_at.time(), key=f"{key}-time", step=60 * STEP_MINUTES)
    left, right = st.columns(2)
    left.text_input("地点", now.place, key=f"{key}-place", max_chars=60)
    right.text_input("召集人", now.convener, key=f"{key}-convener", max_chars=40,
                     placeholder=CONVENER_HINT)
    st.multiselect(
        "参会单位", list(dict.fromkeys([*units, *now.units])), list(now.units), key=f"{key}-units",
        accept_new_options=True, placeholder="选择或输入单位名称",
    )
    known = list(briefings)
    if st.session_state.get(f"{key}-opening") not in briefings:  # Of the county that was chosen before.
        st.session_state.pop(f"{key}-opening", None)
    st.selectbox(
        "开场简报（可不选）", known, known.index(now.opening) if now.opening in known else None,
        format_func=lambda one: briefings.get(one, str(one)), key=f"{key}-opening",
        placeholder="上墙时先放一份已定稿的简报" if known else "还没有已定稿的简报",
    )


def typed_notice(key: str, as_of: date) -> Notice:
    """What stands in the fields."""
    state = st.session_state
    starts_at = datetime.combine(state[f"{key}-day"] or as_of, state[f"{key}-time"] or START)
    return Notice(
        starts_at, state[f"{key}-place"].strip(), state[f"{key}-convener"].strip(), tuple(state[f"{key}-units"]),
        as_of, state[f"{key}-title"].strip(), state[f"{key}-opening"],
    )


def notice_of(meeting: WholeMeeting) -> Notice:
    return Notice(
        meeting.starts_at, meeting.place, meeting.convener, meeting.units, meeting.as_of, meeting.title,
        meeting.deck_id,
    )


def show_notice(user: User, meeting: WholeMeeting) -> None:
    """What it says, and who came."""
    came = {one.unit for one in meeting.attendance}
    present = "、".join(f"{one.unit}（{one.name}）" if one.name else one.unit for one in meeting.attendance)
    absent = "、".join(one for one in meeting.units if one not in came)
    show_facts({
        "时间": moment_in_words(meeting.starts_at), "地点": meeting.place, "召集人": meeting.convener,
        "数据截至": day_in_words(meeting.as_of), **_opening(user, meeting),
        **({"到会": present, "缺席": absent or "无"} if came else {"参会单位": "、".join(meeting.units) or "未填"}),
    }, columns=1)


def _opening(user: User, meeting: WholeMeeting) -> dict[str, str]:
    if meeting.deck_id is None:
        return {}
    return {"开场简报": briefings_of(user, meeting.county, meeting.deck_id).get(meeting.deck_id, "已选定")}


def moment_in_words(at: datetime) -> str:
    """``2026年7月2日9时30分``."""
    return f"{day_in_words(at.date())}{at.hour}时" + (f"{at.minute}分" if at.minute else "")
