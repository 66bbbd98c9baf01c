"""A mapping is confirmed once per park and header row, and suggested again for the next file of that form."""

from dataclasses import replace

import pytest

from data.engine import reading, writing
from data.intake.ledger import (
    SavedMapping,
    interpret,
    lasting,
    open_ledger,
    save_mapping,
    saved_mapping,
    saved_mappings,
    suggest,
)
from data.intake.ledger.heading import heading_at
from data.intake.stored import Stored
from tests.data.intake.ledger.writing import write
from tests.data.intake.workbooks import Draft, apply

ROWS = [["房 号", "租了多大", "谁租的", "产值"], ["A101", 300, "清音汽配", 5]]
SPACED = [["房号", "租了\n多大", "谁租的", "产　值"], ["A102", 300, "清音汽配", 5]]
MAPPING = {"房 号": "单元编号", "租了多大": "建筑面积(㎡)", "谁租的": "企业名称", "产值": None}


@pytest.fixture
def sheet_of(sqlite_engine, tmp_path):
    apply(sqlite_engine, Draft().write(tmp_path / "good.xlsx"))

    def sheet(rows):
        return open_ledger(write(tmp_path / "ledger.xlsx", {"表": {"rows": rows}})).sheets[0]
    return sheet


def save(engine, sheet, mapping=MAPPING, park="P1"):
    choices = suggest(sheet, header_rows=(1,), kind="租赁台账")
    answers = lasting({"unit:租了多大": "㎡", "mode": "租赁"})
    with writing(engine) as session:
        heading = heading_at(sheet.grid, choices.header_rows)
        save_mapping(session, park, heading, SavedMapping("租赁台账", mapping, answers), account="li")
    return heading


def test_what_was_saved_is_suggested_for_the_same_headers_however_they_are_spaced(sqlite_engine, sheet_of):
    save(sqlite_engine, sheet_of(ROWS))
    again = sheet_of(SPACED)
    with reading(sqlite_engine) as session:
        saved = saved_mapping(session, "P1", heading_at(again.grid, (1,)))
    assert saved.answers == {"unit:租了多大": "㎡"}
    choices = suggest(again, saved, header_rows=(1,), park="P1")
    assert choices.kind == "租赁台账"
    assert list(choices.mapping.values()) == list(MAPPING.values())


def test_it_is_of_one_park_and_the_last_one_counts(sqlite_engine, sheet_of):
    heading = save(sqlite_engine, sheet_of(ROWS))
    save(sqlite_engine, sheet_of(ROWS), MAPPING | {"产值": "合同编号"})
    save(sqlite_engine, sheet_of(ROWS), park="P2")
    with reading(sqlite_engine) as session:
        assert saved_mapping(session, "P1", heading).mapping["产值"] == "合同编号"
        assert list(saved_mappings(session, heading)) == ["P1", "P2"]
        assert list(saved_mappings(session, heading, ["P2"])) == ["P2"]


def test_other_headers_have_none(sqlite_engine, sheet_of):
    save(sqlite_engine, sheet_of(ROWS))
    other = sheet_of([["楼号", "房号"], ["1", "2"]])
    with reading(sqlite_engine) as session:
        assert saved_mapping(session, "P1", other.heading) is None


def test_two_columns_for_one_header_are_a_problem(sqlite_engine, tmp_path):
    path = write(tmp_path / "in.xlsx", {"表": {"rows": [["房号", "租户", "信用代码", "企业"], ["A1", "甲", "", "乙"]]}})
    ledger = open_ledger(path)
    choices = suggest(ledger.sheets[0])
    assert list(choices.mapping.values()) == ["单元编号", "企业名称", "统一社会信用代码", None]
    with reading(sqlite_engine) as session:
        chosen = replace(choices, mapping=choices.mapping | {"企业": "企业名称"})
        found = interpret(ledger, chosen, {}, Stored(session.connection()))
    assert "已有另一列" in found.problems[0].reason


def test_a_header_row_may_be_chosen(tmp_path):
    path = write(tmp_path / "in.xlsx", {"表": {"rows": [["第一季", "甲"], ["房", "人"], ["A1", "乙"]]}})
    ledger = open_ledger(path)
    assert ledger.likely is None
    assert suggest(ledger.sheets[0]) is None
    assert list(suggest(ledger.sheets[0], header_rows=(2,)).mapping) == ["房", "人"]
