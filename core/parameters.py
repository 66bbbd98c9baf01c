"""Dated, cited parameters: strict parsing, and the value in force on a day or on a column of days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.terms import Modality

REQUIRED = {"label", "clause", "unit", "modality", "verified_on", "values"}
OPTIONAL = {"provisional", "note"}


class PolicyError(ValueError):
    """A rule book that cannot be used; the message says which file, which entry, and what is wrong."""


@dataclass(frozen=True)
class Parameter:
    """One figure of one document: what it was from which day on."""

    name: str
    label: str
    clause: str
    unit: str
    modality: Modality
    verified_on: date
    values: tuple[tuple[date, Any], ...]
    is_provisional: bool = False
    note: str = ""

    def value_on(self, day: date) -> Any:
        """The value in force; LookupError before the first date."""
        known = [value for since, value in self.values if since <= day]
        if not known:
            raise LookupError(f"{self.name} has no value on {day}: its first date is {self.values[0][0]}")
        return known[-1]


def parse_parameter(name: str, entry: Mapping[str, Any], where: str) -> Parameter:
    """One entry of a rule book; PolicyError for an unknown or missing key, no value, or dates out of order."""
    unknown, missing = set(entry) - REQUIRED - OPTIONAL, REQUIRED - set(entry)
    if unknown or missing:
        raise PolicyError(f"{where}: parameter {name}: unknown {sorted(unknown)}, missing {sorted(missing)}")
    values = tuple(entry["values"].items())
    days = [since for since, _ in values]
    if not values or not all(type(day) is date for day in days) or days != sorted(set(days)):
        raise PolicyError(f"{where}: parameter {name}: its values need dates, each later than the one before")
    return Parameter(
        name=name, label=entry["label"], clause=entry["clause"], unit=entry["unit"],
        modality=parse_modality(entry["modality"], f"{where}: parameter {name}"), verified_on=entry["verified_on"],
        values=values, is_provisional=entry.get("provisional", False), note=entry.get("note", ""),
    )


def parse_modality(word: str, where: str) -> Modality:
    try:
        return Modality(word)
    except ValueError as error:
        raise PolicyError(f"{where}: no such modality: {word}") from error
