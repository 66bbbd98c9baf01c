"""Credit codes are checked in form and in both check digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.codes import (
    CREDIT_DIGITS,
    credit_check_digit,
    credit_code_fault,
    industry_code_fault,
    organisation_check_digit,
)
from data.intake.reading import read_workbook
from tests.data.intake.workbooks import SAMPLE, load

CODES = load("codes")


@pytest.mark.parametrize("name", CODES["right"])
def test_a_right_code_has_no_fault(name):
    assert credit_code_fault(CODES["right"][name]) is None


@pytest.mark.parametrize("name", CODES["wrong"])
def test_a_wrong_code_is_told_apart(name):
    code, word = CODES["wrong"][name]
    assert word in credit_code_fault(code)


def test_every_code_of_the_sample_county_is_right():
    rows = read_workbook(SAMPLE).rows["企业"]
    assert len(rows) == 184
    assert [row.values[0] for row in rows if credit_code_fault(row.values[0])] == []


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8), st.integers(0, 16), st.data())
def test_any_one_character_changed_is_noticed(organisation, place, data):
    first = f"91331181{organisation}{organisation_check_digit(organisation)}"
    code = first + credit_check_digit(first)
    assert credit_code_fault(code) is None
    digits = "0123456789" if 2 <= place < 8 else CREDIT_DIGITS
    other = data.draw(st.sampled_from([one for one in digits if one != code[place]]))
    assert credit_code_fault(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("code", ["01", "97", "C36", "3670", "C3670", "A0142", "T96"])
def test_an_industry_code_has_two_to_four_digits(code):
    assert industry_code_fault(code) is None


@pytest.mark.parametrize("code", ["", "3", "C", "36701", "00", "98", "U36", "c36", "3 6", "竹木"])
def test_what_is_no_industry_code_is_told(code):
    assert industry_code_fault(code)
