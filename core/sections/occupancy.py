"""入驻与空置: what is let, why it changed, and what falls empty soon (L7)."""

import numpy as np
import pandas as pd

from core.occupancy import STATES
from core.paper import Chart, ChartForm, Column, Section, Series, Table, Text, day_in_words
from core.rounding import rounded
from core.sections.basis import Basis, known, points_of, rows_of
from core.terms import SpaceState
from core.views.expiry import ending_contracts
from core.views.phrases import points, since
from core.views.scorecard import OCCUPANCY

SOON_DAYS = 90
MOST_ENDING = 15


def occupancy(basis: Basis) -> Section:
    """Areas by state, occupancy by park against the earlier day, and the contracts that end soon."""
    return Section("occupancy", "入驻与空置", (
        Text(_sum(basis)), Text(_movement(basis)), _states(basis), _table(basis), *_ending(basis),
    ))


def _areas(basis: Basis) -> pd.Series:
    return basis.now.parks[[f"area_{state}" for state in STATES]].sum()


def _sum(basis: Basis) -> str:
    areas = _areas(basis)
    parts = "，".join(f"{state}{rounded(areas[f'area_{state}'] / 1e4, 2):,.2f}万㎡" for state in STATES)
    return f"{basis.whole}单元总面积{rounded(areas.sum() / 1e4, 2):,.2f}万㎡，其中{parts}。"


def _movement(basis: Basis) -> str:
    """Why the occupancy changed: which contracts came and went in between."""
    s = basis.now.situation
    were, are = s.in_force_on(basis.before.situation.on), s.in_force
    came, went = are & ~were, were & ~are
    area = s.contract_area_m2
    rate = points(OCCUPANCY.of_all(basis.card), OCCUPANCY.of_all(basis.card_before))
    changed = f"，入驻率{rate}" if rate else ""
    return (
        f"{since(basis.compare_to)}，新生效合同{int(came.sum())}份、{rounded(area[came].sum(), 0):,.0f}㎡，"
        f"到期或终止合同{int(went.sum())}份、{rounded(area[went].sum(), 0):,.0f}㎡{changed}。"
    )


def _states(basis: Basis) -> Chart:
    parks = basis.now.parks
    vacant = parks[f"area_{SpaceState.VACANT}"]
    most = basis.park_names[str(vacant.idxmax())] if len(parks) and vacant.max() > 0 else None
    statement = f"空置面积最大的是{most}，{rounded(vacant.max(), 0):,.0f}㎡。" if most else "没有空置单元。"
    series = tuple(
        Series(state.value, points_of(parks[f"area_{state}"] / 1e4), state.value) for state in STATES
        if parks[f"area_{state}"].sum() > 0
    )
    return Chart(statement, "各园区单元面积构成", ChartForm.STACKED, tuple(parks["name"]), series, unit="万㎡",
                 decimals=2)


def _table(basis: Basis) -> Table:
    parks = basis.now.parks.assign(before=basis.before.parks["occupancy"])
    rows = tuple(
        (row["name"], *(known(row[f"area_{state}"]) for state in STATES), known(row["occupancy"]),
         known(row["before"]), _change(row["occupancy"], row["before"]))
        for row in rows_of(parks)
    )
    columns = (
        Column("园区"), *(Column(state, "number", "㎡", 0) for state in STATES), Column("入驻率", "percent"),
        Column(f"{day_in_words(basis.compare_to)}", "percent"), Column("变化", "number", "百分点", 1),
    )
    return Table("各园区单元面积和入驻率见下表。", "各园区入驻情况", columns, rows)


def _change(now: float, before: float) -> float | None:
    return None if np.isnan(now) or np.isnan(before) else 100 * (now - before)


def _ending(basis: Basis) -> tuple[Text | Table, ...]:
    ending = ending_contracts(basis.now.situation)
    soon = ending[ending["days"] <= SOON_DAYS]
    if soon.empty:
        return (Text(f"未来{SOON_DAYS}天内没有到期的合同。"),)
    rows = tuple(
        (basis.park_names[row["park"]], basis.firm(row["credit_code"]), row["contract"], known(row["ends_on"]),
         row["days"], known(row["area_m2"]))
        for row in rows_of(soon.head(MOST_ENDING))
    )
    rest = f"，列前{MOST_ENDING}份" if len(soon) > MOST_ENDING else ""
    statement = f"未来{SOON_DAYS}天内到期合同{len(soon)}份，涉及面积{rounded(soon['area_m2'].sum(), 0):,.0f}㎡{rest}。"
    return (Table(statement, f"{SOON_DAYS}天内到期的合同", (
        Column("园区"), Column("企业"), Column("合同编号"), Column("到期日期", "day"),
        Column("剩余", "number", "天", 0), Column("面积", "number", "㎡", 0),
    ), rows),)
