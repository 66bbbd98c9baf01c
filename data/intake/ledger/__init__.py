"""People's own ledgers: any workbook or .csv with a table in it -> rows of the exchange workbook, or questions.

``open_ledger(path)`` gives the sheets of a file with what they seem to be. ``suggest(sheet, saved)`` gives the choices
that a person confirms: header rows, kind of ledger, and which of our headers each of theirs means. ``interpret(ledger,
choices, answers, stored)`` reads the sheet under them. Nothing is guessed that the ledger or the database does not say:
it becomes an ``Ask``, and once it is answered under its key, the same call leaves fewer of them. When none is left,
``data.intake.preview.compare(found.workbook, stored)`` and ``data.records.import_workbook`` go on as with a template:

    ledger = open_ledger(path)
    choices = suggest(ledger.likely, saved_mapping(session, park, ledger.likely.heading), park=park)
    found = interpret(ledger, choices, answers, Stored(session.connection()))
    for ask in found.asks: ...          # ask.question, ask.choices, ask.suggestion -> answers[ask.key]
    preview = compare(found.workbook, stored)
    save_mapping(session, park, heading, SavedMapping(choices.kind, choices.mapping, lasting(answers)), account=name)

Every row of the sheet is in ``found.lines``: data, or left out with the reason. As long as anything is asked, the
workbook holds a problem, so that it cannot be imported in part.
"""

from data.intake.ledger.asks import AnswerKind, Ask, lasting
from data.intake.ledger.interpreting import Interpretation, interpret
from data.intake.ledger.lines import Line, LineKind
from data.intake.ledger.mapping import SavedMapping, save_mapping, saved_mapping, saved_mappings
from data.intake.ledger.opening import Choices, Ledger, LedgerSheet, open_ledger, suggest
from data.intake.ledger.words import kinds

__all__ = [
    "AnswerKind", "Ask", "Choices", "Interpretation", "Ledger", "LedgerSheet", "Line", "LineKind", "SavedMapping",
    "interpret", "kinds", "lasting", "open_ledger", "save_mapping", "saved_mapping", "saved_mappings", "suggest",
]
