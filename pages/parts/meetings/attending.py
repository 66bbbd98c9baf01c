"""Who came: one line for each unit that was invited, with a box to tick and a name."""

import pandas as pd
import streamlit as st

from core.meeting import Attendee
from pages.parts.tables import HEADER, ROW

COLUMNS = {
    "unit": st.column_config.TextColumn("单位", disabled=True, width=190),
    "came": st.column_config.CheckboxColumn("到会", width=70),
    "name": st.column_config.TextColumn("参会人", width=130, max_chars=40),
}


def ask_attendance(key: str, units: tuple[str, ...]) -> None:
    """The lines; ``ticked`` gives who is ticked in them."""
    everyone = st.checkbox("先勾选全部单位，再去掉没有到会的", key=f"{key}-all")
    frame = pd.DataFrame({"unit": list(units), "came": everyone, "name": ""}, columns=["unit", "came", "name"])
    st.data_editor(
        frame, hide_index=True, column_config=COLUMNS, key=f"{key}-{everyone}", alt="到会单位", placeholder="",
        width=430,
        height=min(360, HEADER + ROW * max(len(units), 1)),
    )


def ticked(key: str, units: tuple[str, ...]) -> list[Attendee]:
    """Lines are known by their place; only the box and the name are taken from what the browser sent."""
    everyone = bool(st.session_state.get(f"{key}-all"))
    edited = st.session_state.get(f"{key}-{everyone}", {}).get("edited_rows", {})
    lines = ((unit, edited.get(place, edited.get(str(place), {}))) for place, unit in enumerate(units))
    return [Attendee(unit, str(line.get("name") or "").strip()) for unit, line in lines if line.get("came", everyone)]
