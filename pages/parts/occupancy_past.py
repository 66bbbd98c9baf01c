"""The occupancy of the scope on other days, kept small: the state of each space, and areas by park."""

from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from core.assessment import assess
from core.occupancy import state_words
from core.policy import LONGQUAN, load_policy
from core.views.occupancy_table import area_columns
from core.views.periods import quarter_ends
from data.engine import data_version
from pages.parts.assessment import snapshot_of
from pages.parts.database import engine
from pages.parts.scope import Scope, Whose

QUARTERS = 12
KEPT = 200


@st.cache_resource(show_spinner="正在计算", max_entries=KEPT)
def _on(whose: Whose, day: date, version: int) -> tuple[np.ndarray, pd.DataFrame]:
    situation = assess(snapshot_of(whose, version), load_policy(whose.county or LONGQUAN), day).situation
    codes = pd.Index(situation.facts.parks.code, name="park")
    return state_words(situation.state), pd.DataFrame(area_columns(situation.areas), index=codes)


def states_on(scope: Scope, day: date) -> np.ndarray:
    """The state of every space of the rent roll, in its order, on another day."""
    return _on(scope.whose, day, data_version(engine()))[0]


def areas_on(scope: Scope, day: date) -> pd.DataFrame:
    """By park code: the columns of core.views.occupancy_table.area_columns."""
    return _on(scope.whose, day, data_version(engine()))[1]


def by_quarter(scope: Scope) -> dict[date, pd.DataFrame]:
    """The same for the ends of the last quarters, and the day itself."""
    days = sorted({*quarter_ends(scope.as_of, QUARTERS), scope.as_of})[-QUARTERS:]
    version = data_version(engine())
    return {day: _on(scope.whose, day, version)[1] for day in days}
