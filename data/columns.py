"""From what a database driver gives to NumPy columns of the kinds that ``core.facts`` declares."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Columns = dict[str, npt.NDArray[Any]]


def from_rows(rows: Sequence[Sequence[Any]], kinds: dict[str, str], words: Mapping[str, npt.NDArray[Any]]) -> Columns:
    """Columns from the rows of a driver's cursor; words: what the whole numbers of a column stand for."""
    values: Iterable[Any] = zip(*rows, strict=True) if rows else [()] * len(kinds)
    return {
        name: _column(cells, kind, words.get(name)) for (name, kind), cells in zip(kinds.items(), values, strict=True)
    }


def _column(cells: Sequence[Any], kind: str, words: npt.NDArray[Any] | None) -> npt.NDArray[Any]:
    if words is not None:
        return np.asarray(words[np.fromiter(cells, np.int64, len(cells))])
    if kind == "datetime64[D]":
        return np.array([cell or "NaT" for cell in cells], dtype=kind)  # NumPy takes twenty times as long over None.
    return np.fromiter(cells, kind, len(cells))


class GrowingColumns:
    """Columns from Arrow record batches, whose texts are dictionary-encoded, as they come.

    Equal texts become one object; ``known`` are those met before, here or elsewhere. The arrays grow where they are:
    pieces put together at the end would need the memory twice.
    """

    def __init__(self, kinds: dict[str, str], known: dict[str | None, str | None]) -> None:
        self.columns: Columns = {name: np.empty(0, dtype=kind) for name, kind in kinds.items()}
        self._kinds, self._known = kinds, known

    def append(self, batch: Any) -> None:
        for name, kind in self._kinds.items():
            new = _texts(batch[name], self._known) if kind == "object" else _values(batch[name], kind)
            column = self.columns[name]
            column.resize(len(column) + len(new), refcheck=False)
            column[len(column) - len(new):] = new


def _texts(column: Any, known: dict[str | None, str | None]) -> npt.NDArray[Any]:
    words = (known.setdefault(word, word) for word in column.dictionary.to_pylist())
    texts = np.array([*words, None], dtype=object)
    return np.asarray(texts[column.indices.fill_null(len(texts) - 1).to_numpy(zero_copy_only=False)])


def _values(column: Any, kind: str) -> npt.NDArray[Any]:
    """Days may come as dictionary-encoded texts, flags as truth values and whole numbers as integers."""
    arrow_type = {"float64": "double", "datetime64[D]": "date32"}[kind]
    if hasattr(column, "dictionary"):
        column = column.dictionary.cast(arrow_type).take(column.indices)
    return np.asarray(column.cast(arrow_type).to_numpy(zero_copy_only=False), dtype=kind)
