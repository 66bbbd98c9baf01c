"""履约预警 — what is wrong, how bad, since when, by which clause?"""

import streamlit as st

from pages.parts.address import keep_in_address, take_from_address
from pages.parts.assessment import assessment, sources
from pages.parts.empty import empty
from pages.parts.finding import show_finding
from pages.parts.findings import COLUMNS, EXPORTED, MOST_ROWS, filtered, for_export, for_screen, in_short
from pages.parts.header import open_page, statement
from pages.parts.past import by_month, listing, names_of, since
from pages.parts.tables import download_excel, show_table

scope = open_page("履约预警", "哪里不合规，程度如何，从何时起，依据哪一条")
table, names, past = listing(scope), names_of(scope), by_month(scope)
statement(*in_short(table, scope.label), calm=not table["level"].eq("红").any())
rows = for_screen(filtered(table), since(scope), f"{past[0].as_of:%Y-%m}")
if rows.empty:
    empty("没有符合条件的记录", "可取消部分筛选，或改选园区和截至日期")
    sources(scope)
    st.stop()

take_from_address("finding", list(rows["key"]), default=rows["key"].iloc[0])
place = rows["key"].to_list().index(st.session_state.finding)
left, right = st.columns([5, 3], gap="large")
with left:
    shown = rows.head(MOST_ROWS)
    hidden = f"，表中列出前{MOST_ROWS}条，其余请筛选或导出" if len(rows) > MOST_ROWS else ""
    st.caption(f"共{len(rows)}条{hidden}；点选一行看说明")
    show_table(
        shown, COLUMNS, key=f"findings-{hash(tuple(shown['key']))}", alt=f"预警清单，共{len(rows)}条", height=760,
        chosen=place, on_pick=lambda row: st.session_state.update(finding=shown["key"].iloc[row]),
    )
    download_excel("导出预警清单", lambda: {
        "预警清单": (for_export(rows, assessment(scope), names, scope), EXPORTED),
    }, f"履约预警{scope.as_of}", scope)
with right:
    show_finding(rows.iloc[place], scope, past, names)
keep_in_address("finding", default=rows["key"].iloc[0])
sources(scope)
