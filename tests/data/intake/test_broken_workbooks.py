"""Each way of breaking a good workbook gives exactly its problems, and nothing is written."""

import pytest
from sqlalchemy import func, select

from data.engine import data_version
from data.intake.importing import preview
from data.intake.schema import table_of, workbook_schema
from tests.data.intake.workbooks import Draft, apply, load

BROKEN = load("broken")


def rows_in(engine):
    with engine.connect() as connection:
        return sum(
            connection.scalar(select(func.count()).select_from(table_of(sheet.table)))
            for sheet in workbook_schema().values()
        )


def test_the_good_workbook_has_no_problem_and_is_imported(engine, tmp_path):
    result = apply(engine, Draft().write(tmp_path / "good.xlsx"))
    assert (result.preview.problems, result.is_written, rows_in(engine)) == ([], True, 21)


def test_there_are_more_than_forty_ways_to_break_it():
    assert len(BROKEN) > 40


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_workbook_gives_exactly_its_problems_and_writes_nothing(name, sqlite_engine, tmp_path):
    case = BROKEN[name]
    version = data_version(sqlite_engine)
    result = apply(sqlite_engine, Draft().apply(case["break"]).write(tmp_path / "broken.xlsx"))
    found = [(one.sheet, one.row, one.column) for one in result.preview.problems]
    assert found == [tuple(one[:3]) for one in case["problems"]]
    for problem, (*_, word) in zip(result.preview.problems, case["problems"], strict=True):
        assert word in problem.reason
        assert problem.remedy
    assert not result.is_written
    assert (rows_in(sqlite_engine), data_version(sqlite_engine)) == (0, version)


@pytest.mark.parametrize("name", ["a space in an unknown building", "two contracts at once", "a park twice"])
def test_one_bad_row_stops_the_good_ones_on_both_databases(name, engine, tmp_path):
    assert not apply(engine, Draft().apply(BROKEN[name]["break"]).write(tmp_path / "broken.xlsx")).is_written
    assert rows_in(engine) == 0


def test_what_a_problem_says_can_be_read_aloud(sqlite_engine, tmp_path):
    path = Draft().apply({"set": ["单元", 3, "建筑面积(㎡)", "300㎡"]}).write(tmp_path / "broken.xlsx")
    (problem,) = preview(sqlite_engine, path).problems
    assert problem.sentence() == (
        "工作表「单元」第3行「建筑面积(㎡)」列的值“300㎡”：不是数字。请只填数字，单位以表头为准。"
    )
