"""Forms that somebody has begun: kept per account, so that a reload or a lost connection loses nothing."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from core.access import User
from data.acts import utc_now
from data.engine import reading, writing
from data.tables import Draft


@dataclass(frozen=True)
class Kept:
    """A draft. form: of what; subject: of which record, "" = a new one. saved_at: UTC, ISO 8601."""

    form: str
    subject: str
    content: dict[str, Any]
    saved_at: str


def keep(engine: Engine, user: User, form: str, subject: str, content: dict[str, Any]) -> None:
    """Keep what the form holds, in place of what was kept of it before; days are kept as texts."""
    text = json.dumps(content, ensure_ascii=False, default=str)
    with writing(engine) as session:
        session.merge(Draft(account=user.name, form=form, subject=subject, content=text, saved_at=utc_now()))


def kept(engine: Engine, user: User, form: str, subject: str) -> Kept | None:
    """The account's own draft of a form, if it has one."""
    with reading(engine) as session:
        found = session.get(Draft, (user.name, form, subject))
        return _kept(found) if found else None


def drop(engine: Engine, user: User, form: str, subject: str) -> None:
    """Forget the draft: it was saved, or given up."""
    with writing(engine) as session:
        drop_within(session, user, form, subject)


def drop_within(session: Session, user: User, form: str, subject: str) -> None:
    """The same in a transaction at hand."""
    if found := session.get(Draft, (user.name, form, subject)):
        session.delete(found)


def all_kept(engine: Engine, user: User) -> list[Kept]:
    """The account's drafts, the latest first."""
    with reading(engine) as session:
        found = session.exec(select(Draft).where(Draft.account == user.name).order_by(col(Draft.saved_at).desc()))
        return [_kept(one) for one in found]


def _kept(draft: Draft) -> Kept:
    return Kept(draft.form, draft.subject, json.loads(draft.content), draft.saved_at)
