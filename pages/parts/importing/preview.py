"""What an import would do, before it does it: added, changed cell by cell, unchanged, left out, and the problems."""

import pandas as pd
import streamlit as st

from data.intake.ledger import Interpretation, LineKind
from data.intake.preview import Preview
from data.intake.problems import Normalisation, Problem
from data.intake.schema import workbook_schema
from data.intake.values import shown
from pages.parts import tables
from pages.parts.header import section

SUMMARY: tables.Columns = {
    "sheet": tables.text("工作表"), "added": tables.number("新增", "行"), "changed": tables.number("变更", "行"),
    "unchanged": tables.number("不变", "行"), "problems": tables.number("问题", "个"),
}
CHANGES: tables.Columns = {
    "sheet": tables.text("工作表"), "key": tables.text("记录"), "column": tables.text("项目"),
    "old": tables.text("原来"), "new": tables.text("改为"),
}
ADDED: tables.Columns = {"row": tables.number("行"), "sheet": tables.text("工作表"), "said": tables.text("内容")}
PROBLEMS: tables.Columns = {
    "sheet": tables.text("工作表"), "row": tables.number("行"), "column": tables.text("列"),
    "value": tables.text("填写的值"), "reason": tables.text("问题"), "remedy": tables.text("怎样改", width="large"),
}
LEFT_OUT: tables.Columns = {
    "row": tables.number("行"), "reason": tables.text("为什么不导入"), "text": tables.text("内容", width="large"),
}
NORMALISED: tables.Columns = {
    "sheet": tables.text("工作表"), "row": tables.number("行"), "column": tables.text("列"),
    "typed": tables.text("填写的"), "read": tables.text("读作"),
}
MOST = 1_000
HEIGHT = 320


def show_preview(preview: Preview) -> None:
    """Counts by sheet, then the changes and what is added."""
    section("将要发生的变更", "确认之前不写入任何内容")
    counts = pd.DataFrame([
        {"sheet": name, "added": len(one.added), "changed": len(one.changed), "unchanged": one.unchanged,
         "problems": preview.problems_of(name)}
        for name, one in preview.sheets.items()
        if one.added or one.changed or one.unchanged or preview.problems_of(name)
    ], columns=[*SUMMARY])
    tables.show_table(counts, SUMMARY, key="import-counts", alt="各表将新增、变更和不变的行数")
    _show_changes(preview)
    _show_added(preview)
    if preview.normalised:
        show_normalised(preview.normalised)


def show_problems(problems: list[Problem]) -> None:
    """All of them, in the order of the file."""
    section("问题", f"共{len(problems)}个；全部改正后才能导入，一行也不会先写入")
    rows = pd.DataFrame([
        {"sheet": one.sheet, "row": one.row, "column": one.column, "value": one.value, "reason": one.reason,
         "remedy": one.remedy} for one in problems[:MOST]
    ], columns=[*PROBLEMS])
    tables.show_table(rows, PROBLEMS, key="import-problems", alt=f"{len(problems)}个问题", height=HEIGHT)


def show_left_out(found: Interpretation) -> None:
    """Rows of a ledger that nothing is taken from, with the reason; blank ones are only counted."""
    lines = [one for one in found.left_out if one.kind is not LineKind.BLANK]
    blank = len(found.left_out) - len(lines)
    with st.expander(f"不导入的行：{len(lines)}行" + (f"，另有空行{blank}行" if blank else ""), expanded=False):
        rows = pd.DataFrame([{"row": one.row, "reason": one.reason, "text": one.text} for one in lines],
                            columns=[*LEFT_OUT])
        tables.show_table(rows, LEFT_OUT, key="import-left-out", alt=f"不导入的{len(lines)}行", height=HEIGHT)


def show_normalised(cells: list[Normalisation]) -> None:
    """What was read otherwise than it was typed."""
    with st.expander(f"读法有调整的单元格：{len(cells)}个", expanded=False):
        rows = pd.DataFrame([
            {"sheet": one.sheet, "row": one.row, "column": one.column, "typed": one.typed, "read": one.read}
            for one in cells[:MOST]
        ], columns=[*NORMALISED])
        tables.show_table(rows, NORMALISED, key="import-normalised", alt=f"{len(cells)}个单元格", height=HEIGHT)


def _show_changes(preview: Preview) -> None:
    changed = [(name, row) for name, one in preview.sheets.items() for row, _ in one.changed]
    keys = {(name, row.number): _key(name, row.values) for name, row in changed}
    rows = [
        {"sheet": one.sheet, "key": keys[one.sheet, one.row], "column": one.column, "old": shown(one.old) or "空",
         "new": shown(one.new) or "空"} for one in preview.changes()
    ]
    if rows:
        section("逐项变更", f"共{len(rows)}处" + (f"，列出前{MOST}处" if len(rows) > MOST else ""))
        frame = pd.DataFrame(rows[:MOST], columns=[*CHANGES])
        tables.show_table(frame, CHANGES, key="import-changes", alt=f"{len(rows)}处变更", height=HEIGHT)


def _show_added(preview: Preview) -> None:
    rows = [
        {"row": row.number, "sheet": name, "said": _said(name, row.values)}
        for name, one in preview.sheets.items() for row in one.added
    ]
    if rows:
        with st.expander(f"新增的记录：{len(rows)}行", expanded=False):
            frame = pd.DataFrame(rows[:MOST], columns=[*ADDED])
            tables.show_table(frame, ADDED, key="import-added", alt=f"新增{len(rows)}行", height=HEIGHT)


def _key(sheet_name: str, values: tuple[object, ...]) -> str:
    sheet = workbook_schema()[sheet_name]
    return "、".join(filter(None, (shown(values[place]) for place in sheet.key)))


def _said(sheet_name: str, values: tuple[object, ...]) -> str:
    sheet = workbook_schema()[sheet_name]
    return "，".join(f"{column.header}{text}" for column, value in zip(sheet.columns, values, strict=True)
                     if (text := shown(value)))
