"""Tables on screen and in Excel from one description of their columns: unit in the header, missing as 无数据."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.access import Action, User
from core.rounding import DIGITS
from data.acts import ActKind, Done, record
from pages.parts import user as visitor
from pages.parts.database import engine
from pages.parts.scope import Scope
from pages.parts.words import MISSING, is_missing

Kind = Literal["text", "number", "percent", "day"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
HEADER, ROW = 35, 33
"""Pixels of a table on screen, borders included."""
SCALE: Mapping[Kind, int] = {"number": 1, "percent": 100}
WIDTHS: dict[Kind, int] = {"text": 24, "number": 14, "percent": 12, "day": 13}


@dataclass(frozen=True)
class Column:
    """One column. label: without unit. width: small, medium, large or pixels. help: shown on the header.

    colours: for a text column of few words, word -> theme colour; the words are then shown as chips.
    """

    label: str
    kind: Kind = "text"
    unit: str = ""
    decimals: int = 1
    width: Literal["small", "medium", "large"] | int | None = None
    help: str | None = None
    colours: Mapping[str, str] | None = None

    @property
    def header(self) -> str:
        """Label with unit."""
        return f"{self.label}({self.unit})" if self.unit else self.label


Columns = Mapping[str, Column]
Sheets = Mapping[str, tuple[pd.DataFrame, Columns]]
"""Sheet name -> a frame, and which of its columns are written how."""


def text(label: str, **options: Any) -> Column:
    return Column(label, **options)


def number(label: str, unit: str = "", decimals: int = 0, **options: Any) -> Column:
    return Column(label, "number", unit, decimals, **options)


def percent(label: str, **options: Any) -> Column:
    """Fractions, shown times 100 with one decimal."""
    return Column(label, "percent", "%", **options)


def area(label: str, **options: Any) -> Column:
    return number(label, "㎡", 1, **options)


def money(label: str, **options: Any) -> Column:
    return number(label, "万元", 1, **options)


def day(label: str, **options: Any) -> Column:
    return Column(label, "day", **options)


def show_table(
    frame: pd.DataFrame, columns: Columns, *, key: str, alt: str, height: int | None = None, pick: bool = False,
    on_pick: Callable[[int], None] | None = None, chosen: int | None = None,
) -> int | None:
    """Show the described columns in their order. With pick returns the position of the chosen row, None without.

    on_pick is told that position before the page runs again, so that it may set what other widgets show. With chosen,
    that row is marked at first, and one always is.
    """
    told = (lambda: _tell(key, on_pick)) if on_pick else "rerun"
    options: dict[str, Any] = {"on_select": told, "selection_mode": "single-row"} if pick or on_pick else {}
    if chosen is not None:
        options |= {"selection_mode": "single-row-required", "selection_default": {"selection": {"rows": [chosen]}}}
    state = _draw(frame, columns, key=key, alt=alt, height=height, **options)
    rows = state.selection.rows if options else []
    return rows[0] if rows else None


def show_tickable(
    frame: pd.DataFrame, columns: Columns, *, key: str, alt: str, on_pick: Callable[[int], None],
    height: int | None = None,
) -> list[int]:
    """The same with a box to tick before each row; returns the positions of the ticked ones.

    A click on a cell ticks nothing: on_pick is told the position of its row before the page runs again.
    """
    state = _draw(frame, columns, key=key, alt=alt, height=height, on_select=lambda: _tell_cell(key, on_pick),
                  selection_mode=["multi-row", "single-cell"])
    return [row for row in state.selection.rows if row < len(frame)]


def _draw(frame: pd.DataFrame, columns: Columns, *, key: str, alt: str, height: int | None, **options: Any) -> Any:
    shown = frame[list(columns)].copy()
    for name, column in columns.items():
        if column.kind in SCALE:
            shown[name] = _ties_lifted(SCALE[column.kind] * pd.to_numeric(shown[name]), column.decimals)
        if column.kind == "text":
            shown[name] = shown[name].astype(object).where(shown[name].notna(), MISSING)
        if column.colours:
            shown[name] = [[word] for word in shown[name]]
    return st.dataframe(
        shown, hide_index=True, column_config={name: _on_screen(column) for name, column in columns.items()},
        placeholder=MISSING, height=min(height, HEADER + ROW * len(frame)) if height else "auto", key=key, alt=alt,
        **options,
    )


def _ties_lifted(values: pd.Series, decimals: int) -> pd.Series:
    """So that browsers round as sentences and Excel do: 4.35, which is stored a little lower, would be shown as 4.3."""
    beyond = values.abs().mul(10 ** decimals).mod(1)
    return values.where(beyond.sub(0.5).abs().gt(1e-9), values * (1 + 10.0 ** -DIGITS))


def _tell(key: str, on_pick: Callable[[int], None]) -> None:
    rows = st.session_state[key].selection.rows
    if rows:
        on_pick(rows[0])


def _tell_cell(key: str, on_pick: Callable[[int], None]) -> None:
    cells = st.session_state[key].selection.cells
    if cells:
        on_pick(cells[0][0])


def _on_screen(column: Column) -> Any:
    frame = {"width": column.width, "help": column.help}
    match column.kind:
        case "text" if column.colours:
            return st.column_config.MultiselectColumn(
                column.header, options=[*column.colours], color=[*column.colours.values()], **frame)
        case "text":
            return st.column_config.TextColumn(column.header, **frame)
        case "day":
            return st.column_config.DateColumn(column.header, format="YYYY-MM-DD", **frame)
        case _:
            return st.column_config.NumberColumn(column.header, format=f"%,.{column.decimals}f", **frame)


def download_excel(label: str, frames: Sheets | Callable[[], Sheets], filename: str, scope: Scope) -> None:
    """A button that writes the frames when it is pressed, one sheet each, and records that; filename without ending.

    Frames that are costly to make are given as a function.
    """
    user = visitor.current_user()
    if user.may(Action.EXPORT):
        st.download_button(
            label, data=lambda: exported(user, frames, f"{filename}.xlsx", scope), file_name=f"{filename}.xlsx",
            mime=XLSX, on_click="ignore", icon=":material/download:", key=f"download-{filename}",
        )


def exported(user: User, frames: Sheets | Callable[[], Sheets], filename: str, scope: Scope) -> bytes:
    """The frames as a file; who took what of which scope is in the record of acts before it leaves."""
    sheets = frames() if callable(frames) else frames
    content = workbook(sheets)
    record(engine(), user, Done(ActKind.EXPORT, filename, {
        "范围": scope.label, "园区": scope.parks or "全部", "截至": scope.as_of,
        "行数": {name: len(frame) for name, (frame, _) in sheets.items()},
    }))
    return content


def workbook(frames: Sheets) -> bytes:
    """The frames as an Excel file. Texts stay texts, whatever sign they begin with; blanks stay blank."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        heading = book.add_format({"bold": True, "bg_color": "#F6F5F2", "bottom": 1, "valign": "vcenter"})
        for sheet_name, (frame, columns) in frames.items():
            sheet = book.add_worksheet(NOT_IN_SHEET_NAMES.sub(" ", sheet_name)[:31])
            sheet.freeze_panes(1, 0)
            for position, (name, column) in enumerate(columns.items()):
                sheet.write_string(0, position, column.label if column.kind == "percent" else column.header, heading)
                form = book.add_format({"num_format": _excel_format(column)})
                sheet.set_column(position, position, WIDTHS[column.kind], form)
                _write_column(sheet, position, frame[name], column.kind, form)
            sheet.autofilter(0, 0, len(frame), len(columns) - 1)
    return output.getvalue()


def _excel_format(column: Column) -> str:
    decimals = f".{'0' * column.decimals}" if column.decimals else ""
    return {"text": "@", "day": "yyyy-mm-dd", "percent": f"0{decimals}%"}.get(column.kind, f"#,##0{decimals}")


def _write_column(sheet: Worksheet, position: int, values: pd.Series, kind: Kind, form: Format) -> None:
    for row, value in enumerate(values, start=1):
        if is_missing(value):
            continue
        if kind == "text":
            sheet.write_string(row, position, str(value), form)
        elif kind == "day":
            sheet.write_datetime(row, position, _as_day(value), form)
        else:
            sheet.write_number(row, position, float(value), form)


def _as_day(value: Any) -> date:
    return pd.Timestamp(value).date()
