"""Occupancy by whatever spaces are grouped by: park, building, floor, use (L7, L11)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.columns import positions, ratio
from core.occupancy import STATES, Areas, areas_by


def occupancy_table(spaces: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """One row per group, in order of its key: the columns of ``area_columns``, indexed by the key.

    spaces needs the columns of by, state (the word) and area_m2.
    """
    groups = spaces.groupby(list(by), sort=True)
    place = np.asarray(groups.ngroup(), np.int64)
    state = positions(STATES, spaces["state"], len(spaces))
    areas = areas_by(place, state, np.asarray(spaces["area_m2"], np.float64), groups.ngroups)
    return pd.DataFrame(area_columns(areas), index=groups.size().index)


def area_columns(areas: Areas) -> dict[str, np.ndarray]:
    """area_<state> and spaces_<state>, total_m2, total_spaces, occupied_m2, available_m2, occupancy."""
    columns: dict[str, np.ndarray] = {}
    for place, state in enumerate(STATES):
        columns[f"area_{state}"] = areas.area_m2[:, place]
        columns[f"spaces_{state}"] = areas.spaces[:, place]
    return columns | {
        "total_m2": areas.area_m2.sum(axis=1), "total_spaces": areas.spaces.sum(axis=1),
        "occupied_m2": areas.occupied_m2, "available_m2": areas.available_m2, "occupancy": areas.occupancy,
    }


def in_sum(table: pd.DataFrame) -> pd.Series:
    """The whole of such a table: areas and numbers summed, the occupancy anew from the sums; NaN without any area."""
    whole = table.sum()
    whole["occupancy"] = float(ratio(np.asarray(whole["occupied_m2"]), np.asarray(whole["available_m2"])))
    return whole
