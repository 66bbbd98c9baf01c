"""Accounts, their sessions and their failed sign-ins. Times are UTC texts of ISO 8601, which sort as they passed."""

from sqlmodel import Field

from core.access import Role
from core.terms import SupervisionLine
from data.tables.base import Record, choice


class Account(Record, table=True):
    """Somebody who may sign in. counties, parks: codes joined with 、; line: of a department; unit: as the joint
    meeting names it, to which its action items go.

    password_hash None = signs in elsewhere (OpenID Connect, by subject). old_passwords: hashes as a JSON list.
    """

    name: str = Field(primary_key=True, max_length=40)
    full_name: str
    role: str = Field(sa_type=choice(Role))
    counties: str = ""
    parks: str = ""
    line: str | None = Field(default=None, nullable=True, sa_type=choice(SupervisionLine))
    unit: str = ""
    password_hash: str | None = None
    old_passwords: str = "[]"
    password_set_at: str | None = None
    must_change_password: bool = True
    is_disabled: bool = False
    subject: str | None = Field(default=None, unique=True)
    created_at: str


class UserSession(Record, table=True):
    """One sign-in. The token itself is only in the browser's cookie."""

    __tablename__ = "user_session"

    token_hash: str = Field(primary_key=True, max_length=64)
    account: str = Field(foreign_key="account.name", index=True)
    started_at: str
    seen_at: str
    address: str
    ended_at: str | None = None


class SignInFailure(Record, table=True):
    """Counted per account and per address, to lock out."""

    __tablename__ = "sign_in_failure"

    id: int | None = Field(default=None, primary_key=True)
    account: str = Field(index=True)
    address: str = Field(index=True)
    at: str
