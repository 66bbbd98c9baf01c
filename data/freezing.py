"""Freezing a paper: its number, its version, its hash, the anchor it stands on, and the act that says so."""

import hashlib
import json
from datetime import date

from sqlalchemy import Engine, func, select
from sqlmodel import Session

from core.access import AccessError, Action, User
from core.paper import Coverage, Letter, Paper, PaperKind
from core.paper_record import as_record, letter_record
from data.acts import START, ActKind, Done, append, as_json, denying, utc_now
from data.engine import alone, writing
from data.intake.schema import table_of
from data.papers import LIST_MARK, PAPER, PaperError, same_before
from data.reach import counties_of
from data.settings import settings
from data.tables import Act, FrozenPaper, Submission

PAPERS_LOCK = 2022_47
MAKING = {
    PaperKind.BRIEFING: Action.BRIEF, PaperKind.BULLETIN: Action.BRIEF,
    PaperKind.MATERIAL: Action.MEET, PaperKind.MINUTES: Action.MEET,
}


def freeze(
    engine: Engine, user: User, paper: Paper, coverage: Coverage, *, signed_on: date, key: str,
    renews: int | None = None,
) -> int:
    """Store a paper under the next number of its kind, or as the next version of the one that it renews; its id.

    key: of this pressing of the button; the same key again returns the same paper. Raises AccessError, and records the
    refusal, where the account may not make such a paper or its coverage is out of reach.
    """
    with denying(engine, user, paper.kind.value), writing(engine) as session:
        alone(session, PAPERS_LOCK)
        if (earlier := _frozen_before(session, key)) is not None:
            return earlier
        return _freeze_under(session, user, paper, coverage, signed_on, key, renews)


def freeze_anew(
    engine: Engine, user: User, paper: Paper, coverage: Coverage, *, signed_on: date, key: str,
) -> tuple[int, bool]:
    """The paper's id, and whether it was stored: what says the same as its latest version is not stored again, and what
    says otherwise of the same day is its next version. Raises AccessError, and PaperError where that version was
    tampered with."""
    with denying(engine, user, paper.kind.value), writing(engine) as session:
        _require_right(session, user, paper, coverage)
        alone(session, PAPERS_LOCK)
        if (earlier := _frozen_before(session, key)) is not None:
            return earlier, True
        before, kept = same_before(session.connection(), paper, coverage) or (None, None)
        if before and kept and kept.paper.says_the_same(paper):
            return before, False
        return _freeze_under(session, user, paper, coverage, signed_on, key, before), True


def freeze_within(
    session: Session, user: User, paper: Paper, coverage: Coverage, *, signed_on: date, renews: int | None = None,
) -> tuple[FrozenPaper, int]:
    """The same in a transaction at hand: the stored version, and the sequence of its act. Raises AccessError."""
    _require_right(session, user, paper, coverage)
    alone(session, PAPERS_LOCK)
    stored = _next(session, paper, coverage, signed_on, renews)
    letter = _letter(stored.number, signed_on)
    stored.content = as_json({
        "paper": as_record(paper), "letter": letter_record(letter), "number": stored.number, "version": stored.version,
    })
    stored.hash = hashlib.sha256(stored.content.encode()).hexdigest()
    stored.anchor_sequence, stored.anchor_hash = _last_act(session)
    stored.made_at, stored.made_by = utc_now(), user.full_name
    session.add(stored)
    session.flush()
    act = append(session, user, Done(ActKind.PAPER, f"{stored.number} 第{stored.version}版", {
        "标题": paper.title, "校验值": stored.hash, "文件": stored.id,
    }))
    return stored, act


def _frozen_before(session: Session, key: str) -> int | None:
    """What the same pressing has made."""
    earlier = session.get(Submission, key)
    return None if earlier is None else _paper_of_act(session, earlier.act_sequence)


def _freeze_under(
    session: Session, user: User, paper: Paper, coverage: Coverage, signed_on: date, key: str, renews: int | None,
) -> int:
    stored, act = freeze_within(session, user, paper, coverage, signed_on=signed_on, renews=renews)
    session.add(Submission(key=key, account=user.name, act_sequence=act))
    return int(stored.id or 0)


def _require_right(session: Session, user: User, paper: Paper, coverage: Coverage) -> None:
    user.require(MAKING[paper.kind])
    located = counties_of(session.connection(), set(coverage.parks))
    reach = user.reach
    in_counties = reach.counties is None or set(coverage.counties) <= set(reach.counties)
    if not in_counties or any(not reach.covers(park, located.get(park)) for park in coverage.parks):
        raise AccessError("文件涉及的范围超出了本账号的范围，不能制发。")


def _next(
    session: Session, paper: Paper, coverage: Coverage, signed_on: date, renews: int | None,
) -> FrozenPaper:
    """A row with its number and version; a renewed paper keeps its number."""
    counties, parks = LIST_MARK.join(coverage.counties), LIST_MARK.join(coverage.parks)
    new = FrozenPaper(
        kind=paper.kind.value, counties=counties, parks=parks, year=signed_on.year, serial=0, version=1, number="",
        title=paper.title, as_of=paper.as_of, content="", hash="", data_version=paper.data_version, anchor_sequence=0,
        anchor_hash="", made_at="", made_by="",
    )
    of_kind = [PAPER.kind == new.kind, PAPER.counties == counties]
    if renews is not None:
        old = session.get(FrozenPaper, renews)
        if old is None or (old.kind, old.counties) != (new.kind, counties):
            raise PaperError("要更新的文件不存在，或与新文件不是同一类、同一范围。")
        new.year, new.serial, new.number = old.year, old.serial, old.number
        same = select(func.max(PAPER.version)).where(*of_kind, PAPER.year == new.year, PAPER.serial == new.serial)
        new.version = int(session.connection().scalar(same) or 0) + 1
    else:
        last = select(func.max(PAPER.serial)).where(*of_kind, PAPER.year == new.year)
        new.serial = int(session.connection().scalar(last) or 0) + 1
        new.number = f"{settings().letter_code}{paper.kind}〔{new.year}〕{new.serial}号"
    return new


def _letter(number: str, signed_on: date) -> Letter:
    said = settings()
    return Letter(
        said.letter_issuer, number, signed_on, said.letter_addressees, said.letter_copies, said.letter_contact,
    )


def _last_act(session: Session) -> tuple[int, str]:
    act = table_of(Act).c
    last = session.connection().execute(select(act.sequence, act.hash).order_by(act.sequence.desc()).limit(1)).first()
    return (last.sequence, last.hash) if last else (0, START)


def _paper_of_act(session: Session, sequence: int) -> int:
    act = session.get(Act, sequence)
    return int(json.loads(act.detail)["文件"]) if act else 0
