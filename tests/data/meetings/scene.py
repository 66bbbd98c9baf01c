"""A county with contracts that may have to leave, the people of its joint meeting, and what they do."""

from datetime import date, datetime
from itertools import count
from uuid import uuid4

from sqlmodel import Session, col, select

from core.access import Role, User
from core.meeting import Attendee, ItemKind, Proposal, Result, Ruling
from core.paper import Paper, PaperKind, Section, Text
from data.engine import writing
from data.meetings.agenda import add_item
from data.meetings.calling import Notice, call, cancel, open_meeting
from data.meetings.deciding import decide, defer
from data.meetings.minutes import confirm, issue, to_minutes
from data.meetings.reading import read_meeting
from data.tables import County
from tests.factory import COUNTY, NEIGHBOUR, OTHER_PARK, PARK, TENANT, a_contract, a_county, a_park

FAR_COUNTY, FAR_PARK = "331102", "331102-A"
OFFICE = User("office", "办公室甲", Role.OFFICE, (COUNTY,), unit="市经信局")
LEADER = User("leader", "领导甲", Role.LEADER, (COUNTY,))
DEPARTMENT = User("safety", "应急乙", Role.DEPARTMENT, (COUNTY,), unit="市应急管理局")
OPERATOR = User("park-a", "填报员甲", Role.OPERATOR, (COUNTY,), (PARK,), unit="演示园运营公司")
PROVINCE = User("province", "省级甲", Role.PROVINCE, (COUNTY, FAR_COUNTY))
ADMINISTRATOR = User("admin", "管理员甲", Role.ADMINISTRATOR)
FAR_OFFICE = User("far", "外县甲", Role.OFFICE, (FAR_COUNTY,), unit="区经信局")
FAR_LEADER = User("far-leader", "外县领导", Role.LEADER, (FAR_COUNTY,))
BY_ROLE = {one.role: one for one in (OFFICE, LEADER, DEPARTMENT, OPERATOR, PROVINCE, ADMINISTRATOR)}

UNITS = ("市经信局", "市应急管理局", "演示园运营公司")
DAY, ISSUE_DAY, DUE_DAY = date(2026, 7, 2), date(2026, 7, 6), date(2026, 9, 30)
EXIT = Proposal(ItemKind.EXIT, "关于演示甲公司清退事项", "对演示甲公司予以清退。", PARK, "HT-1")
OTHER_EXIT = Proposal(ItemKind.EXIT, "关于演示乙公司清退事项", "对演示乙公司予以清退。", OTHER_PARK, "HT-2")
FREE = Proposal(ItemKind.FREE, "关于消防通道事项", "由市应急管理局组织检查。")
AGREED = Ruling(Result.AGREED, "")
TO_DO = Ruling(Result.AGREED, "检查全部园区消防通道。", ("市应急管理局",), DUE_DAY)
RECTIFY = Ruling(Result.RECTIFY, "限期整改，到期复评。", ("演示园运营公司",), DUE_DAY)
REJECTED = Ruling(Result.REJECTED, "暂不清退。")


def notice(starts_at=None, **facts):
    return Notice(**{
        "starts_at": starts_at or datetime(2026, 7, 2, 9, 30), "place": "市政府三楼会议室", "convener": "副市长甲",
        "units": UNITS, "as_of": date(2026, 6, 30), **facts,
    })


def a_scene(engine):
    """The home county with a contract in each park, and a far county with another."""
    with writing(engine) as session:
        a_county(session)
        session.add(County(code=FAR_COUNTY, name="莲都区"))
        session.flush()
        a_park(session, FAR_PARK, county_code=FAR_COUNTY)
        days = (date(2022, 1, 1), date(2027, 12, 31))
        a_contract(session, "HT-1", *days)
        a_contract(session, "HT-2", *days, park=OTHER_PARK, enterprise=NEIGHBOUR)
        a_contract(session, "HT-9", *days, park=FAR_PARK, enterprise=TENANT)
    return engine


def key():
    return uuid4().hex


def stored(engine, table, *wanted):
    with Session(engine) as session:
        return session.exec(select(table).where(*wanted).order_by(*map(col, table.__table__.primary_key.columns))).all()


def minutes_of(meeting):
    """A small paper of minutes: each decision with its number."""
    lines = [
        Text(f"{item.position}. {item.title}：{item.decision.number if item.decision else item.state}{item.remark}")
        for item in meeting.items
    ]
    return Paper(
        PaperKind.MINUTES, f"{meeting.title}纪要", "龙泉市", meeting.as_of, None,
        (Section("items", "议定事项", tuple(lines) or (Text("无议题。"),)),), (), 0,
    )


class Meeting:
    """One meeting that is led through its life; versions are read anew before each act."""

    serials = count(1)

    def __init__(self, engine, *items, by=OFFICE, county=COUNTY, leader=LEADER, **facts):
        self.engine, self.by, self.leader = engine, by, leader
        self.id = call(engine, by, county, notice(**facts), items, key=key())

    @property
    def now(self):
        return read_meeting(self.engine, self.by, self.id)

    def item(self, position=1):
        return self.now.items[position - 1]

    def add(self, proposal):
        return add_item(self.engine, self.by, self.id, proposal, key=key())

    def open(self):
        open_meeting(self.engine, self.by, self.id, [Attendee("市经信局", "局长甲")], seen_version=self.now.version,
                     key=key())
        return self

    def cancel(self):
        cancel(self.engine, self.by, self.id, "改期", seen_version=self.now.version, key=key())
        return self

    def decide(self, ruling=AGREED, position=1):
        item = self.item(position)
        return decide(self.engine, self.by, item.id, ruling, seen_version=item.version, key=key())

    def defer(self, position=1, why="材料不齐"):
        item = self.item(position)
        return defer(self.engine, self.by, item.id, why, seen_version=item.version, key=key())

    def to_minutes(self):
        to_minutes(self.engine, self.by, self.id, seen_version=self.now.version, key=key())
        return self

    def confirm(self):
        confirm(self.engine, self.leader, self.id, seen_version=self.now.version, key=key())
        return self

    def issue(self, *, minutes=minutes_of, on=ISSUE_DAY, key_=None):
        return issue(self.engine, self.by, self.id, minutes, seen_version=self.now.version, on=on, key=key_ or key())

    def ready(self, *rulings):
        """Opened, decided in this order, and confirmed."""
        self.open()
        for position, ruling in enumerate(rulings, 1):
            self.decide(ruling, position)
        return self.to_minutes().confirm()


def issued(engine, *pairs, on=ISSUE_DAY, **facts):
    """A meeting whose items (proposal, ruling) are in force."""
    meeting = Meeting(engine, *(proposal for proposal, _ in pairs), **facts)
    meeting.ready(*(ruling for _, ruling in pairs)).issue(on=on)
    return meeting
