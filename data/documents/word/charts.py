"""Charts: native ones with their workbook, as wide as the text, caption beneath."""

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from core.paper import MISSING, Chart, ChartForm
from data.documents.chart_style import Style
from data.documents.chart_xml import CHART, C
from data.documents.native_chart import NativeChart, caption, is_drawable, missing_words
from data.documents.word.markup import paragraph, run, safe
from data.documents.word.styles import SONGTI

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMU = 36000
"""A millimetre."""
WIDTH_MM, UPRIGHT_MM, LOWEST_MM, HIGHEST_MM = 154, 75, 50, 165
ROW_MM, BAR_MM, AROUND_MM = 3, 3.8, 16


def chart_xml(chart: Chart, number: int, part: DocumentPart) -> str:
    """Adds the parts of the chart to the document's, and gives the paragraphs that show it."""
    title = f"图{number}　{caption(chart)}"
    if not is_drawable(chart):
        return paragraph("Caption", run(title)) + paragraph("Note", run(f"{MISSING}。"), look='<w:jc w:val="center"/>')
    words = missing_words(chart)
    note = paragraph("Note", run(words)) if words else ""
    keep = "" if words else '<w:keepNext w:val="0"/>'
    shown = paragraph("Chart", _inline(chart, number, _add_parts(chart, number, part)))
    return shown + paragraph("Caption", run(title), look=keep) + note


def height_mm(chart: Chart) -> float:
    """Lying bars ask for room, one row a category."""
    if chart.form is not ChartForm.BARS:
        return UPRIGHT_MM
    rows = len(chart.categories) * (ROW_MM + BAR_MM * len(chart.series))
    return min(max(AROUND_MM + rows, LOWEST_MM), HIGHEST_MM)


def _add_parts(chart: Chart, number: int, document: DocumentPart) -> str:
    """The relationship by which the document shows the chart."""
    size = (WIDTH_MM / 25.4 * 72, height_mm(chart) / 25.4 * 72)
    native = NativeChart(chart, Style(SONGTI, 10.5 if len(chart.categories) <= 20 else 8, size))
    package: Package = document.package
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), WORKBOOK_TYPE, native.xlsx_blob, package)
    xml = _with_data(native.xml, "rId1")
    shown = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART_TYPE, xml, package)
    shown.load_rel(f"{RELATIONSHIPS}/package", book, "rId1")
    return document.relate_to(shown, f"{RELATIONSHIPS}/chart")


def _with_data(xml: bytes, relationship: str) -> bytes:
    space = etree.fromstring(xml)
    data = etree.SubElement(space, f"{C}externalData", {f"{{{RELATIONSHIPS}}}id": relationship})
    etree.SubElement(data, f"{C}autoUpdate", val="0")
    written: bytes = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _inline(chart: Chart, number: int, relationship: str) -> str:
    size = f'cx="{WIDTH_MM * EMU}" cy="{round(height_mm(chart) * EMU)}"'
    words = "。".join(filter(None, [caption(chart), chart.statement.rstrip("。"), missing_words(chart)]))
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="图{number}" descr="{safe(words)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{CHART}"><c:chart r:id="{relationship}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
