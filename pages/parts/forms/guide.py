"""How the forms read: groups, labels, units and help of every sheet, from guide/*.yaml; the rest says the schema."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from data.intake.schema import workbook_schema

HERE = Path(__file__).parent / "guide"
WITH_UNIT = re.compile(r"(.+)\((.+)\)")


@dataclass(frozen=True)
class Field:
    """One header as the form shows it. hint: what it is, where it is read off, an example."""

    header: str
    label: str
    unit: str
    hint: str


@dataclass(frozen=True)
class Group:
    title: str
    hint: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Guide:
    """listed: headers that the list shows. acts: name of a step -> the headers that it fills. final: headers that
    end something, so that a reason is asked for."""

    sheet: str
    listed: tuple[str, ...]
    groups: tuple[Group, ...]
    acts: Mapping[str, tuple[str, ...]]
    final: frozenset[str]

    @property
    def fields(self) -> dict[str, Field]:
        return {one.header: one for group in self.groups for one in group.fields}

    def groups_of(self, act: str) -> tuple[Group, ...]:
        """Those of a step alone, or all."""
        if act not in self.acts:
            return self.groups
        return (Group(act, "", tuple(self.fields[header] for header in self.acts[act])),)


@cache
def guides() -> Mapping[str, Guide]:
    """Sheet -> guide, in the workbook's order."""
    read = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.yaml"))]
    found = {one["sheet"]: _guide(one) for one in read}
    return MappingProxyType({name: found[name] for name in workbook_schema()})


def _guide(read: dict[str, Any]) -> Guide:
    groups = tuple(
        Group(one["title"], one.get("hint", ""), tuple(_field(*pair) for pair in one["fields"].items()))
        for one in read["groups"]
    )
    acts = {name: tuple(headers) for name, headers in read.get("acts", {}).items()}
    return Guide(read["sheet"], tuple(read["list"]), groups, MappingProxyType(acts), frozenset(read.get("final", ())))


def _field(header: str, told: str | dict[str, str]) -> Field:
    told = told if isinstance(told, dict) else {"hint": told}
    match = WITH_UNIT.fullmatch(header)
    label, unit = match.groups() if match and match[2] != "WKT" else (header.removesuffix("(WKT)"), "")
    return Field(header, told.get("label", label), told.get("unit", unit), told["hint"])
