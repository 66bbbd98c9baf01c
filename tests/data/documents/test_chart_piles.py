"""Values beside a stacked column stand near their parts, in their order, and clear of each other."""

from itertools import pairwise

import pytest

from core.paper import Chart, ChartForm, Series
from data.documents.chart_piles import Room, beside, plot_of, spread

ROOM = Room(436.5, 212.6, 9.5, 10.5)


def pile(*values, categories=("2026年6月",)):
    series = tuple(Series(f"第{place}部分", (value,) * len(categories)) for place, value in enumerate(values))
    return Chart("", "构成", ChartForm.STACKED, categories, series, decimals=0)


@pytest.mark.parametrize("middles", [[1, 1, 1], [5, 40, 41], [0], [], [97, 98, 99], [10, 50, 90]], ids=str)
def test_places_keep_their_order_and_their_distance(middles):
    places = spread(middles, 10, 100)
    assert all(after - before >= 10 - 1e-9 for before, after in pairwise(places))
    assert all(0 < one <= 100 for one in places)


def test_what_is_far_enough_apart_stays():
    assert spread([10, 50, 90], 10, 100) == [10, 50, 90]


def test_a_part_with_room_bears_its_value_inside_and_a_small_one_beside():
    assert set(beside(pile(90, 2, 60), ROOM)) == {(1, 0)}


def test_a_part_as_high_as_a_line_just_holds_its_value():
    line = ROOM.letters * 1.2
    plot = plot_of(pile(50, 50), ROOM)
    least = plot.high * line / (ROOM.height * plot.height)
    for factor, is_moved in ((1.001, False), (0.999, True)):
        small = least * factor
        assert ((1, 0) in beside(pile(100 - small, small), ROOM)) is is_moved


@pytest.mark.parametrize("nothing", [None, 0, float("nan")])
def test_what_has_no_part_has_no_place(nothing):
    assert set(beside(pile(90, nothing, 2), ROOM)) == {(2, 0)}


def test_values_stand_right_of_the_column_within_the_chart():
    names = tuple(f"上垟第{place}产业园" for place in range(8))
    for right, _ in beside(pile(90, 2, 3, categories=names), ROOM).values():
        assert 0 < right < 1 / len(names)
