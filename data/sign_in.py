"""Signing in: the password is asked for a bounded number of times, and every try leaves its act."""

from typing import NamedTuple

from sqlalchemy import Engine, delete
from sqlmodel import Session, col, select

from data.acts import ActKind, Done, append, before, utc_now
from data.engine import alone, reading, writing
from data.passwords import fits
from data.sessions import start, user_of
from data.settings import Settings, settings
from data.tables import Account, SignInFailure

FAILURES_LOCK = 2022_46
LONGEST_NAME = 40
WRONG = "账号或密码不正确。"
DISABLED = "账号已停用，请联系管理员。"
UNKNOWN = "您已通过统一身份认证，但还没有开通本系统的账号，请联系管理员。"
TOO_OLD = "一次性密码已过期，请联系管理员重置。"
CHANGED = "账号刚刚被修改，请重新登录。"


class SignInError(Exception):
    """Nobody was signed in; the text says in Chinese why, as far as a stranger may know."""


class Tally(NamedTuple):
    """What is counted and how many are too many."""

    column: str
    value: str
    limit: int


def sign_in(engine: Engine, name: str, password: str, address: str, now: str | None = None) -> str:
    """The token of a new session. Raises SignInError."""
    name, now = canonical(name), now or utc_now()
    account = prove(engine, name, password, address, now)
    with writing(engine) as session:
        current = session.get(Account, name)
        if current is None or current.is_disabled or current.password_hash != account.password_hash:
            raise SignInError(CHANGED)
        _forget(session, name)
        append(session, user_of(current), Done(ActKind.SIGN_IN, name, {"地址": address}))
        return start(session, current, address, now)


def sign_in_elsewhere(engine: Engine, subject: str, address: str) -> str:
    """The same for whom the OpenID Connect provider vouches. Raises SignInError."""
    now, how = utc_now(), {"地址": address, "方式": "统一身份认证"}
    with writing(engine) as session:
        account = session.exec(select(Account).where(Account.subject == subject)).one_or_none()
        if account and not account.is_disabled:
            append(session, user_of(account), Done(ActKind.SIGN_IN, account.name, how))
            return start(session, account, address, now)
        reason = "账号停用" if account else "没有对应账号"
        name = account.name if account else subject[:LONGEST_NAME]
        append(session, None, Done(ActKind.SIGN_IN_FAILED, name, {**how, "原因": reason}))
    raise SignInError(DISABLED if account else UNKNOWN)


def canonical(name: str) -> str:
    """A name as accounts are found by it."""
    return name.strip().lower()[:LONGEST_NAME]


def prove(engine: Engine, name: str, password: str, address: str, now: str) -> Account:
    """The account whose password this is. A try is counted before the password is looked at, so that no hurry helps."""
    number = _count(engine, name, address, now)
    with reading(engine) as session:
        account = session.get(Account, name)
    is_right, renewed = fits(password, account.password_hash if account else None)
    if account is None or not is_right:
        raise _refused(engine, name, address, "密码不正确" if account else "没有这个账号", WRONG, number)
    if account.is_disabled:
        raise _refused(engine, name, address, "账号停用", DISABLED, number)
    if _is_stale(account, now):
        raise _refused(engine, name, address, "一次性密码过期", TOO_OLD, number)
    _uncount(engine, number, account, renewed)
    return account


def locked_accounts(session: Session, now: str) -> set[str]:
    """Those that have failed too often just now."""
    names = session.exec(select(SignInFailure.account).distinct()).all()
    limit = settings().lockout_account_failures
    return {name for name in names if _is_full(session, Tally("account", name, limit), now)}


def unlock_within(session: Session, name: str) -> bool:
    """Forget an account's failures; False where there were none."""
    return _forget(session, name) > 0


def _count(engine: Engine, name: str, address: str, now: str) -> int:
    """The number of the failure that this try counts as until it has succeeded. Raises SignInError when locked."""
    rules = settings()
    with writing(engine) as session:
        alone(session, FAILURES_LOCK)
        if any(_is_full(session, one, now) for one in _tallies(name, address, rules)):
            raise SignInError(f"登录失败次数过多，请{rules.lockout_minutes}分钟后再试，或请管理员解锁。")
        session.connection().execute(delete(SignInFailure).where(col(SignInFailure.at) < before(now, days=1)))
        failure = SignInFailure(account=name, address=address, at=now)
        session.add(failure)
        session.flush()
        assert failure.id is not None
        return failure.id


def _tallies(name: str, address: str, rules: Settings) -> list[Tally]:
    return [
        Tally("account", name, rules.lockout_account_failures),
        Tally("address", address, rules.lockout_address_failures),
    ]


def _is_full(session: Session, tally: Tally, now: str) -> bool:
    """Whether the last so many failures lie close together, and the very last is not long ago."""
    minutes = settings().lockout_minutes
    column = getattr(SignInFailure, tally.column)
    latest = select(SignInFailure.at).where(column == tally.value).order_by(col(SignInFailure.at).desc())
    times = session.exec(latest.limit(tally.limit)).all()
    return (
        len(times) == tally.limit
        and times[0] > before(now, minutes=minutes) and times[-1] > before(times[0], minutes=minutes)
    )


def _refused(engine: Engine, name: str, address: str, reason: str, said: str, number: int) -> SignInError:
    """Records the failure, and the lock where it was one too many."""
    rules = settings()
    with writing(engine) as session:
        append(session, None, Done(ActKind.SIGN_IN_FAILED, name, {"地址": address, "原因": reason}))
        own = session.get(SignInFailure, number)
        for tally in _tallies(name, address, rules) if own else ():
            if _is_full(session, tally, own.at):  # type: ignore[union-attr]
                append(session, None, Done(ActKind.LOCK, tally.value, {"地址": address, "分钟": rules.lockout_minutes}))
    return SignInError(said)


def _uncount(engine: Engine, number: int, account: Account, renewed: str | None) -> None:
    with writing(engine) as session:
        if failure := session.get(SignInFailure, number):
            session.delete(failure)
        current = session.get(Account, account.name)
        if renewed and current and current.password_hash == account.password_hash:
            current.password_hash = account.password_hash = renewed


def _forget(session: Session, name: str) -> int:
    gone = delete(SignInFailure).where(col(SignInFailure.account) == name)
    return int(session.connection().execute(gone).rowcount)


def _is_stale(account: Account, now: str) -> bool:
    """Whether a one-time password was not used in time."""
    last = before(now, days=settings().one_time_password_days)
    return account.must_change_password and (account.password_set_at or "") < last
