"""A paper without a format: what a briefing, a bulletin, the material of an agenda item or minutes say, in their order.

A paper goes into JSON and comes back equal (``core.paper_record``), so that it can be frozen. Every writer takes its
texts from here: the same figure reads the same on paper, on a slide and in a file.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from core.rounding import rounded

Kind = Literal["text", "number", "percent", "day"]
Value = str | int | float | None
"""Of a cell: a day is its ISO text, a percentage a fraction; None = 无数据. A text in a column of numbers, such as —,
says that there is nothing to count."""
MISSING = "无数据"
NOTHING = "—"


class PaperKind(StrEnum):
    """The kind of document, which its title names."""

    BRIEFING = "简报"
    BULLETIN = "通报"
    MATERIAL = "议题材料"
    MINUTES = "会议纪要"


class ChartForm(StrEnum):
    BARS = "bars"
    """One bar a category, from the left; for names."""
    COLUMNS = "columns"
    """Upright, the series of a category side by side; for few points in time."""
    STACKED = "stacked"
    """Upright, the series of a category on top of each other."""
    LINES = "lines"


@dataclass(frozen=True)
class Text:
    """A paragraph; level 1 = a heading （一）, 2 = a heading 1., both without the number, which ``outline`` gives."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class Figure:
    """One figure that matters, with its change in words (blank = nothing to compare it with)."""

    label: str
    value: Value
    kind: Kind = "number"
    unit: str = ""
    decimals: int = 1
    change: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """With its unit."""
        return written(self.value, self.kind, self.decimals, self.unit)


@dataclass(frozen=True)
class Figures:
    """Some figures side by side. statement: the sentence that they bear out."""

    statement: str
    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Column:
    """label: without unit."""

    label: str
    kind: Kind = "text"
    unit: str = ""
    decimals: int = 1

    @property
    def header(self) -> str:
        """Label with unit; a percentage carries its sign in every cell."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label

    def written(self, value: Value) -> str:
        """Without the unit, which is in the header."""
        return written(value, self.kind, self.decimals)


@dataclass(frozen=True)
class Table:
    """statement: the sentence that it bears out, which stands before it. rows: as many values as there are columns."""

    statement: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Series:
    """One value a category. tone: a level (红 橙 黄 蓝), a space state (已租 …), or blank = the palette's next."""

    name: str
    values: tuple[float | None, ...]
    tone: str = ""


@dataclass(frozen=True)
class Chart:
    """statement: the sentence that it bears out. target: a line across, such as a floor; target_label: what it is."""

    statement: str
    title: str
    form: ChartForm
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    kind: Kind = "number"
    unit: str = ""
    decimals: int = 1
    target: float | None = None
    target_label: str = ""

    def written(self, value: float | None) -> str:
        """Without the unit; a percentage carries its sign."""
        return written(value, self.kind, self.decimals)


Block = Text | Figures | Table | Chart
Picture = Figures | Table | Chart
"""What a slide shows."""


@dataclass(frozen=True)
class Section:
    """A heading 一、 without its number, and what stands under it. key: by which it is chosen."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """title: names the kind. scope: in words. rules: documents with the day since which they are in force."""

    kind: PaperKind
    title: str
    scope: str
    as_of: date
    compare_to: date | None
    sections: tuple[Section, ...]
    rules: tuple[str, ...]
    data_version: int

    def pictures(self) -> Iterator[tuple[Section, Picture]]:
        """Figures, tables and charts in their order."""
        for section in self.sections:
            for block in section.blocks:
                if not isinstance(block, Text):
                    yield section, block

    def says_the_same(self, other: "Paper") -> bool:
        """Whether both read alike, whatever version of the data they were made of."""
        return replace(self, data_version=other.data_version) == other


@dataclass(frozen=True)
class Coverage:
    """What a paper is about: codes of counties, and of parks in them; no parks = all of the counties."""

    counties: tuple[str, ...]
    parks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letter:
    """What a paper bears beside its content, as the settings say on the day it is made.

    issuer: 发文机关; number: 文号, such as 简报〔2026〕1号; signed_on: the day under it; contact: whom to ask.
    """

    issuer: str
    number: str
    signed_on: date
    addressees: str = ""
    copies: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Stamp:
    """What the footer prints: number and version of the paper, the hash over its record, and the audit anchor."""

    number: str
    version: int
    hash: str
    anchor_sequence: int
    anchor_hash: str

    @property
    def text(self) -> str:
        anchor = f"操作记录存证第{self.anchor_sequence}条 {self.anchor_hash[:16]}"
        return f"{self.number} 第{self.version}版　校验值 {self.hash[:16]}　{anchor}"


@dataclass(frozen=True)
class Frozen:
    """All that a writer needs, and all that it reads."""

    paper: Paper
    letter: Letter
    stamp: Stamp


def written(value: Value, kind: Kind, decimals: int, unit: str = "") -> str:
    """A value as every paper prints it: ``0.862`` as a percentage ``86.2%``; None and NaN ``无数据``."""
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return MISSING
    if isinstance(value, str):
        return value
    amount = rounded(float(value) * (100 if kind == "percent" else 1), decimals)
    return f"{amount:,.{decimals}f}" + ("%" if kind == "percent" else unit)


def outline(paper: Paper) -> Iterator[tuple[Section | Block, str]]:
    """Sections and blocks in their order, each with the number that stands before it: 一、, （一）, 1. or nothing."""
    for place, section in enumerate(paper.sections, start=1):
        yield section, f"{chinese(place)}、"
        counts = [0, 0]
        for block in section.blocks:
            level = block.level if isinstance(block, Text) else 0
            if level:
                counts[level - 1] += 1
                counts[level:] = [0] * len(counts[level:])
            yield block, ("", f"（{chinese(counts[0])}）", f"{counts[1]}.")[level]


def day_in_words(day: date) -> str:
    """``2026年6月30日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese(number: int) -> str:
    """``12`` -> ``十二``; from 1 to 99."""
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    ten = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return ten + (digits[ones] if ones or not tens else "")
