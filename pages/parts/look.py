"""The palette, defined once: warning levels, space states, categories, the tones of light and dark, the chart template.

Colours that HTML uses are written as CSS ``light-dark()`` pairs; those that charts use follow the theme on screen.
"""

from dataclasses import dataclass
from functools import cache

import plotly.graph_objects as go
import streamlit as st

from core.terms import ExitStep, IndustryRelation, Severity, SpaceState

FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', sans-serif"


@dataclass(frozen=True)
class Tone:
    """One colour for light and one for dark."""

    light: str
    dark: str

    @property
    def css(self) -> str:
        """For HTML: follows the theme by itself."""
        return f"light-dark({self.light}, {self.dark})"

    @property
    def now(self) -> str:
        """For charts and maps: the one that suits the theme on screen."""
        return self.dark if is_dark() else self.light


@dataclass(frozen=True)
class Mark:
    """A word with its sign and colour, so that colour never carries the meaning alone."""

    word: str
    sign: str
    tone: Tone


def is_dark() -> bool:
    """Whether the visitor's theme is dark."""
    return st.context.theme.type == "dark"


PRIMARY = Tone("#1E6F6B", "#4FB3AB")
INK = Tone("#2A2825", "#E9EBEC")
FAINT_INK = Tone("#6F6A62", "#9AA5AE")
LINE = Tone("#DEDBD5", "#34404A")
SURFACE = Tone("#FFFFFF", "#151C22")
PANEL = Tone("#F6F5F2", "#1E272F")
EARLIER = Tone("#B9B3A8", "#66727C")
"""What a figure was before, behind what it is now."""
GOOD = Tone("#2C7A4B", "#6CCB93")
BAD = Tone("#B4232C", "#FF7A72")

LEVELS: dict[Severity, Mark] = {
    Severity.RED: Mark("红色预警", "●", Tone("#B4232C", "#FF7A72")),
    Severity.ORANGE: Mark("橙色预警", "◆", Tone("#C75B12", "#FFA552")),
    Severity.YELLOW: Mark("黄色预警", "▲", Tone("#A87B00", "#F2CF5B")),
    Severity.BLUE: Mark("蓝色提示", "■", Tone("#2563A8", "#78B7F5")),
    Severity.GOOD: Mark("利好", "✔", GOOD),
}
CANNOT_JUDGE = Mark("无法判断", "◌", FAINT_INK)

SPACE_STATES: dict[SpaceState, Mark] = {
    SpaceState.LET: Mark("已租", "■", Tone("#3E938C", "#4FB3AB")),
    SpaceState.SOLD: Mark("已售", "■", Tone("#345F8C", "#6C9BD1")),
    SpaceState.VACANT: Mark("空置", "□", Tone("#E8BF73", "#E0B25C")),
    SpaceState.DISUSED: Mark("停用", "▨", Tone("#8C867D", "#7C868E")),
    SpaceState.UNFINISHED: Mark("在建", "▤", Tone("#D3CEC5", "#46525D")),
}

EXIT_STEPS: dict[ExitStep, Tone] = {
    ExitStep.SUPPORT: Tone("#2C7A4B", "#3F9E6B"),
    ExitStep.NORMAL: Tone("#A9C9C5", "#3A5A5C"),
    ExitStep.NOTICE_DUE: Tone("#F0D9A0", "#6E5A2A"),
    ExitStep.RECTIFYING: Tone("#E8BF73", "#93702C"),
    ExitStep.RECHECK_DUE: Tone("#DC8A3C", "#B9691F"),
    ExitStep.CANDIDATE: Tone("#B4232C", "#D9534F"),
    ExitStep.LEAVING: Tone("#7A1820", "#8F2730"),
}
"""From best to worst, as the ladder shows them."""

RELATIONS: dict[IndustryRelation, Mark] = {
    IndustryRelation.LEADING: Mark("主导产业", "■", Tone("#2F857F", "#4FB3AB")),
    IndustryRelation.RELATED: Mark("关联产业", "■", Tone("#9CCBC6", "#2F6F6B")),
    IndustryRelation.OTHER: Mark("其他产业", "□", Tone("#DDB785", "#94703C")),
}

OTHER = "其他"
OTHER_TONE = Tone("#B9B3A8", "#66727C")
CATEGORIES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")


def category_colours(names: list[str]) -> dict[str, str]:
    """Colours for at most seven categories in the order given; 其他 and all further ones are grey."""
    named = [name for name in dict.fromkeys(names) if name != OTHER]
    coloured = dict(zip(named, CATEGORIES, strict=False))
    return {name: coloured.get(name, OTHER_TONE.now) for name in dict.fromkeys(names)}


def chart_template() -> go.layout.Template:
    """The plotly template for the theme on screen."""
    return _template(is_dark())


@cache
def _template(dark: bool) -> go.layout.Template:
    def pick(tone: Tone) -> str:
        return tone.dark if dark else tone.light

    axis = {
        "automargin": True, "gridcolor": pick(LINE), "linecolor": pick(LINE), "zeroline": False,
        "tickfont": {"color": pick(FAINT_INK), "size": 12}, "title": {"font": {"size": 12, "color": pick(FAINT_INK)}},
    }
    return go.layout.Template(layout={
        "font": {"family": FONT, "size": 13, "color": pick(INK)},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": list(CATEGORIES), "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "xaxis": axis, "yaxis": axis, "separators": ".,", "dragmode": False, "bargap": 0.35,
        "hoverlabel": {"font": {"family": FONT, "size": 13, "color": pick(INK)}, "bgcolor": pick(PANEL),
                       "bordercolor": pick(LINE)},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "title": {"text": ""}},
        "uniformtext": {"minsize": 11, "mode": "hide"},
    })
