"""What all parts of a random county are put together with."""

from collections.abc import Callable, Sequence
from typing import Any

Pick = Callable[[Sequence[Any]], Any]
"""Chooses one of the options: a random generator's choice, or a draw of hypothesis."""

Row = dict[str, Any]
Rows = list[Row]

YES_NO_BLANK = [1.0, 0.0, None]
