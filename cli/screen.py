"""Printing for people: sentences, tables and a progress bar."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


def say(sentence: str) -> None:
    """One line on standard output, never wrapped or cut."""
    sys.stdout.write(sentence + "\n")


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[[str], None]]:
    """A bar on standard error while the block runs; call what it gives with a name for each step that is done."""
    done = TextColumn("{task.completed}/{task.total}")
    columns = (TextColumn("{task.description}"), BarColumn(), done, TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=total)

        def advance(name: str) -> None:
            bar.update(task, advance=1, description=f"{title} {name}")

        yield advance


@contextmanager
def working(title: str) -> Iterator[None]:
    """A moving sign on standard error while the block runs, where its length is not known."""
    with Console(stderr=True).status(title):
        yield
