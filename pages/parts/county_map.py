"""The county: its outline, its towns as points, its parks as columns."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pydeck as pdk
import streamlit as st

from data.places import METRES_PER_DEGREE
from data.reference import counties, outline, towns
from pages.parts.address import keep_in_address, take_from_address
from pages.parts.empty import empty
from pages.parts.look import FAINT_INK, LINE, PANEL, PRIMARY, SURFACE
from pages.parts.map_scale import FIGURES, MapFigure, Scale, legend, scale_for
from pages.parts.map_view import apart, fit
from pages.parts.maps import LIT, MATTE, Frame, deck, rgba, show_map, texts, tip
from pages.parts.place_picker import go_to
from pages.parts.words import is_missing

LONGQUAN, LISHUI = "331181", "331100"
PITCH, BEARING = 38, -6
WITH_OUTLINE = "柱越高数值越大。轮廓来源：天地图，示意；乡镇仅标示意位置，不绘界线"
WITHOUT_OUTLINE = "柱越高数值越大。县（市、区）仅标示意位置，不绘界线"
AROUND = 0.12
"""Degrees shown around the parks where there is no outline."""
NAME_PX = 13
MOST_NAMES = 30
"""Beyond so many parks the map shows names only on hover."""


def pick_figure() -> MapFigure:
    """Which figure the columns show."""
    take_from_address("figure", list(FIGURES), default="vacant_m2")
    st.segmented_control(
        "柱高与颜色", list(FIGURES), format_func=lambda one: FIGURES[one].label, key="figure", required=True,
        label_visibility="collapsed",
    )
    keep_in_address("figure", default="vacant_m2")
    return FIGURES[st.session_state.figure]


def show_county(parks: pd.DataFrame, figure: MapFigure, room: Frame) -> None:
    """The map of the parks that have coordinates; a click opens one."""
    placed = parks.dropna(subset=["longitude"])
    if placed.empty:
        empty("所选园区都没有经纬度", "请在园区台账补填经度、纬度和坐标系；右侧列表仍可逐级查看")
        return
    county = placed["county_code"].iloc[0] if placed["county_code"].nunique() == 1 else ""
    drawn, scale = county_deck(placed, county, figure, room)
    note = WITH_OUTLINE if _ring(county) else WITHOUT_OUTLINE
    said = "，".join(f"{one['name']}{figure.write(one[figure.column])}" for _, one in placed.iterrows())
    show_map(
        drawn, legend(scale, has_missing=bool(placed[figure.column].isna().any()), note=note), height=room.height,
        key="county-map", alt=f"园区分布图，柱高和颜色表示{figure.label}：{said}",
        on_pick=lambda code: go_to("park", code),
    )


def county_deck(parks: pd.DataFrame, county: str, figure: MapFigure, room: Frame) -> tuple[pdk.Deck, Scale]:
    """The map and the scale of its colours. parks: those of ``park_list`` that have coordinates; county: its code."""
    scale = scale_for(figure, parks[figure.column])
    ground = _ring(county) or _around(parks)
    reach = _reach(ground)
    columns = _columns(parks, scale, tallest=reach / 7)
    places = [(x, y, 0.0) for x, y in ground] + [tuple(one["position"]) for one in columns]
    layers = [
        *_ground(county), _places(county), *_place_names(county),
        pdk.Layer(
            "ColumnLayer", id="parks", data=columns, get_position="foot", get_elevation="height", radius=reach / 85,
            disk_resolution=24, get_fill_color="colour", pickable=True, auto_highlight=True, highlight_color=LIT,
            extruded=True, material=MATTE,
        ),
    ]
    view = fit(places, room.width, room.height, pitch=PITCH, bearing=BEARING, margin=0.04, closest=14)
    if len(columns) <= MOST_NAMES:
        layers.append(_names(columns, view, room))
    return deck(layers, view), scale


def _names(columns: list[dict[str, Any]], view: pdk.ViewState, room: Frame) -> pdk.Layer:
    """Names and figures above the columns, moved apart where they would hide each other."""
    sizes = [(NAME_PX * len(one["label"]) + 12, NAME_PX + 13) for one in columns]
    for one, offset in zip(columns, apart([one["position"] for one in columns], sizes, view, room.height), strict=True):
        one["offset"] = [offset[0], offset[1] - 6]
    return texts("names", columns, size=NAME_PX, is_framed=True, offset="offset", is_clickable=True)


def _columns(parks: pd.DataFrame, scale: Scale, tallest: float) -> list[dict[str, Any]]:
    figure = scale.figure
    most = max(parks[figure.column].max(), 1e-9) if figure.unit else 1.0
    return [
        {
            "code": code, "foot": [one["longitude"], one["latitude"]],
            "position": [one["longitude"], one["latitude"], (height := _height(one[figure.column], most) * tallest)],
            "height": height, "colour": rgba(scale.tone(one[figure.column]), 235),
            "label": f"{one['name']} {figure.write(one[figure.column])}", **_tip(one),
        }
        for code, one in parks.iterrows()
    ]


def _height(value: float, most: float) -> float:
    """A share of the tallest column; a stump where nothing is known or there is nothing."""
    return 0.03 if is_missing(value) else max(value / most, 0.03)


def _tip(park: pd.Series) -> dict[str, str]:
    return tip(park["name"], [
        ("所在乡镇", park["town"]), *((one.label, one.write(park[one.column])) for one in FIGURES.values()),
    ])


def _ground(county: str) -> list[pdk.Layer]:
    """The neighbours as a backdrop and the county itself; nothing where no outline is known."""
    if not _ring(county):
        return []
    around = [{"polygon": one["geometry"]["coordinates"]} for one in outline(LISHUI)["features"]
              if one["geometry"]["type"] == "Polygon"]
    own = [{"polygon": one["geometry"]["coordinates"]} for one in outline(county)["features"]]
    plain = {"get_polygon": "polygon", "stroked": True, "filled": True, "line_width_min_pixels": 1, "pickable": False}
    return [
        pdk.Layer("PolygonLayer", id="around", data=around, get_fill_color=rgba(PANEL, 110),
                  get_line_color=rgba(LINE, 140), **plain),
        pdk.Layer("PolygonLayer", id="county", data=own, get_fill_color=rgba(PANEL),
                  get_line_color=rgba(PRIMARY), line_width_units=pdk.types.String("pixels"), get_line_width=2, **plain),
    ]


def _places(county: str) -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer", id="towns", data=_place_rows(county), get_position="position",
        radius_units=pdk.types.String("pixels"), get_radius=3, get_fill_color=rgba(SURFACE),
        get_line_color=rgba(FAINT_INK), stroked=True,
        line_width_min_pixels=1, pickable=False,
    )


def _place_names(county: str) -> list[pdk.Layer]:
    return [texts("town-names", _place_rows(county), size=12, tone=FAINT_INK, offset=(0, -5))]


def _place_rows(county: str) -> list[dict[str, Any]]:
    """Towns of Longquan; elsewhere the county towns."""
    table = towns() if county == LONGQUAN else counties()
    points = zip(table["approximate_longitude"], table["approximate_latitude"], strict=True)
    return [{"position": list(point), "label": name} for name, point in zip(table["name"], points, strict=True)]


def _ring(county: str) -> list[tuple[float, float]]:
    if county != LONGQUAN:
        return []
    return [(x, y) for one in outline(county)["features"] for x, y in one["geometry"]["coordinates"][0]]


def _around(parks: pd.DataFrame) -> list[tuple[float, float]]:
    """The corners of a box about the parks."""
    (west, south), (east, north) = (parks[["longitude", "latitude"]].agg(one) for one in ("min", "max"))
    return [(x, y) for x in (west - AROUND, east + AROUND) for y in (south - AROUND, north + AROUND)]


def _reach(points: Sequence[tuple[float, float]]) -> float:
    """How far the points lie apart from north to south, in metres."""
    latitudes = [point[1] for point in points]
    return METRES_PER_DEGREE * (max(latitudes) - min(latitudes))
