"""Rows of the exchange workbook as they come together from a ledger: over what the database holds already."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from data.intake.ledger.asks import EACH, PENDING, AnswerKind, Ask, Asking
from data.intake.ledger.records import Record
from data.intake.problems import CellError, Normalisation, Problem
from data.intake.reading import Row
from data.intake.schema import Sheet, Value, workbook_schema
from data.intake.stored import Stored
from data.intake.values import read_cell, shown

Key = tuple[Value, ...]


@dataclass
class Draft:
    """row: of the ledger, the first that says something of it; values: by header; given: header -> row that says it."""

    row: int
    values: dict[str, Value]
    given: dict[str, int] = field(default_factory=dict)


class Drafts:
    """All rows of one ledger. title: of its sheet, under which problems are reported."""

    def __init__(self, title: str, stored: Stored, asking: Asking) -> None:
        self.title, self.stored, self.asking = title, stored, asking
        self.drafts: dict[str, dict[Key, Draft]] = {name: {} for name in workbook_schema()}
        self.problems: list[Problem] = []
        self.normalised: list[Normalisation] = []
        self.skipped: dict[int, str] = {}
        self.told: set[int] = set()

    def held(self, sheet: str, *key: Value) -> dict[str, Value] | None:
        """What the database holds under a key, by header."""
        values = self.stored.by_key(sheet).get(key)
        headers = [one.header for one in workbook_schema()[sheet].columns]
        return dict(zip(headers, values, strict=True)) if values else None

    def all_held(self, sheet: str) -> list[dict[str, Value]]:
        headers = [one.header for one in workbook_schema()[sheet].columns]
        return [dict(zip(headers, values, strict=True)) for values in self.stored.rows(sheet)]

    def put(self, sheet_name: str, row: int, values: Mapping[str, Value]) -> None:
        """What a row of the ledger says of a record; None says nothing, and leaves what the database holds."""
        sheet = workbook_schema()[sheet_name]
        self.told.add(row)
        key = tuple(values.get(sheet.columns[place].header) for place in sheet.key)
        if PENDING in key:
            return
        draft = self.drafts[sheet_name].get(key)
        if draft is None:
            held = self.held(sheet_name, *key) or {one.header: None for one in sheet.columns}
            draft = self.drafts[sheet_name][key] = Draft(row, held)
        for header, value in values.items():
            if value is not None:
                self._say(draft, row, header, value)

    def _say(self, draft: Draft, row: int, header: str, value: Value) -> None:
        first = draft.given.setdefault(header, row)
        said = draft.values[header]
        if first != row and said != value and PENDING not in (said, value):
            self.problem(row, header, value, f"与第{first}行写的“{shown(said)}”不一致", "请核对后改成一致")
        elif said != PENDING or first == row:
            draft.values[header] = value

    def problem(self, row: int, column: str | None, value: object, reason: str, remedy: str) -> None:
        self.problems.append(Problem(self.title, row, column, shown(value).replace(PENDING, ""), reason, remedy))
        self.told.add(row)

    def note(self, row: int, column: str, typed: object, read: object) -> None:
        """That a value was found, and not typed so."""
        self.normalised.append(Normalisation(self.title, row, column, shown(typed), shown(read)))

    def skip(self, row: int, reason: str) -> None:
        self.skipped[row] = reason

    def fill(self, key: str, question: str, sheet: str, header: str, rows: list[int], **options: object) -> Value:
        """Ask for a value of one of our columns; PENDING until it is answered."""
        column = workbook_schema()[sheet].column(header)
        ask = replace(Ask(key, question, AnswerKind.TEXT, rows=tuple(sorted(set(rows)))), **options)  # type: ignore[arg-type]
        return self.asking.fill(ask, column)

    def fill_all(
        self, key: str, question: str, sheet: str, header: str, subjects: Mapping[str, list[int]],
        suggestion: str | None = None, extra: Mapping[str, Mapping[str, Value]] | None = None,
    ) -> dict[str, Value]:
        """One answer for all subjects (name -> rows), or one for each. extra: further answers -> value by subject."""
        if not subjects:
            return {}
        column, extra = workbook_schema()[sheet].column(header), extra or {}
        rows = [row for some in subjects.values() for row in some]
        answer = self.asking.choose(key, question, (*extra, *column.choices, EACH), rows, suggestion)
        if answer is None:
            return dict.fromkeys(subjects, PENDING)
        alone = {
            one: self.fill(f"{key}:{one}", f"{one}的{header}是什么？", sheet, header, some)
            for one, some in subjects.items() if answer == EACH or (answer in extra and one not in extra[answer])
        }
        return {one: alone[one] if one in alone else extra.get(answer, {}).get(one, answer) for one in subjects}

    def rows(self) -> dict[str, list[Row]]:
        """Sheet -> rows. What is missing or out of bounds in them is a problem."""
        rows = {
            name: [self._row(workbook_schema()[name], one) for one in drafts.values()]
            for name, drafts in self.drafts.items()
        }
        return {name: sorted(some, key=lambda one: one.number) for name, some in rows.items()}

    def _row(self, sheet: Sheet, draft: Draft) -> Row:
        values: list[Value] = []
        for column in sheet.columns:
            value = draft.values[column.header]
            try:
                values.append(value if value == PENDING else read_cell(value, column)[0])
            except CellError as error:
                header = f"{sheet.name}·{column.header}"
                self.problem(draft.given.get(column.header, draft.row), header, value, error.reason, error.remedy)
                values.append(PENDING)
        return Row(draft.row, tuple(values))


def rows_of(records: list[Record]) -> list[int]:
    return [one.row for one in records]
