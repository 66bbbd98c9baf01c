"""The list of papers, the newest first, and the chosen one below it."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from core.access import Action, User
from data.acts import in_china
from data.dispatches import receipts_of
from data.papers import PaperEntry, papers_of
from pages.parts import tables
from pages.parts.beyond import show_numbered_beyond
from pages.parts.database import engine
from pages.parts.empty import empty
from pages.parts.papers.detail import show_detail
from pages.parts.papers.sent import SENDABLE
from pages.parts.tables import show_table

COLUMNS: tables.Columns = {
    "number": tables.text("编号", width=165), "version": tables.text("版本", width=120), "title": tables.text("标题"),
    "receipt": tables.text("签收", width=160), "as_of": tables.day("数据截至", width=100),
    "made": tables.text("定稿时间", width=135), "made_by": tables.text("定稿人", width=80),
}
MOST_ROWS = 5


def show_papers(user: User) -> None:
    """What the account may read; the paper that the address names is open, else the newest."""
    entries = papers_of(engine(), user)
    known = {str(one.id): one for one in entries}
    show_numbered_beyond(user, "paper", {one.id for one in entries})
    chosen = known.get(st.query_params.get("paper", "")) or next(iter(entries), None)
    if chosen is None:
        empty("还没有定稿的文件", "在上方“制作简报”“制作通报”中定稿" if user.may(Action.BRIEF)
              else "联席会议办公室定稿、发送后，文件列在这里")
        return
    _pick(user, entries, chosen.id)
    show_detail(user, chosen)


def _pick(user: User, entries: Sequence[PaperEntry], chosen: int) -> None:
    """A click opens a paper: its number goes into the address."""
    ids = [one.id for one in entries]
    receipts = receipts_of(engine(), user, ids)
    frame = pd.DataFrame([_row(user, one, receipts) for one in entries])
    show_table(
        frame, COLUMNS, key=f"papers-{chosen}-{len(ids)}", alt="已定稿的文件", chosen=ids.index(chosen), pick=True,
        height=tables.HEADER + tables.ROW * MOST_ROWS,
        on_pick=lambda row: st.query_params.__setitem__("paper", str(ids[row])),
    )


def _row(user: User, one: PaperEntry, receipts: Mapping[int, tuple[int, int]]) -> dict[str, object]:
    return {
        "number": one.number, "title": one.title, "as_of": pd.Timestamp(one.as_of),
        "version": f"第{one.version}版" + ("" if one.is_latest else "（有新版）"), "made": in_china(one.made_at),
        "made_by": one.made_by, "receipt": _receipt(user, one, *receipts.get(one.id, (0, 0))),
    }


def _receipt(user: User, one: PaperEntry, sent: int, confirmed: int) -> str:
    """For who receives papers, of the own lines."""
    if user.may(Action.RECEIVE):
        return "" if not sent else "已签收" if sent == confirmed else "待签收"
    if not sent:
        return "未发送" if one.kind in SENDABLE else ""
    return f"{sent}个单位均已签收" if sent == confirmed else f"{sent}个单位，{sent - confirmed}个未签收"
