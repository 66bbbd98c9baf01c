"""Native charts, which an office can edit."""

from typing import Any

from core.paper import MISSING, Chart, ChartForm
from data.documents.chart_style import Style
from data.documents.native_chart import NativeChart, caption, is_drawable, missing_words
from data.documents.palette import FAINT_INK
from data.documents.powerpoint.measures import CAPTION, LEAST_POINTS, PICTURE, POINTS_IN_INCH, Box, shortened
from data.documents.powerpoint.text import add_text, place
from data.documents.powerpoint.theme import FONT

LARGEST_POINTS = 16
NOTE_HEIGHT, NOTE_POINTS = 0.34, 14



def add_chart(slide: Any, chart: Chart) -> None:
    """The chart, and under it what is missing."""
    if not is_drawable(chart):
        add_text(slide, PICTURE, MISSING, 32, colour=FAINT_INK, align="center", anchor="middle")
        return
    words = missing_words(chart)
    box = PICTURE._replace(height=PICTURE.height - (NOTE_HEIGHT if words else 0))
    size = (box.width * POINTS_IN_INCH, box.height * POINTS_IN_INCH)
    native = NativeChart(chart, Style(FONT, _points(chart, box), size))
    frame = slide.shapes.add_chart(native.chart_type, *place(box), native)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", caption(chart))
    if words:
        note = Box(CAPTION.left, box.top + box.height, CAPTION.width, NOTE_HEIGHT)
        add_text(slide, note, shortened(words, note.width, NOTE_POINTS, 1), NOTE_POINTS, colour=FAINT_INK,
                 anchor="middle")


def _points(chart: Chart, box: Box) -> float:
    """So that every name and every value of lying bars has its own line."""
    if chart.form is not ChartForm.BARS:
        return LARGEST_POINTS
    row = box.height * POINTS_IN_INCH * 0.85 / max(len(chart.categories), 1)
    return min(max(min(row * 0.72, row / (len(chart.series) + 0.6) + 1), LEAST_POINTS), LARGEST_POINTS)
