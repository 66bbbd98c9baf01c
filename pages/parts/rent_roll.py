"""The rent roll with names and building data, joined once per scope and day."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from core.views.rent_roll import rent_roll
from core.views.vacancy import vacancies
from data.engine import data_version
from data.tables import Building, Enterprise, Park, Space
from pages.parts.assessment import KEPT, assessment, records_of
from pages.parts.database import engine
from pages.parts.scope import Scope


def roll_of(scope: Scope) -> pd.DataFrame:
    """The scope's rent roll with park_name, town, building_name, floor, height_m, load_kg_m2, is_listed, tenant,
    and for what is empty empty_since, empty_days and was_held. Shared: copy before changing.
    """
    return _roll(scope, data_version(engine()))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _roll(scope: Scope, version: int) -> pd.DataFrame:  # noqa: ARG001
    judged = assessment(scope)
    roll, empty = rent_roll(judged), vacancies(judged.situation)
    roll = roll.assign(
        empty_since=empty.since.astype("datetime64[s]"), was_held=empty.was_held,
        empty_days=_days(judged.situation.on - empty.since),
    )
    parks = records_of(scope, Park)[["code", "name", "town"]].set_axis(["park", "park_name", "town"], axis=1)
    buildings = records_of(scope, Building)[["park_code", "code", "name"]]
    spaces = records_of(scope, Space)[["park_code", "code", "floor", "height_m", "load_kg_m2", "is_listed"]]
    tenants = records_of(scope, Enterprise)[["credit_code", "name"]].rename(columns={"name": "tenant"})
    return (
        roll.merge(parks, on="park", how="left")
        .merge(buildings.set_axis(["park", "building", "building_name"], axis=1), on=["park", "building"], how="left")
        .merge(spaces.rename(columns={"park_code": "park", "code": "space"}), on=["park", "space"], how="left")
        .merge(tenants, on="credit_code", how="left")
        .assign(building_name=lambda one: one["building_name"].fillna(one["building"]))
    )


def _days(gap: Any) -> Any:
    return np.where(np.isnat(gap), np.nan, gap.astype("timedelta64[D]").astype(float))
