"""Small pieces of DrawingML from which the look of a chart is put together."""

from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = f"{{{CHART}}}"


def element(xml: str) -> Any:
    """The one element that the text holds, with the prefixes c and a."""
    wrapped = etree.fromstring(f'<r xmlns:c="{CHART}" xmlns:a="{DRAWING}">{xml}</r>')
    return wrapped[0]


def text_style(points: float, ink: str, font: str) -> str:
    """``c:txPr`` of letters in one size, colour and font, Chinese ones too."""
    face = quoteattr(font)
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(points * 100)}" b="0">{solid(ink)}'
        f'<a:latin typeface={face}/><a:ea typeface={face}/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def solid(colour: str) -> str:
    """``a:solidFill`` of one colour."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def insert_after(before: Any, parts: Any) -> None:
    """Puts the children of ``parts`` behind an element, in their order."""
    parent = before.getparent()
    place = parent.index(before) + 1
    parent[place:place] = list(parts)


def drop_children(parent: Any, *tags: str) -> None:
    """Takes away the children of these names."""
    for tag in tags:
        for child in parent.findall(tag):
            parent.remove(child)
