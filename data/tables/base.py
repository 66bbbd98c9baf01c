"""The one base of all tables, and how a column says which header of the exchange workbook it carries."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Enum, ForeignKeyConstraint, MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Record(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """Every table derives from this."""


def entry(header: str, *, is_list: bool = False, **options: Any) -> Any:
    """A column that the exchange workbook carries under this header; lists are kept joined with 、."""
    info = {"header": header, "is_list": is_list}
    if "default" not in options and not options.get("primary_key"):
        options["default"] = ...
    return Field(sa_column_kwargs={"info": info}, **options)


def maybe(header: str, **options: Any) -> Any:
    """The same, and it may be blank."""
    return entry(header, default=None, nullable=True, **options)


def choice(words: type[StrEnum]) -> Enum:
    """A closed list kept as its Chinese words, checked by the database."""
    return Enum(
        words, values_callable=lambda one: [word.value for word in one], native_enum=False, create_constraint=True,
        length=16, name=words.__name__.lower(), validate_strings=True,
    )


def flag() -> Boolean:
    """是 / 否."""
    return Boolean(create_constraint=False)


def positive(*names: str) -> list[CheckConstraint]:
    return [CheckConstraint(f"{name} > 0", name=f"{name}_positive") for name in names]


def not_negative(*names: str) -> list[CheckConstraint]:
    return [CheckConstraint(f"{name} >= 0", name=f"{name}_not_negative") for name in names]


def share(*names: str) -> list[CheckConstraint]:
    """A fraction between 0 and 1."""
    return [CheckConstraint(f"{name} >= 0 AND {name} <= 1", name=f"{name}_share") for name in names]


def in_order(earlier: str, later: str) -> CheckConstraint:
    return CheckConstraint(f"{earlier} <= {later}", name=f"{earlier}_not_after_{later}")


def refers(names: list[str], table: str, keys: list[str]) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(names, [f"{table}.{key}" for key in keys])


__all__ = [
    "Record", "choice", "date", "entry", "flag", "in_order", "maybe", "not_negative", "positive", "refers", "share",
]
