"""What the Word file and the PDF share: the paper read from its beginning to its end, and the widths of its tables."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import count

from core.paper import Chart, Paper, PaperKind, Picture, Section, Text, day_in_words, outline

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_out(paper: Paper) -> Iterator[tuple[Text | Picture, int]]:
    """Headings with level (1 to 3) and number, paragraphs (level 0), figures, tables and charts.

    Beside a picture stands its number, tables and charts counted apart. What was just said is not said again.
    """
    tables, charts, last = count(1), count(1), ""
    for block, number in outline(paper):
        match block:
            case Section():
                yield Text(f"{number}{block.title}", 1), 0
                last = ""
            case Text(text, level):
                yield from _lines(text) if not level else [(Text(f"{number}{text}", level + 1), 0)]
                last = text
            case _:
                if block.statement not in last:
                    yield from _lines(block.statement)
                    last = block.statement
                yield block, next(charts if isinstance(block, Chart) else tables)


def basis(paper: Paper) -> str:
    """Scope, day and rules in one sentence; minutes have no figures of their own and name the rules alone."""
    rules = ISO_DAY.sub(lambda found: day_in_words(date.fromisoformat(found[0])), "；".join(paper.rules))
    if paper.kind is PaperKind.MINUTES:
        return f"依据：{rules}。" if rules else ""
    compared = f"，与{day_in_words(paper.compare_to)}比较" if paper.compare_to else ""
    based = f"，依据{rules}" if rules else ""
    return f"统计口径：范围为{paper.scope}，数据截至{day_in_words(paper.as_of)}{compared}{based}。"


def _lines(text: str) -> Iterator[tuple[Text, int]]:
    """One paragraph a line."""
    yield from ((Text(line), 0) for line in text.splitlines() if line.strip())
