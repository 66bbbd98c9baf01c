"""What one contract's leaving would change: before and after, for its park and for what goes with it."""

import pandas as pd

from core.materials.about import About
from core.paper import Column, Figure, Figures, Section, Table, Text
from core.sections.basis import known, rows_of
from core.terms import BASE_LABEL, Base
from core.views.departures import RATIOS, together
from core.views.phrases import direction, points
from core.wording import AREA, PERCENT

LABELS = {"occupancy": "入驻率", **{base.value: f"产业集聚度（{BASE_LABEL[base]}）" for base in Base}}
COLUMNS = (
    Column("指标"), Column("现状", "percent"), Column("退出后", "percent"), Column("变化", "number", "百分点", 1),
)


def effect(about: About) -> Section:
    """Figures before → after, and the same by every base."""
    gone = rows_of(together(about.assessment, [about.topic.subject]))
    if not gone:
        return Section("effect", "退出影响", (Text("退出影响无数据。"),))
    row, base = gone[0], about.assessment.counting_base.value
    return Section("effect", "退出影响", (_figures(about, row, base), _table(about, row)))


def _figures(about: About, row: dict[str, float], base: str) -> Figures:
    change = points(row["occupancy_after"], row["occupancy_before"])
    statement = f"退出后腾出{AREA.write(row['area_freed_m2'], 0)}" + (
        f"，{about.park_name}入驻率由{PERCENT.write(row['occupancy_before'])}{change}，"
        f"为{PERCENT.write(row['occupancy_after'])}。" if change else "，入驻率无数据。")
    return Figures(statement, "退出前后", (
        Figure("腾出面积", known(row["area_freed_m2"]), unit="㎡", decimals=0),
        _ratio("入驻率", row, "occupancy"), _ratio("产业集聚度", row, base),
        Figure("涉及税收", known(row["tax_wan_yuan"]), unit="万元"),
        Figure("涉及就业", known(row["jobs"]), unit="人", decimals=0),
    ))


def _ratio(label: str, row: dict[str, float], name: str) -> Figure:
    before, after = row[f"{name}_before"], row[f"{name}_after"]
    change = "" if pd.isna(before) else f"现为{PERCENT.write(before)}，退出后{points(after, before) or '无数据'}"
    return Figure(f"{label}（退出后）", known(after), "percent", change=change)


def _table(about: About, row: dict[str, float]) -> Table:
    lines = tuple(
        (LABELS[name], known(row[f"{name}_before"]), known(row[f"{name}_after"]),
         known(100 * (row[f"{name}_after"] - row[f"{name}_before"])))
        for name in RATIOS
    )
    changes = [
        f"{LABELS[name]}{direction(100 * (row[f'{name}_after'] - row[f'{name}_before']), '个百分点')}"
        for name in RATIOS[1:] if not pd.isna(row[f"{name}_after"] - row[f"{name}_before"])
    ]
    statement = f"{about.park_name}{'，'.join(changes)}。" if changes else "产业集聚度的变化无数据。"
    return Table(statement, "园区各项指标的变化", COLUMNS, lines)
