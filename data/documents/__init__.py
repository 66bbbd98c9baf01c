"""Writers: a frozen paper -> the bytes of a file, one module or package a format."""

from enum import StrEnum

from core.paper import Frozen
from data.papers import PaperError
from data.settings import settings

OWN_FONTS = "fonts"
"""Folder in VAR_DIR in which a county lays the fonts that it owns, such as 方正小标宋."""


class Format(StrEnum):
    """The value is the ending of the file's name."""

    WORD = "docx"
    POWERPOINT = "pptx"
    PDF = "pdf"
    EXCEL = "xlsx"


def write(frozen: Frozen, form: Format) -> bytes:
    """The file in that format. Its writer is loaded only now: each needs a library of its own. Raises PaperError."""
    match form:
        case Format.WORD:
            from data.documents.word import write_word
            return write_word(frozen)
        case Format.POWERPOINT:
            from data.documents.powerpoint import write_powerpoint
            return write_powerpoint(frozen)
        case Format.PDF:
            from data.documents.pdf import FontError, write_pdf
            try:
                return write_pdf(frozen, settings().var_dir / OWN_FONTS)
            except FontError as fault:
                raise PaperError(str(fault)) from fault
        case Format.EXCEL:
            from data.documents.excel import write_excel
            return write_excel(frozen)
