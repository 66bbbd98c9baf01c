"""What stands in the files that the writers made: texts, cells and points in their order, as a reader meets them."""

import re
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO

import docx
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
FRAME = {"Issuer", "PaperNumber", "Title", "Addressee", "Signature", "Remark", "Imprint", "End"}
"""Styles of what stands around the text of a Word file."""
GRID_ROW = 4


def as_shown(value, code):
    """A number as a spreadsheet shows it in a format such as ``#,##0.00`` or ``0.0%``; a nought may have no words."""
    code, *others = code.split(";")
    if others and not value:
        return ""
    decimals = len(code.rstrip("%").partition(".")[2])
    amount = Decimal(f"{value:.15g}") * (100 if code.endswith("%") else 1)
    shown = f"{amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0:,}"
    return f"{shown}%" if code.endswith("%") else shown


def chart_series(xml):
    """Name and points of every series, each point with the words that it bears; without words where it bears none."""
    for series in etree.fromstring(xml).iter(f"{C}ser"):
        count = int(series.find(f"{C}val//{C}ptCount").get("val"))
        labels = series.find(f"{C}dLbls")
        codes = [None] * count
        if labels is not None:
            everywhere = labels.find(f"{C}showVal").get("val") == "1"
            codes = [labels.findtext(f"{C}numFmt") or labels.find(f"{C}numFmt").get("formatCode")] * count
            codes = codes if everywhere else [None] * count
            for own in labels.findall(f"{C}dLbl"):
                codes[int(own.find(f"{C}idx").get("val"))] = own.find(f"{C}numFmt").get("formatCode")
        values = {int(one.get("idx")): float(one.findtext(f"{C}v")) for one in series.iterfind(f"{C}val//{C}pt")}
        yield series.findtext(f"{C}tx//{C}v"), [
            (values.get(place), as_shown(values[place], code) if code and place in values else "")
            for place, code in enumerate(codes)
        ]


def categories(xml):
    first = next(etree.fromstring(xml).iter(f"{C}ser"))
    return [one.findtext(f"{C}v") for one in first.iterfind(f"{C}cat//{C}pt")]


def word(content):
    """Paragraphs as (style, text), tables as rows, charts as (categories, series), in their order."""
    document = docx.Document(BytesIO(content))
    for element in document.element.body:
        if element.tag == qn("w:tbl"):
            table = docx.table.Table(element, document)
            yield [[cell.text for cell in row.cells] for row in table.rows]
        elif element.tag == qn("w:p"):
            paragraph = docx.text.paragraph.Paragraph(element, document)
            drawn = next(element.iter(f"{C}chart"), None)
            if drawn is not None:
                xml = document.part.related_parts[drawn.get(qn("r:id"))].blob
                yield categories(xml), list(chart_series(xml))
            elif paragraph.style.style_id not in FRAME:
                yield paragraph.style.style_id, paragraph.text


def powerpoint(content):
    """Of every slide: texts in no order, tables as rows, charts as (categories, series), and the notes."""
    for slide in Presentation(BytesIO(content)).slides:
        texts, tables, charts = [], [], []
        for shape in slide.shapes:
            if shape.has_chart:
                xml = shape.chart.part.blob
                charts.append((categories(xml), list(chart_series(xml))))
            elif shape.has_table:
                tables.append([[cell.text_frame.text for cell in row.cells] for row in shape.table.rows])
            elif shape.has_text_frame and shape.text_frame.text:
                texts.append(shape.text_frame.text)
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        yield texts, tables, charts, notes


def excel(content):
    """Of every sheet that one sees: name, the lines above the grid, and the grid as it is shown."""
    for sheet in load_workbook(BytesIO(content)).worksheets[1:]:
        if sheet.sheet_state == "visible":
            rows = [[_cell(one) for one in row] for row in sheet.iter_rows()]
            head = [[text for text in row if text] for row in rows[:GRID_ROW - 1]]
            yield sheet.title, head, rows[GRID_ROW - 1:]


def _cell(cell):
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    if cell.is_date:
        return f"{cell.value:%Y-%m-%d}"
    return as_shown(cell.value, cell.number_format)


PAGE, CHART = "\f", "\x01"


def pdf(content):
    """All letters without spaces, a form feed before each page, a sign for each chart; and the charts' texts.

    The letters of a chart are set one by one: those that follow each other on a line are one text.
    """
    stream, charts = [], []
    for page in PdfReader(BytesIO(content)).pages:
        stream.append(PAGE)
        _Page(stream, charts).read(page)
    return "".join(stream), charts


class _Page:
    def __init__(self, stream, charts):
        self.stream, self.charts = stream, charts
        self.spot = None

    def read(self, page):
        page.extract_text(visitor_text=self.meet)

    def meet(self, text, place, _matrix, _font, size):
        letters = re.sub(r"\s", "", text)
        if not letters:
            return
        if abs(abs(place[3]) - 1) < 1e-6:  # a drawing is scaled, text is not
            self.spot = None
            self.stream.append(letters)
            return
        if self.stream[-1] != CHART:
            self.stream.append(CHART)
            self.charts.append([])
        x, y = place[4], place[5]
        follows = self.spot and abs(y - self.spot[1]) < 0.01 and 0 < x - self.spot[0] < size * 1.05
        if follows:
            self.charts[-1][-1] += letters
        else:
            self.charts[-1].append(letters)
        self.spot = x, y
