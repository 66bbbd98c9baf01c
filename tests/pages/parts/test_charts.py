"""The pieces of charts and cards that decide something."""

from base64 import b64decode

import pytest

from core.terms import ExitStep, Severity, SpaceState
from pages.parts import cards, charts, look


def test_every_level_state_and_step_has_its_look():
    assert set(look.LEVELS) == set(Severity)
    assert set(look.SPACE_STATES) == set(SpaceState)
    assert set(look.EXIT_STEPS) == set(ExitStep)
    assert len({mark.sign for mark in look.LEVELS.values()}) == len(Severity)


def test_categories_beyond_seven_are_summed_up_as_others():
    folded = charts.fold_others({f"行业{place}": float(place) for place in range(1, 11)})
    assert list(folded) == [*(f"行业{place}" for place in range(10, 3, -1)), "其他"]
    assert folded["其他"] == 6


def test_others_stay_last_even_when_they_are_the_most():
    assert list(charts.fold_others({"其他": 90.0, "竹木": 10.0})) == ["竹木", "其他"]


def test_others_are_grey_and_take_no_colour_from_the_rest():
    colours = look.category_colours(["其他", "竹木", "青瓷"])
    assert colours == {"其他": look.OTHER_TONE.light, "竹木": look.CATEGORIES[0], "青瓷": look.CATEGORIES[1]}


@pytest.mark.parametrize("series", [[], [1.0], [None, 2.0, None]])
def test_fewer_than_two_figures_make_no_line(series):
    assert "img" not in cards.spark_line(series)


def test_a_missing_figure_leaves_a_gap_in_the_line():
    drawing = b64decode(cards.spark_line([1.0, 2.0, None, 3.0, 2.0]).split("base64,")[1].split('"')[0]).decode()
    path = drawing.split('<path d="')[1].split('"')[0]
    assert path.count("M") == 2
    assert path.count("L") == 2
