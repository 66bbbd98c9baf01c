"""The rule books as a reader leafs through them: document, clause, its parameters, and the rules that rest on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from core.parameters import Parameter
from core.policy import Clause, Policy
from core.policy.books import Book
from core.terms import Verdict


@dataclass(frozen=True)
class Cited:
    """A parameter as one clause shows it. binding: whether it is the one in force on the day among all books."""

    parameter: Parameter
    book: Book
    is_binding: bool


@dataclass(frozen=True)
class Entry:
    """One clause of one document, with what rests on it: parameters of the document and of the provisional book."""

    book: Book
    clause: Clause
    parameters: tuple[Cited, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Twice:
    """A parameter that several books give, the closest first; its binding value stands first where one is in force."""

    name: str
    cited: tuple[Cited, ...]


def entries(policy: Policy, day: date) -> list[Entry]:
    """Every clause of every document, in the order of the books; provisional parameters go with the first document
    that describes their clause."""
    home = {name: book for book in reversed(policy.documents) for name in book.clauses}
    return [
        Entry(
            book, clause, tuple(_cited_by(policy, day, book, name, home[name] is book)),
            tuple(rule for rule, basis in book.rules.items() if basis.clause == name),
        )
        for book in policy.documents for name, clause in book.clauses.items()
    ]


def spoken_twice(policy: Policy, day: date) -> list[Twice]:
    """The parameters that more than one book gives."""
    names = dict.fromkeys(name for book in policy.books for name in book.parameters)
    found = [
        Twice(name, tuple(
            Cited(book.parameters[name], book, _is_binding(policy, day, book.parameters[name]))
            for book in policy.books if name in book.parameters
        ))
        for name in names
    ]
    return [one for one in found if len(one.cited) > 1]


def counts_by_rule(findings: pd.DataFrame) -> pd.DataFrame:
    """By rule id: how many findings are breached, and how many cannot be judged."""
    counted = findings.groupby(["rule", "verdict"]).size().unstack(fill_value=0)
    return counted.reindex(columns=[Verdict.BREACHED.value, Verdict.CANNOT_JUDGE.value], fill_value=0)


def _cited_by(policy: Policy, day: date, book: Book, clause: str, is_home: bool) -> Iterable[Cited]:
    for one in policy.books:
        if one is book or (is_home and one.document is None):
            for parameter in one.parameters.values():
                if parameter.clause == clause:
                    yield Cited(parameter, one, _is_binding(policy, day, parameter))


def _is_binding(policy: Policy, day: date, parameter: Parameter) -> bool:
    """Whether this is what policy.value gives on the day."""
    try:
        return policy.parameter(parameter.name, day) is parameter
    except LookupError:
        return False
