"""The text of a paper in its order, with the numbers of headings, tables and charts."""

import re
from datetime import date
from itertools import count

from docx.parts.document import DocumentPart

from core.paper import Chart, Paper, PaperKind, Section, Text, day_in_words, outline
from data.documents.word.charts import chart_xml
from data.documents.word.markup import body_text, paragraph, run
from data.documents.word.styles import KEPT
from data.documents.word.tables import table_xml

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def text_xml(paper: Paper, part: DocumentPart) -> str:
    """Sections and blocks, and last what the figures rest on. part: takes the charts."""
    tables, charts = count(1), count(1)
    written, last = [], ""
    for block, number in outline(paper):
        if isinstance(block, Section | Text):
            written.append(_words(block, number))
            last = block.text if isinstance(block, Text) else ""
            continue
        if block.statement not in last:
            written.append(body_text(block.statement, KEPT))
            last = block.statement
        if isinstance(block, Chart):
            written.append(chart_xml(block, next(charts), part))
        else:
            written.append(table_xml(block, f"表{next(tables)}　{block.title}"))
    return "".join(written) + body_text(basis(paper), KEPT)


def basis(paper: Paper) -> str:
    """Scope, day and rules in one sentence; minutes have no figures of their own and name the rules alone."""
    rules = ISO_DAY.sub(lambda found: day_in_words(date.fromisoformat(found[0])), "；".join(paper.rules))
    if paper.kind is PaperKind.MINUTES:
        return f"依据：{rules}。" if rules else ""
    compared = f"，与{day_in_words(paper.compare_to)}比较" if paper.compare_to else ""
    based = f"，依据{rules}" if rules else ""
    return f"统计口径：范围为{paper.scope}，数据截至{day_in_words(paper.as_of)}{compared}{based}。"


def _words(block: Section | Text, number: str) -> str:
    if isinstance(block, Section):
        return paragraph("Heading1", run(f"{number}{block.title}"))
    if block.level:
        return paragraph(f"Heading{block.level + 1}", run(f"{number}{block.text}"))
    return body_text(block.text)
