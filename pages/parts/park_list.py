"""The parks of a scope with the figures that maps and lists show, and where they lie."""

import pandas as pd

from core.views.occupancy_table import area_columns
from core.views.rent_roll import breaches
from data.places import on_map
from data.tables import Park
from pages.parts import tables
from pages.parts.assessment import assessment, records_of
from pages.parts.scope import Scope
from pages.parts.words import is_missing

COLUMNS = {
    "name": tables.text("园区"), "town": tables.text("乡镇街道"), "occupancy": tables.percent("入驻率"),
    "occupied_m2": tables.area("已租已售"), "available_m2": tables.area("可用面积"), "vacant_m2": tables.area("空置"),
    "vacant_spaces": tables.number("空置单元", "个"), "total_m2": tables.area("总面积"),
    "concentration": tables.percent("集聚度"), "alerts": tables.number("预警", "条"),
    "longitude": tables.number("经度", decimals=6), "latitude": tables.number("纬度", decimals=6),
}
"""For export."""


def park_list(scope: Scope) -> pd.DataFrame:
    """By park code: name, town, county_code, occupancy, occupied_m2, available_m2, vacant_m2, vacant_spaces, total_m2,
    concentration, alerts, and longitude and latitude (CGCS2000; missing where the park has no coordinates).
    """
    judged = assessment(scope)
    parks, records = judged.parks, records_of(scope, Park).set_index("code").reindex(judged.parks.index)
    areas = pd.DataFrame(area_columns(judged.situation.areas), index=parks.index)
    found = records[["name", "town", "county_code"]].join(
        areas[["occupancy", "occupied_m2", "available_m2", "area_空置", "spaces_空置", "total_m2"]]
    ).rename(columns={"area_空置": "vacant_m2", "spaces_空置": "vacant_spaces"})
    alerts = breaches(judged)["park"].value_counts()
    places = records[["longitude", "latitude", "coordinate_system"]].itertuples(index=False)
    return found.assign(
        concentration=parks[f"{judged.counting_base.value}_ratio"], alerts=alerts.reindex(parks.index, fill_value=0),
    ).join(pd.DataFrame([_place(*one) for one in places], parks.index, ["longitude", "latitude"], dtype=float))


def _place(longitude: float, latitude: float, system: str | None) -> tuple[float, float]:
    if is_missing(longitude) or is_missing(latitude):
        return float("nan"), float("nan")
    return on_map(longitude, latitude, None if is_missing(system) else system)
