"""The PDF: set by Typst from the template and the data, which go in beside each other and never as markup."""

import json
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from core.paper import Frozen
from data.documents.pdf.content import content
from data.documents.pdf.fonts import FontError, chosen, load

TEMPLATE = Path(__file__).with_name("paper.typ")


def write_pdf(frozen: Frozen, fonts: Path | None = None) -> bytes:
    """PDF/A-2b. fonts: a folder with the county's own 仿宋, 小标宋, 黑体, 楷体, as far as there are any."""
    loaded = load(fonts)
    data = json.dumps(content(frozen), ensure_ascii=False, allow_nan=False)
    pdf, warnings = typst.compile_with_warnings(
        TEMPLATE.read_bytes(), format="pdf", font_paths=loaded, ignore_system_fonts=True,
        sys_inputs={"paper": data, "fonts": json.dumps(chosen(loaded))}, pdf_standards=["a-2b"],
        timestamp=datetime.combine(frozen.letter.signed_on, time(), UTC),
    )
    missing = [str(one.message) for one in warnings if "font" in str(one.message)]
    if missing:
        raise FontError(f"缺少字体，无法生成PDF：{'；'.join(missing)}。")
    assert isinstance(pdf, bytes)
    return pdf
