"""No two contracts in force on one space on the same day: said of the workbook and the database taken together."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.terms import ContractMode
from data.intake.problems import Problem
from data.intake.reading import UNREADABLE, Row, Workbook
from data.intake.schema import Value, workbook_schema
from data.intake.stored import Stored
from data.intake.values import shown

LENGTH_OF_DAY = timedelta(days=1)
NEEDED = ("合同编号", "园区编码", "单元编号", "方式", "起始日期", "终止日期", "提前终止日期")


@dataclass(frozen=True)
class Holding:
    """A contract holds a space from the first day up to, not with, the last. source: the sheet and row of the file
    that say so; row 0 = only the database does."""

    contract: str
    first_on: date
    until: date
    source: tuple[str, int]


def overlaps(workbook: Workbook, stored: Stored) -> list[Problem]:
    """One problem per contract and space that another holds already, at the row of the one that begins later."""
    if not (workbook.rows["合同"] or workbook.rows["清退"]) or "清退" in workbook.unread:
        return []
    return [
        _problem(park, space, earlier, later)
        for (park, space), holdings in _holdings(workbook, stored).items()
        for earlier, later in _collisions(holdings) if _is_of_file(earlier, later)
    ]


def _collisions(holdings: list[Holding]) -> Iterator[tuple[Holding, Holding]]:
    """Each one that begins before all earlier ones have ended, with that of them which holds longest."""
    first, *others = sorted(holdings, key=lambda one: (one.first_on, one.source[1]))
    longest = first
    for later in others:
        if later.first_on < longest.until:
            yield longest, later
        longest = max(longest, later, key=lambda one: one.until)


def _is_of_file(one: Holding, other: Holding) -> bool:
    """Whether the file has to do with it; a contract that stands in the file twice is a double key, not an overlap."""
    return one.contract != other.contract and bool(one.source[1] or other.source[1])


def _problem(park: str, space: str, earlier: Holding, later: Holding) -> Problem:
    named, other = (later, earlier) if later.source[1] else (earlier, later)
    end = "" if other.until == date.max else f"，至{other.until - LENGTH_OF_DAY}"
    where = f"{other.source[0]}表第{other.source[1]}行的" if other.source[1] else "数据库中的"
    return Problem(
        *named.source, "单元编号" if named.source[0] == "合同" else "完成日期", space,
        f"合同{named.contract}与{where}合同{other.contract}（{other.first_on}起{end}）同时占用园区{park}的单元{space}",
        "请核对起止日期；前一合同已提前终止或清退的，请填写提前终止日期或清退的完成日期",
    )


def _holdings(workbook: Workbook, stored: Stored) -> dict[tuple[str, str], list[Holding]]:
    schema = workbook_schema()
    place, exit_place = schema["合同"].position, schema["清退"].position
    exits = {str(row.values[exit_place["合同编号"]]): row for row in workbook.rows["清退"]}
    completed = stored.completed_on() | {number: row.values[exit_place["完成日期"]] for number, row in exits.items()}
    found: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for row in _contracts(workbook, stored):
        number = str(row.values[place["合同编号"]])
        if holding := _holding(row, completed.get(number)):
            if not row.number and number in exits:
                holding = replace(holding, source=("清退", exits[number].number))
            for space in shown(row.values[place["单元编号"]]).split("、"):
                found[shown(row.values[place["园区编码"]]), space].append(holding)
    return found


def _contracts(workbook: Workbook, stored: Stored) -> list[Row]:
    """Those of the file, and with row number 0 those that are in the database alone."""
    number = workbook_schema()["合同"].position["合同编号"]
    in_file = {row.values[number] for row in workbook.rows["合同"]}
    return [*workbook.rows["合同"], *(Row(0, one) for one in stored.rows("合同") if one[number] not in in_file)]


def _holding(row: Row, completed_on: Value) -> Holding | None:
    """None where its days cannot be told, or it was never in force."""
    place = workbook_schema()["合同"].position
    number, *where, mode, first_on, ends_on, terminated_on = (row.values[place[one]] for one in NEEDED)
    if not isinstance(first_on, date) or UNREADABLE in (number, *where, mode, ends_on, terminated_on, completed_on):
        return None
    if ends_on is None and mode != ContractMode.DIRECT_SALE:
        return None
    after_end = ends_on + LENGTH_OF_DAY if isinstance(ends_on, date) else date.max
    until = min([after_end, *(one for one in (terminated_on, completed_on) if isinstance(one, date))])
    if until <= first_on:
        return None
    return Holding(str(number), first_on, until, ("合同", row.number))
