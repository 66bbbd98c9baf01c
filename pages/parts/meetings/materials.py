"""The material of an item: as it would be frozen now, frozen, and as a file."""

import streamlit as st

from core.access import Action, User
from core.meeting import ItemState, MeetingState
from data import clock
from data.documents import Format
from data.meetings.materials import attach
from data.meetings.telling import topic_of
from data.meetings.views import SeenItem, WholeMeeting
from data.papers import paper_of
from pages.parts.database import catalogue, engine
from pages.parts.header import section
from pages.parts.meetings.made import material_of, scope_for
from pages.parts.papers.detail import taken
from pages.parts.papers.view import show_paper
from pages.parts.pressing import press
from pages.parts.scope import day_at_hand
from pages.parts.words import day_in_words

MADE_IN = (MeetingState.NOTICE, MeetingState.OPEN)


def show_material(user: User, meeting: WholeMeeting, item: SeenItem) -> None:
    """The frozen one with its files; before there is one, what would be frozen now."""
    may_make = user.may(Action.MEET) and meeting.state in MADE_IN and item.state is ItemState.OPEN
    if item.paper_id:
        frozen = paper_of(engine(), user, item.paper_id)
        stamp, as_of = frozen.stamp, day_in_words(frozen.paper.as_of)
        section("议题材料", f"{stamp.number}第{stamp.version}版，数据截至{as_of}")
        with st.container(horizontal=True):
            download(user, item.paper_id)
            if may_make:
                _make(user, meeting, [item], "重新生成材料", f"again-{item.id}-{item.paper_id}")
        show_paper(frozen.paper)
        return
    if meeting.state not in MADE_IN:  # Today's figures are not those that the meeting looked at.
        section("议题材料", "会前没有定稿的材料")
        return
    section("议题材料", "尚未定稿，以下按现有数据")
    if may_make:
        _make(user, meeting, [item], "生成材料", f"material-{item.id}", type="primary", icon=":material/lock:")
    show_paper(material_of(scope_for(user, meeting.county, meeting.as_of), topic_of(item)))


def make_all(user: User, meeting: WholeMeeting) -> None:
    """One button for all items that have none yet."""
    lacking = [one for one in meeting.items if one.paper_id is None and one.state is ItemState.OPEN]
    if lacking and user.may(Action.MEET) and meeting.state in MADE_IN:
        _make(user, meeting, lacking, f"生成全部材料（{len(lacking)}项）", f"materials-{meeting.id}-{len(lacking)}",
              icon=":material/lock:")


def _make(user: User, meeting: WholeMeeting, items: list[SeenItem], label: str, name: str, **options: str) -> None:
    today = day_at_hand(catalogue(user.reach), clock.today())

    def make(key: str) -> None:
        scope = scope_for(user, meeting.county, meeting.as_of)
        for one in items:
            attach(
                engine(), user, one.id, material_of(scope, topic_of(one)), signed_on=today,
                seen_version=one.version, key=f"{key}-{one.id}",
            )

    press(label, name, make, f"已定稿{len(items)}项议题的材料。", **options)


def download(user: User, paper_id: int, label: str = "下载Word") -> None:
    """Written when pressed, from the frozen record alone."""
    if not user.may(Action.EXPORT):
        return
    frozen = paper_of(engine(), user, paper_id)
    filename = f"{frozen.stamp.number}第{frozen.stamp.version}版.{Format.WORD}"
    st.download_button(
        label, data=lambda: taken(user, paper_id, frozen, Format.WORD, filename), file_name=filename,
        on_click="ignore", icon=":material/download:", key=f"take-{paper_id}",
    )
