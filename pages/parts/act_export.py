"""The listed acts as an Excel file; the export is an act of its own."""

import pandas as pd
import streamlit as st

from core.access import User
from data.act_filter import Wanted
from data.acts import ActKind, Done, record
from data.history import Happening, SeenAct, acts, changes_in
from pages.parts import tables
from pages.parts.act_detail import LINES, detail_of, lines_of
from pages.parts.act_list import COLUMNS, frame_of
from pages.parts.database import engine

MOST_ACTS, MOST_CHANGES, STRETCH = 10_000, 50_000, 500
EXPORTED: tables.Columns = {
    **COLUMNS, "account": tables.text("账号"), "role": tables.text("角色"), "detail": tables.text("说明"),
    "hash": tables.text("校验值"), "previous_hash": tables.text("前一条校验值"),
}
CHANGES: tables.Columns = {"sequence": tables.number("序号"), **LINES}
NAME = "操作记录"


def download_acts(user: User, wanted: Wanted) -> None:
    """The button; the file is made, and recorded, when it is pressed."""
    st.download_button(
        "导出", data=lambda: exported(user, wanted), file_name=f"{NAME}.xlsx", mime=tables.XLSX,
        on_click="ignore", icon=":material/download:", key="download-acts",
        help=f"按上面的条件，最近{MOST_ACTS:,}条及其变更",
    )


def exported(user: User, wanted: Wanted) -> bytes:
    """The file; that it was taken is recorded before it leaves."""
    found = acts(engine(), user, wanted, limit=MOST_ACTS)
    changes = _changes(user, found)
    record(engine(), user, Done(ActKind.EXPORT, f"{NAME}.xlsx", {
        "条件": wanted.in_words(), "条数": len(found), "变更明细": len(changes),
    }))
    frame = frame_of(found).assign(
        account=[one.account for one in found], role=[one.role for one in found],
        detail=["；".join(f"{name}：{said}" for name, said in detail_of(one).items()) for one in found],
        hash=[one.hash for one in found], previous_hash=[one.previous_hash for one in found],
    )
    return tables.workbook({NAME: (frame, EXPORTED), "变更明细": (changes, CHANGES)})


def _changes(user: User, found: list[SeenAct]) -> pd.DataFrame:
    """Of the acts found, some at a time, until the sheet is full."""
    changes: list[Happening] = []
    for first in range(0, len(found), STRETCH):
        room = MOST_CHANGES - len(changes)
        if room <= 0:
            break
        changes += changes_in(engine(), user, [one.sequence for one in found[first:first + STRETCH]], room)
    return lines_of(changes)
