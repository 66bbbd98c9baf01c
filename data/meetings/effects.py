"""What a decision in force does to the facts: an exit is decided on its day, a rectification is ordered (L9)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from core.access import User
from core.meeting import ItemKind, Result
from data.acts import Change
from data.intake.rows import Entry
from data.intake.schema import Value, workbook_schema
from data.intake.stored import Stored
from data.meetings.errors import MeetingError
from data.records import Outcome, remove_within, write_within
from data.tables import ActChange, AgendaItem, Contract, Decision, Meeting, Rectification

EXITS = frozenset({Result.AGREED, Result.AMENDED})
"""Of an item about an exit: the contract is cleared."""
CLEARING, ORDERING = "清退", "整改"


def carry_into_facts(
    session: Session, user: User, meeting: Meeting, item: AgendaItem, decision: Decision, on: date,
) -> Sequence[Change]:
    """What it changes. on: the day of issue. Raises MeetingError, which names the item, where a fact forbids it."""
    if item.kind != ItemKind.EXIT:
        return ()
    if decision.result in EXITS:
        return clear(session, user, item, decision)
    if decision.result == Result.RECTIFY:
        return order_rectification(session, user, meeting, item, decision, on)
    return ()


def clear(session: Session, user: User, item: AgendaItem, decision: Decision) -> Sequence[Change]:
    """清退.决议日期 is the day of the decision."""
    contract = _contract(session, item)
    if contract.terminated_on is not None and contract.terminated_on <= decision.decided_on:
        raise refused(item, f"合同{contract.number}已于{contract.terminated_on}提前终止，不必再清退")
    seen = stored_as(session, contract, CLEARING, contract.number)
    if seen is not None and seen["决议日期"] is not None:
        raise refused(item, f"合同{contract.number}已于{seen['决议日期']}决议清退")
    entry = Entry(CLEARING, {"合同编号": contract.number, "决议日期": decision.decided_on}, seen)
    return written(item, write_within(session, user, [entry]))


def order_rectification(
    session: Session, user: User, meeting: Meeting, item: AgendaItem, decision: Decision, on: date,
) -> Sequence[Change]:
    """A new 整改 of the year that the meeting looked at; the decision notes its number."""
    contract = _contract(session, item)
    decision.rectification = _next_number(session, f"ZG-{meeting.county_code}-{on.year}-")
    entry = Entry(ORDERING, {
        "整改编号": decision.rectification, "合同编号": contract.number, "评价年度": meeting.as_of.year - 1,
        "下达日期": on, "整改期限": decision.due_on,
    })
    return written(item, write_within(session, user, [entry]))


def undo_clearing(session: Session, user: User, item: AgendaItem) -> Sequence[Change]:
    """The exit is off: a record that says nothing else is taken out. Refused once the exit was carried out."""
    contract = _contract(session, item)
    seen = stored_as(session, contract, CLEARING, contract.number)
    if seen is None or seen["决议日期"] is None:
        return ()
    later = next((header for header in ("完成日期", "回购日期", "再租售日期") if seen[header] is not None), None)
    if later:
        raise refused(item, f"合同{contract.number}的清退已有{later}{seen[later]}，不能再更正为不清退")
    return written(item, remove_within(session, user, CLEARING, seen))


def undo_rectification(session: Session, user: User, item: AgendaItem, number: str) -> Sequence[Change]:
    """The notice is off. Refused once it was rechecked."""
    contract = _contract(session, item)
    seen = stored_as(session, contract, ORDERING, number)
    if seen is None:
        return ()
    if seen["复评日期"] is not None:
        raise refused(item, f"整改{number}已于{seen['复评日期']}复评，不能撤销")
    return written(item, remove_within(session, user, ORDERING, seen))


def change_deadline(
    session: Session, user: User, item: AgendaItem, number: str, due_on: date | None,
) -> Sequence[Change]:
    """Another 整改期限 for the notice that was given."""
    contract = _contract(session, item)
    seen = stored_as(session, contract, ORDERING, number)
    if seen is None:
        raise refused(item, f"整改{number}已作废")
    if seen["复评日期"] is not None:
        raise refused(item, f"整改{number}已于{seen['复评日期']}复评，不能改期")
    return written(item, write_within(session, user, [Entry(ORDERING, {"整改期限": due_on}, seen)]))


def written(item: AgendaItem, outcome: Outcome) -> Sequence[Change]:
    """The changes. Raises MeetingError with the first thing that stands against them."""
    if outcome.problems:
        raise refused(item, outcome.problems[0].sentence().rstrip("。"))
    if outcome.conflicts:
        raise refused(item, f"{outcome.conflicts[0].header}已被{outcome.conflicts[0].by or '他人'}修改")
    return outcome.changes


def refused(item: AgendaItem, why: str) -> MeetingError:
    """Names the item, and what can be done."""
    return MeetingError(f"第{item.position}项“{item.title}”：{why}。请核对台账，或恢复这项议题重新议定。")


def stored_as(session: Session, contract: Contract, sheet_name: str, key: str) -> dict[str, Value] | None:
    """Header -> value of a record of the contract, as a form sees it."""
    row = Stored(session.connection(), [contract.park_code]).by_key(sheet_name).get((key,))
    headers = [one.header for one in workbook_schema()[sheet_name].columns]
    return None if row is None else dict(zip(headers, row, strict=True))


def _contract(session: Session, item: AgendaItem) -> Contract:
    contract = session.get(Contract, item.subject)
    if contract is None:
        raise refused(item, f"合同{item.subject}已作废")
    return contract


def _next_number(session: Session, prefix: str) -> str:
    """The next one after all that have ever begun so, the voided ones too, since they may be brought back."""
    stored = session.exec(select(Rectification.number).where(col(Rectification.number).startswith(prefix))).all()
    noted = session.exec(select(ActChange.record_key).where(
        ActChange.sheet == ORDERING, col(ActChange.record_key).startswith(f'["{prefix}'),
    )).all()
    tails: list[Any] = [one.strip('[]"').removeprefix(prefix) for one in (*stored, *noted)]
    return f"{prefix}{max((int(one) for one in tails if one.isdecimal()), default=0) + 1:03}"
