"""How the sheets look: formats, widths of columns, and the page on which they are printed."""

import math
from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from core.paper import Frozen, Kind
from data.documents.letters import width
from data.documents.palette import FAINT_INK, LINE, PANEL, PRIMARY

FONT = "微软雅黑"
NARROWEST, WIDEST, PADDING = 9, 48, 3
LONG_HEADER = 10
LINE_POINTS = 16
A4 = 9
MOST_ROWS = 45
"""Of a sheet that is printed on one page."""


class Look:
    """Each format of a workbook once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.title = self.of(bold=True, font_size=16, font_color=f"#{PRIMARY}")
        self.plain = self.of()
        self.faint = self.of(font_color=f"#{FAINT_INK}")
        self.header = self._cell(bold=True, bg_color=f"#{PANEL}", align="center", text_wrap=True)
        self.text = self._cell(text_wrap=True, indent=1)
        self.missing = self._cell(font_color=f"#{FAINT_INK}", align="right")
        self.missing_text = self._cell(indent=1, font_color=f"#{FAINT_INK}")
        self.day = self._cell(num_format="yyyy-mm-dd", align="center")

    def number(self, kind: Kind, decimals: int) -> Any:
        """A number or a percentage with so many decimals."""
        places = f".{'0' * decimals}" if decimals else ""
        return self._cell(num_format=f"0{places}%" if kind == "percent" else f"#,##0{places}", align="right")

    def of(self, **properties: Any) -> Any:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            settings = {"font_name": FONT, "font_size": 10.5, "valign": "vcenter", **properties}
            self._made[key] = self._book.add_format(settings)
        return self._made[key]

    def _cell(self, **properties: Any) -> Any:
        return self.of(border=1, border_color=f"#{LINE}", **properties)


def fit_cells(sheet: Worksheet, rows: Sequence[Sequence[str]], first_row: int) -> None:
    """Columns as wide as their longest text, within bounds; rows as high as what then wraps. rows: the header first."""
    wide = []
    for place, (header, *texts) in enumerate(zip(*rows, strict=True)):
        longest = max([min(width(header), LONG_HEADER), *map(width, texts)]) * 2 + PADDING
        wide.append(min(max(longest, NARROWEST), WIDEST))
        sheet.set_column(place, place, wide[-1])
    for row, cells in enumerate(rows, start=first_row):
        asked = (math.ceil((width(text) * 2 + PADDING) / column) for text, column in zip(cells, wide, strict=True))
        sheet.set_row(row, LINE_POINTS * max(asked, default=1) + 4)


def set_page(sheet: Worksheet, frozen: Frozen, header_row: int) -> None:
    """A4 across, as wide as the page, the header on every page; what is not long stays on one."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 1 if sheet.dim_rowmax <= MOST_ROWS else 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.repeat_rows(header_row)
    sheet.set_footer(f"&L&8{frozen.stamp.text.replace('&', '&&')[:150]}&R&8第&P页，共&N页")
    sheet.hide_gridlines(2)
