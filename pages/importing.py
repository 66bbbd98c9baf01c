"""导入台账 — what does this file bring, and what stands in its way?"""

from functools import cache
from html import escape

import streamlit as st

from core.access import Action
from data import clock
from data.engine import reading
from data.intake.ledger import SavedMapping, saved_mappings
from data.intake.ledger.heading import Heading, heading_at
from data.records import Outcome, look_at
from pages.parts.database import catalogue, engine
from pages.parts.empty import empty
from pages.parts.header import enter, statement
from pages.parts.importing.before import show_before
from pages.parts.importing.carrying_out import confirm, done, download_marked, keep_mapping, read_ledger
from pages.parts.importing.columns import ask_choices
from pages.parts.importing.opened import Opened, opened
from pages.parts.importing.preview import show_left_out, show_preview, show_problems
from pages.parts.importing.questions import answers_of, ask_all
from pages.parts.importing.template import offer_template
from pages.parts.refusal import refuse_press

user = enter("导入台账", "这份文件带来什么，还有哪些要改正", Action.IMPORT)


def say_result(file: Opened, outcome: Outcome) -> None:
    """What came of it."""
    if outcome.is_written and outcome.preview:
        added = sum(len(one.added) for one in outcome.preview.sheets.values())
        changed = sum(len(one.changed) for one in outcome.preview.sheets.values())
        statement(f"“{file.name}”已导入：新增{added}行，变更{changed}行（操作记录第{outcome.act}条）。", calm=True)
    elif outcome.problems:
        statement("没有导入：确认之前数据库已有变化，或有新的问题，请重新核对。")
        show_problems(outcome.problems)
    else:
        statement(f"“{file.name}”的内容已在数据库中（操作记录第{outcome.act}条），没有重复写入。"
                  if outcome.act else "文件与数据库一致，没有变更。", calm=True)


def import_template(file: Opened) -> None:
    """An exchange workbook."""
    outcome = look_at(engine(), user, file.workbook)
    if outcome.preview is None:
        refuse_press(user, "import-confirm", f"导入{file.name}")
    if outcome.problems:
        statement(f"这是交换工作簿，有{len(outcome.problems)}个问题，改正后重新选择文件。")
        show_problems(outcome.problems)
        download_marked(file, outcome.problems, None)
    if outcome.preview:
        show_preview(outcome.preview)
        if not outcome.problems and outcome.preview.changes_anything:
            confirm(user, file, file.workbook)
        elif not outcome.problems:
            empty("文件与数据库一致，没有变更", "改动之后可重新选择文件")


def import_ledger(file: Opened) -> None:
    """A ledger of people's own."""
    known = catalogue(user.reach)

    @cache
    def saved_for(heading: Heading) -> dict[str, SavedMapping]:
        with reading(engine()) as session:
            return saved_mappings(session, heading, [one.code for one in known.parks])

    choices = ask_choices(file.ledger, known.parks, saved_for)
    if choices is None:
        return
    about = f"{file.file_id}-{choices.sheet}-{choices.kind}-{choices.park}"
    heading = heading_at(file.ledger.sheet(choices.sheet).grid, choices.header_rows)
    saved = saved_for(heading).get(choices.park or "")
    answers = {**(saved.answers if saved else {}), **answers_of(about)}
    found = read_ledger(user, file.ledger, choices, answers)
    show_left_out(found)
    if found.asks and ask_all(about, found.asks, answers):
        st.rerun()
    if found.asks:
        return
    outcome = look_at(engine(), user, found.workbook)
    if outcome.preview is None:
        refuse_press(user, "import-confirm", f"导入{file.name}")
    problems = [found.in_ledger(one) for one in outcome.problems]
    if problems:
        show_problems(problems)
        download_marked(file, problems, found)
    if outcome.preview:
        show_preview(outcome.preview)
        if not problems and outcome.preview.changes_anything:
            confirm(user, file, found.workbook, lambda: keep_mapping(user, heading, choices, answers))
        elif not problems:
            empty("台账与数据库一致，没有变更", "改动之后可重新选择文件")


left, right = st.columns([3, 1], vertical_alignment="bottom")
with left:
    file = opened()
with right:
    offer_template(f"台账模板{clock.today()}")
if file is None:
    show_before(user)
elif file.fault:
    st.html(f'<section class="statement" role="alert"><p>{escape(file.fault)}</p></section>')
elif (outcome := done(file)) is not None:
    say_result(file, outcome)
elif file.workbook is not None:
    import_template(file)
else:
    import_ledger(file)
