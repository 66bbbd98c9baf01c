"""What a ledger does not say and has to be asked, and the answers that were given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from data.intake.problems import CellError
from data.intake.reading import UNREADABLE
from data.intake.schema import Column, Kind, Value
from data.intake.values import read_cell, shown

PENDING = UNREADABLE
"""Stands for a value that is still asked."""
EACH = "逐个填写"
LASTING = ("unit:", "rent:", "months", "fill:", "kind:")


class AnswerKind(StrEnum):
    CHOICE = "选择"
    TEXT = "文字"
    NUMBER = "数字"
    INTEGER = "整数"
    DATE = "日期"
    CREDIT_CODE = "统一社会信用代码"
    INDUSTRY_CODE = "行业代码"
    PERIOD = "期间"


OF_COLUMN = {
    Kind.NUMBER: AnswerKind.NUMBER, Kind.SHARE: AnswerKind.NUMBER, Kind.INTEGER: AnswerKind.INTEGER,
    Kind.YEAR: AnswerKind.INTEGER, Kind.DATE: AnswerKind.DATE, Kind.CREDIT_CODE: AnswerKind.CREDIT_CODE,
    Kind.INDUSTRY_CODE: AnswerKind.INDUSTRY_CODE, Kind.PERIOD: AnswerKind.PERIOD,
}


@dataclass(frozen=True)
class Ask:
    """One question. rows: of the ledger that it is about; fault: why the answer that was given does not do.

    choices: the only answers where kind is CHOICE, else answers that stand beside a typed one.
    """

    key: str
    question: str
    kind: AnswerKind
    choices: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    suggestion: str | None = None
    may_be_blank: bool = False
    fault: str = ""


class Asking:
    """Answers as they are needed; what has none yet is an open question."""

    def __init__(self, answers: Mapping[str, object]) -> None:
        self.answers = answers
        self.open: dict[str, Ask] = {}

    def choose(
        self, key: str, question: str, choices: Iterable[str], rows: Iterable[int] = (), suggestion: str | None = None,
    ) -> str | None:
        """One of the choices; None where it is still asked."""
        ask = Ask(key, question, AnswerKind.CHOICE, tuple(choices), _few(rows), suggestion)
        answer = self.answers.get(key)
        if answer in ask.choices:
            return str(answer)
        fault = "" if answer in (None, "") else "请从给出的答案中选择"
        self.open.setdefault(key, replace(ask, fault=fault))
        return None

    def fill(self, ask: Ask, column: Column) -> Value:
        """A value of the column, or one of the choices; PENDING where it is still asked."""
        kind = AnswerKind.CHOICE if column.choices else OF_COLUMN.get(column.kind, AnswerKind.TEXT)
        ask = replace(ask, kind=kind, choices=ask.choices + column.choices)
        answer = self.answers.get(ask.key)
        if isinstance(answer, str) and answer in ask.choices:
            return answer
        if answer is None or (shown(answer).strip() == "" and not ask.may_be_blank):
            self.open.setdefault(ask.key, ask)
            return PENDING
        try:
            return read_cell(answer, replace(column, is_required=False))[0]
        except CellError as error:
            self.open.setdefault(ask.key, replace(ask, fault=f"{error.reason}。{error.remedy}。"))
            return PENDING


def lasting(answers: Mapping[str, object]) -> dict[str, str]:
    """Those that hold for the next ledger of the same form, too."""
    return {key: shown(answer) for key, answer in answers.items() if key.startswith(LASTING)}


def _few(rows: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(rows)))
