"""What every slide bears around its picture: section, statement, source, number, and the section's words as notes."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn

from core.paper import Frozen, Section, Text, day_in_words
from core.slides import Slide
from data.documents.palette import FAINT_INK, INK, PRIMARY
from data.documents.plain_text import plain
from data.documents.powerpoint.measures import (
    NUMBER,
    RULE,
    SECTION,
    SOURCE,
    TITLE,
    Box,
    fitting_points,
    lines,
    shortened,
)
from data.documents.powerpoint.text import add_field, add_text, fill_frame, place

TITLE_POINTS = 30
TITLE_LINES = ((1, 26), (2, 19), (3, 18))
"""How many, and the smallest letters for which so few are worth it."""
SOURCE_POINTS, SMALLEST_SOURCE = 12, 8


def add_frame(slide: Any, shown: Slide, count: int, frozen: Frozen) -> None:
    """count: of all slides."""
    for most, least in TITLE_LINES:
        points = fitting_points(shown.statement, TITLE, TITLE_POINTS, least, most)
        if lines(shown.statement, TITLE.width, points) <= most:
            break
    words = shortened(shown.statement, TITLE.width, points, most)
    fill_title(slide, TITLE, words, points, INK, anchor="middle")
    add_text(slide, SECTION, shown.section, 16, colour=PRIMARY, bold=True)
    add_block(slide, RULE, PRIMARY)
    add_source(slide, frozen)
    number = add_text(slide, NUMBER, f"{shown.number}", 14, colour=FAINT_INK, align="right", anchor="middle")
    add_field(number, "slidenum")
    _add_run(number, f" / {count}")


def fill_title(slide: Any, box: Box, text: str, points: float, colour: str, *, anchor: str) -> None:
    """In the layout's own title, by which slides are listed and read aloud."""
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = place(box)
    fill_frame(title.text_frame, text, points, colour=colour, bold=True, anchor=anchor)


def add_block(slide: Any, box: Box, colour: str) -> None:
    """A filled rectangle behind or between texts."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place(box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour)
    shape.line.fill.background()
    shape._element.remove(shape._element.find(qn("p:style")))


def source(frozen: Frozen) -> str:
    """Scope and day, the rules, and what the paper can be checked by, a line each."""
    paper = frozen.paper
    rules = f"规则版本：{'；'.join(paper.rules)}\n" if paper.rules else ""
    return f"范围：{paper.scope}　截至{day_in_words(paper.as_of)}\n{rules}{frozen.stamp.text}"


def add_source(slide: Any, frozen: Frozen) -> None:
    """In letters so small that every line stays one; only a very long one loses its end."""
    text = source(frozen)
    points = fitting_points(text, SOURCE, SOURCE_POINTS, SMALLEST_SOURCE, most_lines=text.count("\n") + 1)
    words = "\n".join(shortened(line, SOURCE.width, points, 1) for line in text.split("\n"))
    add_text(slide, SOURCE, words, points, colour=FAINT_INK, anchor="middle")


def add_notes(slide: Any, section: Section) -> None:
    """The words of the section, for whoever presents it."""
    paragraphs = [block.text for block in section.blocks if isinstance(block, Text)]
    slide.notes_slide.notes_text_frame.text = plain("\n".join(paragraphs))


def _add_run(shape: Any, text: str) -> None:
    """Behind the field, in its look."""
    paragraph = shape.text_frame.paragraphs[0]
    field = paragraph._p[-1]
    run = paragraph.add_run()
    run.text = text
    look = field.find("{*}rPr")
    run._r.insert(0, run._r.makeelement(look.tag, dict(look.attrib)))
    for part in look:
        run._r[0].append(part.__copy__())
