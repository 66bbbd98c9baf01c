"""A workbook comes in whole or not at all, and a second time it changes nothing."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session, select

from data.engine import data_version
from data.intake.importing import preview
from data.tables import Contract, ContractSpace, County, Hazard, OccupancyCheck, Park, Report
from tests.data.intake.workbooks import SAMPLE, Draft, apply


@pytest.fixture
def bring(engine, tmp_path):
    """Imports the good workbook, with changes, into the test's database."""
    def apply_draft(**breaks):
        return apply(engine, Draft().apply(breaks).write(tmp_path / "draft.xlsx"))
    return apply_draft


def counts(result):
    """Rows added, changed and unchanged."""
    each = [(len(one.added), len(one.changed), one.unchanged) for one in result.preview.sheets.values()]
    return tuple(map(sum, zip(*each, strict=True)))


def all_rows(engine, table):
    with Session(engine) as session:
        return session.exec(select(table)).all()


def test_the_sample_county_comes_in_and_a_second_time_nothing_changes(engine):
    first = apply(engine, SAMPLE)
    assert (first.preview.problems, first.is_written, counts(first)) == ([], True, (2200, 0, 0))
    version = data_version(engine)
    second = apply(engine, SAMPLE)
    assert (second.is_written, counts(second)) == (False, (0, 0, 2200))
    assert data_version(engine) == version


def test_a_preview_says_what_would_be_done_and_writes_nothing(engine):
    found = preview(engine, SAMPLE)
    assert len(found.sheets["合同"].added) == 170
    assert all_rows(engine, Park) == []
    assert data_version(engine) == 0


def test_a_preview_that_was_looked_at_can_be_applied(engine):
    assert apply(engine, preview(engine, SAMPLE)).is_written
    assert len(all_rows(engine, Park)) == 6


def test_a_preview_is_compared_anew_with_a_database_that_has_moved(engine):
    looked_at = preview(engine, SAMPLE)
    apply(engine, SAMPLE)
    assert not apply(engine, looked_at).is_written


def test_every_cell_that_would_change_is_named_with_old_and_new(bring):
    bring()
    result = bring(set=["合同", 2, "租金(元/㎡·月)", 11], **{"set 2": ["数据填报", 3, "工业总产值", None]})
    assert [(one.sheet, one.row, one.column, one.old, one.new) for one in result.preview.changes()] == [
        ("合同", 2, "租金(元/㎡·月)", 9.5, 11.0), ("数据填报", 3, "工业总产值", 230.0, None),
    ]
    assert counts(result) == (0, 2, 19)


def test_a_change_is_written_and_raises_the_data_version_by_one(bring, engine):
    bring()
    version = data_version(engine)
    bring(set=["合同", 2, "租金(元/㎡·月)", 11])
    assert data_version(engine) == version + 1
    assert {one.number: one.rent_yuan for one in all_rows(engine, Contract)} == {"HT1": 11.0, "HT2": None}


def test_rows_that_are_not_in_the_file_stay(bring, engine):
    bring()
    bring(set=["检查隐患", 2, "隐患编号", "YH2"])
    assert [one.number for one in all_rows(engine, Hazard)] == ["YH1", "YH2"]


def test_a_header_that_is_left_out_is_the_same_as_blank(bring, engine):
    bring()
    bring(drop_header=["合同", "租金(元/㎡·月)"])
    assert all_rows(engine, Contract)[0].rent_yuan is None


def test_sheets_and_columns_may_stand_in_any_order(engine, tmp_path):
    draft = Draft()
    draft.sheets = {
        name: [list(reversed(line)) for line in grid] for name, grid in reversed(list(draft.sheets.items()))
    }
    assert apply(engine, draft.write(tmp_path / "other.xlsx")).is_written


def test_other_sheets_are_left_alone_and_named(engine, tmp_path):
    draft = Draft()
    draft.sheets |= {"说明": [["随便"]], "会议": [["会议编号"]]}
    found = preview(engine, draft.write(tmp_path / "more.xlsx"))
    assert (found.problems, found.workbook.ignored) == ([], ["会议"])


def test_blank_rows_are_passed_over_and_rows_keep_excels_numbers(engine, tmp_path):
    draft = Draft()
    draft.sheets["企业"].insert(2, [None, "  ", None, None, None])
    draft.set("企业", 4, "企业名称", None)
    (problem,) = preview(engine, draft.write(tmp_path / "gap.xlsx")).problems
    assert (problem.sheet, problem.row) == ("企业", 4)


def test_cells_that_hold_only_what_nobody_sees_are_blank(engine, tmp_path):
    draft = Draft()
    draft.stray_value("企业", 3, "　 ")
    draft.sheets["企业"].append(["\u200b", " ", None])
    assert preview(engine, draft.write(tmp_path / "unseen.xlsx")).problems == []


def test_a_found_empty_check_is_the_same_check_the_second_time(bring, engine):
    bring()
    bring(set=["入驻核查", 3, "说明", "锁门"])
    notes = {one.space_code: one.note for one in all_rows(engine, OccupancyCheck)}
    assert notes == {"A101": "例行", "A102": "锁门"}


def test_a_period_is_a_year_and_a_quarter(bring, engine):
    bring()
    assert {(one.year, one.quarter) for one in all_rows(engine, Report)} == {(2025, 0), (2026, 1)}


def test_new_parks_belong_to_the_deployments_county_and_old_ones_keep_theirs(bring, engine, monkeypatch):
    bring()
    monkeypatch.setenv("COUNTY_CODE", "330101")
    monkeypatch.setenv("COUNTY_NAME", "某区")
    bring(add=["园区", {"园区编码": "P3"}], set=["园区", 2, "园区名称", "青瓷一园"])
    assert {one.code: one.county_code for one in all_rows(engine, Park)} == {
        "P1": "331181", "P2": "331181", "P3": "330101",
    }
    assert {one.code: one.name for one in all_rows(engine, County)} == {"331181": "龙泉市", "330101": "某区"}


def test_references_may_point_to_what_is_in_the_database_alone(bring, engine, tmp_path):
    bring()
    draft = Draft()
    draft.sheets = {name: grid[:1] for name, grid in draft.sheets.items()}
    draft.sheets["清退"] = [["合同编号", "决议日期"], ["HT2", "2026-10-01"]]
    assert apply(engine, draft.write(tmp_path / "few.xlsx")).is_written


# Contracts and their spaces


def spaces(engine):
    return {(one.contract_number, one.space_code) for one in all_rows(engine, ContractSpace)}


def later(**changes):
    """A third contract, on the spaces of the first."""
    return ["合同", {"合同编号": "HT3", "起始日期": "2026-06-30", "终止日期": "2029-06-29", **changes}]


def test_the_spaces_of_a_contract_are_as_the_file_says(bring, engine):
    bring()
    bring(set=["合同", 2, "单元编号", "A102"])
    assert spaces(engine) == {("HT1", "A102"), ("HT2", "A101")}


def test_the_next_contract_may_start_on_the_day_of_an_early_end(bring, engine):
    assert bring(add=later(), set=["合同", 2, "提前终止日期", "2026-06-30"]).is_written
    assert ("HT3", "A102") in spaces(engine)


def test_the_next_contract_may_start_on_the_day_on_which_a_clearing_is_completed(bring):
    assert bring(add=later(), set=["清退", 2, "完成日期", "2026-06-30"]).is_written


def test_the_next_contract_may_not_start_a_day_before_a_clearing_is_completed(bring):
    result = bring(add=later(), set=["清退", 2, "完成日期", "2026-07-01"])
    assert {(one.sheet, one.row) for one in result.preview.problems} == {("合同", 4)}


def test_the_next_contract_may_start_on_the_day_after_the_last(bring):
    assert bring(add=later(起始日期="2027-03-01")).is_written


def test_many_contracts_on_one_space_are_one_problem_each_and_not_one_for_every_pair(bring):
    many = {f"add {number}": later(合同编号=f"X{number}", 单元编号="A102") for number in range(60)}
    assert [one.row for one in bring(**many).preview.problems] == list(range(4, 64))


def test_without_the_clearings_nobody_is_said_to_hold_a_space_too_long(bring):
    found = bring(add=later(), set=["清退", 2, "完成日期", "2026-06-30"], drop_header=["清退", "合同编号"])
    assert [(one.sheet, one.column) for one in found.preview.problems] == [("清退", "合同编号")]


def test_a_contract_that_ended_on_its_first_day_was_never_in_force(bring):
    assert bring(add=later(提前终止日期="2026-06-30")).is_written


def test_contracts_of_the_database_count_too(bring, engine, tmp_path):
    bring()
    draft = Draft().apply({"add": later()})
    del draft.sheets["合同"][1:3], draft.sheets["清退"][1:]
    problems = apply(engine, draft.write(tmp_path / "next.xlsx")).preview.problems
    assert {(one.sheet, one.row, one.value) for one in problems} == {("合同", 2, "A101"), ("合同", 2, "A102")}
    assert "数据库中的合同HT1" in problems[0].reason


def test_a_clearing_that_is_taken_back_collides_with_the_next_tenant(bring, engine, tmp_path):
    bring(add=later(), set=["清退", 2, "完成日期", "2026-06-30"])
    draft = Draft()
    draft.sheets["合同"] = draft.sheets["合同"][:1]
    problems = apply(engine, draft.write(tmp_path / "back.xlsx")).preview.problems
    assert {(one.sheet, one.row, one.column) for one in problems} == {("清退", 2, "完成日期")}


def test_a_clearing_alone_frees_the_days_after_it(bring, engine, tmp_path):
    bring()
    draft = Draft().apply({"set": ["清退", 2, "完成日期", "2026-06-30"]})
    draft.sheets["合同"] = draft.sheets["合同"][:1]
    assert apply(engine, draft.write(tmp_path / "clear.xlsx")).is_written
    assert {one.held_until for one in all_rows(engine, ContractSpace) if one.contract_number == "HT1"} == {
        datetime.date(2026, 6, 30),
    }


def test_two_contracts_may_change_places_in_one_import(bring, engine):
    bring(add=["合同", {"合同编号": "HT3", "单元编号": "A102"}], set=["合同", 2, "单元编号", "A101"])
    result = bring(
        add=["合同", {"合同编号": "HT3", "单元编号": "A101"}], set=["合同", 2, "单元编号", "A102"],
    )
    assert result.preview.problems == []
    assert spaces(engine) == {("HT1", "A102"), ("HT3", "A101"), ("HT2", "A101")}


def test_imports_at_one_time_come_one_after_the_other(engine, tmp_path):
    path = Draft().write(tmp_path / "good.xlsx")
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: apply(engine, path), range(4)))
    assert sorted(one.is_written for one in results) == [False, False, False, True]
    assert data_version(engine) == 1
