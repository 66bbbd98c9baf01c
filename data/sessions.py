"""Who is signed in: one row per sign-in, found by the fingerprint of the token in the browser's cookie."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, func, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from core.access import Role, User
from core.terms import SupervisionLine
from data.acts import ActKind, Done, append, before, utc_now
from data.engine import reading, writing
from data.settings import settings
from data.tables import Account, UserSession
from data.tokens import fingerprint, new_token

LIST_MARK = "、"
TOUCH_SECONDS = 60
PATIENCE_MS = 200
"""How long a page waits to note that it was opened, while somebody else writes."""


@dataclass(frozen=True)
class Visitor:
    """Who is behind a browser. user None: nobody is signed in, or no longer; must_change: the password, first."""

    user: User | None = None
    must_change: bool = False


NOBODY_SIGNED_IN = Visitor()


def user_of(account: Account) -> User:
    """The account as the rest of the program knows it."""
    line = SupervisionLine(account.line) if account.line else None
    return User(
        account.name, account.full_name, Role(account.role), codes(account.counties), codes(account.parks), line,
        account.unit,
    )


def codes(joined: str) -> tuple[str, ...]:
    """331181、331127 as a tuple."""
    return tuple(filter(None, joined.split(LIST_MARK)))


def visitor(engine: Engine, token: str | None, now: str | None = None) -> Visitor:
    """Who is behind the token at this moment; notes, once a minute, that the session is in use."""
    if not token:
        return NOBODY_SIGNED_IN
    now = now or utc_now()
    with reading(engine) as session:
        kept = session.get(UserSession, fingerprint(token))
        account = session.get(Account, kept.account) if kept else None
        if kept is None or account is None or account.is_disabled or not _is_alive(kept, now):
            return NOBODY_SIGNED_IN
        found, seen_at = Visitor(user_of(account), _must_change(account, kept.started_at)), kept.seen_at
    if seen_at < before(now, seconds=TOUCH_SECONDS):
        _touch(engine, token, now)
    return found


def start(session: Session, account: Account, address: str, now: str) -> str:
    """Within the transaction that signs in; returns the token, which is stored nowhere."""
    token = new_token()
    session.add(UserSession(
        token_hash=fingerprint(token), account=account.name, started_at=now, seen_at=now, address=address,
    ))
    session.flush()
    _prune(session, now)
    return token


def sign_out(engine: Engine, token: str) -> None:
    """End the session behind the token; an ended one stays as it is."""
    with writing(engine) as session:
        kept = session.get(UserSession, fingerprint(token))
        account = session.get(Account, kept.account) if kept else None
        if kept and account and not kept.ended_at:
            kept.ended_at = utc_now()
            append(session, user_of(account), Done(ActKind.SIGN_OUT, account.name))


def sign_out_everywhere(engine: Engine, user: User) -> None:
    """End all sessions of one's own account."""
    with writing(engine) as session:
        ended = end_all(session, user.name, utc_now())
        append(session, user, Done(ActKind.SIGN_OUT, user.name, {"范围": "全部设备", "会话数": ended}))


def end_all(session: Session, account: str, now: str) -> int:
    """End the open sessions of an account within the transaction at hand; returns how many there were."""
    still_open = (col(UserSession.account) == account) & col(UserSession.ended_at).is_(None)
    return int(session.connection().execute(update(UserSession).where(still_open).values(ended_at=now)).rowcount)


def open_sessions(session: Session, now: str) -> dict[str, int]:
    """Account -> how many of its sessions are alive."""
    rows = session.exec(select(UserSession).where(col(UserSession.ended_at).is_(None))).all()
    return Counter(row.account for row in rows if _is_alive(row, now))


def last_sign_ins(session: Session) -> dict[str, str]:
    """Account -> when it last signed in."""
    latest = select(UserSession.account, func.max(UserSession.started_at)).group_by(UserSession.account)
    return dict(session.exec(latest).all())


def _prune(session: Session, now: str) -> None:
    """Forget sessions that are over, within the transaction that signs in; the latest of each account tells when it
    last signed in, and stays."""
    rules, kept = settings(), UserSession.__table__  # type: ignore[attr-defined]
    latest = select(kept.c.account, func.max(kept.c.started_at).label("at")).group_by(kept.c.account).subquery()
    last_at = select(latest.c.at).where(latest.c.account == kept.c.account).scalar_subquery()
    is_over = (
        kept.c.ended_at.is_not(None)
        | (kept.c.seen_at <= before(now, minutes=rules.session_idle_minutes))
        | (kept.c.started_at <= before(now, minutes=rules.session_absolute_minutes))
    )
    session.connection().execute(delete(kept).where(is_over, kept.c.started_at < last_at))


def _is_alive(kept: UserSession, now: str) -> bool:
    rules = settings()
    return (
        kept.ended_at is None
        and kept.seen_at > before(now, minutes=rules.session_idle_minutes)
        and kept.started_at > before(now, minutes=rules.session_absolute_minutes)
    )


def _must_change(account: Account, started_at: str) -> bool:
    """A one-time password, or one that was too old when its holder signed in. Those of a demonstration never age."""
    rules = settings()
    if account.password_hash is None or account.must_change_password:
        return account.password_hash is not None
    oldest = before(started_at, days=rules.password_max_age_days)
    return bool(rules.password_max_age_days) and not rules.demo_mode and (account.password_set_at or "") < oldest


def _touch(engine: Engine, token: str, now: str) -> None:
    """Best effort: a page must not stand still because a long import is being written. Never moves back in time."""
    kept = UserSession.__table__  # type: ignore[attr-defined]
    is_older = (kept.c.token_hash == fingerprint(token)) & (kept.c.seen_at < now)
    with suppress(OperationalError), _impatient(engine) as connection:
        connection.execute(update(kept).where(is_older).values(seen_at=now))
        connection.commit()


@contextmanager
def _impatient(engine: Engine) -> Iterator[Connection]:
    """On SQLite one writer waits for the other, here not for long. PostgreSQL locks no more than the row."""
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        if not isinstance(driver, sqlite3.Connection):
            yield connection
            return
        patience = driver.execute("PRAGMA busy_timeout").fetchone()[0]
        driver.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            yield connection
        finally:
            driver.execute(f"PRAGMA busy_timeout = {patience}")
