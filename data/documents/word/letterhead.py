"""What stands around the text: issuer and red rule, number, title, addressees; signature, contact and imprint."""

from core.paper import Letter, Paper, day_in_words
from data.documents.letters import width
from data.documents.printed.widths import TEXT_WIDTH
from data.documents.title_lines import title_lines
from data.documents.word.markup import paragraph, run
from data.documents.word.measures import CHARACTERS, LINE

LARGEST, SMALLEST, NARROWEST = 42, 26, 66
"""Of the issuer's letters: points high, points high, percent wide."""
TITLE_POINTS = 22
FOOT_OF_PAGE = (
    f'<w:framePr w:w="{TEXT_WIDTH}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" '
    'w:yAlign="bottom"/>'
)
"""A frame and not a floating table, which LibreOffice leaves where the text ends."""
TAB = "<w:r><w:tab/></w:r>"


def head(paper: Paper, letter: Letter) -> str:
    """Down to the addressees."""
    title = "\n".join(title_lines(paper.title, TEXT_WIDTH / 20 / TITLE_POINTS))
    parts = [_issuer(letter.issuer), paragraph("PaperNumber", run(letter.number)), paragraph("Title", run(title))]
    if letter.addressees:
        parts.append(paragraph("Addressee", run(letter.addressees.rstrip("：:。") + "：")))
    return "".join(parts)


def signature(letter: Letter) -> str:
    """Two characters from the right; the day begins two characters right of the issuer (7.3.5.2)."""
    signed_on = day_in_words(letter.signed_on)
    issuer, dated = width(letter.issuer), width(signed_on)
    far = max(2.0, dated + 4 - issuer)
    name = paragraph("Signature", run(letter.issuer), look=f'<w:spacing w:before="{LINE}"/>{_indent("right", far)}')
    place = _indent("right", 2)
    if far == 2 and issuer + far <= CHARACTERS:
        place = _indent("left", CHARACTERS - far - issuer + 2) + '<w:jc w:val="left"/>'
    kept = "" if letter.contact else '<w:keepNext w:val="0"/>'
    return name + paragraph("Signature", run(signed_on), look=kept + place)


def remark(letter: Letter) -> str:
    """Whom to ask, in parentheses; nothing if nobody is named."""
    return paragraph("Remark", run(f"（{letter.contact.strip('（）')}）")) if letter.contact else ""


def imprint(letter: Letter) -> str:
    """Whom it is copied to, who printed it and when, between rules: a frame at the foot of the last page.

    The first character is a space and no indent: the rules, which are as wide as the text, would follow an indent.
    """
    copies = f"　抄送：{letter.copies.rstrip('。')}。"
    lines = [paragraph("Imprint", run(copies), look=FOOT_OF_PAGE)] if letter.copies else []
    parts = run(f"　{letter.issuer}"), TAB, run(f"{day_in_words(letter.signed_on)}印发")
    printed = paragraph("Imprint", *parts, look=FOOT_OF_PAGE)
    return "".join([*lines, printed, paragraph("End")])


def _issuer(name: str) -> str:
    """As large as one line allows; a long name is set narrower before it is set smaller."""
    fits = TEXT_WIDTH / 20 / max(width(name), 1)
    points = int(max(SMALLEST, min(LARGEST, fits * 100 / NARROWEST)))
    percent = max(NARROWEST, min(100, int(fits / points * 100) - 1))
    lines = title_lines(name, TEXT_WIDTH / 20 / points * 100 / percent + 0.5)
    look = f'<w:w w:val="{percent}"/><w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'
    line = f'<w:spacing w:line="{points * 24}"/>'
    return paragraph("Issuer", run("\n".join(lines), look), look=line)


def _indent(side: str, characters: float) -> str:
    return f'<w:ind w:{side}Chars="{round(characters * 100)}" w:{side}="{round(characters * 315)}"/>'
