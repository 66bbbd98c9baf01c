"""A button that does one thing once, however often it is pressed, and says on the next run what came of it."""

from collections.abc import Callable
from html import escape
from typing import Any
from uuid import uuid4

import streamlit as st

from core.access import AccessError
from data.meetings.errors import MeetingError, StaleError
from data.papers import PaperError
from pages.parts.done import tell
from pages.parts.words import moment

KEYS, REFUSED = "pressing", "refused-pressing"
Act = Callable[[str], object]
"""What is done, given the key of this pressing; it bears the versions that were on screen when the button was drawn."""


def press(label: str, name: str, act: Act, said: str = "", *, in_form: bool = False, **options: Any) -> None:
    """name: tells this button from all others, and from itself with other versions on screen. said: once it is done;
    left out where the act returns the sentence."""
    keys = st.session_state.setdefault(KEYS, {})
    key = keys.setdefault(name, uuid4().hex)
    draw = st.form_submit_button if in_form else st.button
    draw(label, key=f"do-{name}", on_click=_do, args=(name, key, act, said), **options)


def _do(name: str, key: str, act: Act, said: str) -> None:
    """A key that was refused is good for another try: nothing was written under it."""
    try:
        outcome = act(key)
    except StaleError as stale:
        when = f"（{stale.by}，{moment(stale.at)}）" if stale.by and stale.by not in str(stale) else ""
        st.session_state[REFUSED] = f"{stale}{when}"
    except (MeetingError, PaperError, AccessError) as refusal:
        st.session_state[REFUSED] = str(refusal)
    else:
        st.session_state[KEYS].pop(name, None)
        tell(said or str(outcome))


def show_refused() -> None:
    """Why the last pressing did nothing."""
    if said := st.session_state.pop(REFUSED, ""):
        st.html(f'<section class="statement refused" role="alert"><p>{escape(said)}</p></section>')
