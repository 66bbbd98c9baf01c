"""The figures behind a frozen paper as a workbook, to go on calculating with."""

from data.documents.excel.file import write_excel

__all__ = ["write_excel"]
