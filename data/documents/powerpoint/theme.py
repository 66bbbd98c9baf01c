"""The empty deck: python-pptx' template with our fonts, colours, size and Chinese prompts."""

import re
from functools import cache
from io import BytesIO
from typing import Any

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation
from pptx.slide import SlideLayout
from pptx.util import Inches

from data.documents.palette import CATEGORIES, INK, PANEL, PRIMARY
from data.documents.powerpoint.measures import SLIDE, TITLE

FONT = "微软雅黑"
LATIN = "Microsoft YaHei"
FALLBACK = "等线"
"""Where the font is missing, for the simplified script."""
LAYOUTS = {"Title Slide": "封面", "Title Only": "标题和图"}
PROMPTS = {
    "Click to edit Master title style": "单击此处编辑标题", "Click to edit Master subtitle style": "单击此处编辑副标题",
    "Click to edit Master text styles": "单击此处编辑文字", "Second level": "第二级", "Third level": "第三级",
    "Fourth level": "第四级", "Fifth level": "第五级",
}


def new_deck() -> Presentation:
    """Without slides; its layouts are 封面 and 标题和图."""
    return pptx.Presentation(BytesIO(_template()))


def layout(deck: Presentation, name: str) -> SlideLayout:
    """By its Chinese name."""
    return next(one for one in deck.slide_layouts if one.name == name)


@cache
def _template() -> bytes:
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = (Inches(side) for side in SLIDE)
    for one in list(deck.slide_layouts):
        if one.name in LAYOUTS:
            _adapt(one)
        else:
            deck.slide_layouts.remove(one)
    _translate(deck.slide_master)
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _patched(theme.blob.decode()).encode()
    saved = BytesIO()
    deck.save(saved)
    return saved.getvalue()


def _adapt(one: SlideLayout) -> None:
    """Its dates and footers go, since every slide bears its own source."""
    one._element.cSld.set("name", LAYOUTS[one.name])
    for shape in list(one.placeholders):
        if shape.placeholder_format.idx >= 10:
            shape._element.getparent().remove(shape._element)
    _translate(one)
    title = one.placeholders[0]
    title.left, title.top, title.width, title.height = (Inches(side) for side in TITLE)


def _translate(holder: Any) -> None:
    for shape in holder.placeholders:
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                run.text = PROMPTS.get(run.text, run.text)


def _patched(theme: str) -> str:
    colours = {"dk1": INK, "lt1": "FFFFFF", "dk2": PRIMARY, "lt2": PANEL, "hlink": PRIMARY, "folHlink": PRIMARY}
    colours |= {f"accent{place}": colour for place, colour in enumerate((PRIMARY, *CATEGORIES[:5]), start=1)}
    for name, colour in colours.items():
        theme = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', theme)
    theme = re.sub(r'<a:latin typeface="[^"]*"/><a:ea typeface=""/>',
                   f'<a:latin typeface="{LATIN}"/><a:ea typeface="{FONT}"/>', theme)
    return re.sub(r'script="Hans" typeface="[^"]*"', f'script="Hans" typeface="{FALLBACK}"', theme)
