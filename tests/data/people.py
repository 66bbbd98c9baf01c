"""Accounts for tests, and the moments at which they act."""

from datetime import UTC, datetime, timedelta

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from core.access import Role, User
from data.accounts import new_account
from data.acts import utc_now
from data.engine import writing
from data.passwords import hashed
from data.tables import County
from data.wanted import Wanted
from tests.factory import COUNTY, a_park

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PASSWORD = "Longquan#2026"
ADDRESS = "10.0.0.7"
ADMINISTRATOR = User("admin", "管理甲", Role.ADMINISTRATOR, ())
CHEAP = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


def at(**later):
    """So long after noon, as the record keeps it."""
    return (NOON + timedelta(**later)).isoformat(timespec="microseconds")


def settle(engine):
    """One county with one park, an administrator and an office account, both with PASSWORD."""
    with writing(engine) as session:
        session.add(County(code=COUNTY, name="龙泉市"))
        session.flush()
        a_park(session)
    add(engine, Wanted("admin", "管理甲", Role.ADMINISTRATOR))
    add(engine, Wanted("zhou", "周办", Role.OFFICE, (COUNTY,)))
    return engine


def add(engine, wanted, password=PASSWORD, *, set_at=None, must_change=False):
    stored = None if wanted.subject else hashed(password)
    with writing(engine) as session:
        session.add(new_account(wanted, stored, set_at or utc_now(), must_change=must_change))
