"""The header row of a sheet: which column of the file holds what."""

from collections import Counter
from dataclasses import dataclass

from data.intake.numbers import half_width
from data.intake.problems import Problem
from data.intake.schema import Sheet
from data.intake.values import shown, tidy


@dataclass(frozen=True)
class Layout:
    """places: for each column of the sheet its position in a row of the file, None = not there. unnamed: positions
    without a header. lacks_required: whether a column is missing without which the rows say nothing."""

    sheet: Sheet
    places: tuple[int | None, ...]
    unnamed: tuple[int, ...]
    lacks_required: bool

    def strays(self, number: int, row: list[object]) -> list[Problem]:
        """Cells of a row that stand under no header."""
        stray = [text for place in self.unnamed if place < len(row) and (text := tidy(shown(row[place])))]
        reason, remedy = "这一格所在的列没有表头", "请补上表头，或删去这一列"
        return [Problem(self.sheet.name, number, None, text, reason, remedy) for text in stray]


def lay_out(sheet: Sheet, header_row: list[object]) -> tuple[Layout, list[Problem]]:
    """(layout, problems of the header row: unknown, repeated and missing headers)."""
    headers = [tidy(shown(cell)) for cell in header_row]
    missing = [one.header for one in sheet.columns if one.is_required and one.header not in headers]
    problems = [_missing(sheet, header, headers) for header in missing]
    for header, count in Counter(headers).items():
        if header and header not in sheet.position and not _is_taken_for_missing(header, missing):
            problems.append(_unknown(sheet, header))
        elif header and count > 1:
            problems.append(Problem(sheet.name, 1, header, "", f"表头出现了{count}次", "请只保留一列"))
    places = tuple(headers.index(one.header) if one.header in headers else None for one in sheet.columns)
    unnamed = tuple(place for place, header in enumerate(headers) if not header)
    return Layout(sheet, places, unnamed, bool(missing)), problems


def _missing(sheet: Sheet, header: str, headers: list[str]) -> Problem:
    alike = next((one for one in headers if one != header and _bare(one) == _bare(header)), None)
    remedy = f"请把表头“{alike}”改为“{header}”" if alike else "请补上这一列并填写"
    return Problem(sheet.name, 1, header, "", "缺少必填的表头", remedy)


def _unknown(sheet: Sheet, header: str) -> Problem:
    alike = next((one.header for one in sheet.columns if _bare(one.header) == _bare(header)), None)
    remedy = f"请改为“{alike}”" if alike else "请按模板改正表头，或删去这一列"
    return Problem(sheet.name, 1, header, "", "不认识的表头", remedy)


def _is_taken_for_missing(header: str, missing: list[str]) -> bool:
    """Said once: as the missing header that it was meant to be."""
    return any(_bare(header) == _bare(one) for one in missing)


def _bare(header: str) -> str:
    """A header without what people add to it or leave off: brackets, marks, spaces, width."""
    return half_width(header).partition("(")[0].strip("◆＊* ").replace(" ", "")
