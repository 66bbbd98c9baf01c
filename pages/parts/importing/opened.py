"""The uploaded file, read once and kept for the session: an exchange workbook, or a ledger of people's own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st

from data.intake.ledger import Ledger, open_ledger
from data.intake.problems import FileError
from data.intake.reading import Workbook, read_workbook
from data.intake.schema import workbook_schema

STATE = "import-opened"
ENOUGH_SHEETS = 6
"""Of the twelve: so many by name, and the file is an exchange workbook."""


@dataclass(frozen=True)
class Opened:
    """One of workbook and ledger, or the fault for which neither can be read. key: of this import, so that pressing
    the button twice imports once."""

    file_id: str
    name: str
    content: bytes = field(repr=False)
    workbook: Workbook | None = None
    ledger: Ledger | None = None
    fault: str = ""
    key: str = field(default_factory=lambda: uuid4().hex)

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """The file as it was uploaded, under its own name, while the block runs."""
        with tempfile.TemporaryDirectory(prefix="import-") as directory:
            path = Path(directory) / f"upload{Path(self.name).suffix.lower()}"
            path.write_bytes(self.content)
            yield path


def opened() -> Opened | None:
    """Asks for a file; what was read of it stays until another one is chosen."""
    file = st.file_uploader(
        "选择要导入的文件：交换工作簿，或自己的台账（.xlsx、.csv，不超过10 MB）", type=["xlsx", "csv"],
        key="import-file",
    )
    if file is None:
        st.session_state.pop(STATE, None)
        return None
    kept = st.session_state.get(STATE)
    if kept is None or kept.file_id != file.file_id:
        kept = st.session_state[STATE] = _read(file)
    return kept


def _read(file: Any) -> Opened:
    blank = Opened(file.file_id, Path(file.name).name, file.getvalue())
    bar = st.progress(0.0, "正在读取")
    steps = len(workbook_schema())
    done: list[str] = []

    def advance(name: str) -> None:
        done.append(name)
        bar.progress(min(len(done) / steps, 1.0), f"正在读取“{name}”")

    try:
        with blank.on_disk() as path:
            return _opened(blank, path, advance)
    except FileError as fault:
        return Opened(blank.file_id, blank.name, blank.content, fault=f"{fault.reason}。{fault.remedy}。")
    finally:
        bar.empty()


def _opened(blank: Opened, path: Path, advance: Any) -> Opened:
    workbook = read_workbook(path, advance)
    if len(workbook_schema()) - len(workbook.unread) >= ENOUGH_SHEETS:
        return Opened(blank.file_id, blank.name, blank.content, workbook=workbook)
    ledger = open_ledger(path, advance)
    return Opened(blank.file_id, blank.name, blank.content, ledger=Ledger(Path(blank.name).stem, ledger.sheets))
