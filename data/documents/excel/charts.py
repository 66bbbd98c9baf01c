"""Native charts beside their figures.

Excel draws a cell that says 无数据 as zero. A chart with gaps therefore rests on a hidden sheet where these cells are
empty; every other chart rests on the figures that one sees.
"""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from core.paper import Chart, ChartForm
from data.documents.chart_labels import begins_at_nought, labels_fit, number_format
from data.documents.excel.grid import FIRST_ROW, Cell, Grid, is_missing
from data.documents.excel.look import FONT
from data.documents.palette import INK, LINE, RED, series_colours

HIDDEN = "作图数据"
TYPES: dict[ChartForm, dict[str, str]] = {
    ChartForm.BARS: {"type": "bar"}, ChartForm.COLUMNS: {"type": "column"},
    ChartForm.STACKED: {"type": "column", "subtype": "stacked"}, ChartForm.LINES: {"type": "line"},
}
MOST_ABOVE = 15
WIDTH, HEIGHT, ROW, BAR = 760, 400, 14, 20


class Charts:
    """Adds charts to a workbook. The hidden sheet comes with the first chart that has a gap."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._hidden: Worksheet | None = None
        self._next_row = 0

    def add(self, sheet: Worksheet, chart: Chart, grid: Grid) -> None:
        """Below a short grid, right of a long one."""
        if not grid.rows:
            return
        source, first = sheet.get_name(), FIRST_ROW
        if any(is_missing(cell.value) for row in grid.rows for cell in row):
            source, first = HIDDEN, self._copy(grid)
        shown = self._drawn(chart, grid, source, first)
        height = HEIGHT
        if chart.form is ChartForm.BARS:
            height = max(280, 110 + len(grid.rows) * (ROW + BAR * len(chart.series)))
        shown.set_size({"width": WIDTH, "height": min(height, 1600)})
        is_short = len(grid.rows) <= MOST_ABOVE
        row, column = (FIRST_ROW + len(grid.rows) + 1, 0) if is_short else (FIRST_ROW - 1, len(grid.headers) + 1)
        sheet.insert_chart(row, column, shown, {"description": chart.title})

    def _copy(self, grid: Grid) -> int:
        """The row of the hidden sheet in which the cells begin."""
        if self._hidden is None:
            self._hidden = self._book.add_worksheet(HIDDEN)
            self._hidden.hide()
        first = self._next_row + 1
        for place, header in enumerate(grid.headers):
            self._hidden.write_string(first - 1, place, header)
        for row, cells in enumerate(grid.rows, start=first):
            for place, cell in enumerate(cells):
                _copy_cell(self._hidden, row, place, cell)
        self._next_row = first + len(grid.rows) + 1
        return first

    def _drawn(self, chart: Chart, grid: Grid, source: str, first: int) -> Any:
        shown = self._book.add_chart(TYPES[chart.form])
        last = first + len(grid.rows) - 1
        for place, colour in enumerate(series_colours(chart.series), start=1):
            shown.add_series({
                "name": [source, first - 1, place], "categories": [source, first, 0, last, 0],
                "values": [source, first, place, last, place], **_series_look(chart, colour),
            })
        if chart.target is not None and chart.form is not ChartForm.BARS:
            self._add_target(shown, source, first, last, len(chart.series) + 1)
        _dress(shown, chart)
        return shown

    def _add_target(self, shown: Any, source: str, first: int, last: int, place: int) -> None:
        line = self._book.add_chart({"type": "line"})
        line.add_series({
            "name": [source, first - 1, place], "categories": [source, first, 0, last, 0],
            "values": [source, first, place, last, place],
            "line": {"color": f"#{RED}", "width": 1.5, "dash_type": "dash"},
        })
        shown.combine(line)


def _copy_cell(sheet: Worksheet, row: int, place: int, cell: Cell) -> None:
    if isinstance(cell.value, int | float) and not is_missing(cell.value):
        sheet.write_number(row, place, cell.value)
    elif isinstance(cell.value, str):
        sheet.write_string(row, place, cell.value)


def _series_look(chart: Chart, colour: str) -> dict[str, Any]:
    labels = {"value": True, "num_format": number_format(chart), "font": {"name": FONT, "size": 9, "color": f"#{INK}"}}
    look: dict[str, Any] = {}
    if labels_fit(chart) and chart.form is not ChartForm.STACKED:  # of whose small parts the cells beside say more
        look["data_labels"] = labels | ({"position": "above"} if chart.form is ChartForm.LINES else {})
    if chart.form is ChartForm.LINES:
        marker = {"type": "circle", "size": 6, "fill": {"color": f"#{colour}"}, "border": {"color": f"#{colour}"}}
        return look | {"line": {"color": f"#{colour}", "width": 2.25}, "marker": marker}
    return look | {"fill": {"color": f"#{colour}"}, "gap": 60, "overlap": 100 if chart.form is ChartForm.STACKED else 0}


def _dress(shown: Any, chart: Chart) -> None:
    """A target of lying bars, across which Excel draws no line, stands in the title."""
    font = {"name": FONT, "size": 10, "color": f"#{INK}"}
    target = chart.target_label or f"目标{chart.written(chart.target)}"
    remark = f"（{target}）" if chart.target is not None and chart.form is ChartForm.BARS else ""
    unit = f"（单位：{chart.unit}）" if chart.unit else ""
    shown.set_title({"name": f"{chart.title}{remark}{unit}", "name_font": {**font, "size": 13, "bold": True}})
    grid = {"visible": True, "line": {"color": f"#{LINE}"}}
    categories: dict[str, Any] = {"num_font": {**font, "rotation": 0}, "label_position": "low"}
    values: dict[str, Any] = {"num_font": font, "num_format": number_format(chart), "major_gridlines": grid}
    if begins_at_nought(chart):
        values["min"] = 0
    if chart.form is ChartForm.BARS:
        categories["reverse"] = True
        values["label_position"] = "high"
        categories, values = values, categories
    shown.set_x_axis(categories)
    shown.set_y_axis(values)
    shown.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom", "font": font})
    shown.show_blanks_as("gap")
    shown.show_hidden_data()
