"""Figures are rounded half up, as a spreadsheet shows them."""

import math

import pytest

from core.paper import written
from core.rounding import rounded
from core.wording import PERCENT


@pytest.mark.parametrize(("value", "decimals", "shown"), [
    (4.35, 1, 4.4), (4.349, 1, 4.3), (-4.35, 1, -4.4), (2.5, 0, 3.0), (0.5, 0, 1.0), (1.005, 2, 1.01), (1e9, 0, 1e9),
    (100 * 0.7 - 70, 1, 0.0), (83.44999999999999, 1, 83.5),
])
def test_half_goes_away_from_nought_and_binary_noise_does_not_count(value, decimals, shown):
    assert rounded(value, decimals) == shown


def test_there_is_no_negative_nought():
    assert math.copysign(1, rounded(-0.04, 1)) == 1


def test_cells_and_sentences_round_alike():
    assert written(0.8345, "percent", 1) == PERCENT.write(0.8345) == "83.5%"
