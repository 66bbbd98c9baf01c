"""The data rows of a ledger as records of cleaned values, with what could not be read and what was read otherwise."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data.intake.ledger.asks import PENDING, Asking
from data.intake.ledger.cells import CellReader, field_column
from data.intake.ledger.days import Month, OpenEnd, read_span
from data.intake.ledger.grid import Grid, said
from data.intake.ledger.heading import Head, Heading
from data.intake.ledger.lines import Line, LineKind
from data.intake.ledger.scales import Scales
from data.intake.ledger.space_codes import split_spaces
from data.intake.ledger.units import DIMENSIONS
from data.intake.ledger.words import SPAN, says_nothing, says_vacant, word_for
from data.intake.numbers import half_width
from data.intake.problems import CellError, Normalisation, Problem
from data.intake.reading import UNREADABLE, fault_of
from data.intake.scanning import CellFault
from data.intake.schema import Kind, Value
from data.intake.values import shown

SPACES, BUILDING, AREA, RENT = "单元编号", "楼栋编号", "建筑面积(㎡)", "租金(元/㎡·月)"
STARTS, ENDS, ENTERPRISE, CREDIT_CODE = "起始日期", "终止日期", "企业名称", "统一社会信用代码"
END_FIELDS = {ENDS, "整改期限", "提前终止日期", "销号日期"}
SPACE_KINDS = {"租赁台账", "房源清单", "检查隐患"}
MAY_SAY_VACANT = {ENTERPRISE, CREDIT_CODE, SPAN, STARTS, ENDS}
TENANT_FIELDS = ("合同编号", CREDIT_CODE, ENTERPRISE)
SECTION = re.compile(
    r"(?:[一二三四五六七八九十\d]+[、.])?(.{0,8}?(?:号楼|号厂房|[栋幢座]|#楼?))(?:[:(].*)?", re.DOTALL,
)
WITH_BUILDING = re.compile(r"(.{1,8}?(?:号楼|[栋幢座]|#楼?))(?=.*\d)")
SAME_AS_ABOVE, LEFT_BLANK = "与上一行相同", "确实为空"
EDGES, AS_PROBLEMS = "起按当月1日、止按当月最后一日", "我先在台账中补上日"


@dataclass(frozen=True)
class Record:
    """One data row. values: our header -> value, UNREADABLE where it could not be read; of spaces a tuple of codes.

    joint: field -> first row of the merged cell that this row shares with others. tie: the row whose tenant it shares.
    total_rent: 元 a month for the whole contract. is_vacant, vacant_remark: the tenant's cell, or a remark, says so.
    open_ends: fields whose day is written as 长期.
    """

    row: int
    values: dict[str, Any]
    joint: dict[str, int] = field(default_factory=dict)
    tie: int = 0
    total_rent: float | None = None
    is_vacant: bool = False
    vacant_remark: bool = False
    open_ends: frozenset[str] = frozenset()

    def get(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def spaces(self) -> tuple[str, ...]:
        value = self.values.get(SPACES)
        return value if isinstance(value, tuple) else ()


class RecordReader:
    """Reads the data rows of one sheet. targets: column -> our header."""

    def __init__(self, grid: Grid, heading: Heading, kind: str, targets: dict[int, str], asking: Asking) -> None:
        self.grid, self.kind, self.targets, self.asking = grid, kind, targets, asking
        self.heads = {one.column: one for one in heading.heads}
        self.remarks = [one.column for one in heading.heads if one.is_remark and one.column not in targets]
        self.problems: list[Problem] = []
        self.normalised: list[Normalisation] = []
        self.months: list[tuple[int, str]] = []
        self.known: frozenset[str] = frozenset()
        self.scales = Scales(asking, heading.stated)

    def read(self, lines: list[Line], known: frozenset[str]) -> list[Record]:
        """known: codes of spaces in the database."""
        self.known = known
        rows = [one.row for one in lines if one.kind is LineKind.DATA]
        for column, name in self.targets.items():
            if name in DIMENSIONS:
                self.scales.learn(name, self.heads[column], [self._cell(row, column) for row in rows], rows)
        records = [self._record(row) for row in rows]
        return self._with_buildings(records, lines)

    def _cell(self, row: int, column: int) -> Any:
        return self.grid.held(row, column)

    def _record(self, row: int) -> Record:
        values: dict[str, Any] = {}
        found: dict[str, Any] = {"joint": {}, "open_ends": set()}
        for column, name in self.targets.items():
            merge = self.grid.merge_at(row, column)
            if merge and merge.bottom > merge.top:
                found["joint"][name] = merge.top
            try:
                self._read(row, column, name, values, found)
            except CellError as error:
                self._problem(row, column, error)
                values[name] = UNREADABLE
        remarks = [said(self._cell(row, one)) for one in self.remarks]
        ties = [found["joint"][one] for one in TENANT_FIELDS if one in found["joint"]]
        return Record(
            row, values, found["joint"], min(ties, default=row), found.get("total_rent"), found.get("is_vacant", False),
            any(says_vacant(one) for one in remarks), frozenset(found["open_ends"]),
        )

    def _read(self, row: int, column: int, name: str, values: dict[str, Any], found: dict[str, Any]) -> None:
        """Put the cell's value under its field; also what else it says."""
        raw, head = self._cell(row, column), self.heads[column]
        text = said(raw)
        if isinstance(raw, CellFault):
            raise fault_of(raw)
        if name == ENTERPRISE and says_vacant(text):
            found["is_vacant"] = True
        if self._is_blank(name, text):
            values.setdefault(name, None)
        elif name == SPAN:
            for end, day in zip((STARTS, ENDS), read_span(raw), strict=True):
                values[end] = self._day(row, head, end, day, found)
                self._note(row, head, text, shown(values[end]), end)
        elif name == SPACES and self.kind in SPACE_KINDS:
            values[name] = split_spaces(text, self.known)
            if "、".join(values[name]) != text:
                self._note(row, head, text, "、".join(values[name]))
        elif name == RENT:
            self._rent(row, head, raw, values, found)
        else:
            value, is_normalised = CellReader(self.scales).read(raw, name, field_column(self.kind, name))
            values[name] = self._day(row, head, name, value, found) if isinstance(value, Month | OpenEnd) else value
            if is_normalised and values[name] != PENDING:
                self._note(row, head, shown(raw), shown(values[name]))

    def _is_blank(self, name: str, text: str) -> bool:
        """Whether a cell holds nothing; 无 under a question is an answer."""
        if name != SPAN and field_column(self.kind, name).kind is Kind.FLAG and word_for("flags", text):
            return False
        return not text or says_nothing(text) or (says_vacant(text) and name in MAY_SAY_VACANT)

    def _rent(self, row: int, head: Head, raw: Any, values: dict[str, Any], found: dict[str, Any]) -> None:
        number, is_total, is_normalised = self.scales.rent(raw)
        values[RENT] = None if is_total else number
        if is_total:
            found["total_rent"] = number
        elif is_normalised and number not in (None, PENDING):
            self._note(row, head, shown(raw), shown(number))

    def _day(self, row: int, head: Head, name: str, day: date | Month | OpenEnd, found: dict[str, Any]) -> Value:
        if isinstance(day, date):
            return day
        if isinstance(day, OpenEnd):
            found["open_ends"].add(name)
            return None
        self.months.append((row, head.label))
        answer = self.asking.choose(
            "months", "有的日期只写到月（如2024年3月），没有写日，按哪一天算？", (EDGES, AS_PROBLEMS),
            [one for one, _ in self.months], EDGES,
        )
        if answer == AS_PROBLEMS:
            raise CellError("日期没有写日", "请补上日")
        return PENDING if answer is None else day.last_day if name in END_FIELDS else day.first_day

    def _with_buildings(self, records: list[Record], lines: list[Line]) -> list[Record]:
        """Blank cells of the building under a filled one are asked about, since not everybody merges them."""
        if BUILDING not in self.targets.values():
            return self._with_sections(records, lines) if self.kind in SPACE_KINDS else records
        first = next((place for place, one in enumerate(records) if one.get(BUILDING)), len(records))
        blanks = {one.row for one in records[first:] if one.get(BUILDING) is None}
        if not blanks:
            return records
        answer = self.asking.choose(
            "fill:楼栋编号", "有的行没有写楼栋，是否与上一行相同？", (SAME_AS_ABOVE, LEFT_BLANK), blanks, SAME_AS_ABOVE,
        )
        last: Value = None
        for one in records:
            if one.row in blanks:
                one.values[BUILDING] = last if answer == SAME_AS_ABOVE else PENDING if answer is None else None
            last = one.get(BUILDING) or last
        return records

    def _with_sections(self, records: list[Record], lines: list[Line]) -> list[Record]:
        """A heading such as 1号楼 between the rows names the building of those under it; or a code does: 1号楼101."""
        for one in records:
            found = {match[1] if (match := WITH_BUILDING.match(code)) else None for code in one.spaces}
            if len(found) == 1 and None not in found:
                one.values[BUILDING] = found.pop()
        building: Value = None
        by_row = {one.row: one for one in records}
        for line in lines:
            if line.kind is LineKind.SECTION and (match := SECTION.fullmatch(half_width(line.text).replace(" ", ""))):
                building = match[1]
            elif line.row in by_row and building is not None:
                by_row[line.row].values.setdefault(BUILDING, building)
        return records

    def _problem(self, row: int, column: int, error: CellError) -> None:
        typed, label = said(self._cell(row, column)), self.heads[column].label
        self.problems.append(Problem(self.grid.name, row, label, typed, error.reason, error.remedy))

    def _note(self, row: int, head: Head, typed: str, read: str, name: str = "") -> None:
        label = f"{head.label}（{name}）" if name else head.label
        self.normalised.append(Normalisation(self.grid.name, row, label, typed, read))
