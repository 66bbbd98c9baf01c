"""A picture of a paper as a grid of typed cells: what a sheet holds, whatever the picture was."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from core.paper import MISSING, Chart, Column, Figures, Kind, Picture, Table, Value, written
from data.documents.chart_target import target_name
from data.documents.excel.look import Look, fit_cells

FIRST_ROW = 4
"""Of the cells; the header stands above them."""


@dataclass(frozen=True)
class Cell:
    """A value with how it is written."""

    value: Value
    kind: Kind = "text"
    decimals: int = 1

    @property
    def text(self) -> str:
        return written(self.value, self.kind, self.decimals)


@dataclass(frozen=True)
class Grid:
    """headers: with units."""

    headers: list[str]
    rows: list[list[Cell]]


def grid_of(picture: Picture) -> Grid:
    """The figures behind it."""
    if isinstance(picture, Figures):
        return _figures(picture)
    return _table(picture) if isinstance(picture, Table) else _chart(picture)


def write_grid(sheet: Worksheet, look: Look, grid: Grid) -> None:
    """Header and cells, as wide as they need."""
    for column, header in enumerate(grid.headers):
        sheet.write_string(FIRST_ROW - 1, column, header, look.header)
    for row, cells in enumerate(grid.rows, start=FIRST_ROW):
        for column, cell in enumerate(cells):
            _write(sheet, look, row, column, cell)
    fit_cells(sheet, [grid.headers, *([cell.text for cell in row] for row in grid.rows)], FIRST_ROW - 1)
    sheet.freeze_panes(FIRST_ROW, 1 if len(grid.headers) > 1 else 0)


def is_missing(value: Value) -> bool:
    """None, NaN or blank."""
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def _write(sheet: Worksheet, look: Look, row: int, column: int, cell: Cell) -> None:
    value = cell.value
    if is_missing(value):
        sheet.write_string(row, column, MISSING, look.missing_text if cell.kind == "text" else look.missing)
    elif cell.kind in ("number", "percent") and isinstance(value, int | float):
        sheet.write_number(row, column, value, look.number(cell.kind, cell.decimals))
    elif cell.kind == "day" and (day := _day(value)):
        sheet.write_datetime(row, column, day, look.day)
    else:
        sheet.write_string(row, column, str(value), look.text)


def _day(value: Any) -> date | None:
    """What is no whole day, such as 2026年, stays text."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _figures(block: Figures) -> Grid:
    rows = [
        [Cell(one.label), Cell(one.value, one.kind, one.decimals), Cell(one.unit or "—"), Cell(one.change or "—"),
         Cell(one.note or "—")]
        for one in block.figures
    ]
    return Grid(["指标", "数值", "单位", "变化", "说明"], rows)


def _table(block: Table) -> Grid:
    rows = [
        [Cell(value, column.kind, column.decimals) for column, value in zip(block.columns, row, strict=True)]
        for row in block.rows
    ]
    return Grid([column.header for column in block.columns], rows)


def _chart(chart: Chart) -> Grid:
    """One row a category, one column a series, last the target."""
    headers = ["名称", *(Column(one.name, chart.kind, chart.unit).header for one in chart.series)]
    columns = [one.values for one in chart.series]
    if chart.target is not None:
        headers.append(target_name(chart))
        columns.append((chart.target,) * len(chart.categories))
    rows = [
        [Cell(name), *(Cell(values[place], chart.kind, chart.decimals) for values in columns)]
        for place, name in enumerate(chart.categories)
    ]
    return Grid(headers, rows)
