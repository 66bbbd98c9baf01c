"""Texts on a slide: every one that goes into the file comes through here."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches

from data.documents.chart_xml import element, solid
from data.documents.palette import INK
from data.documents.plain_text import plain
from data.documents.powerpoint.measures import LINE, Box

ALIGNED = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHORED = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


def place(box: Box) -> tuple[Inches, Inches, Inches, Inches]:
    """left, top, width, height as python-pptx takes them."""
    return Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)


def add_text(
    slide: Any, box: Box, text: str, points: float, *, colour: str = INK, bold: bool = False, align: str = "left",
    anchor: str = "top",
) -> Any:
    """A box of text without margins."""
    shape = slide.shapes.add_textbox(*place(box))
    fill_frame(shape.text_frame, text, points, colour=colour, bold=bold, align=align, anchor=anchor)
    return shape


def fill_frame(
    frame: Any, text: str, points: float, *, colour: str = INK, bold: bool = False, align: str = "left",
    anchor: str = "top",
) -> None:
    """Puts the text into a frame, one paragraph a line; lines are as high as reckoned, whatever the font."""
    frame.word_wrap = True
    frame.vertical_anchor = ANCHORED[anchor]
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = plain(text)
    spacing = f'<a:lnSpc><a:spcPts val="{round(points * LINE * 100)}"/></a:lnSpc>'
    for paragraph in frame.paragraphs:
        paragraph.alignment = ALIGNED[align]
        paragraph._p.get_or_add_pPr().set("hangingPunct", "0")
        paragraph._p.get_or_add_pPr().insert(0, element(spacing))
        for run in paragraph.runs:
            style(run, points, colour, bold=bold)


def style(run: Any, points: float, colour: str, *, bold: bool = False) -> None:
    """Size, colour and language of the letters; the font is the theme's.

    As XML, since a table has hundreds of runs and python-pptx takes its time over each property.
    """
    look = run._r.get_or_add_rPr()
    for name, value in (("lang", "zh-CN"), ("sz", f"{round(points * 100)}"), ("b", f"{int(bold)}")):
        look.set(name, value)
    look[:] = [element(solid(colour))]


def add_field(shape: Any, kind: str) -> None:
    """Turns the first run into a field, such as the number of the slide, which follows when slides are moved."""
    run = shape.text_frame.paragraphs[0].runs[0]._r
    run.tag = qn("a:fld")
    run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    run.set("type", kind)
