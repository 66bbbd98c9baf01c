"""Tables and figures: caption above, the header on every page, rows in one piece, none of them alone on a page."""

from collections.abc import Sequence

from core.paper import Column, Figures, Table
from data.documents.printed.widths import TEXT_WIDTH, fit
from data.documents.tabled import tabled
from data.documents.word.markup import paragraph, run
from data.documents.word.styles import HEITI

NOTHING = "无"
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
MARGINS = {"top": 30, "left": 70, "bottom": 30, "right": 70}
HEADER_LOOK = f'<w:rFonts w:ascii="{HEITI}" w:hAnsi="{HEITI}" w:eastAsia="{HEITI}"/>'
ALIGNED = {"text": "left", "number": "right", "percent": "right", "day": "center"}


def table_xml(block: Figures | Table, caption: str) -> str:
    """caption: with its number."""
    return _table(caption, *tabled(block))


def _table(caption: str, columns: Sequence[Column], rows: list[list[str]]) -> str:
    headers = [column.header for column in columns]
    fitted = fit([headers, *rows], [column.kind == "text" for column in columns])
    size, wide, last = fitted.half_points, fitted.widths, len(rows) - 1
    aligned = [ALIGNED[column.kind] for column in columns]
    head = _row(headers, wide, ["center"] * len(columns), size, kept=True, header=True)
    body = "".join(
        _row(row, wide, aligned, size, kept=place < last and (fitted.is_whole or place in (0, last - 1)))
        for place, row in enumerate(rows)
    )
    margins = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in MARGINS.items())
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in wide)
    return (
        f'{paragraph("Caption", run(caption))}<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblGrid>{grid}</w:tblGrid>{head}{body or _empty(len(columns), size)}</w:tbl>'
    )


def _row(
    texts: Sequence[str], wide: list[int], aligned: Sequence[str], size: int, *, kept: bool, header: bool = False,
) -> str:
    keep = "<w:keepNext/>" if kept else ""
    letters = HEADER_LOOK if header else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{one}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'{paragraph(f"Cell{size}", run(text, letters), look=keep + _JC[align])}</w:tc>'
        for text, one, align in zip(texts, wide, aligned, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{cells}</w:tr>"


def _empty(columns: int, size: int) -> str:
    cell = paragraph(f"Cell{size}", run(NOTHING), look=_JC["center"])
    return (
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:gridSpan w:val="{columns}"/></w:tcPr>'
        f"{cell}</w:tc></w:tr>"
    )


_JC = {one: f'<w:jc w:val="{one}"/>' for one in ("left", "center", "right")}
