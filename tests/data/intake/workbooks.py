"""Small workbooks for tests: a good one, ways to break it, and ways to pack it badly."""

import copy
import zipfile
from pathlib import Path
from uuid import uuid4

import xlsxwriter
import yaml

from core.access import COMMAND_LINE
from data.intake.preview import Preview
from data.intake.reading import read_workbook
from data.records import import_workbook
from data.tables import SHEETS

CASES = Path(__file__).parents[2] / "cases" / "intake"
SAMPLE = Path(__file__).parents[2] / "samples" / "county.xlsx"


def load(name):
    # 是 and 否 are words here; only dates, numbers and null are read as such.
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


class Draft:
    """The cells of a workbook, sheet by sheet: a header row and rows of values."""

    def __init__(self):
        self.sheets = {name: _grid(rows) for name, rows in load("good").items()}
        assert list(self.sheets) == list(SHEETS)

    def set(self, sheet, row, header, value):
        grid = self.sheets[sheet]
        if header not in grid[0]:
            for line, cell in zip(grid, [header, *[None] * len(grid)], strict=False):
                line.append(cell)
        grid[row - 1][grid[0].index(header)] = _typed(value)

    def add(self, sheet, changes):
        grid = self.sheets[sheet]
        grid.append(copy.copy(grid[1]))
        for header, value in changes.items():
            self.set(sheet, len(grid), header, value)

    def drop_sheet(self, sheet):
        del self.sheets[sheet]

    def drop_header(self, sheet, header):
        grid = self.sheets[sheet]
        place = grid[0].index(header)
        self.sheets[sheet] = [line[:place] + line[place + 1 :] for line in grid]

    def rename_header(self, sheet, header, new):
        self.sheets[sheet][0][self.sheets[sheet][0].index(header)] = new

    def copy_header(self, sheet, header):
        self.sheets[sheet][0].append(header)

    def stray_value(self, sheet, row, value):
        self.sheets[sheet][row - 1].append(value)

    def apply(self, breaks):
        """``set 2`` is a second ``set``."""
        for way, arguments in breaks.items():
            getattr(self, way.split()[0])(*(arguments if isinstance(arguments, list) else [arguments]))
        return self

    def write(self, path):
        book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", "nan_inf_to_errors": True})
        for name, grid in self.sheets.items():
            page = book.add_worksheet(name)
            for row, line in enumerate(grid):
                for place, value in enumerate(line):
                    (page.write_string if isinstance(value, str) else page.write)(row, place, value)
        book.close()
        return path


def repack(source, target, **changes):
    """Write a copy of a workbook with parts changed: part name -> function of its bytes, or None to leave it out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = changes.get(name, lambda content: content)
            if change is not None:
                new.writestr(name, change(old.read(name)))
    return target


def _grid(rows):
    headers = list(dict.fromkeys(header for row in rows for header in row))
    return [headers, *([row.get(header) for header in headers] for row in rows)]


def _typed(value):
    """文字 at the end says: as text, where YAML would read a date or a number."""
    return value.removesuffix("文字") if isinstance(value, str) else value


def apply(engine, source):
    """Import a file, or a preview that was looked at, as whoever works on the server itself."""
    workbook = source.workbook if isinstance(source, Preview) else read_workbook(source)
    return import_workbook(engine, COMMAND_LINE, workbook, key=uuid4().hex, source="台账.xlsx")
