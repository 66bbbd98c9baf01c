"""The text of a paper in its order, with the numbers of headings, tables and charts."""

from docx.parts.document import DocumentPart

from core.paper import Chart, Paper, Picture, Text
from data.documents.printed import basis, read_out
from data.documents.word.charts import chart_xml
from data.documents.word.markup import body_text, paragraph, run
from data.documents.word.styles import KEPT
from data.documents.word.tables import table_xml


def text_xml(paper: Paper, part: DocumentPart) -> str:
    """Sections and blocks, and last what the figures rest on, beside the signature. part: takes the charts."""
    return "".join(_block(block, number, part) for block, number in read_out(paper)) + body_text(basis(paper), KEPT)


def _block(block: Text | Picture, number: int, part: DocumentPart) -> str:
    if isinstance(block, Text):
        return paragraph(f"Heading{block.level}" if block.level else "BodyText", run(block.text))
    if isinstance(block, Chart):
        return chart_xml(block, number, part)
    return table_xml(block, f"表{number}　{block.title}")
