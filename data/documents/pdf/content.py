"""A frozen paper as plain data for the template ``paper.typ``, which alone says how it looks."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from core.paper import Chart, Figures, Frozen, Letter, Paper, Section, Table, Text, day_in_words, outline
from data.documents.drawing import LIGHT, draw, fitting_height
from data.documents.native_chart import missing_words
from data.documents.pdf.fonts import SANS
from data.documents.plain_text import plain
from data.documents.tabled import tabled
from data.documents.word.measures import width
from data.documents.word.text import basis
from data.documents.word.title_lines import title_lines
from data.documents.word.widths import fit

TEXT_POINTS, HIGHEST = 442.2, 560
CHART_LETTERS = 9.5
TITLE_CHARACTERS = 20
WHOLE_ROWS = 8
"""A table with no more rows stays on one page."""
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
    tables, charts, last = count(1), count(1), ""
    for block, number in outline(paper):
        if isinstance(block, Section):
            yield {"block": "heading", "level": 1, "text": f"{number}{block.title}"}
            last = ""
        elif isinstance(block, Text):
            yield from _text(block, number)
            last = block.text
        else:
            if block.statement not in last:
                yield from ({**one, "keep": True} for one in _text(Text(block.statement), ""))
                last = block.statement
            yield _chart(block, next(charts)) if isinstance(block, Chart) else _tabled(block, next(tables))


def _text(block: Text, number: str) -> Iterator[dict[str, Any]]:
    if block.level:
        yield {"block": "heading", "level": block.level + 1, "text": f"{number}{block.text}"}
        return
    for line in block.text.splitlines():
        if line.strip():
            yield {"block": "text", "text": line, "keep": False}


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
    half_points, twips = fit([headers, *rows], [column.kind == "text" for column in columns])
    return {
        "block": "table", "caption": f"表{number}　{block.title}", "headers": headers, "rows": rows,
        "widths": [one / 20 for one in twips], "size": half_points / 2, "whole": len(rows) <= WHOLE_ROWS,
        "aligned": [ALIGNED[column.kind] for column in columns],
    }


def _clean(value: Any) -> Any:
    """Without control characters, for which no font has a sign."""
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return plain(value) if isinstance(value, str) else value
