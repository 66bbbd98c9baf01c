"""Writers: a frozen paper -> the bytes of a file, one module or package a format."""

from enum import StrEnum

from core.paper import Frozen


class Format(StrEnum):
    """The value is the ending of the file's name."""

    WORD = "docx"
    POWERPOINT = "pptx"
    PDF = "pdf"
    EXCEL = "xlsx"


def write(frozen: Frozen, form: Format) -> bytes:
    """The file in that format. Its writer is loaded only now: each needs a library of its own."""
    match form:
        case Format.WORD:
            from data.documents.word import write_word
            return write_word(frozen)
        case Format.POWERPOINT:
            from data.documents.powerpoint import write_powerpoint
            return write_powerpoint(frozen)
        case Format.PDF:
            from data.documents.pdf import write_pdf
            return write_pdf(frozen)
        case Format.EXCEL:
            from data.documents.excel import write_excel
            return write_excel(frozen)
