"""A chart of a paper as a native chart of Word and PowerPoint: its drawing, and the workbook behind it.

PowerPoint: ``shapes.add_chart(native.chart_type, x, y, cx, cy, native)``. Word: ``native.xml``, ``native.xlsx_blob``.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE
from xlsxwriter import Workbook

from core.paper import MISSING, Chart, ChartForm
from data.documents.chart_labels import number_format
from data.documents.chart_style import Style, styled
from data.documents.chart_target import has_own_series, target_name
from data.documents.plain_text import plain

CHART_TYPES = {
    ChartForm.BARS: XL_CHART_TYPE.BAR_CLUSTERED, ChartForm.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartForm.STACKED: XL_CHART_TYPE.COLUMN_STACKED, ChartForm.LINES: XL_CHART_TYPE.LINE_MARKERS,
}
MADE_ON = datetime(2000, 1, 1)
"""Of every workbook inside a chart, so that the same chart gives the same bytes."""


class NativeChart(CategoryChartData):
    """What python-pptx asks of a chart's data, with our style and a workbook in which a text never is a formula."""

    def __init__(self, chart: Chart, style: Style) -> None:
        super().__init__(number_format(chart))
        self.chart, self.style = chart, style
        self.chart_type = CHART_TYPES[chart.form]
        self.categories = [plain(category) for category in chart.categories]
        for series in chart.series:
            self.add_series(plain(series.name), [None if _is_missing(value) else value for value in series.values])
        if has_own_series(chart):
            self.add_series(plain(target_name(chart)), [chart.target] * len(chart.categories))

    def xml_bytes(self, chart_type: Any) -> bytes:
        """The chart part."""
        return styled(self._xml(chart_type).encode(), self.chart, self.style)

    @property
    def xml(self) -> bytes:
        """The chart part, of this chart's own type."""
        return self.xml_bytes(self.chart_type)

    @property
    def _workbook_writer(self) -> "_PlainWorkbookWriter":
        return _PlainWorkbookWriter(self)


def is_drawable(chart: Chart) -> bool:
    """Whether there is any value to draw; without one, a writer says 无数据 instead."""
    return any(not _is_missing(value) for series in chart.series for value in series.values)


def caption(chart: Chart) -> str:
    """Title with the unit, which the labels of the values do without."""
    return f"{chart.title}（单位：{chart.unit}）" if chart.unit else chart.title


def missing_words(chart: Chart) -> str:
    """``无数据：园区甲、园区乙`` for what stays a gap; blank if nothing is missing."""
    several = len(chart.series) > 1
    gaps = [
        f"{category}（{series.name}）" if several else category
        for series in chart.series for category, value in zip(chart.categories, series.values, strict=True)
        if _is_missing(value)
    ]
    return f"{MISSING}：{'、'.join(gaps)}" if gaps else ""


def _is_missing(value: float | None) -> bool:
    return value is None or math.isnan(value)


class _PlainWorkbookWriter(CategoryWorkbookWriter):
    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[Any]:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(xlsx_file, options) as workbook:
            workbook.set_properties({"created": MADE_ON})
            yield workbook, workbook.add_worksheet()
