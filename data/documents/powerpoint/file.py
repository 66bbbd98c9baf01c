"""The deck: one slide for each of ``core.slides``, in the same order and with the same numbers."""

from io import BytesIO
from typing import Any

from pptx.presentation import Presentation

from core.paper import Chart, Figures, Frozen, Picture, day_in_words
from core.slides import Slide, slides
from data.documents.native_chart import caption
from data.documents.packing import packed
from data.documents.palette import FAINT_INK, PRIMARY, WHITE
from data.documents.powerpoint.cards import add_cards
from data.documents.powerpoint.charts import add_chart
from data.documents.powerpoint.frame import add_block, add_frame, add_notes, add_source, fill_title
from data.documents.powerpoint.measures import CAPTION, INNER, MARGIN, SLIDE, Box, fitting_points, shortened
from data.documents.powerpoint.tables import add_table
from data.documents.powerpoint.text import add_text, fill_frame, place
from data.documents.powerpoint.theme import layout, new_deck
from data.documents.properties import set_properties
from data.documents.title_lines import title_lines

BAND = Box(0, 0, SLIDE[0], 4.5)
COVER_TITLE = Box(MARGIN + 0.4, 1.3, INNER - 0.8, 2.6)
COVER_POINTS = 44
ISSUER = Box(MARGIN + 0.4, 4.95, INNER - 0.8, 0.55)
DAY = Box(MARGIN + 0.4, 5.55, INNER - 0.8, 0.5)


def write_powerpoint(frozen: Frozen) -> bytes:
    """The same record gives the same bytes."""
    deck = new_deck()
    shown = slides(frozen.paper)
    sections = {section.title: section for section, _ in frozen.paper.pictures()}
    for one in shown:
        if one.picture is None:
            _add_cover(deck, frozen)
            continue
        slide = deck.slides.add_slide(layout(deck, "标题和图"))
        add_frame(slide, one, len(shown), frozen)
        _add_picture(slide, one, one.picture)
        add_notes(slide, sections[one.section])
    set_properties(deck.core_properties, frozen)
    saved = BytesIO()
    deck.save(saved)
    return packed(saved)


def _add_picture(slide: Any, shown: Slide, picture: Picture) -> None:
    title = caption(picture) if isinstance(picture, Chart) else picture.title
    if title != shown.statement:
        add_text(slide, CAPTION, shortened(title, CAPTION.width, 18, 1), 18, colour=FAINT_INK, anchor="middle")
    if isinstance(picture, Figures):
        add_cards(slide, picture)
    elif isinstance(picture, Chart):
        add_chart(slide, picture)
    else:
        add_table(slide, picture)


def _add_cover(deck: Presentation, frozen: Frozen) -> None:
    letter, slide = frozen.letter, deck.slides.add_slide(layout(deck, "封面"))
    add_block(slide, BAND, PRIMARY)
    band = slide.shapes[-1]._element
    slide.shapes._spTree.insert(2, band)
    title = "\n".join(title_lines(frozen.paper.title, COVER_TITLE.width * 72 / COVER_POINTS))
    points = fitting_points(title, COVER_TITLE, COVER_POINTS, 24)
    fill_title(slide, COVER_TITLE, title, points, WHITE, anchor="bottom")
    issuer = slide.placeholders[1]
    issuer.left, issuer.top, issuer.width, issuer.height = place(ISSUER)
    points = fitting_points(letter.issuer, ISSUER, 26, 16)
    fill_frame(issuer.text_frame, letter.issuer, points, bold=True, anchor="middle")
    add_text(slide, DAY, day_in_words(letter.signed_on), 22)
    add_source(slide, frozen)
