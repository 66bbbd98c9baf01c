"""A frozen paper as plain data for the template ``paper.typ``, which alone says how it looks."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from core.paper import Chart, Figures, Frozen, Letter, Paper, Table, Text, day_in_words
from data.documents.drawing import LIGHT, draw, fitting_height
from data.documents.letters import width
from data.documents.native_chart import missing_words
from data.documents.pdf.fonts import SANS
from data.documents.plain_text import plain
from data.documents.printed import basis, read_out
from data.documents.printed.widths import fit
from data.documents.tabled import tabled
from data.documents.title_lines import title_lines

TEXT_POINTS, HIGHEST = 442.2, 560
CHART_LETTERS = 9.5
TITLE_CHARACTERS = 20
ISSUER_LETTERS = (42, 26)
"""Of the issuer's name: the largest and the smallest."""
ALIGNED = {"text": "left", "number": "right", "percent": "right", "day": "center"}
PRINT = replace(LIGHT, font=SANS)


def content(frozen: Frozen) -> dict[str, Any]:
    """As JSON allows."""
    paper, letter = frozen.paper, frozen.letter
    cleaned: dict[str, Any] = _clean({
        "title": title_lines(paper.title, TITLE_CHARACTERS), "name": paper.title, "kind": paper.kind.value,
        "letter": _letter(letter), "blocks": [*_blocks(paper)], "basis": basis(paper),
        "stamp": frozen.stamp.text, "hash": frozen.stamp.hash,
        "date": [letter.signed_on.year, letter.signed_on.month, letter.signed_on.day],
    })
    return cleaned


def _letter(letter: Letter) -> dict[str, Any]:
    largest, smallest = ISSUER_LETTERS
    size = max(smallest, min(largest, TEXT_POINTS / max(width(letter.issuer), 1) / 0.7))
    return {
        "issuer": letter.issuer, "issuer_lines": title_lines(letter.issuer, TEXT_POINTS / size / 0.69),
        "issuer_size": size, "number": letter.number, "day": day_in_words(letter.signed_on),
        "addressees": letter.addressees.rstrip("：:。"), "copies": letter.copies.rstrip("。"),
        "contact": letter.contact.strip("（）"),
    }


def _blocks(paper: Paper) -> Iterator[dict[str, Any]]:
    for block, number in read_out(paper):
        if isinstance(block, Text):
            yield {"block": "heading" if block.level else "text", "level": block.level, "text": block.text}
        else:
            yield _chart(block, number) if isinstance(block, Chart) else _tabled(block, number)


def _chart(chart: Chart, number: int) -> dict[str, Any]:
    height = min(fitting_height(chart, TEXT_POINTS, CHART_LETTERS), HIGHEST)
    words = "。".join(filter(None, [chart.title, chart.statement.rstrip("。"), missing_words(chart)]))
    return {
        "block": "chart", "caption": f"图{number}　{chart.title}", "note": missing_words(chart), "alt": words,
        "svg": draw(chart, TEXT_POINTS, height, theme=PRINT, size=CHART_LETTERS),
    }


def _tabled(block: Figures | Table, number: int) -> dict[str, Any]:
    columns, rows = tabled(block)
    headers = [column.header for column in columns]
    fitted = fit([headers, *rows], [column.kind == "text" for column in columns])
    return {
        "block": "table", "caption": f"表{number}　{block.title}", "headers": headers, "rows": rows,
        "widths": [one / 20 for one in fitted.widths], "size": fitted.half_points / 2, "whole": fitted.is_whole,
        "aligned": [ALIGNED[column.kind] for column in columns],
    }


def _clean(value: Any) -> Any:
    """Without control characters, for which no font has a sign."""
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return plain(value) if isinstance(value, str) else value
