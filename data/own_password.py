"""Changing one's own password: the old one is asked for, and all other sessions end."""

from dataclasses import dataclass, field

from sqlalchemy import Engine
from sqlmodel import Session

from core.access import User
from data.acts import ActKind, Done, append, utc_now
from data.engine import reading, writing
from data.passwords import hashed, put_password, was_used, weakness
from data.sessions import end_all, start
from data.settings import settings
from data.sign_in import CHANGED, SignInError, prove
from data.tables import Account
from data.wanted import Problems


@dataclass(frozen=True)
class Changed:
    """token: of the one session that goes on, None where there are problems."""

    token: str | None = None
    problems: Problems = field(default_factory=dict)


def change_own(engine: Engine, user: User, old: str, new: str, again: str, address: str) -> Changed:
    """Change a password. A wrong old one counts as a failed sign-in."""
    now = utc_now()
    if new != again:
        return Changed(problems={"again": "两次输入的新密码不一致。"})
    try:
        account = prove(engine, user.name, old, address, now)
    except SignInError as refusal:
        return Changed(problems={"old": str(refusal).replace("账号或密码", "原密码")})
    weak = weakness(new, (user.name, user.full_name), settings())
    if weak or was_used(new, account, settings()):
        return Changed(problems={"new": weak or f"不能与最近{settings().password_history}次用过的密码相同。"})
    return _changed(engine, user, account, hashed(new), address)


def has_password(engine: Engine, user: User) -> bool:
    """False for whoever signs in through OpenID Connect."""
    with reading(engine) as session:
        account = session.get(Account, user.name)
        return account is not None and account.password_hash is not None


def _changed(engine: Engine, user: User, known: Account, stored: str, address: str) -> Changed:
    now = utc_now()
    with writing(engine) as session:
        account = session.get(Account, user.name)
        if account is None or account.is_disabled or account.password_hash != known.password_hash:
            return Changed(problems={"old": CHANGED})
        put_password(account, stored, now, must_change=False)
        return Changed(_renewed(session, user, account, address, now))


def _renewed(session: Session, user: User, account: Account, address: str, now: str) -> str:
    ended = end_all(session, user.name, now)
    append(session, user, Done(ActKind.PASSWORD, user.name, {"地址": address, "结束的会话数": ended}))
    return start(session, account, address, now)
