"""The rule books leafed through: every clause with its parameters and rules, what binds, what rests on it."""

from datetime import date
from pathlib import Path

import pandas as pd

from core.policy import load_policy
from core.views.rulebook import counts_by_rule, entries, spoken_twice

D = date(2026, 6, 30)
POLICY = load_policy()


def entry(name, document, policy=POLICY, on=D):
    return next(one for one in entries(policy, on) if one.clause.name == name and one.book.document == document)


def test_every_clause_of_both_documents_has_an_entry():
    found = [(one.book.document, one.clause.name) for one in entries(POLICY, D)]
    assert found == [(book.document, name) for book in POLICY.documents for name in book.clauses]


def test_every_parameter_and_every_rule_stands_somewhere():
    found = entries(POLICY, D)
    shown = {cited.parameter.name for one in found for cited in one.parameters}
    assert shown == {name for book in POLICY.books for name in book.parameters}
    assert {rule for one in found for rule in one.rules} == set(POLICY.rules)


def test_a_clause_shows_its_own_parameters_and_the_provisional_ones_that_cite_it():
    cited = {one.parameter.name: one for one in entry("L6", "龙政办发〔2022〕43号").parameters}
    assert set(cited) == {"concentration_floor", "counting_base"}
    assert cited["counting_base"].book.document is None
    assert entry("L6", "龙政办发〔2022〕43号").rules == ("concentration_below_floor", "admitted_without_review")


def test_where_both_documents_speak_the_local_value_binds():
    both = next(one for one in spoken_twice(POLICY, D) if one.name == "provincial_size_is_relaxed")
    assert [(one.book.document, one.is_binding) for one in both.cited] == [
        ("龙政办发〔2022〕43号", True), ("浙小微园办〔2022〕3号", False),
    ]


def test_before_a_document_its_values_do_not_bind():
    assert not any(one.is_binding for one in entry("L3", "龙政办发〔2022〕43号", on=date(2022, 8, 23)).parameters)


def test_a_countys_own_book_takes_the_place_of_a_provisional_value():
    policy = load_policy("339999", [Path(__file__).parent.parent / "books"])
    both = next(one for one in spoken_twice(policy, D) if one.name == "counting_base")
    assert [(one.book.document is None, one.is_binding) for one in both.cited] == [(False, True), (True, False)]


def test_findings_are_counted_by_rule_and_verdict():
    findings = pd.DataFrame({"rule": ["a", "a", "b"], "verdict": ["breached", "breached", "cannot_judge"]})
    assert counts_by_rule(findings).to_dict("index") == {
        "a": {"breached": 2, "cannot_judge": 0}, "b": {"breached": 0, "cannot_judge": 1},
    }


def test_without_findings_nothing_is_counted():
    assert counts_by_rule(pd.DataFrame({"rule": [], "verdict": []})).empty
