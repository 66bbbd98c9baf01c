"""The list of papers, the newest first."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.acts import in_china
from data.papers import PaperEntry
from pages.parts import tables
from pages.parts.tables import show_table

COLUMNS: tables.Columns = {
    "kind": tables.text("类别", width=88), "number": tables.text("编号", width=170),
    "version": tables.number("版本", width=60), "title": tables.text("标题"),
    "as_of": tables.day("数据截至", width=105), "made": tables.text("定稿时间", width=140),
    "made_by": tables.text("定稿人", width=90),
}


def pick_paper(entries: Sequence[PaperEntry], chosen: int | None) -> None:
    """A click opens a paper: its number goes into the address."""
    frame = pd.DataFrame([
        {"kind": one.kind.value, "number": one.number, "version": one.version, "title": one.title,
         "as_of": pd.Timestamp(one.as_of), "made": in_china(one.made_at), "made_by": one.made_by}
        for one in entries
    ])
    ids = [one.id for one in entries]
    place = ids.index(chosen) if chosen in ids else None
    show_table(
        frame, COLUMNS, key="papers", alt="已定稿的文件", height=260, chosen=place,
        on_pick=lambda row: st.query_params.__setitem__("paper", str(ids[row])), pick=True,
    )
