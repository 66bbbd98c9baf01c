"""What the drawings of all forms share: colours of a theme, the scale of the values, the place left for them."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.paper import Chart, written
from data.documents.palette import FAINT_INK, INK, LINE, PRIMARY, RED, TONES, WHITE, ink_on, series_colours


@dataclass(frozen=True)
class Theme:
    """ground: what it is drawn for, though left transparent.

    swaps: what stands for a colour of the palette where that would not be seen.
    """

    ink: str
    faint: str
    line: str
    ground: str
    target: str
    swaps: Mapping[str, str]
    font: str = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif"

    def colours(self, chart: Chart) -> list[str]:
        """One a series."""
        return [f"#{self.swaps.get(one, one)}" for one in series_colours(chart.series)]


LIGHT = Theme(f"#{INK}", f"#{FAINT_INK}", f"#{LINE}", f"#{WHITE}", f"#{RED}", {})
DARK = Theme("#E9EBEC", "#9AA5AE", "#34404A", "#151C22", "#FF7A72", {
    PRIMARY: "4FB3AB", "0072B2": "3E9BDB", TONES["红"]: "FF7A72", TONES["橙"]: "FFA552", TONES["黄"]: "F2CF5B",
    TONES["蓝"]: "78B7F5", TONES["已租"]: "4FB3AB", TONES["已售"]: "6C9BD1", TONES["空置"]: "E0B25C",
    TONES["停用"]: "7C868E", TONES["在建"]: "46525D",
})


def ink_upon(colour: str) -> str:
    """For letters inside a bar of that colour."""
    return f"#{ink_on(colour.removeprefix('#'))}"


@dataclass(frozen=True)
class Frame:
    """A chart and the place for it, without its legend. size: of the letters."""

    chart: Chart
    theme: Theme
    size: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def colours(self) -> list[str]:
        return self.theme.colours(self.chart)

    def readable(self, colour: str) -> str:
        """For letters on the ground: the colour, or plain ink where that is too light for paper."""
        is_light = self.theme is not DARK and ink_upon(colour) == f"#{INK}"
        return self.theme.ink if is_light else colour

    @property
    def target_text(self) -> str:
        """Beside the line of the target."""
        return self.chart.target_label or f"目标{self.chart.written(self.chart.target)}{self.chart.unit}"


@dataclass(frozen=True)
class Scale:
    """Values from low to high as places from start to end."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def is_known(value: float | None) -> bool:
    """Neither None nor NaN."""
    return value is not None and not math.isnan(value)


def known(values: Iterable[float | None]) -> list[float]:
    """Those of the values that are known."""
    return [value for value in values if value is not None and not math.isnan(value)]


def heights(chart: Chart) -> Iterator[float]:
    """All that the scale must reach: zero, the target, and what is known."""
    yield 0.0
    if chart.target is not None:
        yield chart.target
    for series in chart.series:
        yield from known(series.values)


def ticks(chart: Chart, low: float, high: float, most: int = 5) -> list[float]:
    """Round values from low or just below to high or just above, no finer than the chart writes."""
    finest = 10.0 ** -(chart.decimals + (2 if chart.kind == "percent" else 0))
    rough = max((high - low) / most, finest)
    unit = 10.0 ** math.floor(math.log10(rough) + 1e-9)
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough * 0.999999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [place * step for place in range(first, max(last, first + 1) + 1)]


def tick_texts(chart: Chart, marks: list[float]) -> list[str]:
    """With no more decimals than they need."""
    factor = 100 if chart.kind == "percent" else 1
    enough = (places for places in range(chart.decimals)
              if all(abs(mark * factor - round(mark * factor, places)) < 1e-9 * max(1, factor) for mark in marks))
    decimals = next(enough, chart.decimals)
    return [written(mark, chart.kind, decimals) for mark in marks]
