"""What a decision has to say, and how it is written into its row."""

from dataclasses import replace
from datetime import date

from core.meeting import NEEDS_DEADLINE, NEEDS_TEXT, Result, Ruling
from data.acts import as_json
from data.meetings.calling import distinct
from data.tables import Decision


def tidied(ruling: Ruling) -> Ruling:
    """Without blanks around the text, each unit once."""
    return replace(ruling, text=ruling.text.strip(), units=tuple(distinct(ruling.units)), number=None)


def problem_with(ruling: Ruling, decided_on: date) -> str:
    """What is missing, as a sentence; blank where nothing is. decided_on: the day of the meeting."""
    result = Result(ruling.result)
    if result in NEEDS_TEXT and not ruling.text.strip():
        return f"决议为“{result}”时要写明决议内容：与议案不同的，写清改为什么。"
    if result in NEEDS_DEADLINE and ruling.due_on is None:
        return f"决议为“{result}”时要写明期限。"
    if ruling.due_on is not None and not distinct(ruling.units):
        return "写了期限的决议要写明由哪个单位办理。"
    if ruling.due_on is not None and ruling.due_on < decided_on:
        return f"期限{ruling.due_on}早于议定日期{decided_on}，请核对。"
    return ""


def write_ruling(decision: Decision, ruling: Ruling) -> None:
    """Into a decision that is not in force."""
    decision.result, decision.text = ruling.result, ruling.text
    decision.units, decision.due_on = as_json(list(ruling.units)), ruling.due_on


def in_words(ruling: Ruling) -> dict[str, object]:
    """For the record of acts."""
    return {
        "结论": Result(ruling.result).value, "内容": ruling.text, "责任单位": list(ruling.units), "期限": ruling.due_on,
    }
