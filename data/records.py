"""The one way in: every writing of facts is one use case, one transaction, with its act inside.

Rows of forms and of workbooks go the same way: they are read and checked alike, compared with what is stored, written,
and recorded cell by cell. Nothing here is written half, twice, or over what somebody else has changed meanwhile.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Engine
from sqlmodel import Session

from core.access import Action, User
from data.acts import ActKind, Change, Done, append, record
from data.change_rows import changes_of, subject_of, voided
from data.conflicts import Conflict, conflicts
from data.engine import alone, bump, reading, writing
from data.intake.importing import ensure_home_county
from data.intake.preview import Preview, compare
from data.intake.problems import Problem
from data.intake.reading import UNREADABLE, Advance, Workbook
from data.intake.rows import Entry, workbook_of
from data.intake.schema import Sheet, Value, workbook_schema
from data.intake.stored import Stored
from data.intake.writing import remove, write_all
from data.removal import dependents
from data.tables import Submission
from data.trespass import Ground, trespasses

IMPORT_LOCK = 2022_44
DECISIONS = frozenset({"转租审批", "整改", "清退"})


@dataclass(frozen=True)
class Outcome:
    """act: number of the act that was recorded, None where nothing was written. Nothing is written with problems or
    conflicts. preview: what was, or would have been, written; changes: what was, for an act of the caller's."""

    act: int | None = None
    problems: list[Problem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    preview: Preview | None = None
    changes: Sequence[Change] = ()

    @property
    def is_clean(self) -> bool:
        """Nothing stands against it."""
        return self.preview is not None and not self.problems and not self.conflicts

    @property
    def is_written(self) -> bool:
        return self.act is not None


def save(engine: Engine, user: User, entries: Sequence[Entry], *, key: str, reason: str = "") -> Outcome:
    """Write what a form holds, or say what stands in its way.

    key: of this filling of the form; the same key again writes nothing and returns the first act. Raises AccessError.
    """
    sheets = {entry.sheet for entry in entries}
    kind = ActKind.DECIDE if sheets <= DECISIONS else ActKind.SAVE
    return _write(engine, user, workbook_of(entries), entries, key, Done(kind, subject_of(entries), {"事由": reason}))


def check(engine: Engine, user: User, entries: Sequence[Entry]) -> Outcome:
    """What ``save`` would say; writes nothing."""
    with reading(engine) as session:
        return _judge(session, user, workbook_of(entries), entries)


def write_within(session: Session, user: User, entries: Sequence[Entry]) -> Outcome:
    """Judge and write in the transaction at hand, without an act: the caller records ``changes`` in one of its own.

    Nothing is written of what is not clean; the caller says so, and undoes what else it has written.
    """
    alone(session, IMPORT_LOCK)
    found = _judge(session, user, workbook_of(entries), entries)
    if not found.is_clean or found.preview is None or not found.preview.changes_anything:
        return found
    return replace(found, changes=_put_in(session, found.preview))


def remove_within(session: Session, user: User, sheet_name: str, seen: Mapping[str, Value]) -> Outcome:
    """The same for taking a record out of the facts. seen: as of ``void``."""
    alone(session, IMPORT_LOCK)
    entry = Entry(sheet_name, {}, seen)
    workbook = workbook_of([entry])
    if denied := trespasses(session.connection(), user, workbook):
        return Outcome(problems=denied)
    moved, problems = _against_removal(session, workbook, entry)
    return Outcome(None, problems, moved) if moved or problems else Outcome(changes=_take_out(session, workbook, entry))


def look_at(engine: Engine, user: User, workbook: Workbook) -> Outcome:
    """What ``import_workbook`` would do or say; writes nothing. Raises AccessError."""
    user.require(Action.IMPORT)
    with reading(engine) as session:
        return _judge(session, user, workbook, ())


def restore(engine: Engine, user: User, entry: Entry, *, key: str, reason: str) -> Outcome:
    """Bring a voided record back as it was."""
    done = Done(ActKind.RESTORE, subject_of([entry]), {"事由": reason})
    return _write(engine, user, workbook_of([entry]), [entry], key, done)


def import_workbook(
    engine: Engine, user: User, workbook: Workbook, *, key: str, source: str, advance: Advance = lambda _: None,
) -> Outcome:
    """Write a workbook that was read, all of it or nothing; it is compared anew, since the database may have moved.

    source: name of the file. ``advance`` is told the name of each sheet that is written. Raises AccessError.
    """
    user.require(Action.IMPORT)
    return _write(engine, user, workbook, (), key, Done(ActKind.IMPORT, source), advance)


def void(
    engine: Engine, user: User, sheet_name: str, seen: Mapping[str, Value], *, key: str, reason: str,
) -> Outcome:
    """Take a record out of the facts; it stays in the record of acts, from where it can be brought back.

    seen: header -> value of the whole record as the form showed it.
    """
    entry, sheet = Entry(sheet_name, {}, seen), workbook_schema()[sheet_name]
    workbook = workbook_of([entry])
    with writing(engine) as session:
        alone(session, IMPORT_LOCK)
        if (act := _earlier(session, user, key)) is not None:
            return Outcome(act)
        if not (denied := trespasses(session.connection(), user, workbook)):
            moved, problems = _against_removal(session, workbook, entry)
            problems += _without_reason(sheet, reason)
            if moved or problems:
                return Outcome(None, problems, moved)
            changes = _take_out(session, workbook, entry)
            done = Done(ActKind.VOID, subject_of([entry]), {"事由": reason}, changes)
            return Outcome(_finish(session, user, done, key), changes=changes)
    _record_denial(engine, user, denied)
    return Outcome(problems=denied)


def _against_removal(session: Session, workbook: Workbook, entry: Entry) -> tuple[list[Conflict], list[Problem]]:
    """What the record says otherwise by now, and what still rests on it."""
    connection, sheet = session.connection(), workbook_schema()[entry.sheet]
    moved, problems = conflicts(connection, _stored(session, workbook, [entry]), workbook, [entry])
    return moved, problems or dependents(connection, sheet, workbook.rows[entry.sheet][0])


def _take_out(session: Session, workbook: Workbook, entry: Entry) -> list[Change]:
    sheet, row = workbook_schema()[entry.sheet], workbook.rows[entry.sheet][0]
    change = voided(Ground(session.connection(), workbook), sheet, row)
    remove(session.connection(), sheet, row)
    bump(session)
    return [change]


def _without_reason(sheet: Sheet, reason: str) -> list[Problem]:
    said = Problem(sheet.name, 1, None, "", "没有填写事由", "请写明为什么作废这条记录")
    return [] if reason.strip() else [said]


def _write(
    engine: Engine, user: User, workbook: Workbook, entries: Sequence[Entry], key: str, done: Done,
    advance: Advance = lambda _: None,
) -> Outcome:
    with writing(engine) as session:
        alone(session, IMPORT_LOCK)
        if (act := _earlier(session, user, key)) is not None:
            return Outcome(act)
        found = _judge(session, user, workbook, entries)
        if found.is_clean and found.preview is not None:
            act = _carry_out(session, user, found.preview, done, key, advance)
            return Outcome(act, preview=found.preview)
    if found.preview is None:
        _record_denial(engine, user, found.problems)
    return found


def _judge(session: Session, user: User, workbook: Workbook, entries: Sequence[Entry]) -> Outcome:
    """Problems and conflicts; without a preview where the rows are not the account's to write."""
    connection = session.connection()
    if denied := trespasses(connection, user, workbook):
        return Outcome(problems=denied)
    stored = _stored(session, workbook, entries)
    preview = compare(workbook, stored)
    found, problems = conflicts(connection, stored, workbook, entries)
    return Outcome(None, problems + preview.problems, found, preview)


def _stored(session: Session, workbook: Workbook, entries: Sequence[Entry]) -> Stored:
    """For a form only the parks that it touches are read; for a workbook all of them."""
    if not entries:
        return Stored(session.connection())
    ground = Ground(session.connection(), workbook)
    parks = {
        park for sheet in workbook_schema().values() for row in workbook.rows[sheet.name]
        for park in ground.parks(sheet, row)
    }
    return Stored(session.connection(), sorted(parks), _enterprises_named(workbook))


def _enterprises_named(workbook: Workbook) -> Collection[str]:
    return {
        str(row.values[place]) for sheet in workbook_schema().values() for place, column in enumerate(sheet.columns)
        if column.header in ENTERPRISE_HEADERS for row in workbook.rows[sheet.name]
    } - {UNREADABLE}


ENTERPRISE_HEADERS = ("统一社会信用代码", "实际使用企业", "次承租企业")


def _carry_out(
    session: Session, user: User, preview: Preview, done: Done, key: str, advance: Advance,
) -> int | None:
    if not preview.changes_anything:
        return None
    changes = _put_in(session, preview, advance)
    return _finish(session, user, Done(done.kind, done.subject, done.detail, changes), key)


def _put_in(session: Session, preview: Preview, advance: Advance = lambda _: None) -> list[Change]:
    changes = changes_of(Ground(session.connection(), preview.workbook), preview)
    write_all(session.connection(), preview, ensure_home_county(session, preview.workbook), advance)
    bump(session)
    return changes


def _finish(session: Session, user: User, done: Done, key: str) -> int:
    act = append(session, user, done)
    session.add(Submission(key=key, account=user.name, act_sequence=act))
    return act


def _earlier(session: Session, user: User, key: str) -> int | None:
    """The act that the same submission has led to already."""
    submitted = session.get(Submission, key)
    return submitted.act_sequence if submitted and submitted.account == user.name else None


def _record_denial(engine: Engine, user: User, problems: Sequence[Problem]) -> None:
    said = [one.sentence() for one in problems[:20]]
    record(engine, user, Done(ActKind.DENY, "填报", {"原因": said, "共": len(problems)}))
