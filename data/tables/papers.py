"""Papers that were frozen, what people made of them, and to whom they went. Times are UTC texts of ISO 8601."""

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field

from core.paper import PaperKind
from data.tables.base import Record, choice, date


class FrozenPaper(Record, table=True):
    """One version of a paper; never changed. content: JSON of paper and letter, over which the hash is taken.

    counties, parks: what it is about, codes joined with 、; no parks = all of them. anchor_*: the last act before.
    """

    __tablename__ = "paper"
    __table_args__ = (UniqueConstraint("kind", "counties", "year", "serial", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_type=choice(PaperKind))
    counties: str = Field(index=True)
    parks: str = ""
    year: int
    serial: int
    version: int
    number: str
    title: str
    as_of: date
    content: str
    hash: str = Field(max_length=64)
    data_version: int
    anchor_sequence: int
    anchor_hash: str
    made_at: str
    made_by: str


class PaperFile(Record, table=True):
    """A paper that somebody edited outside and brought back; kept beside the frozen one, never changed."""

    __tablename__ = "paper_file"

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", index=True)
    filename: str
    content: bytes = Field(sa_type=LargeBinary)
    hash: str = Field(max_length=64)
    note: str = ""
    uploaded_at: str
    uploaded_by: str


class Dispatch(Record, table=True):
    """That a paper was sent to somebody, and whether its receipt was confirmed. park_code None = to a member unit."""

    __table_args__ = (UniqueConstraint("paper_id", "recipient"),)

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", index=True)
    recipient: str
    park_code: str | None = Field(default=None, foreign_key="park.code", index=True)
    sent_at: str
    sent_by: str
    received_at: str | None = None
    received_by: str | None = None
