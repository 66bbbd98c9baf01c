"""A paper as JSON: what is frozen, and what it is made of again, equal to what went in."""

import math
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Any

from core.paper import (
    Block,
    Chart,
    ChartForm,
    Column,
    Figure,
    Figures,
    Letter,
    Paper,
    PaperKind,
    Section,
    Series,
    Table,
    Text,
)


def as_record(paper: Paper) -> dict[str, Any]:
    """As JSON allows; every block says of what kind it is."""
    record: dict[str, Any] = _plain(asdict(paper))
    for section, plain in zip(paper.sections, record["sections"], strict=True):
        plain["blocks"] = [
            {"block": type(block).__name__, **_plain(asdict(block))} for block in section.blocks
        ]
    return record


def from_record(record: Mapping[str, Any]) -> Paper:
    """The paper that ``as_record`` was given."""
    sections = tuple(
        Section(one["key"], one["title"], tuple(_block(block) for block in one["blocks"]))
        for one in record["sections"]
    )
    compare_to = record["compare_to"] and date.fromisoformat(record["compare_to"])
    return Paper(
        PaperKind(record["kind"]), record["title"], record["scope"], date.fromisoformat(record["as_of"]), compare_to,
        sections, tuple(record["rules"]), record["data_version"],
    )


def letter_record(letter: Letter) -> dict[str, Any]:
    """As JSON allows."""
    record: dict[str, Any] = _plain(asdict(letter))
    return record


def letter_from(record: Mapping[str, Any]) -> Letter:
    """The letter that ``letter_record`` was given."""
    return Letter(**{**record, "signed_on": date.fromisoformat(record["signed_on"])})


def _block(record: Mapping[str, Any]) -> Block:
    fields = {name: value for name, value in record.items() if name != "block"}
    match record["block"]:
        case "Text":
            return Text(**fields)
        case "Figures":
            return Figures(**{**fields, "figures": tuple(Figure(**one) for one in fields["figures"])})
        case "Table":
            columns = tuple(Column(**one) for one in fields["columns"])
            return Table(**{**fields, "columns": columns, "rows": tuple(map(tuple, fields["rows"]))})
        case "Chart":
            series = tuple(Series(**{**one, "values": tuple(one["values"])}) for one in fields["series"])
            return Chart(**{
                **fields, "form": ChartForm(fields["form"]), "series": series,
                "categories": tuple(fields["categories"]),
            })
    raise ValueError(record["block"])


def _plain(value: Any) -> Any:
    """Tuples as lists, days as texts, NaN as None: what JSON gives back equal."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and math.isnan(value) else value
