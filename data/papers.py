"""Frozen papers: each version is stored with its figures, the rules and data it rests on, and a hash; none changes.

Writers read only what is stored here, so that reopening a paper years later computes nothing.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine, RowMapping, select

from core.access import AccessError, Action, User
from core.paper import Coverage, Frozen, Paper, PaperKind, Stamp
from core.paper_record import from_record, letter_from
from data.acts import ActKind, Done, record
from data.engine import reading_connection
from data.intake.schema import table_of
from data.sessions import codes
from data.tables import Dispatch, FrozenPaper

PAPER, DISPATCH = table_of(FrozenPaper).c, table_of(Dispatch).c
LIST_MARK = "、"
LISTED = (
    "id", "kind", "counties", "parks", "number", "version", "title", "as_of", "data_version", "made_at", "made_by",
)


class PaperError(Exception):
    """A paper that cannot be made or opened; the text says in Chinese why."""


@dataclass(frozen=True)
class PaperEntry:
    """One version in a list of papers. is_latest: no later version of the same number."""

    id: int
    kind: PaperKind
    coverage: Coverage
    number: str
    version: int
    title: str
    as_of: date
    data_version: int
    made_at: str
    made_by: str
    is_latest: bool


def paper_of(engine: Engine, user: User, paper_id: int) -> Frozen:
    """The stored version, for writers and the wall. Raises AccessError, and PaperError where it was tampered with."""
    with reading_connection(engine) as connection:
        row = connection.execute(select(table_of(FrozenPaper)).where(PAPER.id == paper_id)).mappings().first()
        sent = _sent_to(connection, user)
    if row is None or not may_read(row, user, sent):
        record(engine, user, Done(ActKind.DENY, f"文件{paper_id}", {"原因": "不在本账号的范围内"}))
        raise AccessError("没有这份文件，或它不在本账号的范围内。请联系联席会议办公室。")
    return frozen_from(row)


def frozen_from(row: RowMapping) -> Frozen:
    """A stored row as writers take it."""
    if hashlib.sha256(row["content"].encode()).hexdigest() != row["hash"]:
        raise PaperError(f"{row['number']}第{row['version']}版的内容与校验值不符，不能打开。请联系管理员核验操作记录。")
    content = json.loads(row["content"])
    stamp = Stamp(row["number"], row["version"], row["hash"], row["anchor_sequence"], row["anchor_hash"])
    return Frozen(from_record(content["paper"]), letter_from(content["letter"]), stamp)


def papers_of(engine: Engine, user: User, *kinds: PaperKind) -> list[PaperEntry]:
    """What the account may read, of these kinds, the newest first."""
    wanted = select(*(PAPER[name] for name in LISTED)).where(PAPER.kind.in_(kinds or list(PaperKind)))
    with reading_connection(engine) as connection:
        rows = connection.execute(wanted.order_by(PAPER.id.desc())).mappings().all()
        sent = _sent_to(connection, user)
    latest: dict[tuple[str, str], int] = {}
    for row in rows:
        of = (row["counties"], row["number"])
        latest[of] = max(latest.get(of, 0), row["version"])
    return [_entry(row, latest) for row in rows if may_read(row, user, sent)]


def same_before(connection: Connection, paper: Paper, coverage: Coverage) -> tuple[int, Frozen] | None:
    """The latest version of the paper that speaks of the same: its kind, title, day and coverage; its id with it.

    Raises PaperError where it was tampered with.
    """
    counties, parks = LIST_MARK.join(coverage.counties), LIST_MARK.join(coverage.parks)
    wanted = select(table_of(FrozenPaper)).where(
        PAPER.kind == paper.kind.value, PAPER.title == paper.title, PAPER.as_of == paper.as_of,
        PAPER.counties == counties, PAPER.parks == parks,
    )
    row = connection.execute(wanted.order_by(PAPER.id.desc()).limit(1)).mappings().first()
    return (row["id"], frozen_from(row)) if row else None


def coverage_of(row: RowMapping) -> Coverage:
    """What a stored paper is about."""
    return Coverage(codes(row["counties"]), codes(row["parks"]))


def may_read(row: RowMapping, user: User, sent: frozenset[int]) -> bool:
    """Within reach as a whole, or sent to a park of the account. sent: papers that were."""
    covered = coverage_of(row)
    sees_all = user.reach.sees_all_of(covered.counties, covered.parks)
    return user.may(Action.SEE) and (row["id"] in sent or sees_all)


def _entry(row: RowMapping, latest: dict[tuple[str, str], int]) -> PaperEntry:
    named = {name: row[name] for name in LISTED if name not in ("counties", "parks", "kind")}
    is_latest = latest[row["counties"], row["number"]] == row["version"]
    return PaperEntry(**named, kind=PaperKind(row["kind"]), coverage=coverage_of(row), is_latest=is_latest)


def _sent_to(connection: Connection, user: User) -> frozenset[int]:
    """Papers that were sent to a park within the account's parks."""
    sent = select(DISPATCH.paper_id).where(DISPATCH.park_code.in_(user.reach.parks or ()))
    return frozenset(connection.scalars(sent))
