"""A meeting for tests of what stands on the wall: a paper to open with, four items, one of them with material."""

from dataclasses import replace
from datetime import date

from sqlmodel import select

from core.access import Role, User
from core.meeting import ItemKind, ItemState, Result
from core.paper import Coverage, PaperKind
from data.engine import writing
from data.freezing import freeze
from data.tables import AgendaItem, Decision, Meeting
from tests.factory import COUNTY
from tests.papers import LONG, full_paper

OFFICE = User("zhou", "周办", Role.OFFICE, (COUNTY,))
MATERIAL = "关于清退演示菌业的议题材料"
AS_OF = date(2026, 6, 30)
ITEMS = (
    (
        ItemKind.EXIT, f"清退{LONG}",
        "该企业连续两年未达到承诺的亩均税收，整改到期后复评仍不合格，提请会议同意清退，限期六个月腾空，"
        "厂房由园区平台公司按约回购。",
    ),
    (
        ItemKind.LOW_CONCENTRATION, "上垟青瓷小镇产业园入驻率偏低",
        "请属地镇街和运营机构报告招商安排，并在三个月内把入驻率提高到70%以上。",
    ),
    (ItemKind.RED_ALERT, "安仁竹木产业园违规转租", "请运营机构限期清理。"),
    (ItemKind.FREE, "其他事项", ""),
)
HEAD, AGENDA, FIRST_ITEM, SECOND_ITEM, LAST = 7, 8, 9, 16, 18
"""Slides of the opening paper; the agenda; the first item, with material; the second, without; the last of all."""


def a_paper(engine, by=OFFICE, kind=PaperKind.BRIEFING, key="paper", county=COUNTY, **changed):
    paper = replace(full_paper(), kind=kind, **changed)
    return freeze(engine, by, paper, Coverage((county,)), signed_on=date(2026, 7, 2), key=key)


def a_meeting(engine, by=OFFICE, county=COUNTY, items=ITEMS):
    """Its id."""
    deck = a_paper(engine, by, key="deck", county=county)
    material = a_paper(engine, by, PaperKind.MATERIAL, "material", county, title=MATERIAL)
    with writing(engine) as session:
        meeting = Meeting(
            county_code=county, year=2026, serial=1, title="龙泉市小微企业园2026年第1次联席会议",
            starts_at="2026-07-02 09:30", place="市政府二号会议室", convener="李领导", as_of=AS_OF, deck_id=deck,
        )
        session.add(meeting)
        session.flush()
        for place, (kind, title, motion) in enumerate(items, start=1):
            session.add(AgendaItem(
                meeting_id=meeting.id, position=place, kind=kind, title=title, motion=motion,
                paper_id=material if place == 1 else None,
            ))
        return meeting.id


def item_of(session, meeting_id, place=1):
    return session.exec(select(AgendaItem).filter_by(meeting_id=meeting_id, position=place)).one()


def decide(engine, meeting_id, place=1, *, result=Result.AMENDED, text="同意清退，腾空期限延长至九个月。", number=None):
    """As the page 联席会议 stores it."""
    with writing(engine) as session:
        item = item_of(session, meeting_id, place)
        item.state = ItemState.DECIDED
        session.add(Decision(
            item_id=item.id, county_code=COUNTY, year=2026, result=result, text=text, units='["市经信局", "安仁镇"]',
            due_on=date(2027, 3, 31), decided_on=AS_OF, entered_at="", entered_by="周办", number=number,
        ))
