"""What lies on people's desks: drafts, what was submitted, header mappings of ledgers, reminders. Times are UTC."""

from sqlmodel import Field

from data.tables.base import Record, date


class Draft(Record, table=True):
    """A form that somebody has begun. form: of what; subject: of which record, "" = a new one; content: JSON."""

    account: str = Field(primary_key=True, foreign_key="account.name")
    form: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    content: str
    saved_at: str


class Submission(Record, table=True):
    """The key of a form that was submitted, so that submitting it again makes no second record."""

    key: str = Field(primary_key=True, max_length=64)
    account: str
    act_sequence: int = Field(foreign_key="act.sequence")


class HeaderMapping(Record, table=True):
    """How the headers of a park's own ledger map to ours. fingerprint: of its header row; mapping: JSON."""

    __tablename__ = "header_mapping"

    park_code: str = Field(primary_key=True, foreign_key="park.code")
    fingerprint: str = Field(primary_key=True)
    mapping: str
    saved_by: str
    saved_at: str


class Reminder(Record, table=True):
    """That the office asked for a period's report. credit_code None = the whole park; period: 2025 or 2025Q3."""

    id: int | None = Field(default=None, primary_key=True)
    park_code: str = Field(foreign_key="park.code", index=True)
    credit_code: str | None = Field(default=None, foreign_key="enterprise.credit_code")
    period: str
    due_on: date
    reminded_at: str
    reminded_by: str
    note: str = ""
