"""报送日历 — what is due from whom, what came, and who is late?"""

import streamlit as st

from pages.parts import user as visitor
from pages.parts.assessment import assessment, sources
from pages.parts.calendar import (
    COUNTS,
    EXPORTED,
    REMINDED,
    counts_for_export,
    in_short,
    lacking_of,
    named,
    owed_of,
    reminders_named,
    reminders_of,
    show_matrix,
)
from pages.parts.database import catalogue
from pages.parts.empty import empty
from pages.parts.header import open_page, section, statement
from pages.parts.menu import links_to
from pages.parts.parameters import undecided
from pages.parts.reminding import show_lacking
from pages.parts.scope import is_day_at_hand
from pages.parts.tables import download_excel, show_table

scope = open_page("报送日历", "应报哪些，报了没有，谁还没报")
user, judged = visitor.current_user(), assessment(scope)
periods, owed = owed_of(scope)
if owed.empty:
    empty("近期没有应报的企业", "期末有有效合同的企业应报；请核对合同起止日期，或改选园区和截至日期")
    sources(scope)
    st.stop()
reminders = reminders_of(scope)
owed = named(owed, scope, reminders)
lacking = lacking_of(owed)
statement(*in_short(owed, periods, scope), calm=lacking.empty)
if links_to(user, "reports"):
    st.page_link("reports.py", label="去填报", icon=":material/edit_note:")

mark = undecided(judged.policy, scope.as_of, "annual_report_due", "quarter_report_due_days")
section("各园区报送情况", f"期末有有效合同的企业应报；报送期限{mark}")
show_matrix(owed, periods, judged.parks["name"])
section("缺报清单", f"共{len(lacking)}份，在园企业逾期最久的在前")
if lacking.empty:
    empty("没有缺报", "到期的报表都已报来")
else:
    show_lacking(lacking, user, is_today=is_day_at_hand(catalogue(user.reach), scope.as_of))
section("催报记录", "最近的在前")
if reminders.empty:
    empty("还没有催报过", "联席会议办公室在缺报清单中勾选后催报")
else:
    show_table(reminders_named(reminders, owed, scope), REMINDED, key="reminders", alt="催报记录", height=320)
download_excel("导出报送情况", lambda: {
    "园区报送情况": (counts_for_export(owed), COUNTS), "缺报清单": (lacking, EXPORTED), "应报明细": (owed, EXPORTED),
}, f"报送情况{scope.as_of}", scope)
sources(scope)
