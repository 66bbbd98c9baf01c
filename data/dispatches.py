"""To whom a paper went, and who has confirmed its receipt."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, func, or_, select, update
from sqlmodel import Session

from core.access import AccessError, Action, User
from data.acts import ActKind, Done, append, denying, utc_now
from data.engine import alone, reading_connection, writing
from data.freezing import PAPERS_LOCK
from data.intake.schema import table_of
from data.papers import PAPER, paper_of
from data.reach import counties_of
from data.tables import Dispatch, FrozenPaper, Submission

DISPATCH = table_of(Dispatch).c


@dataclass(frozen=True)
class Recipient:
    """A park's operator, or a member unit (park None)."""

    name: str
    park: str | None = None


@dataclass(frozen=True)
class DispatchEntry:
    """One line of the sent list; received_* None = not confirmed yet."""

    recipient: str
    park_code: str | None
    sent_at: str
    sent_by: str
    received_at: str | None
    received_by: str | None


@dataclass(frozen=True)
class Awaited:
    """A paper that went to the account and whose receipt it has not confirmed yet."""

    paper_id: int
    number: str
    version: int
    title: str
    sent_at: str
    sent_by: str


def send(engine: Engine, user: User, paper_id: int, recipients: Sequence[Recipient], *, key: str) -> int:
    """Note that a paper goes to these, each once; returns how many were new. Raises AccessError, recorded."""
    number = paper_of(engine, user, paper_id).stamp.number
    with denying(engine, user, f"发送{number}"):
        user.require(Action.BRIEF)
        with writing(engine) as session:
            alone(session, PAPERS_LOCK)
            if session.get(Submission, key) is not None:
                return 0
            _require_reach(session, user, recipients)
            return _send(session, user, paper_id, number, recipients, key)


def _send(
    session: Session, user: User, paper_id: int, number: str, recipients: Sequence[Recipient], key: str,
) -> int:
    sent = select(DISPATCH.recipient).where(DISPATCH.paper_id == paper_id)
    there = set(session.connection().scalars(sent))
    new = {one.name: one for one in recipients if one.name not in there}
    now = utc_now()
    session.add_all(
        Dispatch(paper_id=paper_id, recipient=one.name, park_code=one.park, sent_at=now, sent_by=user.full_name)
        for one in new.values()
    )
    if new:
        act = append(session, user, Done(ActKind.PAPER, f"{number} 发送", {"文件": paper_id, "发送": [*new]}))
        session.add(Submission(key=key, account=user.name, act_sequence=act))
    return len(new)


def _require_reach(session: Session, user: User, recipients: Sequence[Recipient]) -> None:
    parks = {one.park for one in recipients if one.park}
    located = counties_of(session.connection(), parks)
    if any(park not in located or not user.reach.covers(park, located[park]) for park in parks):
        raise AccessError("所选园区不在本账号的范围内，不能发送。")


def receive(engine: Engine, user: User, paper_id: int) -> int:
    """Confirm the receipt for the account's parks and unit; returns how many lines were confirmed. Raises AccessError.
    """
    kept = paper_of(engine, user, paper_id)
    with denying(engine, user, f"签收{kept.stamp.number}"):
        user.require(Action.RECEIVE)
    waiting = [DISPATCH.paper_id == paper_id, DISPATCH.received_at.is_(None), _is_for(user)]
    with writing(engine) as session:
        alone(session, PAPERS_LOCK)
        confirmed = session.connection().execute(
            update(table_of(Dispatch)).where(*waiting).values(received_at=utc_now(), received_by=user.full_name))
        if confirmed.rowcount:
            append(session, user, Done(ActKind.PAPER, f"{kept.stamp.number} 签收", {"文件": paper_id}))
        return int(confirmed.rowcount)


def dispatches_of(engine: Engine, user: User, paper_id: int) -> list[DispatchEntry]:
    """The sent list: the office and leaders see it whole, others their own lines. Raises AccessError."""
    paper_of(engine, user, paper_id)
    wanted = select(*(DISPATCH[name] for name in DispatchEntry.__dataclass_fields__))
    own = [_is_for(user)] if user.may(Action.RECEIVE) else []
    with reading_connection(engine) as connection:
        rows = connection.execute(wanted.where(DISPATCH.paper_id == paper_id, *own).order_by(DISPATCH.id)).mappings()
        return [DispatchEntry(**row) for row in rows]


def awaiting_receipt(engine: Engine, user: User) -> list[Awaited]:
    """Papers that were sent to the account's parks or unit and not confirmed yet, each once, the latest first."""
    if not user.may(Action.RECEIVE):
        return []
    told = (DISPATCH.paper_id, PAPER.number, PAPER.version, PAPER.title, DISPATCH.sent_at, DISPATCH.sent_by)
    waiting = select(*told).join_from(table_of(Dispatch), table_of(FrozenPaper), PAPER.id == DISPATCH.paper_id).where(
        DISPATCH.received_at.is_(None), _is_for(user))
    with reading_connection(engine) as connection:
        rows = connection.execute(waiting.order_by(DISPATCH.paper_id.desc(), DISPATCH.id)).mappings()
        return list({row["paper_id"]: Awaited(**row) for row in rows}.values())


def receipts_of(engine: Engine, user: User, papers: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Paper -> to how many it went and how many of them confirmed; who receives papers counts the own lines alone.

    papers: ids that the account may read; those that went nowhere are left out.
    """
    own = [_is_for(user)] if user.may(Action.RECEIVE) else []
    counted = select(DISPATCH.paper_id, func.count(), func.count(DISPATCH.received_at)).where(
        DISPATCH.paper_id.in_(papers), *own)
    with reading_connection(engine) as connection:
        rows = connection.execute(counted.group_by(DISPATCH.paper_id))
        return {paper: (sent, confirmed) for paper, sent, confirmed in rows}


def sent_since(engine: Engine, user: User, at: str) -> list[int]:
    """Papers that were sent to the account's parks or unit after a moment (UTC), the latest first."""
    wanted = select(DISPATCH.paper_id).where(DISPATCH.sent_at > at, _is_for(user)).distinct()
    with reading_connection(engine) as connection:
        return list(connection.scalars(wanted.order_by(DISPATCH.paper_id.desc()))) if user.may(Action.RECEIVE) else []


def received_since(engine: Engine, user: User, papers: Sequence[int], at: str) -> list[str]:
    """Who has confirmed the receipt of one of these papers after a moment (UTC), for who may send them."""
    user.require(Action.BRIEF)
    wanted = select(DISPATCH.recipient).where(DISPATCH.paper_id.in_(papers), DISPATCH.received_at > at)
    with reading_connection(engine) as connection:
        return list(connection.scalars(wanted.order_by(DISPATCH.received_at)))


def _is_for(user: User) -> ColumnElement[bool]:
    by_unit = (DISPATCH.recipient == user.unit) & DISPATCH.park_code.is_(None)
    return or_(DISPATCH.park_code.in_(user.reach.parks or ()), by_unit)
