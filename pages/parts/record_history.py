"""What happened to one record, the latest first: for the pages that show it."""

from collections.abc import Iterable

import pandas as pd

from core.access import Action, User
from data.history import Happening, history_of
from pages.parts import tables
from pages.parts.database import engine
from pages.parts.empty import empty
from pages.parts.words import moment, written

COLUMNS: tables.Columns = {
    "at": tables.text("时间", width=140), "by": tables.text("人员", width=96), "kind": tables.text("类别", width=72),
    "header": tables.text("项目", width=150), "old": tables.text("原值", width="medium"),
    "new": tables.text("新值", width="medium"), "reason": tables.text("事由", width="medium"),
}
HEIGHT = 360


def show_record_history(user: User, sheet: str, key: Iterable[object], *, name: str) -> None:
    """Who changed what, when and why. name: of the place on the page, distinct on it."""
    found = history_of(engine(), user, sheet, key) if user.may(Action.SEE) else []
    if not found:
        empty("还没有修改记录", "登记、修改和作废都会自动记在这里")
        return
    frame = frame_of(found)
    tables.show_table(frame, COLUMNS, key=f"history-{name}", alt=f"{len(frame)}项修改", height=HEIGHT)


def frame_of(found: Iterable[Happening]) -> pd.DataFrame:
    """One row per header that changed; a record that was added or voided as a whole is one row."""
    rows = [
        (moment(one.at), one.by, one.kind, header, old or "—", new or "—", written(one.reason, "—"))
        for one in found for header, old, new in _lines(one)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _lines(one: Happening) -> list[tuple[str, str, str]]:
    if one.old is None:
        return [("整条记录", "—", f"新增（{len(one.lines)}项）")]
    if one.new is None:
        return [("整条记录", f"原有{len(one.lines)}项", "作废")]
    return one.lines
