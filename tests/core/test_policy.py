"""Rule books: which value binds on which day, how a county's own document overrides, and what is refused."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml

from core.assessment import assess
from core.explain import explain
from core.parameters import PolicyError, parse_parameter
from core.policy import Book, Policy, load_policy
from core.policy.books import read_book
from core.rules import RULES
from core.terms import Modality, Severity
from tests.core.county import a_county

BOOKS = Path(__file__).parent / "books"
ENTRY = {
    "label": "下限", "clause": "L6", "unit": "比例", "modality": "应", "verified_on": date(2026, 11, 22),
    "values": {date(2022, 1, 1): 0.7, date(2024, 1, 1): 0.8},
}


def test_the_value_in_force_changes_on_its_day() -> None:
    floor = parse_parameter("floor", ENTRY, "book")
    assert floor.value_on(date(2023, 12, 31)) == 0.7
    assert floor.value_on(date(2024, 1, 1)) == 0.8


def test_a_look_up_before_the_first_date_fails_loudly() -> None:
    with pytest.raises(LookupError, match="2021-12-31"):
        parse_parameter("floor", ENTRY, "book").value_on(date(2021, 12, 31))


def test_a_column_of_years_gets_the_value_of_each_last_day() -> None:
    policy, years = load_policy(), np.array([2021, 2022, 2030])
    np.testing.assert_equal(policy.at_year_ends("concentration_floor", years), [np.nan, 0.7, 0.7])


def test_a_year_before_the_closer_book_has_a_value_gets_that_of_the_other_book() -> None:
    closest = fixed_book("closer", {date(2024, 1, 1): 0.8})
    policy = Policy((closest, fixed_book("other", {date(2022, 1, 1): 0.7})))
    np.testing.assert_equal(policy.at_year_ends("floor", np.array([2021, 2023, 2024])), [np.nan, 0.7, 0.8])


def test_a_parameter_that_no_book_has_is_refused_for_years_too() -> None:
    with pytest.raises(LookupError, match="no rule book says width"):
        load_policy().at_year_ends("width", np.array([2025]))


def fixed_book(title: str, values: dict[date, float]) -> Book:
    floor = parse_parameter("floor", {**ENTRY, "values": values}, title)
    return Book(None, title, "", date(2022, 1, 1), ("33",), {}, {"floor": floor}, {})


@pytest.mark.parametrize("change", [
    {"colour": "red"}, {"modality": "也许"}, {"values": {}}, {"values": {"2022": 1}},
    {"values": {date(2024, 1, 1): 1, date(2022, 1, 1): 2}},
])
def test_an_entry_that_is_not_exact_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(PolicyError):
        parse_parameter("floor", {**ENTRY, **change}, "book")


def test_a_missing_key_is_refused() -> None:
    with pytest.raises(PolicyError, match="verified_on"):
        parse_parameter("floor", {key: value for key, value in ENTRY.items() if key != "verified_on"}, "book")


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    text = (BOOKS / "fictional-county.yaml").read_text("utf-8")
    (tmp_path / "twice.yaml").write_text(text + "\ncounties: []\n", "utf-8")
    with pytest.raises(PolicyError, match="counties stands twice"):
        read_book(tmp_path / "twice.yaml")


@pytest.mark.parametrize(("key", "value"), [("clauses", {}), ("colour", 1), ("rules", {"a": {"clause": "X4"}})])
def test_a_book_with_a_wrong_entry_is_refused(tmp_path: Path, key: str, value: object) -> None:
    content = yaml.safe_load((BOOKS / "fictional-county.yaml").read_text("utf-8"))
    (tmp_path / "book.yaml").write_text(yaml.safe_dump({**content, key: value}, allow_unicode=True), "utf-8")
    with pytest.raises(PolicyError, match="book.yaml"):
        read_book(tmp_path / "book.yaml")


def test_longquan_is_bound_by_its_own_document_first_then_by_the_province() -> None:
    policy = load_policy("331181")
    assert [book.document for book in policy.documents] == ["龙政办发〔2022〕43号", "浙小微园办〔2022〕3号"]
    assert policy.value("provincial_size_is_relaxed", date(2026, 1, 1)) is True
    assert load_policy("330109").value("provincial_size_is_relaxed", date(2026, 1, 1)) is False


def test_a_rule_of_two_documents_cites_both_and_holds_from_the_earlier() -> None:
    rule = load_policy("331181").rules["unapproved_occupant"]
    assert (rule.clause, rule.since, rule.modality) == ("L7、P10", date(2022, 6, 1), Modality.FORBIDDEN)


def test_a_county_without_a_document_is_bound_by_the_province_alone() -> None:
    policy = load_policy("330109")
    assert [book.document for book in policy.documents] == ["浙小微园办〔2022〕3号"]
    assert "park_size" not in policy.rules


def test_every_rule_is_cited_by_a_book_and_every_citation_is_a_rule() -> None:
    assert set(load_policy("331181").rules) == {rule.id for rule in RULES}


def test_every_parameter_that_a_rule_rests_on_exists() -> None:
    policy = load_policy("331181")
    for rule in RULES:
        for name in rule.rests_on:
            policy.parameter(name, date(2026, 6, 30))


def test_what_no_document_fixes_is_marked_provisional() -> None:
    (open_questions,) = [book for book in load_policy("331181").books if book.document is None]
    assert all(one.is_provisional for one in open_questions.parameters.values())


def test_another_county_is_added_by_one_file_that_overrides_values() -> None:
    county = a_county(
        parks=[{"site_area_mu": 49, "floor_area_m2": 49999}],
        spaces=[{}, {"code": "S2", "area_m2": 10}],
        enterprises=[{}, {"credit_code": "E2", "industry_code": "3670"}],
        contracts=[{"rent_yuan": 13}, {"number": "H2", "credit_code": "E2", "spaces": ["S2"]}],
        commitments=[{}], reports=[{"tax_wan_yuan": 7.7}],
    )
    policy = load_policy("339999", [BOOKS])
    assessment = assess(county, policy, date(2026, 6, 30))
    findings = assessment.findings.set_index("rule")
    assert findings.loc["park_size", ["clause", "limit", "severity"]].tolist() == ["X4", 50000, Severity.ORANGE]
    assert findings.loc["concentration_below_floor", ["clause", "observed", "limit"]].tolist() == ["X6", 0.5, 0.85]
    assert findings.loc["rent_over_guide", ["clause", "severity"]].tolist() == ["X9、P8", Severity.RED]
    assert "hazard_overdue" not in policy.rules
    assert assessment.contracts.grade.iloc[0] == "合格"
    (finding,) = [row for row in assessment.findings.to_dict("records") if row["rule"] == "concentration_below_floor"]
    assert "50.0%，低于85.0%" in explain(finding, assessment).sentence


def test_its_values_follow_their_dates() -> None:
    policy = load_policy("339999", [BOOKS])
    assert [policy.value("concentration_floor", date(year, 12, 31)) for year in (2023, 2024, 2025)] == [0.8, 0.8, 0.85]
    assert policy.value("counting_base", date(2023, 6, 30)) == "area"


def test_two_books_that_bind_a_county_equally_closely_are_refused(tmp_path: Path) -> None:
    text = (BOOKS / "fictional-county.yaml").read_text("utf-8")
    (tmp_path / "again.yaml").write_text(text, "utf-8")
    with pytest.raises(PolicyError, match="339999"):
        load_policy("339999", [BOOKS, tmp_path])
