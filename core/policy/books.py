"""Rule books: one YAML file per policy document, parsed strictly."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from core.parameters import Parameter, PolicyError, parse_modality, parse_parameter
from core.terms import Modality

KEYS = {"document", "title", "issued_by", "in_force_from", "counties", "clauses", "parameters", "rules"}
CLAUSE_KEYS = {"place", "summary"}
BASIS_KEYS = {"clause", "modality", "action"}


@dataclass(frozen=True)
class Clause:
    """Where in the document, and what it asks, in our own words."""

    name: str
    place: str
    summary: str


@dataclass(frozen=True)
class Basis:
    """What one document gives one rule to stand on."""

    clause: str
    modality: Modality
    action: str


@dataclass(frozen=True)
class Book:
    """One rule book. counties: prefixes of the county codes that it binds; document None: nobody has issued it."""

    document: str | None
    title: str
    issued_by: str
    in_force_from: date
    counties: tuple[str, ...]
    clauses: Mapping[str, Clause]
    parameters: Mapping[str, Parameter]
    rules: Mapping[str, Basis]

    def closeness(self, county: str) -> int:
        """Length of the longest prefix of the county's code that the book binds; -1 if it does not bind it."""
        return max((len(prefix) for prefix in self.counties if county.startswith(prefix)), default=-1)


class _StrictLoader(yaml.SafeLoader):
    """YAML in which a key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise PolicyError(f"{node.start_mark.name}: line {node.start_mark.line + 1}: {key} stands twice")
        return super().construct_mapping(node, deep)


def read_book(path: Path) -> Book:
    """Parse one file; PolicyError names the file and the entry."""
    with path.open(encoding="utf-8") as file:
        content = yaml.load(file, _StrictLoader)  # noqa: S506 - a SafeLoader
    where = path.name
    _check_keys(content, KEYS, where)
    clauses = {name: _clause(name, entry, where) for name, entry in content["clauses"].items()}
    book = Book(
        document=content["document"], title=content["title"], issued_by=content["issued_by"],
        in_force_from=content["in_force_from"], counties=tuple(content["counties"]), clauses=clauses,
        parameters={name: parse_parameter(name, entry, where) for name, entry in content["parameters"].items()},
        rules={name: _basis(name, entry, where) for name, entry in content["rules"].items()},
    )
    cited = {one.clause for one in book.parameters.values()} | {one.clause for one in book.rules.values()}
    if book.document is not None and cited - set(clauses):
        raise PolicyError(f"{where}: clauses cited and not described: {sorted(cited - set(clauses))}")
    return book


def _clause(name: str, entry: Mapping[str, Any], where: str) -> Clause:
    _check_keys(entry, CLAUSE_KEYS, f"{where}: clause {name}")
    return Clause(name, **entry)


def _basis(name: str, entry: Mapping[str, Any], where: str) -> Basis:
    where = f"{where}: rule {name}"
    _check_keys(entry, BASIS_KEYS, where)
    return Basis(entry["clause"], parse_modality(entry["modality"], where), entry["action"])


def _check_keys(entry: Any, expected: set[str], where: str) -> None:
    if not isinstance(entry, dict) or set(entry) != expected:
        found = sorted(entry) if isinstance(entry, dict) else entry
        raise PolicyError(f"{where}: expected the keys {sorted(expected)}, found {found}")
