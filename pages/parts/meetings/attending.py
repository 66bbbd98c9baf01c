"""Who came: one line for each unit that was invited, with a box to tick and a name."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.meeting import Attendee
from pages.parts.tables import HEADER, ROW

COLUMNS = {
    "unit": st.column_config.TextColumn("单位", disabled=True, width=190),
    "came": st.column_config.CheckboxColumn("到会", width=70),
    "name": st.column_config.TextColumn("参会人", width=130, max_chars=40),
}


def ask_attendance(key: str, units: tuple[str, ...], known: Sequence[Attendee] = ()) -> None:
    """The lines, at first as they are known; ``ticked`` gives who is ticked in them."""
    everyone = not known and st.checkbox("先勾选全部单位，再去掉没有到会的", key=f"{key}-all")
    lines = [(unit, everyone or came, name) for unit, came, name in _lines(units, known)]
    frame = pd.DataFrame(lines, columns=["unit", "came", "name"])
    st.data_editor(
        frame, hide_index=True, column_config=COLUMNS, key=f"{key}-{everyone}", alt="到会单位", placeholder="",
        width=430,
        height=min(360, HEADER + ROW * max(len(frame), 1)),
    )


def ticked(key: str, units: tuple[str, ...], known: Sequence[Attendee] = ()) -> list[Attendee]:
    """Lines are known by their place; only the box and the name are taken from what the browser sent."""
    everyone = bool(st.session_state.get(f"{key}-all"))
    edited = st.session_state.get(f"{key}-{everyone}", {}).get("edited_rows", {})
    found = []
    for place, (unit, came, name) in enumerate(_lines(units, known)):
        line = edited.get(place, edited.get(str(place), {}))
        if line.get("came", everyone or came):
            found.append(Attendee(unit, str(line.get("name", name) or "").strip()))
    return found


def _lines(units: tuple[str, ...], known: Sequence[Attendee]) -> list[tuple[str, bool, str]]:
    """Unit, whether it came, who came for it: those who were invited, then whoever came uninvited."""
    names = {one.unit: one.name for one in known}
    return [(unit, unit in names, names.get(unit, "")) for unit in dict.fromkeys([*units, *names])]
