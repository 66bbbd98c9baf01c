"""What the product notes about its own data."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from data.tables.base import Record


class DataVersion(Record, table=True):
    """One row that counts the changes of the facts, so that whoever keeps results knows when they are out of date."""

    __tablename__ = "data_version"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True)
    number: int = 0
