"""Cells as people type them."""

import datetime

import pytest

from data.intake.problems import CellError
from data.intake.schema import workbook_schema
from data.intake.values import read_cell
from tests.data.intake.workbooks import load

CELLS = load("cells")


def read(sheet, header, typed):
    return read_cell(typed, workbook_schema()[sheet].column(header))


@pytest.mark.parametrize(("sheet", "header", "typed", "value"), CELLS["as typed"])
def test_a_cell_is_read_as_it_is_typed(sheet, header, typed, value):
    found, is_normalised = read(sheet, header, typed)
    assert (found, type(found), is_normalised) == (value, type(value), False)


@pytest.mark.parametrize(("sheet", "header", "typed", "value"), CELLS["normalised"])
def test_a_cell_that_is_normalised_is_said_to_be(sheet, header, typed, value):
    found, is_normalised = read(sheet, header, typed)
    assert (found, type(found), is_normalised) == (value, type(value), True)


@pytest.mark.parametrize(("sheet", "header", "typed"), CELLS["refused"])
def test_a_cell_that_cannot_be_read_is_refused_with_a_remedy(sheet, header, typed):
    with pytest.raises(CellError) as error:
        read(sheet, header, typed)
    assert error.value.reason
    assert error.value.remedy


def test_a_number_that_is_not_finite_is_refused():
    for typed in (float("inf"), float("nan")):
        with pytest.raises(CellError):
            read("园区", "占地面积(亩)", typed)


def test_every_percentage_of_four_digits_is_its_share_digit_for_digit():
    for number in range(10_001):
        assert read("园区", "约定自持比例", f"{number / 100:.2f}%")[0] == float(f"{number}e-4")


def test_a_time_is_no_date():
    with pytest.raises(CellError):
        read("合同", "签订日期", datetime.time(8, 30))


def test_a_text_longer_than_a_cell_of_excel_is_refused():
    with pytest.raises(CellError):
        read("检查隐患", "描述", "长" * 32_768)


def test_a_code_longer_than_an_index_holds_is_refused():
    for sheet, header in (("合同", "合同编号"), ("合同", "单元编号")):
        assert read(sheet, header, "长" * 100)[0] == "长" * 100
        with pytest.raises(CellError):
            read(sheet, header, "长" * 101)
