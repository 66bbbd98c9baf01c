"""From what was read to the database: looked at within the account's rights, confirmed, written, and said."""

import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from core.access import User
from data.engine import reading, writing
from data.intake.ledger import Choices, Interpretation, Ledger, SavedMapping, interpret, lasting, save_mapping
from data.intake.ledger.heading import Heading
from data.intake.marked import Place, in_template, write_marked
from data.intake.problems import Problem
from data.intake.reading import Workbook
from data.intake.stored import Stored
from data.reach import parks_within
from data.records import Outcome, import_workbook
from pages.parts.database import engine
from pages.parts.importing.opened import Opened
from pages.parts.tables import XLSX

DONE = "import-done"
CREDIT_CODE_LENGTH = 18


def read_ledger(user: User, ledger: Ledger, choices: Choices, answers: dict[str, object]) -> Interpretation:
    """The ledger under the choices and answers, against what the account may see of the database."""
    with reading(engine()) as session:
        connection = session.connection()
        stored = Stored(connection, parks_within(connection, user.reach), _codes_in(ledger, choices.sheet))
        return interpret(ledger, choices, answers, stored)


def _codes_in(ledger: Ledger, sheet: str) -> set[str]:
    """Whatever may be a credit code: of these enterprises the register may be asked, wherever they are."""
    cells = (cell.strip().upper() for row in ledger.sheet(sheet).grid.rows for cell in row if isinstance(cell, str))
    return {cell for cell in cells if len(cell) == CREDIT_CODE_LENGTH and cell.isascii() and cell.isalnum()}


def confirm(user: User, opened: Opened, workbook: Workbook, after: Callable[[], None] = lambda: None) -> None:
    """The button that writes; pressed twice, it writes once. after: what else is kept once it is done."""
    if st.button("确认导入", type="primary", icon=":material/check:", key="import-confirm"):
        with st.spinner("正在导入，请勿关闭页面"):
            outcome = import_workbook(engine(), user, workbook, key=opened.key, source=opened.name)
        if outcome.is_written:
            after()
        st.session_state[DONE] = (opened.file_id, outcome)
        st.rerun()


def done(opened: Opened) -> Outcome | None:
    """What came of the import of this file, if it was confirmed."""
    file_id, outcome = st.session_state.get(DONE, (None, None))
    return outcome if file_id == opened.file_id else None


def keep_mapping(user: User, heading: Heading, choices: Choices, answers: dict[str, object]) -> None:
    """For the next ledger of the same park with the same headers."""
    if choices.park:
        with writing(engine()) as session:
            saved = SavedMapping(choices.kind, choices.mapping, lasting(answers))
            save_mapping(session, choices.park, heading, saved, account=user.name)


def download_marked(opened: Opened, problems: list[Problem], found: Interpretation | None) -> None:
    """The file as it came, with the cells of the problems marked and a list of them in front."""
    def content() -> bytes:
        with opened.on_disk() as source, TemporaryDirectory() as directory:
            target = Path(directory) / "marked.xlsx"
            write_marked(source, target, problems, _locator(source, found))
            return io.BytesIO(target.read_bytes()).getvalue()

    name = f"{Path(opened.name).stem}（标出问题）.xlsx"
    st.download_button("下载标出问题的文件", content, file_name=name, mime=XLSX, on_click="ignore",
                       icon=":material/download:", key="import-marked")


def _locator(source: Path, found: Interpretation | None) -> Callable[[Problem], Place | None]:
    return found.place_of if found else in_template(source)


