"""The parks of a scope with the figures that maps and lists show, and where they lie."""

import pandas as pd

from core.rent_roll import breaches
from data.places import on_map
from data.tables import Park
from pages.parts.assessment import assessment, records_of
from pages.parts.scope import Scope
from pages.parts.words import is_missing


def park_list(scope: Scope) -> pd.DataFrame:
    """By park code: name, town, county_code, occupancy, occupied_m2, available_m2, vacant_m2, total_m2, concentration, alerts,
    longitude and latitude (CGCS2000; missing where the park has no coordinates).
    """
    judged = assessment(scope)
    parks, records = judged.parks, records_of(scope, Park).set_index("code")
    alerts = breaches(judged)["park"].value_counts()
    found = pd.DataFrame({
        "name": parks["name"], "town": records["town"], "county_code": records["county_code"], "occupancy": parks["occupancy"],
        "occupied_m2": parks["occupied_m2"], "available_m2": parks["available_m2"], "vacant_m2": parks["area_空置"],
        "vacant_spaces": parks["spaces_空置"], "total_m2": parks.filter(like="area_").filter(regex="^area_[^a-z]").sum(axis=1),
        "concentration": parks[f"{judged.counting_base.value}_ratio"],
        "alerts": alerts.reindex(parks.index, fill_value=0),
    }, index=parks.index)
    places = records[["longitude", "latitude", "coordinate_system"]].reindex(parks.index).itertuples(index=False)
    return found.join(pd.DataFrame([_place(*one) for one in places], found.index, ["longitude", "latitude"], dtype=float))


def _place(longitude: float, latitude: float, system: str | None) -> tuple[float, float]:
    if is_missing(longitude) or is_missing(latitude):
        return float("nan"), float("nan")
    return on_map(longitude, latitude, None if is_missing(system) else system)
