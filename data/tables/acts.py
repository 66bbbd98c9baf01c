"""The record of acts: append-only, each act chained to the one before by its hash."""

from sqlalchemy import Index
from sqlmodel import Field

from data.tables.base import Record


class Act(Record, table=True):
    """Who did what, when, to what. sequence: 1, 2, 3 … without a gap. at: UTC, ISO 8601.

    subject: what it was done to, in words or as a key; detail: JSON; changes_digest: over the act's changes.
    """

    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: str = Field(index=True)
    account: str = Field(index=True)
    full_name: str
    role: str
    kind: str
    subject: str
    detail: str
    changes_digest: str
    previous_hash: str
    hash: str


class ActChange(Record, table=True):
    """One record that an act added (old is None), changed, or voided (new is None).

    record_key: the key's values as a JSON list; park_code: the park that the record belongs to, None for an enterprise;
    old, new: JSON objects of header -> value, of a change only the headers that differ.
    """

    __tablename__ = "act_change"
    __table_args__ = (
        Index("ix_act_change_record", "sheet", "record_key"), Index("ix_act_change_park", "park_code"),
    )

    sequence: int = Field(primary_key=True, foreign_key="act.sequence")
    number: int = Field(primary_key=True)
    sheet: str
    record_key: str
    park_code: str | None = None
    old: str | None = None
    new: str | None = None
