"""A page's own choices in the URL: what it opens with, and what a copied address opens again."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date
from math import isfinite
from typing import Any

import streamlit as st


def take_from_address(key: str, options: Collection[Any], default: Any = None) -> None:
    """Before the widget of that key: what the URL newly says, else what was chosen; the default where neither is known.

    Options are texts, or None for nothing chosen.
    """
    state, given = st.session_state, st.query_params.get(key)
    if given is not None and given != state.get(_written(key)) and given in options:
        state[key] = given
    if state.get(key, default) not in options:
        state[key] = default
    state.setdefault(key, default)


def take_list_from_address(key: str, options: Collection[str]) -> None:
    """The same for a widget of several choices; the URL joins them with commas."""
    state, given = st.session_state, st.query_params.get(key)
    if given is not None and given != state.get(_written(key)):
        state[key] = given.split(",")
    state[key] = [one for one in state.get(key) or () if one in options]


def keep_list_in_address(key: str) -> None:
    """After the widget of several choices."""
    wanted = ",".join(st.session_state[key] or ())
    if st.query_params.get(key, "") != wanted:
        if wanted:
            st.query_params[key] = wanted
        else:
            del st.query_params[key]
    st.session_state[_written(key)] = wanted


def take_number_from_address(key: str, kind: type[int] | type[float] = int) -> None:
    """The same for a number that is not negative; None where nothing is said."""
    state, given = st.session_state, st.query_params.get(key)
    if given is not None and given != state.get(_written(key)):
        with suppress(ValueError):
            number = float(given)
            state[key] = kind(number) if isfinite(number) and number >= 0 else None
    state.setdefault(key, None)


def take_text_from_address(key: str, longest: int = 100) -> None:
    """The same for a field of free text; "" where nothing is said."""
    state, given = st.session_state, st.query_params.get(key)
    if given is not None and given != state.get(_written(key)):
        state[key] = given[:longest]
    state[key] = state.get(key) or ""


def take_day_from_address(key: str) -> None:
    """The same for a day; None where nothing is said."""
    state, given = st.session_state, st.query_params.get(key)
    if given is not None and given != state.get(_written(key)):
        with suppress(ValueError):
            state[key] = date.fromisoformat(given)
    state.setdefault(key, None)


def keep_in_address(key: str, default: Any = None) -> None:
    """After the widget: write its value to the URL, or leave the URL without it where it is the default."""
    value = st.session_state.get(key, default)
    wanted = None if value == default else f"{value:g}" if isinstance(value, float) else str(value)
    if st.query_params.get(key) != wanted:
        if wanted is None:
            del st.query_params[key]
        else:
            st.query_params[key] = wanted
    st.session_state[_written(key)] = wanted


def _written(key: str) -> str:
    return f"address-{key}"
