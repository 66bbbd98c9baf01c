"""What each row of a sheet is: data, or left out for a reason that can be read aloud."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.intake.ledger.grid import Grid
from data.intake.ledger.heading import Heading
from data.intake.ledger.line_words import (
    COUNT,
    CREDIT_CODE,
    NOTE,
    NUMBERED,
    SIGNED,
    SUM,
    WHOLE,
    are_column_numbers,
    is_plain_sum,
    is_sum_or_count,
    number_in,
)
from data.intake.ledger.units import parse_unit
from data.intake.ledger.words import all_fields, bare, meaning
from data.intake.numbers import half_width
from data.intake.problems import shorten


class LineKind(StrEnum):
    DATA = "data"
    BLANK = "blank"
    TITLE = "title"
    HEADER = "header"
    UNITS = "units"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    NOTES = "notes"
    SECTION = "section"
    HIDDEN = "hidden"
    SKIPPED = "skipped"
    OTHER_TABLE = "table"


@dataclass(frozen=True)
class Line:
    """One row as Excel numbers it, what it is, and why it is left out; text: what it says."""

    row: int
    kind: LineKind
    reason: str = ""
    text: str = ""


NEGLIGIBLE = 0.05
FEWEST_HEADS = 3
IDENTITY = ("单元编号", "企业名称", "统一社会信用代码", "描述", "楼栋编号", "隐患编号", "合同编号")


class Classifier:
    """Goes down the rows of one sheet. targets: column -> our header."""

    def __init__(self, grid: Grid, heading: Heading, targets: dict[int, str]) -> None:
        self.grid, self.heading, self.targets = grid, heading, targets
        self.remarks = {one.column for one in heading.heads if one.is_remark and one.column not in targets}
        self.serials = {one.column for one in heading.heads if one.is_serial and one.column not in targets}
        self.repeats = [{column: bare(text) for column, text in grid.texts(row).items()} for row in heading.rows]
        self.is_after_notes = self.is_other_table = False
        self.group_sums: dict[int, float] = defaultdict(float)
        self.all_sums: dict[int, float] = defaultdict(float)
        self.last_data = max((row for row in range(1, len(grid.rows) + 1) if self._looks_like_data(row)), default=0)

    def lines(self) -> list[Line]:
        """One for every row of the sheet."""
        lines = [self._line(row) for row in range(1, len(self.grid.rows) + 1)]
        plain = [place for place, one in enumerate(lines) if one.kind is LineKind.TOTAL and is_plain_sum(one.text)]
        for place in plain[:-1]:
            lines[place] = Line(lines[place].row, LineKind.SUBTOTAL, "合计行，其后还有合计", lines[place].text)
        return lines

    def _looks_like_data(self, row: int) -> bool:
        texts = self.grid.texts(row)
        known = texts.keys() & self.targets.keys()
        return len(known) > 1 and not NOTE.match(next(iter(texts.values()))) and self._sum_label(texts) is None

    def _line(self, row: int) -> Line:
        texts = self.grid.texts(row)
        kind, reason = self._kind(row, texts)
        self.is_after_notes = kind is LineKind.NOTES or (self.is_after_notes and kind is LineKind.BLANK)
        self._add_up(kind, row, texts)
        return Line(row, kind, reason, shorten(" ".join(texts.values()), 60))

    def _add_up(self, kind: LineKind, row: int, texts: dict[int, str]) -> None:
        if kind is LineKind.SUBTOTAL:
            self.group_sums.clear()
        elif kind is LineKind.DATA:
            for column, number in self._numbers(row, texts).items():
                self.group_sums[column] += number
                self.all_sums[column] += number

    def _numbers(self, row: int, texts: dict[int, str]) -> dict[int, float]:
        found = {column: number_in(self.grid.own(row, column)) for column in texts}
        return {column: number for column, number in found.items() if number is not None}

    def _kind(self, row: int, texts: dict[int, str]) -> tuple[LineKind, str]:
        if row in self.heading.rows:
            return LineKind.HEADER, "表头"
        if row == self.heading.units_row:
            return LineKind.UNITS, "单位行"
        if not texts:
            return LineKind.BLANK, "空行"
        if row < self.heading.rows[0]:
            return LineKind.TITLE, "表头之上的行，不是这张表的数据"
        return self._below(row, texts)

    def _below(self, row: int, texts: dict[int, str]) -> tuple[LineKind, str]:
        if self._repeats_header(texts):
            self.is_other_table = False
            return LineKind.HEADER, "换页后重复的表头"
        self.is_other_table = self.is_other_table or self._is_other_header(row, texts)
        if self.is_other_table:
            return LineKind.OTHER_TABLE, "表头不同的另一张表"
        if self._repeats_title(texts):
            return LineKind.TITLE, "换页后重复的标题"
        if all(isinstance(self.grid.own(row, one), str) and parse_unit(texts[one].strip("()（）")) for one in texts):
            return LineKind.UNITS, "单位行"
        if row == self.heading.last_row + 1 and are_column_numbers(texts.values()):
            return LineKind.HEADER, "栏次行，只有各列的编号"
        if texts.keys() <= self.serials and all(COUNT.fullmatch(half_width(one)) for one in texts.values()):
            return LineKind.BLANK, "只有序号，没有内容"
        found = self._sum(row, texts) or self._notes(row, texts)
        return found or (LineKind.DATA, "")

    def _repeats_header(self, texts: dict[int, str]) -> bool:
        return any(
            one and sum(bare(text) == one.get(column) for column, text in texts.items()) >= max(2, 0.6 * len(texts))
            for one in self.repeats
        )

    def _is_other_header(self, row: int, texts: dict[int, str]) -> bool:
        """Whether the row holds headers, but not these."""
        if len(texts) < FEWEST_HEADS or any(not isinstance(self.grid.own(row, one), str) for one in texts):
            return False
        known = [match for text in texts.values() if (match := meaning((text,), all_fields()))]
        return len({one.field for one in known}) >= max(FEWEST_HEADS, 0.6 * len(texts))

    def _repeats_title(self, texts: dict[int, str]) -> bool:
        titles = {bare(text) for row in range(1, self.heading.rows[0]) for text in self.grid.texts(row).values()}
        return {bare(one) for one in texts.values()} <= titles and len(texts) <= 2

    def _sum(self, row: int, texts: dict[int, str]) -> tuple[LineKind, str] | None:
        label = self._sum_label(texts)
        if label is None:
            return self._unlabelled_sum(row, texts)
        column, before, word = label
        if self._has_evidence(row, texts, column):
            return None
        is_total = word in ("合计", "总计", "共计", "累计", "汇总") and before in WHOLE
        if is_total and self._adds_up(row, texts, self.group_sums) and not self._adds_up(row, texts, self.all_sums):
            is_total = False
        kind = LineKind.TOTAL if is_total else LineKind.SUBTOTAL
        return kind, f"{'合计' if is_total else '小计'}行（{shorten(texts[column], 20)}）"

    def _adds_up(self, row: int, texts: dict[int, str], sums: dict[int, float]) -> bool:
        """Whether a number of the row is the sum of those above it."""
        numbers = self._numbers(row, texts).items()
        return any(sums.get(column) and abs(number - sums[column]) < NEGLIGIBLE for column, number in numbers)

    def _sum_label(self, texts: dict[int, str]) -> tuple[int, str, str] | None:
        """(column, what goes before the word, the word) of a cell that says that the row is a sum."""
        first = min(texts)
        for column, text in texts.items():
            is_place = column == first or self.targets.get(column) in IDENTITY or column in self.serials
            match = SUM.fullmatch(re.sub(r"\s", "", half_width(text)))
            if match and is_place and column not in self.remarks and not NOTE.match(text):
                return column, re.sub(r"[(（].*", "", match[1]), match[2]
        return None

    def _has_evidence(self, row: int, texts: dict[int, str], label: int) -> bool:
        """Whether the row names an enterprise, a day or a code beside the label, so that it is data after all."""
        for column, text in texts.items():
            target = self.targets.get(column, "")
            if column == label or column in self.remarks:
                continue
            if isinstance(self.grid.own(row, column), date) or CREDIT_CODE.fullmatch(text):
                return True
            if target in ("企业名称", "统一社会信用代码", "描述") and not is_sum_or_count(text):
                return True
        return False

    def _unlabelled_sum(self, row: int, texts: dict[int, str]) -> tuple[LineKind, str] | None:
        """Numbers alone where the columns that say whose they are hold nothing."""
        columns = texts.keys() - self.remarks
        named = [one for one in columns if self.targets.get(one) in IDENTITY or one in self.serials]
        merged = any(
            self.grid.held(row, one) is not None for one, name in self.targets.items()
            if name in ("单元编号", "企业名称", "统一社会信用代码")
        )
        if named or merged or not columns or any(number_in(self.grid.own(row, one)) is None for one in columns):
            return None
        if self._adds_up(row, texts, self.all_sums):
            return LineKind.TOTAL, "没有写明是哪个单元或企业，数字等于以上各行之和"
        if self._adds_up(row, texts, self.group_sums):
            return LineKind.SUBTOTAL, "没有写明是哪个单元或企业，数字等于上一小计以来各行之和"
        return None

    def _notes(self, row: int, texts: dict[int, str]) -> tuple[LineKind, str] | None:
        says = [re.sub(r"^\s+", "", text) for text in texts.values()]
        if row > self.last_data and NOTE.match(says[0]):
            return LineKind.NOTES, "表后的说明或落款"
        if all(NOTE.match(one) for one in says) and (len(texts) == 1 or all(SIGNED.fullmatch(one) for one in says)):
            return LineKind.NOTES, "表后的说明或落款"
        if NOTE.match(says[0]) and SIGNED.fullmatch(says[0]) and self._is_short_of_data(texts):
            return LineKind.NOTES, "表后的说明或落款"
        if texts.keys() & self.remarks and texts.keys() - self.serials <= self.remarks:
            return LineKind.NOTES, "只有备注，没有其他内容"
        if len(texts) > 1:
            return None
        (column, text), = texts.items()
        merge = self.grid.merge_at(row, column)
        is_wide = bool(merge and merge.right - merge.left + 1 >= max(3, len(self.heading.heads) / 2))
        is_said = bool(NUMBERED.fullmatch(text) or SIGNED.fullmatch(text))
        if row > self.last_data and (self.is_after_notes or is_wide or is_said):
            return LineKind.NOTES, "表后的说明或落款"
        if is_wide or NUMBERED.fullmatch(text) or column not in self.targets:
            return LineKind.SECTION, "只有一格文字，按分组标题处理"
        return None

    def _is_short_of_data(self, texts: dict[int, str]) -> bool:
        """Whether nothing but the signature line fills the row: no number, no known column but the one it begins in."""
        return len(texts) <= 4 or all(one not in self.targets or ":" in half_width(texts[one]) for one in texts)
