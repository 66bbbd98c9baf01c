"""Paper, margins, grid and the two footers: odd pages bear their number on the right, even ones on the left."""

from data.documents.word.markup import paragraph, run
from data.documents.word.measures import LINE, twips

TOP, LEFT, RIGHT, BOTTOM = 37, 28, 26, 35
FOOTER_FROM_EDGE = 20
"""mm: so that the number stands 7 mm under the text, and the stamp under the number."""


def section_xml(odd: str, even: str) -> str:
    """``w:sectPr``; odd, even: relationship ids of the footers."""
    margins = " ".join(
        f'w:{side}="{twips(size)}"' for side, size in (
            ("top", TOP), ("right", RIGHT), ("bottom", BOTTOM), ("left", LEFT), ("header", 15),
            ("footer", FOOTER_FROM_EDGE), ("gutter", 0),
        )
    )
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{odd}"/><w:footerReference w:type="even" r:id="{even}"/>'
        f'<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/><w:pgMar {margins}/><w:pgNumType w:start="1"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
    )


def footer_paragraphs(stamp: str, *, even: bool) -> str:
    """``— 1 —`` one character away from the outer edge, and beneath it the stamp."""
    side, opposite = ("left", "right") if even else ("right", "left")
    look = f'<w:ind w:{side}Chars="100" w:{side}="280" w:{opposite}="0"/><w:jc w:val="{side}"/>'
    parts = ('<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
             '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>')
    field = "".join(f"<w:r>{part}</w:r>" for part in parts)
    return paragraph("PageNumber", run("— "), field, run(" —"), look=look) + paragraph("Stamp", run(stamp))
