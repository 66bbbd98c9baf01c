"""What goes out comes in again as the same database."""

import datetime
import math

import openpyxl
import pytest
from sqlalchemy import select

from data.engine import data_version, migrate, open_engine, writing
from data.intake.exporting import export_workbook
from data.intake.importing import preview
from data.intake.reading import read_workbook
from data.intake.schema import CONTRACT_SPACE, Kind, table_of, workbook_schema
from data.intake.template import write_template
from data.tables import Building, Enterprise, Report
from tests.data.intake.workbooks import SAMPLE, Draft, apply

GUIDED = {Kind.FLAG, Kind.CHOICE, Kind.DATE, Kind.YEAR, Kind.NUMBER, Kind.INTEGER, Kind.SHARE}
TABLES = [*(table_of(sheet.table) for sheet in workbook_schema().values()), CONTRACT_SPACE]
ODD_NUMBERS = [0.1 + 0.2, 1 / 3, 2000 / 3, 1e-7, 123456789.123456789, 9007199254740993.0, -0.5, math.pi * 1e10, 5e-324]


@pytest.fixture
def empty(tmp_path):
    opened = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    migrate(opened)
    yield opened
    opened.dispose()


def facts(engine):
    """Table -> its rows, without numbers that the database gives."""
    with engine.connect() as connection:
        return {
            table.name: sorted(
                str([value for name, value in row.items() if name != "id"])
                for row in connection.execute(select(table)).mappings()
            )
            for table in TABLES
        }


def test_what_is_exported_imports_as_the_same_database(engine, empty, tmp_path):
    apply(engine, SAMPLE)
    assert sum(export_workbook(engine, tmp_path / "out.xlsx").values()) == 2200
    result = apply(empty, tmp_path / "out.xlsx")
    assert (result.preview.problems, result.preview.normalised) == ([], [])
    assert facts(empty) == facts(engine)


def test_what_is_exported_changes_nothing_where_it_came_from(engine, tmp_path):
    apply(engine, SAMPLE)
    version = data_version(engine)
    export_workbook(engine, tmp_path / "out.xlsx")
    assert not apply(engine, tmp_path / "out.xlsx").is_written
    assert data_version(engine) == version


def test_numbers_keep_every_digit(sqlite_engine, empty, tmp_path):
    draft = Draft()
    for number in range(len(ODD_NUMBERS)):
        draft.add("数据填报", {"期间": f"{2000 + number}"})
    apply(sqlite_engine, draft.write(tmp_path / "good.xlsx"))
    with writing(sqlite_engine) as session:
        for number, value in enumerate(ODD_NUMBERS):
            session.get(Report, ("P1", "91331181MA2HJ4K163", 2000 + number, 0)).tax_wan_yuan = value
    export_workbook(sqlite_engine, tmp_path / "out.xlsx")
    apply(empty, tmp_path / "out.xlsx")
    assert facts(empty) == facts(sqlite_engine)


@pytest.mark.parametrize("text", [
    "=1+1", "+86", "-", "@SUM(A1)", "_x0041_", "a\nb", "<b>&amp;\"'", "36", "2026-01-01", "垟𠮷",
])
def test_a_text_stays_the_text_that_it_is(text, sqlite_engine, tmp_path):
    apply(sqlite_engine, Draft().write(tmp_path / "good.xlsx"))
    with writing(sqlite_engine) as session:
        session.get(Enterprise, "91331181MA2HJ4K163").name = text
        session.get(Building, ("P1", "A")).name = text
    export_workbook(sqlite_engine, tmp_path / "out.xlsx")
    assert not preview(sqlite_engine, tmp_path / "out.xlsx").changes_anything
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "out.xlsx")["企业"] for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_dates_are_real_dates_and_numbers_are_numbers(sqlite_engine, tmp_path):
    apply(sqlite_engine, Draft().write(tmp_path / "good.xlsx"))
    export_workbook(sqlite_engine, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["合同"]
    row = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert row["签订日期"].value == datetime.datetime(2024, 2, 1)
    assert row["租金(元/㎡·月)"].value == 9.5
    assert row["单元编号"].value == "A101、A102"


def test_an_empty_database_is_exported_as_twelve_sheets_of_headers(sqlite_engine, tmp_path):
    export_workbook(sqlite_engine, tmp_path / "out.xlsx")
    workbook = read_workbook(tmp_path / "out.xlsx")
    assert (workbook.problems, sum(map(len, workbook.rows.values()))) == ([], 0)
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames == list(workbook_schema())


def test_one_park_is_exported_with_all_that_it_needs(sqlite_engine, empty, tmp_path):
    apply(sqlite_engine, SAMPLE)
    counts = export_workbook(sqlite_engine, tmp_path / "out.xlsx", parks=["LQ0005"])
    assert counts["园区"] == 1
    result = apply(empty, tmp_path / "out.xlsx")
    assert result.preview.problems == []
    assert len(result.preview.sheets["企业"].added) == counts["企业"] < 184


def test_the_template_is_read_as_a_workbook_without_rows(tmp_path):
    write_template(tmp_path / "template.xlsx")
    workbook = read_workbook(tmp_path / "template.xlsx")
    assert (workbook.problems, workbook.ignored, sum(map(len, workbook.rows.values()))) == ([], [], 0)


def test_the_template_offers_every_choice_and_explains_every_column(tmp_path):
    write_template(tmp_path / "template.xlsx")
    book = openpyxl.load_workbook(tmp_path / "template.xlsx")
    assert book["字典"].sheet_state == "hidden"
    lists = {rule.formula1 for sheet in book for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert {name.lstrip("=") for name in lists} <= set(book.defined_names)
    explained = {(row[0].value, row[1].value) for row in book["说明"].iter_rows(min_row=2)}
    assert explained == {(sheet.name, one.header) for sheet in workbook_schema().values() for one in sheet.columns}
    for sheet in workbook_schema().values():
        guided = book[sheet.name].data_validations.dataValidation
        assert len(guided) == sum(one.kind in GUIDED for one in sheet.columns)
        assert all(cell.comment for cell in book[sheet.name][1])
