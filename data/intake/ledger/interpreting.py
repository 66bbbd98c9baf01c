"""The one way through: what a sheet comes to under the choices and the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data.intake.ledger.asks import Ask, Asking
from data.intake.ledger.cells import SHEETS_OF_KIND
from data.intake.ledger.drafts import Drafts
from data.intake.ledger.grid import Grid
from data.intake.ledger.heading import Heading, heading_at
from data.intake.ledger.leases import Leases
from data.intake.ledger.lines import Classifier, Line, LineKind
from data.intake.ledger.lists import put_enterprises, put_hazards, put_reports, put_spaces
from data.intake.ledger.mapping import year_of
from data.intake.ledger.opening import Choices, Ledger
from data.intake.ledger.parties import Parks
from data.intake.ledger.records import Record, RecordReader
from data.intake.ledger.words import SPAN, kinds
from data.intake.problems import Normalisation, Problem
from data.intake.reading import Workbook
from data.intake.schema import workbook_schema
from data.intake.stored import Stored

CONFIRMED = "知道了"
TAKE_HIDDEN, LEAVE_HIDDEN = "照常导入", "不导入隐藏的行"


@dataclass(frozen=True)
class Interpretation:
    """What a sheet comes to. workbook: for data.intake.preview.compare; it holds a problem as long as anything is open.

    lines: every row of the sheet; records: the data rows as they were read; heads: column -> label; places: (our sheet,
    our header) -> column of the ledger.
    """

    sheet: str
    workbook: Workbook
    lines: tuple[Line, ...]
    records: tuple[Record, ...]
    asks: tuple[Ask, ...]
    problems: tuple[Problem, ...]
    normalised: tuple[Normalisation, ...]
    heads: Mapping[int, str]
    places: Mapping[tuple[str, str], int]

    @property
    def left_out(self) -> list[Line]:
        """The rows that nothing is taken from, with the reason."""
        return [one for one in self.lines if one.kind is not LineKind.DATA]

    def place_of(self, problem: Problem) -> tuple[str, int, int | None] | None:
        """Sheet, row and column of the ledger where a problem stands, be it of the ledger or of the preview."""
        if problem.row is None:
            return None
        by_label = {label: column for column, label in self.heads.items()}
        by_header = {header: column for (_, header), column in self.places.items()}
        header = (problem.column or "").rpartition("·")[2]
        column = self.places.get((problem.sheet, header)) or by_label.get(problem.column or "") or by_header.get(header)
        return self.sheet, problem.row, column

    def in_ledger(self, problem: Problem) -> Problem:
        """A problem of the preview, said of the ledger's own sheet and header."""
        place = self.place_of(problem)
        if not place or problem.sheet not in workbook_schema():
            return problem
        label = self.heads.get(place[2] or 0)
        return replace(problem, sheet=self.sheet, column=label or f"{problem.sheet}·{problem.column}")


def interpret(ledger: Ledger, choices: Choices, answers: Mapping[str, object], stored: Stored) -> Interpretation:
    """Read the chosen sheet under the choices. With each answer fewer asks are left; writes nothing."""
    grid = ledger.sheet(choices.sheet).grid
    heading = heading_at(grid, choices.header_rows)
    targets, problems = _targets(grid, heading, choices)
    asking = Asking(answers)
    lines = _without_hidden(Classifier(grid, heading, targets).lines(), grid, asking)
    _ask_about_tables(lines, asking)
    reader = RecordReader(grid, heading, choices.kind, targets, asking)
    records = reader.read(lines, frozenset(str(one[1]) for one in stored.by_key("单元")))
    drafts = Drafts(grid.name, stored, asking)
    if not problems:
        years = [one.label for one in heading.heads if one.column in targets and year_of(one)]
        _complete(choices, drafts, records, _near(ledger, grid, heading), years)
    rows = drafts.rows()
    problems += reader.problems + drafts.problems
    problems += _untold(grid, records, drafts, problems, list(asking.open.values()))
    workbook = Workbook(rows=rows, problems=[*problems, *_unanswered(asking)])
    workbook.normalised = reader.normalised + drafts.normalised
    return Interpretation(
        grid.name, workbook, tuple(_with_skipped(lines, drafts.skipped)), tuple(records), tuple(asking.open.values()),
        tuple(sorted(problems, key=lambda one: one.row or 0)), tuple(workbook.normalised),
        {one.column: one.label for one in heading.heads}, _places(choices, targets),
    )


def _targets(grid: Grid, heading: Heading, choices: Choices) -> tuple[dict[int, str], list[Problem]]:
    """(column -> our header, problems of the mapping). The first of two columns for one header counts."""
    allowed = kinds()[choices.kind].fields
    targets: dict[int, str] = {}
    problems: list[Problem] = []
    for head in heading.heads:
        name = choices.mapping.get(head.label)
        if name is None:
            continue
        if name not in allowed or name in targets.values():
            reason = f"对应的“{name}”已有另一列" if name in allowed else f"{choices.kind}中没有“{name}”"
            problems.append(Problem(grid.name, heading.rows[-1], head.label, "", reason, "请重新选择这一列对应的表头"))
        else:
            targets[head.column] = name
    if SPAN in targets.values() and {"起始日期", "终止日期"} & set(targets.values()):
        reason = "起止日期既有合写的一列，又有分开的列"
        problems.append(Problem(grid.name, heading.rows[-1], None, "", reason, "请只对应其中一种"))
    if len({year_of(one) for one in heading.heads if one.column in targets} - {None}) > 1:
        reason = "选了不同年份的列"
        problems.append(Problem(grid.name, heading.rows[-1], None, "", reason, "请一次只选同一年的列，其余的另导一次"))
    if not targets:
        problems.append(Problem(grid.name, heading.rows[-1], None, "", "没有一列有对应的表头", "请选择各列对应的表头"))
    return targets, problems


def _without_hidden(lines: list[Line], grid: Grid, asking: Asking) -> list[Line]:
    """Hidden rows may be what a filter hides, or what is out of date: that is asked."""
    hidden = [one.row for one in lines if one.kind is LineKind.DATA and one.row in grid.hidden_rows]
    if not hidden:
        return lines
    answer = asking.choose("hidden", "有的数据行在 Excel 中是隐藏的，是否导入？", (TAKE_HIDDEN, LEAVE_HIDDEN), hidden)
    if answer != LEAVE_HIDDEN:
        return lines
    reason = "隐藏的行，按您的回答不导入"
    return [replace(one, kind=LineKind.HIDDEN, reason=reason) if one.row in hidden else one for one in lines]


def _ask_about_tables(lines: list[Line], asking: Asking) -> None:
    """Rows under another header are not read under this one; that they stay out is to be confirmed."""
    rows = [one.row for one in lines if one.kind is LineKind.OTHER_TABLE]
    if rows:
        question = f"第{rows[0]}行起是表头不同的另一张表，这次不导入（可另选它的表头行再导一次）"
        asking.choose("tables", question, (CONFIRMED,), rows, CONFIRMED)


def _near(ledger: Ledger, grid: Grid, heading: Heading) -> list[str]:
    """Texts that may name the park and the period: the titles, the sheet, the file."""
    titles = [text for row in range(1, heading.rows[0]) for text in grid.texts(row).values()]
    return [*titles, grid.name, ledger.name]


def _complete(
    choices: Choices, drafts: Drafts, records: list[Record], near: list[str], years: list[str],
) -> None:
    """Put the rows that the records make. years: headers that name one."""
    if not records:
        return
    if choices.kind == "企业名单":
        put_enterprises(drafts, records)
        return
    parks = Parks(drafts, choices.park, near).of(records)
    if choices.kind == "租赁台账":
        Leases(drafts, records, parks).put()
    elif choices.kind == "房源清单":
        put_spaces(drafts, records, parks)
    elif choices.kind == "数据填报":
        put_reports(drafts, records, parks, years or near)
    else:
        put_hazards(drafts, records, parks)


def _untold(
    grid: Grid, records: Iterable[Record], drafts: Drafts, problems: list[Problem], asks: list[Ask],
) -> list[Problem]:
    """Whatever else happens, no data row goes without a word."""
    told = drafts.told | drafts.skipped.keys() | {one.row for one in problems if one.row}
    told |= {row for one in asks for row in one.rows}
    reason, remedy = "这一行没有可以导入的内容", "请补上必要的内容；不是数据的，请删去这一行"
    return [Problem(grid.name, one.row, None, "", reason, remedy) for one in records if one.row not in told]


def _unanswered(asking: Asking) -> list[Problem]:
    """So that nothing is imported as long as something is asked."""
    if not asking.open:
        return []
    return [Problem("", None, None, "", f"还有{len(asking.open)}个问题没有回答", "请先逐个回答")]


def _with_skipped(lines: list[Line], skipped: Mapping[int, str]) -> list[Line]:
    return [
        replace(one, kind=LineKind.SKIPPED, reason=skipped[one.row]) if one.row in skipped else one for one in lines
    ]


def _places(choices: Choices, targets: dict[int, str]) -> dict[tuple[str, str], int]:
    """Where the values of our columns stand in the ledger."""
    found: dict[tuple[str, str], int] = {}
    for column, name in targets.items():
        for sheet in (*SHEETS_OF_KIND[choices.kind], "园区"):
            for header in ("起始日期", "终止日期") if name == SPAN else (name,):
                if header in workbook_schema()[sheet].position:
                    found[sheet, header] = column
    return found
