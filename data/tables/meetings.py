"""The joint meeting: its agenda, what was decided, and what follows from it. Times are UTC texts of ISO 8601."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from core.meeting import ActionState, ItemKind, ItemState, MeetingState, Result
from data.tables.base import Record, choice, date


class Meeting(Record, table=True):
    """One meeting of a county. starts_at: 2026-07-02 09:30 in China; units, attendance: JSON lists, of whom was
    invited and of who came ({unit, name}). as_of: the day whose figures are looked at. deck_id: the paper on the wall;
    slide: its absolute number there. version: goes up with every change, so that nobody overwrites what is unseen.
    """

    __table_args__ = (UniqueConstraint("county_code", "year", "serial"),)

    id: int | None = Field(default=None, primary_key=True)
    county_code: str = Field(index=True)
    year: int
    serial: int
    title: str
    state: str = Field(default=MeetingState.NOTICE, sa_type=choice(MeetingState))
    starts_at: str
    place: str
    convener: str
    units: str = "[]"
    attendance: str = "[]"
    as_of: date
    deck_id: int | None = Field(default=None, foreign_key="paper.id")
    slide: int = 1
    minutes_id: int | None = Field(default=None, foreign_key="paper.id")
    confirmed_at: str | None = None
    confirmed_by: str | None = None
    issued_on: date | None = None
    cancelled_why: str = ""
    version: int = 1


class AgendaItem(Record, table=True):
    """One item. subject: what it is about, by its key (contract, park, rule or action item), blank of a free item.

    paper_id: the material made of its facts. copied_from: the deferred item of an earlier meeting.
    """

    __tablename__ = "agenda_item"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    position: int
    kind: str = Field(sa_type=choice(ItemKind))
    title: str
    motion: str
    park_code: str | None = Field(default=None, foreign_key="park.code")
    subject: str = ""
    state: str = Field(default=ItemState.OPEN, sa_type=choice(ItemState))
    remark: str = ""
    paper_id: int | None = Field(default=None, foreign_key="paper.id")
    copied_from: int | None = Field(default=None, foreign_key="agenda_item.id")
    version: int = 1


class Decision(Record, table=True):
    """What was decided on an item. Once in force (the minutes are issued) it never changes: a correction is a new one.

    number, serial: None until then. units: JSON list of those responsible. corrects: the decision that it replaces,
    and why. rectification: number of the record in the facts (整改) that it led to.
    """

    __table_args__ = (UniqueConstraint("county_code", "year", "serial"),)

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="agenda_item.id", index=True)
    county_code: str = Field(index=True)
    year: int
    serial: int | None = None
    number: str | None = None
    result: str = Field(sa_type=choice(Result))
    text: str
    units: str = "[]"
    due_on: date | None = None
    decided_on: date
    entered_at: str
    entered_by: str
    in_force_at: str | None = None
    corrects: int | None = Field(default=None, foreign_key="decision.id")
    why: str = ""
    rectification: str | None = None
    version: int = 1


class ActionItem(Record, table=True):
    """What one unit has to do by a day, out of a decision in force."""

    __tablename__ = "action_item"

    id: int | None = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="decision.id", index=True)
    county_code: str = Field(index=True)
    unit: str = Field(index=True)
    task: str
    due_on: date | None = None
    state: str = Field(default=ActionState.UNDER_WAY, sa_type=choice(ActionState))
    version: int = 1


class ActionStep(Record, table=True):
    """One thing that happened to an action item: into which state it came, with what words. Never changed."""

    __tablename__ = "action_step"

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action_item.id", index=True)
    state: str = Field(sa_type=choice(ActionState))
    note: str
    at: str
    by: str
