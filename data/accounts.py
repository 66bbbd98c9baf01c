"""Accounts: made, changed, disabled, reset; each in one transaction with its act, and never a password in that."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from core.access import Action, Role, User
from data.acts import ActKind, Done, append, utc_now
from data.engine import alone, writing
from data.passwords import hashed, put_password
from data.sessions import LIST_MARK, end_all, user_of
from data.sign_in import unlock_within
from data.tables import Account, Submission
from data.wanted import (
    Problems,
    Wanted,
    places_within,
    problems_with_name,
    problems_with_scope,
    problems_with_subject,
    tidied,
)

ACCOUNTS_LOCK = 2022_47
LAST_ADMINISTRATOR = "这是最后一个可用的管理员账号，不能停用或改作他用。请先建立另一个管理员账号。"
SIGNS_IN_ELSEWHERE = "这个账号通过统一身份认证登录，没有本系统的密码。"
ELSEWHERE = "统一身份认证标识"


class AccountError(Exception):
    """A change that cannot be made; the text says in Chinese why."""


def create(engine: Engine, by: User, wanted: Wanted, password: str, *, key: str) -> Problems:
    """Make an account with a one-time password, unless it signs in elsewhere; what stands in its way, if anything.

    key: of this filling of the form; the same key again makes nothing. Raises AccessError.
    """
    by.require(Action.MANAGE_ACCOUNTS)
    stored = None if wanted.subject else hashed(password)
    with _alone(engine) as session:
        if session.get(Submission, key):
            return {}
        known = places_within(session)
        wanted = tidied(wanted, known)
        found = problems_with_name(session, wanted) | problems_with_scope(wanted, known)
        found |= problems_with_subject(session, wanted)
        if not found:
            session.add(new_account(wanted, stored, utc_now()))
            _record(session, by, wanted.name, "新建", _scope(wanted), key=key)
        return found


def change(engine: Engine, by: User, wanted: Wanted, *, reason: str) -> Problems:
    """Give an account another name of its holder, role or scope. Raises AccessError, AccountError."""
    by.require(Action.MANAGE_ACCOUNTS)
    with _alone(engine) as session:
        account, known = _existing(session, wanted.name), places_within(session)
        wanted = tidied(wanted, known)
        found = problems_with_scope(wanted, known) | problems_with_subject(session, wanted)
        new, old = _scope(wanted), _scope(wanted_of(account))
        if found or new == old:
            return found
        if wanted.role is not Role.ADMINISTRATOR:
            _keep_an_administrator(session, account)
        _fill(account, wanted)
        if new[ELSEWHERE] != old[ELSEWHERE]:
            end_all(session, account.name, utc_now())
        changed = {word: [old[word], new[word]] for word in new if new[word] != old[word]}
        _record(session, by, account.name, "变更", changed, reason)
        return {}


def disable(engine: Engine, by: User, name: str, *, reason: str) -> None:
    """Nobody signs in with it any more, and whoever has is out at the next click. Raises AccessError, AccountError."""
    by.require(Action.MANAGE_ACCOUNTS)
    with _alone(engine) as session:
        account = _existing(session, name)
        if not account.is_disabled:
            _keep_an_administrator(session, account)
            account.is_disabled = True
            end_all(session, name, utc_now())
            _record(session, by, name, "停用", {}, reason)


def enable(engine: Engine, by: User, name: str, *, reason: str) -> None:
    """Undo that; its password stays what it was. Raises AccessError, AccountError."""
    by.require(Action.MANAGE_ACCOUNTS)
    with _alone(engine) as session:
        account = _existing(session, name)
        if account.is_disabled:
            account.is_disabled = False
            _record(session, by, name, "启用", {}, reason)


def reset(engine: Engine, by: User, name: str, password: str, *, reason: str, key: str) -> None:
    """Give it a one-time password, and end its sessions and its lock. Raises AccessError, AccountError."""
    by.require(Action.MANAGE_ACCOUNTS)
    stored = hashed(password)
    with _alone(engine) as session:
        account = _existing(session, name)
        if account.subject:
            raise AccountError(SIGNS_IN_ELSEWHERE)
        if not session.get(Submission, key):
            put_password(account, stored, utc_now(), must_change=True)
            end_all(session, name, utc_now())
            unlock_within(session, name)
            _record(session, by, name, "重置密码", {}, reason, key=key)


def unlock(engine: Engine, by: User, name: str, *, reason: str) -> None:
    """Let a locked account try again at once. Raises AccessError, AccountError."""
    by.require(Action.MANAGE_ACCOUNTS)
    with _alone(engine) as session:
        _existing(session, name)
        if unlock_within(session, name):
            _record(session, by, name, "解锁", {}, reason)


def end_sessions(engine: Engine, by: User, name: str, *, reason: str) -> None:
    """Sign it out everywhere. Raises AccessError, AccountError."""
    by.require(Action.MANAGE_ACCOUNTS)
    with _alone(engine) as session:
        _existing(session, name)
        if ended := end_all(session, name, utc_now()):
            _record(session, by, name, "强制退出", {"会话数": ended}, reason)


def wanted_of(account: Account) -> Wanted:
    """What the account is now."""
    user = user_of(account)
    return Wanted(
        user.name, user.full_name, user.role, user.counties or (), user.parks, user.line, account.subject, user.unit,
    )


def new_account(wanted: Wanted, stored: str | None, now: str, *, must_change: bool = True) -> Account:
    """A row to add. stored: hash of its password, None where it signs in elsewhere."""
    account = Account(name=wanted.name, full_name=wanted.full_name, role=wanted.role, created_at=now)
    _fill(account, wanted)
    if stored:
        put_password(account, stored, now, must_change=must_change)
    return account


@contextmanager
def _alone(engine: Engine) -> Iterator[Session]:
    """One change of accounts at a time, so that two administrators cannot disable each other."""
    with writing(engine) as session:
        alone(session, ACCOUNTS_LOCK)
        yield session


def _existing(session: Session, name: str) -> Account:
    account = session.get(Account, name)
    if account is None:
        raise AccountError(f"没有账号“{name}”。")
    return account


def _keep_an_administrator(session: Session, leaving: Account) -> None:
    """Raises AccountError where nobody would be left to manage accounts."""
    others = select(Account.name).where(
        Account.role == Role.ADMINISTRATOR, col(Account.is_disabled).is_(False), col(Account.name) != leaving.name,
    )
    is_one = leaving.role == Role.ADMINISTRATOR and not leaving.is_disabled
    if is_one and session.exec(others).first() is None:
        raise AccountError(LAST_ADMINISTRATOR)


def _fill(account: Account, wanted: Wanted) -> None:
    account.full_name, account.role, account.line = wanted.full_name, wanted.role, wanted.line
    account.counties, account.parks = LIST_MARK.join(wanted.counties), LIST_MARK.join(wanted.parks)
    account.subject, account.unit = wanted.subject, wanted.unit
    if wanted.subject:
        account.password_hash, account.must_change_password = None, False


def _scope(wanted: Wanted) -> dict[str, Any]:
    """In the words of the record of acts."""
    return {
        "姓名": wanted.full_name, "角色": wanted.role.value, "县（市、区）": list(wanted.counties),
        "园区": list(wanted.parks), "条线": wanted.line.value if wanted.line else None, "单位": wanted.unit,
        ELSEWHERE: wanted.subject,
    }


def _record(
    session: Session, by: User, name: str, what: str, detail: dict[str, Any], reason: str = "", key: str | None = None,
) -> None:
    given = {"事由": reason} if reason else {}
    act = append(session, by, Done(ActKind.ACCOUNT, name, {"操作": what, **detail, **given}))
    if key:
        session.add(Submission(key=key, account=by.name, act_sequence=act))
