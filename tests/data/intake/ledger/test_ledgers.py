"""Ledgers as people keep them, each described in YAML, come out as their description says."""

import pytest

from data.engine import reading
from data.intake.preview import compare
from data.intake.schema import workbook_schema
from data.intake.stored import Stored
from tests.data.intake.ledger.writing import as_described, cases, interpreted, write
from tests.data.intake.workbooks import Draft, apply

CASES = cases()
for one in CASES.values():
    if "same_as" in one:
        one.update({key: value for key, value in CASES[one["same_as"]].items() if key not in {*one, "open"}})


@pytest.fixture
def engine_and_file(sqlite_engine, tmp_path):
    """The small good workbook's database, and a case's ledger written to a file."""
    apply(sqlite_engine, Draft().write(tmp_path / "good.xlsx"))

    def prepare(case):
        return sqlite_engine, write(tmp_path / f"{case.get('file', '台账')}.xlsx", case["sheets"])
    return prepare


def left_out(found):
    return {one.row: one.kind.value for one in found.left_out}


def places(problems):
    return [(one.row, one.column) for one in problems]


@pytest.mark.parametrize("name", CASES)
def test_it_is_recognised(name, engine_and_file):
    case = CASES[name]
    expected = case["expect"]
    ledger, choices, found = interpreted(*engine_and_file(case), park=case.get("park"))
    described = as_described(ledger, choices, found)
    assert (choices.kind, described["header_rows"]) == (expected["kind"], expected["header_rows"])
    assert choices.sheet == expected.get("sheet", choices.sheet)
    mapped = {label: field for label, field in choices.mapping.items() if field}
    assert mapped == expected.get("mapping", mapped)
    assert left_out(found) == expected["left_out"]
    assert described["rows"] == expected.get("rows", described["rows"])
    keys = [one.key for one in found.asks]
    assert sorted(keys) == sorted(expected.get("asks", keys))
    assert_problems(found.problems, expected.get("problems", []))


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "preview" in case or "answers" in case])
def test_with_its_answers_it_goes_into_the_database(name, engine_and_file):
    case = CASES[name]
    engine, path = engine_and_file(case)
    _, _, found = interpreted(engine, path, case.get("answers"), park=case.get("park"))
    assert [one.key for one in found.asks] == case.get("open", [])
    assert_problems(found.problems, case.get("problems", []))
    assert left_out(found) == case.get("left_out", case["expect"]["left_out"])
    if "preview" in case:
        with reading(engine) as session:
            looked_at = compare(found.workbook, Stored(session.connection()))
        counts = {name: [len(one.added), len(one.changed), one.unchanged] for name, one in looked_at.sheets.items()}
        assert {name: some for name, some in counts.items() if any(some)} == case["preview"]
        assert looked_at.problems == []
        assert apply(engine, looked_at).is_written == looked_at.changes_anything
    for sheet, rows in case.get("written", {}).items():
        assert_written(engine, sheet, rows)


def assert_problems(problems, expected):
    assert places(problems) == [tuple(one[:2]) for one in expected]
    for problem, (*_, word) in zip(problems, expected, strict=True):
        assert word in problem.reason
        assert problem.remedy


def assert_written(engine, sheet_name, rows):
    sheet = workbook_schema()[sheet_name]
    with reading(engine) as session:
        held = Stored(session.connection()).by_key(sheet_name)
        for key, values in rows.items():
            row = held[(key,)]
            assert {header: row[sheet.position[header]] for header in values} == values
