"""What is wrong with a workbook, and what was read otherwise than it was typed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that stops an import. sheet "" = the file as a whole; row is the row number that Excel shows."""

    sheet: str
    row: int | None
    column: str | None
    value: str
    reason: str
    remedy: str

    def sentence(self) -> str:
        """工作表、行、列、值：原因。怎样改。"""
        row = f"第{self.row}行" if self.row else ""
        column = f"「{self.column}」列" if self.column else ""
        place = (f"工作表「{self.sheet}」" if self.sheet else "") + row + column
        value = f"的值“{shorten(self.value)}”" if self.value else ""
        return f"{place}{value}{'：' if place or value else ''}{self.reason}。{self.remedy}。"


@dataclass(frozen=True)
class Normalisation:
    """A cell that was read otherwise than it was typed."""

    sheet: str
    row: int
    column: str
    typed: str
    read: str


class CellError(ValueError):
    """A cell's value cannot be read as what its column holds."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


class FileError(ValueError):
    """The file cannot be read as a workbook at all."""

    def __init__(self, reason: str, remedy: str = "请用 Excel 打开后另存为 .xlsx 再导入") -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def shorten(text: str, length: int = 40) -> str:
    """For showing a value in a sentence."""
    return text if len(text) <= length else text[: length - 1] + "…"
