"""The figures that a map can show: their classes, the colours of these, and the legend."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from math import floor, log10

from pages.parts import tables
from pages.parts.look import OTHER_TONE, Tone
from pages.parts.tables import Column
from pages.parts.words import MISSING, is_missing, number, percent

CLASSES = 5
FULLNESS = (
    Tone("#D27D2D", "#D98C3B"), Tone("#E8BF73", "#E0B25C"), Tone("#B9D6CF", "#A9C9C5"), Tone("#5FA39C", "#5FA9A1"),
    Tone("#1E6F6B", "#2F8E86"),
)
"""From empty to full, for one floor or building."""
DEEPER = (
    Tone("#CFE1DE", "#35565A"), Tone("#A3C8C3", "#42747A"), Tone("#74ADA7", "#4F9195"), Tone("#468F89", "#5FA9A1"),
    Tone("#1E6F6B", "#8CCBC2"),
)
"""From less to more of what is neither good nor bad in itself."""
WARMER = (
    Tone("#EFE3C2", "#6E6240"), Tone("#EBCB86", "#96803F"), Tone("#E0A94F", "#C99A3D"), Tone("#CF7C34", "#D98C3B"),
    Tone("#B0402A", "#E0654C"),
)
"""From less to more of what is unwanted."""
FULL_BREAKS = (0.6, 0.7, 0.8, 0.9)
RATIO_STEPS = (0.02, 0.05, 0.1)


@dataclass(frozen=True)
class MapFigure:
    """One figure of a park. column: its name in ``park_list``; unit "" = a ratio."""

    label: str
    column: str
    unit: str
    ramp: tuple[Tone, ...]
    is_low_worst: bool = True

    def write(self, value: float | None) -> str:
        """The figure with its unit."""
        return percent(value) if not self.unit else number(value, 0, self.unit)

    def as_column(self) -> Column:
        """For a table."""
        return tables.number(self.label, self.unit) if self.unit else tables.percent(self.label)


FIGURES = {
    figure.column: figure for figure in (
        MapFigure("空置面积", "vacant_m2", "㎡", WARMER, is_low_worst=False),
        MapFigure("入驻率", "occupancy", "", DEEPER),
        MapFigure("集聚度", "concentration", "", DEEPER),
        MapFigure("预警数", "alerts", "条", WARMER, is_low_worst=False),
        MapFigure("总面积", "total_m2", "㎡", DEEPER, is_low_worst=False),
    )
}


@dataclass(frozen=True)
class Scale:
    """breaks: the lower ends of all classes but the first, ascending."""

    figure: MapFigure
    breaks: tuple[float, ...]

    def tone(self, value: float | None) -> Tone:
        """The colour of a value's class; grey without a value."""
        if is_missing(value):
            return OTHER_TONE
        return self.figure.ramp[sum(value >= one - 1e-9 for one in self.breaks)]

    @property
    def labels(self) -> list[str]:
        """The classes in words, ascending."""
        ends = [self.figure.write(one).removesuffix(f" {self.figure.unit}").replace(".0%", "%") for one in self.breaks]
        between = [f"{low}–{high}" for low, high in zip(ends, ends[1:], strict=False)]
        return [f"低于{ends[0]}", *between, f"{ends[-1]}及以上"]


FLOORS = Scale(MapFigure("入驻率", "occupancy", "", FULLNESS), FULL_BREAKS)
"""The same for all parks and floors, so that pictures can be compared."""


def scale_for(figure: MapFigure, values: Iterable[float]) -> Scale:
    """Five classes of round width that tell the values apart."""
    known = [one for one in values if not is_missing(one)]
    if not figure.unit:
        return Scale(figure, _ratio_breaks(known))
    step = _round_step(max(known, default=0) / CLASSES)
    return Scale(figure, tuple(step * place for place in range(1, CLASSES)))


def _ratio_breaks(values: list[float]) -> tuple[float, ...]:
    """The narrowest steps that reach from the lowest value to the highest; never above 100 %."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    step = next((one for one in RATIO_STEPS if floor(high / one) - floor(low / one) < CLASSES), 0.2)
    first = min(floor(low / step + 1e-9), round(1 / step) - CLASSES) + 1
    return tuple(round(step * (max(first, 1) + place), 2) for place in range(CLASSES - 1))


def _round_step(least: float) -> float:
    if least <= 1:
        return 1
    power = 10 ** floor(log10(least))
    return float(next(power * size for size in (1, 2, 5, 10) if power * size >= least))


def legend(scale: Scale, *, has_missing: bool, note: str) -> str:
    """HTML of the legend: the classes, what is grey, and what else a reader must know."""
    rows = [(tone, label) for tone, label in zip(scale.figure.ramp, scale.labels, strict=True)]
    rows += [(OTHER_TONE, MISSING)] if has_missing else []
    unit = f"（{scale.figure.unit}）" if scale.figure.unit else ""
    return legend_of(f"{scale.figure.label}{unit}", rows, note)


def legend_of(title: str, rows: Iterable[tuple[Tone, str]], note: str) -> str:
    """HTML of a legend with one swatch per row."""
    swatches = "".join(
        f'<span class="swatch"><i style="background:{tone.css}"></i>{escape(label)}</span>' for tone, label in rows
    )
    said = f"<small>{escape(note)}</small>" if note else ""
    return f'<div class="map-legend"><b>{escape(title)}</b>{swatches}{said}</div>'
