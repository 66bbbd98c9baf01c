"""Adding to the record of acts: in the transaction of what is recorded, each act chained to the one before."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, insert, select
from sqlmodel import Session

from core.access import AccessError, User
from data.clock import CHINA
from data.engine import alone, writing
from data.tables import Act, ActChange
from data.tables.base import Record

ACTS_LOCK = 2022_45
NOBODY = ""
START = "0" * 64
"""Stands for the hash before the first act."""


class ActKind(StrEnum):
    SAVE = "填报"
    IMPORT = "导入"
    VOID = "作废"
    RESTORE = "恢复"
    DECIDE = "决议"
    MEET = "会议"
    ACTION = "交办"
    PAPER = "制发文件"
    PRESENT = "放映"
    REMIND = "催报"
    EXPORT = "导出"
    DENY = "拒绝访问"
    SIGN_IN = "登录"
    SIGN_IN_FAILED = "登录失败"
    SIGN_OUT = "退出"
    LOCK = "锁定账号"
    ACCOUNT = "账号变更"
    PASSWORD = "修改密码"
    SETTING = "设置"
    BACKUP = "备份"
    RESTORE_BACKUP = "恢复备份"


@dataclass(frozen=True)
class Change:
    """One record: its sheet, key values, park, and header -> value before (None = added) and after (None = voided)."""

    sheet: str
    key: tuple[Any, ...]
    park: str | None
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None


@dataclass(frozen=True)
class Done:
    """What is to be recorded. subject: what it was done to; detail: whatever else belongs to it, as JSON allows."""

    kind: ActKind
    subject: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    changes: Sequence[Change] = ()


def utc_now() -> str:
    """This moment as the record keeps it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def before(at: str, **span: float) -> str:
    """The moment that lies so many minutes=, hours= or days= before another, as the record keeps it."""
    return (datetime.fromisoformat(at) - timedelta(**span)).isoformat(timespec="microseconds")


def in_china(at: str) -> str:
    """A moment of the record as people read it: 2026-06-30 14:05; what is no moment stays as it is."""
    try:
        return f"{datetime.fromisoformat(at).astimezone(CHINA):%Y-%m-%d %H:%M}"
    except ValueError:
        return at


def append(session: Session, user: User | None, done: Done) -> int:
    """Add an act within the transaction at hand; returns its sequence. user None: nobody was signed in."""
    alone(session, ACTS_LOCK)
    connection = session.connection()
    sequence, previous = _last(connection)
    changes = [_change_row(sequence + 1, number, one) for number, one in enumerate(done.changes, 1)]
    row = {
        "sequence": sequence + 1, "at": utc_now(), "account": user.name if user else NOBODY,
        "full_name": user.full_name if user else "", "role": user.role.value if user else "",
        "kind": done.kind.value, "subject": done.subject, "detail": as_json(done.detail),
        "changes_digest": digest_of(changes), "previous_hash": previous,
    }
    connection.execute(insert(_table(Act)), row | {"hash": hash_of(row)})
    if changes:
        connection.execute(insert(_table(ActChange)), changes)
    return sequence + 1


def record(engine: Engine, user: User | None, done: Done) -> int:
    """Add an act in a transaction of its own: for what changes no record, such as a denial or a download."""
    with writing(engine) as session:
        return append(session, user, done)


@contextmanager
def denying(engine: Engine, user: User, subject: str) -> Iterator[None]:
    """A refusal inside, whose transaction is undone by then, is recorded. subject: what was asked for."""
    try:
        yield
    except AccessError as refusal:
        record(engine, user, Done(ActKind.DENY, subject, {"原因": str(refusal)}))
        raise


def hash_of(row: Mapping[str, Any] | RowMapping) -> str:
    """Over all of an act but its own hash."""
    names = [one.name for one in _table(Act).columns if one.name != "hash"]
    return _sha256(as_json([row[name] for name in names]))


def digest_of(changes: Iterable[Mapping[str, Any] | RowMapping]) -> str:
    """Over the changes of an act in their order."""
    names = [one.name for one in _table(ActChange).columns]
    running = hashlib.sha256()
    for change in changes:
        running.update(as_json([change[name] for name in names]).encode() + b"\n")
    return running.hexdigest()


def as_json(value: Any) -> str:
    """One text for one value; days as 2026-06-30."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str, sort_keys=True)


def _last(connection: Connection) -> tuple[int, str]:
    acts = _table(Act).c
    last = connection.execute(select(acts.sequence, acts.hash).order_by(acts.sequence.desc()).limit(1)).first()
    return (last.sequence, last.hash) if last else (0, START)


def _change_row(sequence: int, number: int, change: Change) -> dict[str, Any]:
    return {
        "sequence": sequence, "number": number, "sheet": change.sheet, "record_key": as_json(change.key),
        "park_code": change.park, "old": _object(change.old), "new": _object(change.new),
    }


def _object(values: Mapping[str, Any] | None) -> str | None:
    return None if values is None else as_json(dict(values))


def _sha256(text_: str) -> str:
    return hashlib.sha256(text_.encode()).hexdigest()


def _table(record_: type[Record]) -> Any:
    return record_.__table__  # type: ignore[attr-defined]
