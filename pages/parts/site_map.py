"""One park from above: its buildings floor by floor in 3D, coloured by state or by occupancy."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pydeck as pdk
import streamlit as st

from core.terms import SpaceState
from core.views.occupancy_table import occupancy_table
from data.places import METRES_PER_DEGREE, Point, Rings, boxes, outlines, shifted
from data.tables import Building, Park
from pages.parts.address import keep_in_address, take_from_address
from pages.parts.assessment import records_of
from pages.parts.empty import empty
from pages.parts.look import LINE, OTHER_TONE, SPACE_STATES, Tone
from pages.parts.map_scale import FLOORS, Scale, legend, legend_of
from pages.parts.map_view import fit
from pages.parts.maps import LIT, MATTE, Frame, deck, pale, rgba, show_map, texts, tip
from pages.parts.place_picker import go_to
from pages.parts.scope import Scope
from pages.parts.words import area, is_missing, percent

PITCH, BEARING = 50, -20
STOREY_M, SLAB = 4.5, 0.86
"""Height of a storey where it is not recorded; how much of it is drawn, so that floors stand apart."""
TALLER = 1.4
"""Heights are drawn so much larger than lengths, to tell the floors apart."""
GRID_M, GRID_LINES = 50, 5
NO_OUTLINES = "没有楼栋轮廓，位置和形状为示意；每层按各状态面积占比分色"
OUTLINES = "每层按各状态面积占比分色；地面网格50米，高度放大1.4倍"
ANYWHERE: Point = (119.14, 28.08)
"""Where a park without coordinates is drawn; nothing on the map depends on it."""


def pick_colours() -> bool:
    """Whether floors are coloured by state, or else by occupancy."""
    take_from_address("colours", ["state", "occupancy"], default="state")
    st.segmented_control(
        "楼层颜色", ["state", "occupancy"], format_func={"state": "按状态", "occupancy": "按入驻率"}.get, key="colours",
        required=True, label_visibility="collapsed",
    )
    keep_in_address("colours", default="state")
    return bool(st.session_state.colours == "state")


def buildings_of(scope: Scope, park: str) -> pd.DataFrame:
    """The register of one park's buildings, with the coordinate_system of its outlines."""
    buildings, parks = records_of(scope, Building), records_of(scope, Park)
    systems = parks[["code", "coordinate_system"]].rename(columns={"code": "park_code"})
    return buildings[buildings["park_code"] == park].merge(systems, on="park_code")


def show_site(
    buildings: pd.DataFrame, roll: pd.DataFrame, park: pd.Series, room: Frame, *, by_state: bool, chosen: str | None
) -> None:
    """The map of one park; a click opens a building."""
    if buildings.empty:
        empty(f"{park['name']}还没有楼栋", "请导入楼栋和单元台账，即可看到楼栋与销控图")
        return
    drawn, is_made_up = site_deck(buildings, roll, park, room, by_state=by_state, chosen=chosen)
    note = NO_OUTLINES if is_made_up else OUTLINES
    shown = state_legend(note) if by_state else legend(FLOORS, has_missing=True, note=note)
    meaning = "各层状态" if by_state else "各层入驻率"
    show_map(
        drawn, shown, height=room.height, key=f"site-map-{park.name}",
        alt=f"{park['name']}{len(buildings)}栋楼的三维示意图，颜色表示{meaning}",
        on_pick=lambda code: go_to("building", code),
    )


def state_legend(note: str) -> str:
    """HTML: the five states."""
    rows = [(mark.tone, mark.word) for mark in SPACE_STATES.values()]
    return legend_of("各层状态", [*rows, (OTHER_TONE, "无单元数据")], note)


def site_deck(
    buildings: pd.DataFrame, roll: pd.DataFrame, park: pd.Series, room: Frame, *, by_state: bool, chosen: str | None
) -> tuple[pdk.Deck, bool]:
    """The map, and whether any building stands in a made-up place.

    buildings: rows of the register of one park, with outline_wkt and coordinate_system. roll: its rent roll. park: its
    row of ``park_list``. by_state: each floor in slices by the states of its area, else in one colour by its occupancy.
    """
    shapes, is_made_up = _shapes(buildings, roll, park)
    scale = None if by_state else FLOORS
    slabs, names = [], []
    for building in buildings.itertuples(index=False):
        own = roll[roll["building"] == building.code]
        pile = _pile(building, own, shapes[building.code], scale, is_bright=chosen in (None, building.code))
        slabs += pile
        names.append(_name(building, own, shapes[building.code], pile))
    corners = [(x, y, slab["top"]) for slab in slabs for x, y, *_ in slab["polygon"][0]]
    layers = [
        _grid(corners),
        pdk.Layer(
            "PolygonLayer", id="floors", data=slabs, get_polygon="polygon", extruded=True, get_elevation="thick",
            get_fill_color="colour", pickable=True, auto_highlight=True, highlight_color=LIT, material=MATTE,
            position_format=pdk.types.String("XYZ"),
        ),
        texts("names", names, size=13, is_framed=True, offset=(0, -8), is_clickable=True),
    ]
    return deck(layers, fit(corners, room.width, room.height, pitch=PITCH, bearing=BEARING, margin=0.1)), is_made_up


def _shapes(buildings: pd.DataFrame, roll: pd.DataFrame, park: pd.Series) -> tuple[dict[str, list[Rings]], bool]:
    """Building code -> its polygons; if one has no outline, all stand on the made-up grid."""
    known = {
        one.code: outlines(_or_none(one.outline_wkt), _or_none(one.coordinate_system))
        for one in buildings.itertuples(index=False)
    }
    if known and all(known.values()):
        return known, False
    floors = roll.groupby(["building", "floor"])["area_m2"].sum().groupby("building").max()
    areas = [float(floors.get(code, 0)) or 300.0 for code in known]
    centre = ANYWHERE if is_missing(park["longitude"]) else (park["longitude"], park["latitude"])
    return {code: [box] for code, box in zip(known, boxes(areas, centre), strict=True)}, True


def _pile(
    building: Any, roll: pd.DataFrame, shape: list[Rings], scale: Scale | None, *, is_bright: bool
) -> list[dict[str, Any]]:
    """The slabs of a building from the ground up: one or more per floor, each once per polygon."""
    floors = occupancy_table(roll, ["floor"])
    heights = roll.groupby("floor")["height_m"].mean()
    slabs, foot = [], 0.0
    for floor in range(1, int(building.floors) + 1):
        storey = TALLER * (STOREY_M if is_missing(heights.get(floor)) else float(heights[floor]))
        row = floors.loc[floor] if floor in floors.index else None
        said, base = _tip(building, floor, row), foot
        for tone, share in _slices(row, scale):
            thick = SLAB * storey * share
            colour = (rgba if is_bright else pale)(tone)
            slabs += [_slab(building.code, rings, base, thick, colour, said) for rings in shape]
            base += thick
        foot += storey
    return slabs


def _slab(
    code: str, rings: Rings, foot: float, thick: float, colour: list[int], said: dict[str, str]
) -> dict[str, Any]:
    ground = [[[x, y, foot] for x, y in ring] for ring in rings]
    return {"code": code, "polygon": ground, "thick": thick, "top": foot + thick, "colour": colour, **said}


def _slices(floor: pd.Series | None, scale: Scale | None) -> list[tuple[Tone, float]]:
    """Colours of a floor from below, with the share of its height: one by occupancy, or one per state by its area."""
    if floor is None:
        return [(OTHER_TONE, 1.0)]
    if scale:
        return [(scale.tone(floor["occupancy"]), 1.0)]
    shares = {state: floor[f"area_{state}"] / floor["total_m2"] for state in SpaceState}
    return [(SPACE_STATES[state].tone, share) for state, share in shares.items() if share]


def _tip(building: Any, floor: int, row: pd.Series | None) -> dict[str, str]:
    title = f"{building.name or building.code} {floor}层"
    if row is None:
        return tip(title, [("单元", "无数据")])
    parts = [(state.value, f"{area(row[f'area_{state}'])}，{row[f'spaces_{state}']:.0f}个单元") for state in SpaceState
             if row[f"spaces_{state}"]]
    return tip(title, [*parts, ("入驻率", percent(row["occupancy"]))])


def _name(building: Any, roll: pd.DataFrame, shape: list[Rings], pile: list[dict[str, Any]]) -> dict[str, Any]:
    """The label above a building."""
    ring = shape[0][0]
    x, y = (min(p[i] for p in ring) / 2 + max(p[i] for p in ring) / 2 for i in (0, 1))
    whole = occupancy_table(roll, ["building"])
    said = percent(whole["occupancy"].iloc[0]) if len(whole) and not is_missing(whole["occupancy"].iloc[0]) else "—"
    unfinished = len(whole) and whole[f"area_{SpaceState.UNFINISHED}"].iloc[0] == whole["total_m2"].iloc[0]
    called = building.name or building.code
    return {
        "code": building.code, "position": [x, y, pile[-1]["top"]],
        "label": f"{called} {'在建' if unfinished else said}",
        **tip(called, [("层数", str(building.floors)), ("点开", "楼层销控图")]),
    }


def _grid(corners: Sequence[tuple[float, float, float]]) -> pdk.Layer:
    """Lines every 50 metres on the ground, as a measure."""
    xs, ys = [one[0] for one in corners], [one[1] for one in corners]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    lines = GRID_LINES + int((max(ys) - min(ys)) * METRES_PER_DEGREE / GRID_M / 2)
    reach = lines * GRID_M
    steps = [step * GRID_M for step in range(-lines, lines + 1)]
    ends = [((at, -reach), (at, reach)) for at in steps] + [((-reach, at), (reach, at)) for at in steps]
    rows = [{"from": shifted(middle, *start), "to": shifted(middle, *end)} for start, end in ends]
    return pdk.Layer("LineLayer", id="grid", data=rows, get_source_position="from", get_target_position="to",
                     get_color=rgba(LINE, 120), get_width=1, pickable=False)


def _or_none(value: Any) -> str | None:
    return None if is_missing(value) else value
