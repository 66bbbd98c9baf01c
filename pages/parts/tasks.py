"""Short lists of what there is to do: a line says what, whose and by when, and leads to where it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import streamlit as st

from pages.parts.header import section
from pages.parts.look import FAINT_INK, Mark

STYLE = Path(__file__).parent / "tasks.css"
MOST = 6
PLAIN = Mark("", "·", FAINT_INK)


@dataclass(frozen=True)
class Task:
    """One line. figure: at its right end; note: below. page and query: where it leads, None = nowhere."""

    title: str
    figure: str = ""
    note: str = ""
    mark: Mark = PLAIN
    page: str | None = None
    query: Mapping[str, str] = field(default_factory=dict)


def show_tasks(
    title: str, hint: str, tasks: Sequence[Task], *, count: int | None = None, rest: Task | None = None,
) -> None:
    """A heading and the first lines; what is left out is counted, and rest leads to all. Nothing without tasks.

    count: how many there are, where no more are given than can be shown.
    """
    if not tasks:
        return
    section(title, hint)
    st.html(STYLE)
    shown = list(tasks[:MOST])
    left = (count or len(tasks)) - len(shown)
    if left > 0:
        more = f"还有{left}项"
        shown.append(Task(more, page=rest.page, query=rest.query) if rest else Task(more))
    with st.container(key=f"tasks-{title}"):
        for place, task in enumerate(shown):
            show_line(task, f"{title}-{place}")


def show_line(task: Task, key: str, *, is_chosen: bool = False) -> None:
    """One line, wholly a link where it leads somewhere; the chosen one of a list is marked."""
    with st.container(key=f"task-{key}"):
        st.html(_line(task, "task chosen" if is_chosen else "task"))
        if task.page:
            st.page_link(task.page, label=task.title, query_params=dict(task.query))


def _line(task: Task, css: str) -> str:
    note = f'<small title="{escape(task.note)}">{escape(task.note)}</small>' if task.note else ""
    mark = f'<i title="{escape(task.mark.word)}">{task.mark.sign}</i>'
    return (
        f'<div class="{css}" style="--tone:{task.mark.tone.css}">{mark}'
        f'<b title="{escape(task.title)}">{escape(task.title)}</b><span>{escape(task.figure)}</span>{note}</div>'
    )
