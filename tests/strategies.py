"""Random counties for hypothesis, with the days on which something in them changes."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import numpy as np
from hypothesis import strategies as st

from core.facts import Snapshot, column_types
from tests.counties.county import random_county
from tests.counties.picking import Pick

TURNING_POINTS = [
    date(2026, 6, 30), date(2022, 5, 31), date(2022, 6, 1), date(2022, 8, 23), date(2022, 8, 24), date(2023, 1, 1),
    date(2024, 12, 31), date(2025, 4, 20), date(2026, 1, 20), date(2026, 1, 21), date(2026, 3, 31), date(2026, 4, 1),
    date(2026, 4, 21), date(2027, 6, 30),
]
FIRST_DAY = np.datetime64("2021-06-01")
LATELY = [date(2026, 6, 30), date(2026, 3, 31), date(2025, 6, 30), date(2026, 10, 21), date(2026, 12, 31)]


def interesting_days(snapshot: Snapshot) -> list[list[date]]:
    """By table, every day of the facts with its neighbours; first the days from which rules or dues count."""
    found = [LATELY, TURNING_POINTS]
    for one in fields(Snapshot):
        table = getattr(snapshot, one.name)
        columns = [getattr(table, name) for name, kind in column_types(type(table)).items() if kind == "datetime64[D]"]
        days = {
            day.item() + timedelta(days=shift)
            for column in columns for day in column if day > FIRST_DAY for shift in (-1, 0, 1)
        }
        found += [sorted(days)] if days else []
    return found


def county_and_day(pick: Pick) -> tuple[Snapshot, date]:
    snapshot = random_county(pick)
    return snapshot, pick(pick(interesting_days(snapshot)))


@st.composite
def counties_and_days(draw: Any) -> tuple[Snapshot, date]:
    return county_and_day(lambda options: draw(st.sampled_from(options)))
