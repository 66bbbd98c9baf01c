"""What a ledger does not say, asked one beneath the other; answers stay while anything else is chosen."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from data.intake.ledger import AnswerKind, Ask
from pages.parts.header import section

ANSWERS = "import-answers"
MOST_ROWS = 8
MOST_ASKED = 40
FORM_WIDTH = 760


def answers_of(about: str) -> dict[str, Any]:
    """The answers that were given about one sheet of one file; a copy."""
    kept = st.session_state.setdefault(ANSWERS, {})
    return dict(kept.get(about, {}))


def remember(about: str, answers: dict[str, Any]) -> None:
    st.session_state.setdefault(ANSWERS, {})[about] = answers


def ask_all(about: str, asks: Sequence[Ask], answers: dict[str, Any]) -> bool:
    """Ask what is open; returns whether a new answer was given, so that the sheet has to be read again."""
    section("需要补充的内容", f"台账里没有写明，共{len(asks)}项；不代填、不猜测")
    given = dict(answers)
    with st.form(f"import-asks-{about}", width=FORM_WIDTH):
        for ask in asks[:MOST_ASKED]:
            value = _ask(about, ask)
            if value not in (None, "") or ask.may_be_blank:
                given[ask.key] = "" if value is None else value
        if len(asks) > MOST_ASKED:
            st.caption(f"先答这{MOST_ASKED}项，其余{len(asks) - MOST_ASKED}项随后列出")
        is_sent = st.form_submit_button("确定", type="primary")
    if is_sent and given != answers:
        remember(about, given)
        return True
    return False


def _ask(about: str, ask: Ask) -> Any:
    rows = "、".join(map(str, ask.rows[:MOST_ROWS])) + ("等" if len(ask.rows) > MOST_ROWS else "")
    label = ask.question + (f"（第{rows}行）" if rows else "")
    key = f"import-ask-{about}-{ask.key}"
    value = _choice(label, key, ask) if ask.choices else _typed(label, key, ask)
    if ask.fault:
        st.html(f'<p class="field-fault">{ask.fault}</p>')
    return value


def _choice(label: str, key: str, ask: Ask) -> Any:
    index = ask.choices.index(ask.suggestion) if ask.suggestion in ask.choices else None
    can_type = ask.kind is not AnswerKind.CHOICE
    return st.selectbox(label, ask.choices, index=index, placeholder="请选择" + ("，或直接填写" if can_type else ""),
                        accept_new_options=can_type, key=key)


def _typed(label: str, key: str, ask: Ask) -> Any:
    if ask.kind is AnswerKind.DATE:
        return st.date_input(label, value=None, format="YYYY-MM-DD", key=key)
    return st.text_input(label, value=ask.suggestion or "", key=key, placeholder=ask.kind.value)
