"""The stack of rule books that binds one county, and what it says on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from core.columns import Positions
from core.facts import Numbers
from core.parameters import Parameter, PolicyError
from core.policy.books import Basis, Book, Clause, read_book
from core.terms import Modality

BOOKS = Path(__file__).parent
LONGQUAN = "331181"


@dataclass(frozen=True)
class RuleInForce:
    """What the stack says of one rule: all its clauses, the closest first, and what the closest book makes of it."""

    clause: str
    modality: Modality
    action: str
    since: date


@dataclass(frozen=True)
class Policy:
    """The books that bind one county, the closest first."""

    books: tuple[Book, ...]

    @cached_property
    def documents(self) -> list[Book]:
        """The books that somebody issued."""
        return [book for book in self.books if book.document]

    @cached_property
    def versions(self) -> tuple[str, ...]:
        """The documents as a source line names them, with the day since which they are in force."""
        return tuple(f"{book.document}（{book.in_force_from}起施行）" for book in self.documents)

    @cached_property
    def rules(self) -> dict[str, RuleInForce]:
        """Rule id -> what it stands on."""
        found: dict[str, list[tuple[Basis, date]]] = {}
        for book in self.books:
            for name, basis in book.rules.items():
                found.setdefault(name, []).append((basis, book.in_force_from))
        return {name: _rule(bases) for name, bases in found.items()}

    @cached_property
    def clauses(self) -> dict[str, tuple[Book, Clause]]:
        """Clause -> the book it stands in, and what it asks."""
        return {name: (book, clause) for book in self.books for name, clause in book.clauses.items()}

    def parameter(self, name: str, day: date) -> Parameter:
        """The closest book's parameter that has a value on the day; LookupError if there is none."""
        for book in self.books:
            one = book.parameters.get(name)
            if one and one.values[0][0] <= day:
                return one
        raise LookupError(f"no rule book says {name} on {day}")

    def value(self, name: str, day: date) -> Any:
        """The value in force on the day; LookupError if there is none."""
        if (name, day) not in self._known:
            self._known[name, day] = self.parameter(name, day).value_on(day)
        return self._known[name, day]

    @cached_property
    def _known(self) -> dict[tuple[str, date], Any]:
        """What has been looked up: every assessment of a day asks for the same values."""
        return {}

    def at_year_ends(self, name: str, years: Positions) -> Numbers:
        """The numeric value in force on each 31 December, NaN where no book has one yet.

        LookupError for an unknown name.
        """
        since = [book.parameters[name].values[0][0] for book in self.books if name in book.parameters]
        if not since:
            raise LookupError(f"no rule book says {name}")
        ends = [date(year, 12, 31) for year in years.tolist()]
        return np.array([self.value(name, end) if min(since) <= end else np.nan for end in ends], dtype=float)


def _rule(bases: list[tuple[Basis, date]]) -> RuleInForce:
    closest = bases[0][0]
    return RuleInForce(
        "、".join(basis.clause for basis, _ in bases), closest.modality, closest.action, min(day for _, day in bases),
    )


def load_policy(county: str = LONGQUAN, folders: Iterable[Path] = ()) -> Policy:
    """The product's own books and those of further folders, as far as they bind the county.

    PolicyError where two books speak equally closely of the county, or where a book cannot be read.
    """
    return _stack(county, (BOOKS, *map(Path, folders)))


@cache
def _stack(county: str, folders: tuple[Path, ...]) -> Policy:
    found = [book for folder in folders for book in _books(folder)]
    binding = sorted((book for book in found if book.closeness(county) >= 0), key=lambda book: -book.closeness(county))
    for first, second in zip(binding, binding[1:], strict=False):
        if first.closeness(county) == second.closeness(county):
            raise PolicyError(f"{first.title} and {second.title} both bind {county}; one must be closer")
    return Policy(tuple(binding))


@cache
def _books(folder: Path) -> tuple[Book, ...]:
    return tuple(read_book(path) for path in sorted(folder.glob("*.yaml")))


__all__ = ["LONGQUAN", "Book", "Clause", "Policy", "PolicyError", "RuleInForce", "load_policy"]
