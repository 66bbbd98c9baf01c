"""Hundreds of made-up workbooks, a third of them broken: nothing is lost, nor imported in part, and nothing fails."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.engine import data_version, migrate, open_engine, reading
from data.intake.importing import preview
from data.intake.ledger import AnswerKind, interpret, open_ledger, suggest
from data.intake.preview import compare
from data.intake.stored import Stored
from tests.data.intake.ledger.generated import BREAKS, broken_ledgers, ledgers
from tests.data.intake.ledger.writing import write
from tests.data.intake.workbooks import Draft, apply

MOST_ROUNDS = 12
ANSWERS = {
    AnswerKind.NUMBER: "100", AnswerKind.INTEGER: "3", AnswerKind.DATE: "2030-01-01", AnswerKind.INDUSTRY_CODE: "3311",
    AnswerKind.CREDIT_CODE: "不导入这些行", AnswerKind.PERIOD: "2025", AnswerKind.TEXT: "甲",
}
FILES = itertools.count()
MANY = settings(max_examples=168, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A directory, an engine on a small good database, and what it holds."""
    directory = tmp_path_factory.mktemp("generated")
    engine = open_engine(f"sqlite:///{directory / 'parks.db'}")
    migrate(engine)
    apply(engine, Draft().write(directory / "good.xlsx"))
    with reading(engine) as session:
        yield directory, engine, Stored(session.connection())
    engine.dispose()


def answered(path, stored):
    """A ledger with every ask answered as it is suggested; (first look, last look)."""
    ledger = open_ledger(path)
    sheet = ledger.sheets[0]
    choices = suggest(sheet, park="P1")
    if choices is None:
        return None, None
    answers = {}
    first = found = interpret(ledger, choices, answers, stored)
    for _ in range(MOST_ROUNDS):
        if not found.asks:
            return first, found
        for ask in found.asks:
            assert not ask.fault
            likely = ask.suggestion or next(iter(ask.choices), ANSWERS.get(ask.kind))
            answers[ask.key] = "" if ask.may_be_blank else likely
        found = interpret(ledger, choices, answers, stored)
    raise AssertionError([one.key for one in found.asks])


def told_rows(found, looked_at):
    """Rows that something is said of: left out, a problem, or part of what is imported."""
    rows = {one.row for one in found.left_out} | {one.row for one in looked_at.problems}
    return rows | {row.number for some in found.workbook.rows.values() for row in some}


@MANY
@given(sheet=ledgers())
def test_a_ledger_without_a_fault_is_read_row_by_row(place, sheet):
    directory, _, stored = place
    path = write(directory / f"{next(FILES)}.xlsx", {"台账": {"rows": sheet.rows, "merges": sheet.merges}})
    _, found = answered(path, stored)
    assert [one.kind.value for one in found.lines] == sheet.kinds
    looked_at = compare(found.workbook, stored)
    assert [one.sentence() for one in looked_at.problems] == []
    codes = {row.values[1]: row.number for row in found.workbook.rows["单元"]}
    assert codes == {code: row for row, code in sheet.codes.items()}


@MANY
@given(sheet=broken_ledgers())
def test_of_a_broken_ledger_no_row_goes_without_a_word(place, sheet):
    directory, engine, stored = place
    path = write(directory / f"{next(FILES)}.xlsx", {"台账": {"rows": sheet.rows, "merges": sheet.merges}})
    version = data_version(engine)
    first, found = answered(path, stored)
    if found is None:
        return
    assert [one.row for one in found.lines] == list(range(1, len(found.lines) + 1))
    assert len(found.lines) == len(sheet.rows)
    looked_at = compare(found.workbook, stored)
    silent = {one.row for one in found.lines} - told_rows(found, looked_at)
    assert silent <= {one.row for one in found.records if one.row != one.tie or one.spaces}
    for row in silent:
        assert_merged_with_another(found, row)
    if first.asks or looked_at.problems:
        early = compare(first.workbook, stored) if first.asks else looked_at
        assert not apply(engine, early).is_written
    assert data_version(engine) == version


def assert_merged_with_another(found, row):
    """The row says only what other rows have said already."""
    (record,) = (one for one in found.records if one.row == row)
    codes = {one.values[1] for one in found.workbook.rows["单元"]}
    assert set(record.spaces) <= codes


@st.composite
def drafts(draw):
    """A workbook of the template's kind; two of three are broken."""
    draft = Draft()
    for _ in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from([name for name, grid in draft.sheets.items() if len(grid) > 1]))
        grid = draft.sheets[name]
        row = draw(st.integers(0, len(grid) - 1))
        grid[row][draw(st.integers(0, len(grid[row]) - 1))] = draw(st.sampled_from(BREAKS))
    return draft


@MANY
@given(draft=drafts())
def test_a_template_comes_in_whole_or_not_at_all(place, draft):
    directory, engine, _ = place
    path = draft.write(directory / f"{next(FILES)}.xlsx")
    looked_at = preview(engine, path)
    version = data_version(engine)
    if looked_at.problems:
        assert not apply(engine, looked_at).is_written
        assert data_version(engine) == version
    for name, sheet in looked_at.sheets.items():
        numbers = {row.number for row in sheet.added} | {row.number for row, _ in sheet.changed}
        counted = len(numbers) + sheet.unchanged + len({one.row for one in looked_at.problems if one.sheet == name})
        rows = looked_at.workbook.rows[name]
        assert counted >= len(rows)
        if name not in looked_at.workbook.unread and name in draft.sheets:
            assert len(rows) >= sum(any(str(cell or "").strip() for cell in line) for line in draft.sheets[name][1:])
