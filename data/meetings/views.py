"""A meeting as it is read: with its agenda, its decisions, and what follows from them."""

from dataclasses import dataclass
from datetime import date, datetime

from core.meeting import (
    ANSWERABLE,
    ActionState,
    Attendee,
    ItemKind,
    ItemState,
    MeetingState,
    Ruling,
)


@dataclass(frozen=True)
class MeetingSummary:
    """One meeting in a list. county: code; starts_at: in China; items, waiting: how many, and how many still open."""

    id: int
    county: str
    year: int
    serial: int
    title: str
    state: MeetingState
    starts_at: datetime
    place: str
    items: int
    waiting: int
    issued_on: date | None
    minutes_id: int | None
    version: int


@dataclass(frozen=True)
class SeenDecision:
    """ruling.number: 决议〔2026〕1号, None until the minutes are issued. corrects: id of the decision that it replaces;
    corrected_by: of the one that replaces it; why: of a correction. Times are UTC."""

    id: int
    item_id: int
    meeting_id: int
    county: str
    kind: ItemKind
    title: str
    park: str | None
    subject: str
    ruling: Ruling
    decided_on: date
    entered_at: str
    entered_by: str
    in_force_at: str | None
    corrects: int | None
    corrected_by: int | None
    why: str

    @property
    def number(self) -> str | None:
        return self.ruling.number

    @property
    def is_in_force(self) -> bool:
        """Issued, and not replaced."""
        return self.in_force_at is not None and self.corrected_by is None


@dataclass(frozen=True)
class SeenItem:
    """One item of the agenda. remark: why it was deferred or withdrawn. decisions: the first, then its corrections."""

    id: int
    position: int
    kind: ItemKind
    title: str
    motion: str
    park: str | None
    subject: str
    state: ItemState
    remark: str
    paper_id: int | None
    copied_from: int | None
    version: int
    decisions: tuple[SeenDecision, ...] = ()

    @property
    def decision(self) -> SeenDecision | None:
        """The one that holds, or will once the minutes are issued."""
        return self.decisions[-1] if self.decisions else None


@dataclass(frozen=True)
class WholeMeeting:
    """All of a meeting. county: code; as_of: the day whose figures are looked at; confirmed_at: UTC."""

    id: int
    county: str
    year: int
    serial: int
    title: str
    state: MeetingState
    starts_at: datetime
    place: str
    convener: str
    units: tuple[str, ...]
    attendance: tuple[Attendee, ...]
    as_of: date
    deck_id: int | None
    slide: int
    minutes_id: int | None
    confirmed_at: str | None
    confirmed_by: str | None
    issued_on: date | None
    cancelled_why: str
    version: int
    items: tuple[SeenItem, ...]

    @property
    def held_on(self) -> date:
        return self.starts_at.date()

    def in_state(self, state: ItemState) -> tuple[SeenItem, ...]:
        """Items in their order."""
        return tuple(one for one in self.items if one.state is state)


@dataclass(frozen=True)
class SeenStep:
    """Into which state an action item came, with what words; at: UTC."""

    state: ActionState
    note: str
    at: str
    by: str


@dataclass(frozen=True)
class SeenAction:
    """What one unit has to do. number: of the decision; title, park, subject: of the item that was decided."""

    id: int
    decision_id: int
    number: str
    meeting_id: int
    county: str
    title: str
    park: str | None
    subject: str
    unit: str
    task: str
    due_on: date | None
    state: ActionState
    version: int
    steps: tuple[SeenStep, ...]

    def is_overdue(self, as_of: date) -> bool:
        """The unit has not reported it done by the day that it was given; the day itself is in time."""
        return self.state in ANSWERABLE and self.due_on is not None and self.due_on < as_of
