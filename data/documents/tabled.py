"""What is printed as a table: columns, and the cells of each row as texts."""

from collections.abc import Sequence

from core.paper import NOTHING, Column, Figures, Table

Tabled = tuple[Sequence[Column], list[list[str]]]


def tabled(block: Figures | Table) -> Tabled:
    """Of figures one row each."""
    if isinstance(block, Figures):
        return _figures(block)
    rows = [[column.written(value) for column, value in zip(block.columns, row, strict=True)] for row in block.rows]
    return block.columns, rows


def _figures(block: Figures) -> Tabled:
    """Columns that would be empty are left out."""
    cells = {
        Column("指标"): [one.label for one in block.figures],
        Column("数值", "number"): [one.text for one in block.figures],
        Column("变化"): [one.change for one in block.figures],
        Column("说明"): [one.note for one in block.figures],
    }
    columns = [column for place, (column, texts) in enumerate(cells.items()) if place < 2 or any(texts)]
    return columns, [[text or NOTHING for text in row] for row in zip(*(cells[one] for one in columns), strict=True)]
