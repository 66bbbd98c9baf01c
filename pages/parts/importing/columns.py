"""Which sheet of a ledger, which rows are its header, of which park it is, and what each of its columns means."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from data.catalogue import ParkEntry
from data.intake.ledger import Choices, Ledger, LedgerSheet, SavedMapping, kinds, suggest
from data.intake.ledger.heading import Heading, heading_at
from data.intake.values import shown
from pages.parts.empty import empty

NOTHING = "（不导入）"
HEADER_DEPTH = 3


def ask_choices(
    ledger: Ledger, parks: Sequence[ParkEntry], saved_for: Callable[[Heading], dict[str, SavedMapping]],
) -> Choices | None:
    """The choices that stand on screen; None where no header row can be told. saved_for: headers -> park -> mapping."""
    sheet = _pick_sheet(ledger)
    left, middle, right = st.columns([2, 2, 3], vertical_alignment="bottom")
    with left:
        park = _pick_park(parks)
    with middle:
        rows = _pick_header(sheet)
    heading = heading_at(sheet.grid, rows) if rows else None
    if heading is None:
        empty("没有认出表头", "请指出表头是哪一行；合并的两行表头选“2行”")
        return None
    saved = saved_for(heading)
    first = suggest(sheet, saved.get(park or ""), header_rows=rows, park=park)
    names = list(kinds())
    with right:
        kind = st.selectbox("台账种类", names, index=names.index(first.kind if first else names[0]),
                            key=f"import-kind-{sheet.name}-{rows}")
    choices = suggest(sheet, saved.get(park or ""), header_rows=rows, kind=kind, park=park)
    return replace(choices, mapping=_ask_mapping(sheet, heading, choices)) if choices else None


def _pick_sheet(ledger: Ledger) -> LedgerSheet:
    names = [one.name for one in ledger.sheets]
    likely = ledger.likely.name if ledger.likely else names[0]
    if len(names) == 1:
        return ledger.sheets[0]
    name = st.selectbox("工作表", names, index=names.index(likely), key="import-sheet")
    return ledger.sheet(name)


def _pick_park(parks: Sequence[ParkEntry]) -> str | None:
    names = {one.code: one.name for one in parks}
    only = next(iter(names)) if len(names) == 1 else None
    return st.selectbox(
        "所属园区", list(names), index=0 if only else None, format_func=lambda code: names.get(code, code),
        placeholder="请选择，表中有园区一列的可不选", key="import-park",
    )


def _pick_header(sheet: LedgerSheet) -> tuple[int, ...] | None:
    guess = sheet.heading.rows if sheet.heading else (1,)
    first, depth = st.columns(2)
    row = first.number_input("表头从第几行起", 1, max(sheet.row_count, 1), guess[0], key=f"import-row-{sheet.name}")
    deep = depth.number_input("共几行", 1, HEADER_DEPTH, len(guess), key=f"import-depth-{sheet.name}")
    rows = tuple(range(int(row), int(row) + int(deep)))
    return rows if rows[-1] <= sheet.row_count else None


def _ask_mapping(sheet: LedgerSheet, heading: Heading, choices: Choices) -> dict[str, str | None]:
    """A table of their headers, an example below each, and what we take it for."""
    fields = kinds()[choices.kind].fields
    labels = [head.label for head in heading.heads]
    table = pd.DataFrame({
        "label": labels,
        "example": [_example(sheet, heading, head.column) for head in heading.heads],
        "field": [choices.mapping.get(label) or NOTHING for label in labels],
    })
    edited = st.data_editor(
        table, hide_index=True, num_rows="fixed", disabled=["label", "example"], width="stretch",
        key=f"import-mapping-{sheet.name}-{heading.rows}-{choices.kind}-{choices.park}",
        column_config={
            "label": st.column_config.TextColumn("台账中的表头"), "example": st.column_config.TextColumn("示例"),
            "field": st.column_config.SelectboxColumn("对应的项目", options=[NOTHING, *fields], required=True),
        },
    )
    told = list(edited["field"]) if len(edited) == len(labels) else list(table["field"])
    return {label: field if field in fields else None for label, field in zip(labels, told, strict=True)}


def _example(sheet: LedgerSheet, heading: Heading, column: int) -> str:
    """The first values below a header."""
    values = (row[column - 1] for row in sheet.grid.rows[heading.last_row:] if column <= len(row))
    found = [text for value in values if (text := shown(value).strip())]
    return "，".join(list(dict.fromkeys(found))[:2])
