"""Small pieces of WordprocessingML; every text that goes into the file comes through here."""

from xml.sax.saxutils import escape

from data.documents.plain_text import plain

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)


def safe(text: str) -> str:
    """The text as XML can hold it, also between double quotes."""
    return escape(plain(text), {'"': "&quot;"})


def run(text: str, look: str = "") -> str:
    """look: the properties that differ from the paragraph's style. A line feed breaks the line."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    lines = [f'<w:t xml:space="preserve">{safe(line)}</w:t>' for line in text.split("\n")]
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(style: str, *runs: str, look: str = "") -> str:
    """look: the properties that differ from the style, in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{"".join(runs)}</w:p>'


def body_text(text: str, look: str = "") -> str:
    """One paragraph a line."""
    return "".join(paragraph("BodyText", run(line), look=look) for line in text.splitlines() if line.strip())
