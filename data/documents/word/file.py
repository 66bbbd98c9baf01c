"""The file around the text: parts, settings, properties, and the same bytes for the same record."""

from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from core.paper import Frozen
from data.documents.packing import packed
from data.documents.properties import set_properties
from data.documents.word.letterhead import head, imprint, remark, signature
from data.documents.word.markup import NAMES
from data.documents.word.page import footer_paragraphs, section_xml
from data.documents.word.styles import font_table_xml, styles_xml
from data.documents.word.text import text_xml

UNWANTED = ("/thumbnail", "/customXml", "/stylesWithEffects", "/numbering", "/fontTable")
"""Of python-docx' template: none of them is ours."""


def write_word(frozen: Frozen) -> bytes:
    """The same record gives the same bytes."""
    document = docx.Document()
    _drop_parts(document)
    _put(document.styles.element, styles_xml())
    package = document.part.package
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, font_table_xml().encode(), package)
    document.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    section = section_xml(_footer(document, frozen, even=False), _footer(document, frozen, even=True))
    letter = frozen.letter
    text = head(frozen.paper, letter) + text_xml(frozen.paper, document.part)
    end = signature(letter) + remark(letter) + imprint(letter)
    _put(document.element.body, f"<w:body {NAMES}>{text}{end}{section}</w:body>")
    _set(document, frozen)
    saved = BytesIO()
    document.save(saved)
    return packed(saved)


def _drop_parts(document: Document) -> None:
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in rels.items() if one.reltype.endswith(UNWANTED)]:
            del rels[key]


def _put(element: Any, xml: str) -> None:
    """What the text holds in place of the element's own children."""
    element[:] = list(parse_xml(xml))


def _footer(document: Document, frozen: Frozen, *, even: bool) -> str:
    """The relationship of a new footer part."""
    part, relationship = document.part.add_footer_part()
    _put(part.element, f"<w:ftr {NAMES}>{footer_paragraphs(frozen.stamp.text, even=even)}</w:ftr>")
    return str(relationship)


def _set(document: Document, frozen: Frozen) -> None:
    settings = document.settings
    settings.odd_and_even_pages_header_footer = True
    settings.element.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    settings.element.find(f"{qn('w:compat')}/{qn('w:compatSetting')}").set(qn("w:val"), "15")  # compatibilityMode
    set_properties(document.core_properties, frozen)

