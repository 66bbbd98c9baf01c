"""A joint meeting of the demo county, brought as far as a test or a picture wants it."""

from datetime import date, datetime
from itertools import count

from core.access import EVERYTHING, Role, User
from core.assessment import assess
from core.meeting import Attendee, ItemKind, Proposal, Result, Ruling
from core.minutes import minutes
from core.policy import load_policy
from core.views.proposals import proposals
from data.demo import LAST_DAY
from data.engine import data_version
from data.meetings.calling import Notice, call, open_meeting
from data.meetings.deciding import decide, defer
from data.meetings.minutes import confirm, issue, to_minutes
from data.meetings.reading import read_meeting
from data.meetings.telling import deliberated, sitting_of
from data.registers import register
from data.snapshot import read_snapshot
from data.tables import Enterprise

COUNTY, UNIT = "331181", "市应急管理局"
OFFICE = User("lianxi", "周联席", Role.OFFICE, (COUNTY,), unit="小微企业园联席会议办公室")
LEADER = User("lingdao", "李领导", Role.LEADER, (COUNTY,))
UNITS = ("市府办", "经商局", "税务局", UNIT)
CAME = (Attendee("市府办", "陈演示"), Attendee("经商局", "周联席"), Attendee(UNIT, "王应急"))
FREE = Proposal(ItemKind.FREE, "关于修订入园标准事项", "研究修订各园区入园标准。")
_keys = count()


def fresh():
    return f"sitting-{next(_keys)}"


def suggested(engine):
    """What the figures of the last day suggest."""
    firms = register(engine, EVERYTHING, Enterprise)
    names = dict(zip(firms["credit_code"], firms["name"], strict=True))
    return proposals(assess(read_snapshot(engine, EVERYTHING), load_policy(), LAST_DAY), names)


def called(engine, items=None):
    """With two exits, the park below the floor, a red alert and a free item; its id."""
    if items is None:
        found = suggested(engine)
        exits = [one for one in found if one.kind is ItemKind.EXIT][:2]
        first = [next(one for one in found if one.kind is kind)
                 for kind in (ItemKind.LOW_CONCENTRATION, ItemKind.RED_ALERT)]
        items = [*exits, *first, FREE]
    notice = Notice(datetime(2026, 6, 30, 9, 30), "市政府3号会议室", "李领导", UNITS, LAST_DAY)
    return call(engine, OFFICE, COUNTY, notice, items, key=fresh())


def seen(engine, meeting):
    return read_meeting(engine, OFFICE, meeting)


def opened(engine, items=None):
    meeting = called(engine, items)
    open_meeting(engine, OFFICE, meeting, CAME, seen_version=seen(engine, meeting).version, key=fresh())
    return meeting


def decided(engine, items=None):
    """The first agreed, with a unit and a deadline; the second put off; all others agreed."""
    meeting = opened(engine, items)
    for place, item in enumerate(seen(engine, meeting).items):
        if place == 1:
            defer(engine, OFFICE, item.id, "面积待核实", seen_version=item.version, key=fresh())
            continue
        ruling = Ruling(Result.AGREED, "", (UNIT,), date(2026, 9, 30)) if place in (0, 3) else Ruling(Result.AGREED, "")
        decide(engine, OFFICE, item.id, ruling, seen_version=item.version, key=fresh())
    return meeting


def minuted(engine, items=None, *, is_confirmed=False):
    meeting = decided(engine, items)
    to_minutes(engine, OFFICE, meeting, seen_version=seen(engine, meeting).version, key=fresh())
    if is_confirmed:
        confirm(engine, LEADER, meeting, seen_version=seen(engine, meeting).version, key=fresh())
    return meeting


def issued(engine, items=None):
    meeting = minuted(engine, items, is_confirmed=True)
    issue(engine, OFFICE, meeting, lambda whole: minutes(
        sitting_of(whole, "龙泉市"), deliberated(whole), data_version=data_version(engine)),
        seen_version=seen(engine, meeting).version, on=LAST_DAY, key=fresh())
    return meeting
