"""The accounts there are, as an administrator sees them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlmodel import select

from core.access import PERMISSIONS, Action, Bound, Rights, Role
from data.accounts import wanted_of
from data.acts import utc_now
from data.engine import reading
from data.sessions import codes, last_sign_ins, open_sessions
from data.sign_in import locked_accounts
from data.tables import Account
from data.wanted import Wanted


@dataclass(frozen=True)
class Listed:
    """last_sign_in: UTC, None = never; sessions: how many are open."""

    wanted: Wanted
    is_disabled: bool
    is_locked: bool
    must_change: bool
    last_sign_in: str | None
    sessions: int

    @property
    def state(self) -> str:
        """In one word; the weightiest counts."""
        if self.is_disabled:
            return "已停用"
        if self.is_locked:
            return "已锁定"
        return "待改密码" if self.must_change else "正常"


def accounts(engine: Engine) -> list[Listed]:
    """All of them by name."""
    now = utc_now()
    with reading(engine) as session:
        latest, opened, locked = last_sign_ins(session), open_sessions(session, now), locked_accounts(session, now)
        return [
            Listed(
                wanted_of(one), one.is_disabled, one.name in locked, one.must_change_password,
                latest.get(one.name), opened.get(one.name, 0),
            )
            for one in session.exec(select(Account).order_by(Account.name))
        ]


def member_units(engine: Engine, counties: Iterable[str]) -> list[str]:
    """Units of accounts in these counties to which action items can go, by name."""
    return _units(engine, counties, lambda rights: Action.ANSWER in rights.actions)


def receiving_units(engine: Engine, counties: Iterable[str]) -> list[str]:
    """Those that confirm the receipt of papers for themselves, by name; operators do it for their parks."""
    return _units(
        engine, counties, lambda rights: Action.RECEIVE in rights.actions and rights.bound is not Bound.PARKS)


def _units(engine: Engine, counties: Iterable[str], is_wanted: Callable[[Rights], bool]) -> list[str]:
    wanted = set(counties)
    with reading(engine) as session:
        rows = session.exec(select(Account.unit, Account.counties, Account.role).where(Account.unit != ""))
        return sorted({
            unit for unit, bound, role in rows if wanted & set(codes(bound)) and is_wanted(PERMISSIONS[Role(role)])
        })
