"""Cells as people type them are read as what they mean, or not at all."""

from decimal import Decimal

import pytest

from data.intake.ledger.days import Month, read_day, read_span
from data.intake.ledger.quantities import in_our_unit
from data.intake.ledger.space_codes import floor_in, split_spaces
from data.intake.ledger.units import Unit, parse_unit
from data.intake.ledger.words import all_fields, meaning, unit_of
from data.intake.problems import CellError
from tests.data.intake.workbooks import load

CASES = load("ledger_cells")


def read(function, typed):
    """What is read, or the reason why not."""
    try:
        return function(typed)
    except CellError as error:
        return error.reason


def agrees(found, expected):
    return expected in found if isinstance(found, str) and isinstance(expected, str) else found == expected


def day_in_words(typed):
    day, _ = read_day(typed)
    if isinstance(day, Month):
        return f"month {day.year}-{day.month}"
    return day if hasattr(day, "year") else "open"


@pytest.mark.parametrize("typed", CASES["days"])
def test_a_day(typed):
    assert agrees(read(day_in_words, typed), CASES["days"][typed])


@pytest.mark.parametrize("typed", CASES["spans"])
def test_both_ends_in_one_cell(typed):
    assert agrees(read(lambda one: list(read_span(one)), typed), CASES["spans"][typed])


@pytest.mark.parametrize("typed", CASES["spaces"])
def test_several_spaces_in_one_cell(typed):
    assert agrees(read(lambda one: list(split_spaces(one)), typed), CASES["spaces"][typed])


@pytest.mark.parametrize("typed", CASES["quantities"])
def test_a_number_with_its_unit(typed):
    assert agrees(
        read(lambda one: in_our_unit(one, "area", Decimal(1), Unit("㎡"))[0], typed), CASES["quantities"][typed],
    )


def test_a_known_code_is_one_space():
    assert split_spaces("101-103", {"101-103"}) == ("101-103",)


@pytest.mark.parametrize(("code", "floor"), [("1-201", 2), ("A1203", 12), ("101", 1), ("1-2", None), ("20305", None)])
def test_a_storey_is_told_by_the_last_digits(code, floor):
    assert floor_in(code) == floor


@pytest.mark.parametrize(("text", "unit"), [
    ("平方米", "㎡"), ("元/平方米·月", "元/㎡·月"), ("元/月/㎡", "元/㎡·月"), ("元每平方米每月", "元/㎡·月"),
    ("元/㎡/日", "元/㎡·天"), ("万度", "万kwh"), ("吨标准煤", "吨标煤"), ("年度", None), ("备注", None), ("", None),
])
def test_a_unit_has_one_spelling(text, unit):
    found = parse_unit(text)
    assert (found.text if found else None) == unit


@pytest.mark.parametrize(("header", "field", "unit"), [
    ("租用面积（平方米）", "建筑面积(㎡)", "㎡"), ("租金(元/(㎡·月))", "租金(元/㎡·月)", "元/㎡·月"),
    ("承租\n单位", "企业名称", None), ("产值/万元", "工业总产值", "万元"),
    ("乙方统一社会信用代码", "统一社会信用代码", None), ("租期（起）", "起始日期", None),
    ("原承租方", None, None), ("免租期到期日", None, None), ("备 注", None, None), ("单位能耗", None, None),
])
def test_a_header_of_theirs_means_one_of_ours(header, field, unit):
    match, found = meaning((header,), all_fields()), unit_of(header)
    assert (match.field if match else None, found.text if found else None) == (field, unit)
