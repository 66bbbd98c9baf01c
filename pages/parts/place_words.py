"""What the map says in words, at each of its levels."""

from collections.abc import Iterator

import pandas as pd

from core.terms import SpaceState
from core.views.occupancy_table import in_sum, occupancy_table
from pages.parts.scope import Scope
from pages.parts.words import day_in_words, number, percent


def county_sentences(scope: Scope, parks: pd.DataFrame) -> Iterator[str]:
    """How much stands empty, and where most of it is."""
    vacant = parks["vacant_m2"].sum()
    most = f"，其中{_most(parks, vacant)}" if vacant and len(parks) > 1 else ""
    empty = _vacant(parks["vacant_spaces"].sum(), vacant)
    yield f"截至{day_in_words(scope.as_of)}，{whose(scope, parks)}{empty}{most}。"
    lost = parks["longitude"].isna().sum()
    if lost:
        yield f"{lost}个园区没有经纬度，列在地图右侧。"


def park_sentences(park: pd.Series, roll: pd.DataFrame) -> Iterator[str]:
    """The park's occupancy, and its buildings with vacancies."""
    yield (
        f"{park['name']}入驻率{percent(park['occupancy'])}，{_vacant(park['vacant_spaces'], park['vacant_m2'])}。"
    )
    vacant = roll[roll["state"] == SpaceState.VACANT].groupby("building_name")["area_m2"].sum()
    if len(vacant):
        parts = [f"{name}{number(area)} ㎡" for name, area in vacant.sort_values(ascending=False).items()]
        yield f"空置分布：{'、'.join(parts[:6])}{'等' if len(parts) > 6 else ''}。"


def building_sentences(roll: pd.DataFrame) -> Iterator[str]:
    """One building: how full it is, and what needs a look."""
    whole = in_sum(occupancy_table(roll, ["building"]))
    alerted = int(roll["alerts"].gt(0).sum())
    yield (
        f"{roll['park_name'].iloc[0]}{roll['building_name'].iloc[0]}共{len(roll)}个单元、"
        f"{number(whole['total_m2'])} ㎡，"
        f"入驻率{percent(whole['occupancy'])}，{_vacant(whole['spaces_空置'], whole['area_空置'])}；"
        + (f"{alerted}个单元有预警。" if alerted else "没有预警。")
    )


def whose(scope: Scope, parks: pd.DataFrame) -> str:
    """龙泉市8个园区; a single park by its name alone."""
    return str(parks["name"].iloc[0]) if len(parks) == 1 else f"{scope.label}{len(parks)}个园区"


def _vacant(spaces: float, area: float) -> str:
    return f"空置{spaces:.0f}个单元、{number(area)} ㎡" if spaces else "没有空置单元"


def _most(parks: pd.DataFrame, vacant: float) -> str:
    most = parks.loc[parks["vacant_m2"].idxmax()]
    return f"{most['name']}最多，{number(most['vacant_m2'])} ㎡，占{percent(most['vacant_m2'] / vacant)}"
