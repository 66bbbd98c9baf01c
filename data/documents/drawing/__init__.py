"""A chart of a paper as an SVG: vector in print, and large on the wall. The same picture everywhere, and no library.

For a page that follows the visitor's theme, draw twice (``LIGHT`` and ``DARK``) and let its style sheet show one: the
ground is left transparent.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from core.paper import MISSING, Chart, ChartForm
from data.documents.drawing.bars import bars, bars_height
from data.documents.drawing.columns import columns, stacked
from data.documents.drawing.frame import DARK, LIGHT, Frame, Theme, known
from data.documents.drawing.lines import lines
from data.documents.drawing.svg import block, document, lettering, shortened, width_of

__all__ = ["DARK", "LIGHT", "Theme", "draw", "fitting_height"]

FORMS: dict[ChartForm, Callable[[Frame], Iterator[str]]] = {
    ChartForm.BARS: bars, ChartForm.COLUMNS: columns, ChartForm.STACKED: stacked, ChartForm.LINES: lines,
}
SIGNS = {"红": "●", "橙": "◆", "黄": "▲", "蓝": "■"}
"""Of the warning levels, so that colour never carries the meaning alone."""


def draw(chart: Chart, width: float, height: float, *, theme: Theme = LIGHT, size: float = 0) -> str:
    """The chart without its title, which is the caption. size: of the letters; 0 = what suits the picture."""
    size = size or max(8.5, min(width / 48, height / 23))
    frame = Frame(chart, theme, size, 0, 0, width, height)
    if not any(known(one.values) for one in chart.series):
        parts = [lettering(width / 2, height / 2, MISSING, size, theme.faint, anchor="middle")]
    else:
        head, used = _head(frame)
        parts = [*head, *FORMS[chart.form](replace(frame, top=used))]
    return document(parts, width, height, chart.title, theme.font)


def fitting_height(chart: Chart, width: float, size: float) -> float:
    """As high as the chart is read best at that width, with letters of that size."""
    if chart.form is ChartForm.BARS:
        return _head(Frame(chart, LIGHT, size, 0, 0, width, 0))[1] + bars_height(chart, size)
    return width * 0.46


def _head(frame: Frame) -> tuple[list[str], float]:
    """Unit and legend from left to right, and the height that they take."""
    size, x, y = frame.size, 0.0, frame.size
    parts = []
    for text, colour, sign in _entries(frame):
        mark = size * 1.3 if colour else 0
        text = shortened(text, min(size * 18, frame.right - mark), size)
        if x and x + mark + width_of(text, size) > frame.right:
            x, y = 0.0, y + size * 1.7
        if sign:
            parts.append(lettering(x, y, sign, size, colour))
        elif colour:
            parts.append(block(x, y - size * 0.42, size * 0.84, size * 0.84, colour))
        parts.append(lettering(x + mark, y, text, size, frame.theme.ink if colour else frame.theme.faint))
        x += mark + width_of(text, size) + size * 1.6
    return parts, y + size * 1.2 if parts else size * 0.3


def _entries(frame: Frame) -> Iterator[tuple[str, str, str]]:
    chart = frame.chart
    if chart.unit:
        yield f"单位：{chart.unit}", "", ""
    if len(chart.series) > 1:
        for series, colour in zip(chart.series, frame.colours, strict=True):
            yield series.name, colour, SIGNS.get(series.tone, "")
