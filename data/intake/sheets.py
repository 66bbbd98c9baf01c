"""How the sheets of a workbook that we write look: header marks, widths, formats; the same in exports and templates."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from data.intake.schema import Column, Kind, Sheet

REQUIRED_COLOUR, KEY_COLOUR, PLAIN_COLOUR = "#F6E3B4", "#BFDCD9", "#EFEDE8"
DATE_FORMAT = "yyyy-mm-dd"
WIDE = {Kind.CREDIT_CODE: 22, Kind.OUTLINE: 30}


@dataclass(frozen=True)
class Book:
    """An xlsxwriter workbook and the formats that its sheets share."""

    workbook: Any
    required: Any
    key: Any
    plain: Any
    day: Any

    @classmethod
    def at(cls, path: Path, **options: Any) -> "Book":
        workbook = xlsxwriter.Workbook(str(path), options)
        header = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#BDB9B0"}
        required, key, plain = (
            workbook.add_format({**header, "bg_color": colour})
            for colour in (REQUIRED_COLOUR, KEY_COLOUR, PLAIN_COLOUR)
        )
        return cls(workbook, required, key, plain, workbook.add_format({"num_format": DATE_FORMAT}))

    def add(self, sheet: Sheet) -> Any:
        """A worksheet with the sheet's headers, frozen; marks are colours and notes, never part of the header."""
        page = self.workbook.add_worksheet(sheet.name)
        page.freeze_panes(1, len(sheet.key) if sheet.key == tuple(range(len(sheet.key))) else 0)
        page.set_row(0, 32)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, width_of(column))
        for place, column in enumerate(sheet.columns):
            page.write_string(0, place, column.header, self._header_format(column))
        return page

    def _header_format(self, column: Column) -> Any:
        if column.is_key:
            return self.key
        return self.required if column.is_required else self.plain


def width_of(column: Column) -> int:
    """In characters of the default font; a Chinese one takes two."""
    return max(WIDE.get(column.kind, 12), 2 * len(column.header.partition("(")[0]) + 4)
