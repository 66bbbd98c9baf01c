"""How large the visitor's window is, so that maps can be framed to fill it."""

from dataclasses import dataclass

import streamlit as st

STEP = 40
"""Sizes are told in steps of so many pixels, so that a small change does not run the page again."""

MEASURE = f"""
const step = (pixels) => Math.floor(pixels / {STEP}) * {STEP};
export default function ({{ setStateValue }}) {{
  const tell = () => {{
    const main = document.querySelector('[data-testid="stMainBlockContainer"]');
    const style = getComputedStyle(main);
    const wide = main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    setStateValue("size", [step(wide), step(window.innerHeight)]);
  }};
  let waiting;
  const later = () => {{ clearTimeout(waiting); waiting = setTimeout(tell, 300); }};
  tell();
  window.addEventListener("resize", later);
  return () => window.removeEventListener("resize", later);
}}
"""
_measure = st.components.v2.component("window_size", js=MEASURE)


@dataclass(frozen=True)
class Window:
    """Width of the page's content and height of the window, in pixels."""

    width: int = 1080
    height: int = 880


def window() -> Window:
    """The size of the visitor's window; a laptop's until it is known, which runs the page once more."""
    with st.container(key="measure"):
        size = _measure(key="window", on_size_change=lambda: None).size
    if size:
        st.session_state.window_size = Window(*size)
    found: Window = st.session_state.get("window_size", Window())
    return found
