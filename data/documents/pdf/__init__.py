"""A frozen paper as PDF/A in the look of an official paper, with all its fonts inside."""

from data.documents.pdf.file import write_pdf
from data.documents.pdf.fonts import FontError

__all__ = ["FontError", "write_pdf"]
