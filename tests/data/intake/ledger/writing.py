"""Ledgers for tests: written from a description, and looked at in the shape in which a case expects them."""

import datetime
from pathlib import Path

import openpyxl
import xlsxwriter
import yaml
from openpyxl.utils import range_boundaries

from data.engine import reading
from data.intake.ledger import interpret, open_ledger, suggest
from data.intake.ledger.lines import LineKind
from data.intake.stored import Stored

CASES = Path(__file__).parents[3] / "cases" / "ledgers"
OF_HEAD = {LineKind.TITLE, LineKind.HEADER, LineKind.UNITS}


def cases():
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yaml"))}


def write(path, sheets):
    """sheets: name -> {rows, merges, hidden_rows, hidden}."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", "nan_inf_to_errors": True})
    plain = book.add_format()
    for name, sheet in sheets.items():
        page = book.add_worksheet(name)
        for merge in sheet.get("merges", ()):
            left, top, right, bottom = range_boundaries(merge)
            page.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", plain)
        for number, row in enumerate(sheet["rows"]):
            for place, value in enumerate(row):
                put(page, number, place, value)
        for number in sheet.get("hidden_rows", ()):
            page.set_row(number - 1, None, None, {"hidden": True})
        if sheet.get("hidden"):
            page.hide()
    book.close()
    return path


def put(page, row, place, value):
    if isinstance(value, datetime.date):
        page.write_datetime(row, place, value)
    elif isinstance(value, str):
        page.write_string(row, place, value)
    elif value is not None:
        page.write(row, place, value)


def interpreted(engine, path, answers=None, sheet=None, **choices):
    """(ledger, choices, interpretation) of a file as it is suggested."""
    ledger = open_ledger(path)
    chosen = suggest(ledger.sheet(sheet) if sheet else ledger.likely, **choices)
    with reading(engine) as session:
        return ledger, chosen, interpret(ledger, chosen, answers or {}, Stored(session.connection()))


def as_described(ledger, choices, found):
    """In the shape of ledger-1-leases.json."""
    grid = ledger.sheet(choices.sheet).grid
    heading = ledger.sheet(choices.sheet).heading
    head = [one for one in found.lines if one.row <= heading.last_row and one.kind in OF_HEAD]
    return {
        "sheet": grid.name, "header_rows": list(choices.header_rows), "units_row": heading.units_row,
        "mapping": dict(choices.mapping),
        "left_out": [{"row": one.row, "why": one.kind.value} for one in found.left_out if one not in head],
        "rows": [
            {"source_row": one.row} | {header: plain(value) for header, value in one.values.items()}
            for one in found.records
        ],
    }


def plain(value):
    """A value as JSON would hold it."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def cells(path, sheet):
    """What openpyxl sees of a sheet, row by row."""
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows()]
