"""The preview of an import as people read it."""

from rich.console import Console
from rich.table import Table

from cli.screen import say
from data.intake.preview import Preview
from data.intake.values import shown

MOST_LINES = 20
"""Of changes and normalisations; problems are always listed whole."""


def print_preview(preview: Preview) -> None:
    """Counts per sheet, what was normalised, what changes, and every problem."""
    if not any(problem.sheet == "" for problem in preview.problems):
        _print_counts(preview)
    _print_some("读取时作了规范化", [
        f"{one.sheet} 第{one.row}行 {one.column}：“{one.typed}” → “{one.read}”" for one in preview.normalised
    ])
    _print_some("变更", [
        f"{one.sheet} 第{one.row}行 {one.column}：“{shown(one.old)}” → “{shown(one.new)}”" for one in preview.changes()
    ])
    if preview.workbook.ignored:
        say("没有读取这些工作表：" + "、".join(preview.workbook.ignored))
    if preview.problems:
        say(f"发现{len(preview.problems)}个问题：")
    for problem in preview.problems:
        say("  " + problem.sentence())


def _print_counts(preview: Preview) -> None:
    table = Table("工作表")
    for title in ("新增", "变更", "未变", "问题"):
        table.add_column(title, justify="right")
    for name, sheet in preview.sheets.items():
        counts = (len(sheet.added), len(sheet.changed), sheet.unchanged, preview.problems_of(name))
        table.add_row(name, *(f"{count:,}" for count in counts))
    Console(highlight=False).print(table)


def _print_some(title: str, lines: list[str]) -> None:
    if lines:
        say(f"{title}（共{len(lines)}处）：")
    for line in lines[:MOST_LINES]:
        say("  " + line)
    if len(lines) > MOST_LINES:
        say(f"  …… 其余{len(lines) - MOST_LINES}处从略")
