"""我的工作 — what have I to do today?"""

import streamlit as st

from core.access import Action, Role
from pages.parts.database import catalogue
from pages.parts.desk import (
    alerts_of,
    done_lately,
    drafts_of,
    ending_soon,
    hazards_open,
    in_short,
    papers_to_confirm,
    reminders_open,
    reports_due,
    scope_of,
)
from pages.parts.empty import empty, no_parks
from pages.parts.header import enter, statement
from pages.parts.meetings.following import waiting_for
from pages.parts.tasks import Task, show_tasks
from pages.parts.visit.block import show_changes

user = enter("我的工作", "今天要办哪些事", Action.WRITE)
known = catalogue(user.reach)
if not known.parks:
    no_parks()
    st.stop()
scope = scope_of(user, known)
is_department, is_office = user.role is Role.DEPARTMENT, user.may(Action.REMIND)
reports = [] if is_department else reports_due(scope, user)
reminders = [] if is_department else reminders_open(scope, user)
hazards = hazards_open(scope, user) if is_department else []
count, alerts = alerts_of(scope, user)
ending = [] if is_department else ending_soon(scope)
given, papers = waiting_for(user, scope.as_of), papers_to_confirm(user)
drafts, done = drafts_of(user, {one.code: one.name for one in known.parks}), done_lately(user)

statement(*in_short(scope, user, {
    "{}项交办事项" + ("待确认或待办" if is_office else "待办"): len(given),
    "{}份文件待签收": len(papers), "{}期报表待报或缺报": len(reports),
    "{}期已催报仍未报齐" if is_office else "{}期收到催报": len(reminders),
    "{}处" + f"{user.line}隐患未销号": len(hazards), "{}条红橙预警": count, "{}份合同即将到期": len(ending),
    "{}份草稿没有写完": len(drafts),
}), calm=not (given or papers or reminders or alerts or hazards))
show_changes(user, "desk")
if not (given or papers or reports or reminders or hazards or alerts or ending or drafts):
    empty("今天没有待办事项", "交办事项、待签收的文件、快到期的报表、催报、预警、到期合同和没有写完的草稿会列在这里")
left, right = st.columns(2, gap="large")
calendar = Task("", page="calendar.py")
with left:
    show_tasks("交办事项", "联席会议交办的，逾期的在前", given, rest=Task("", page="actions.py"))
    show_tasks("待签收的文件", "点开阅读并签收", papers, rest=Task("", page="papers.py"))
    show_tasks("没有写完的", "点开接着填", drafts)
    show_tasks("要报的报表", "缺报的和30天内到期的", reports, rest=calendar)
    show_tasks("已催报未报" if is_office else "收到的催报", "报来后自动消去", reminders, rest=calendar)
    show_tasks(f"{user.line}隐患", "未销号的，逾期最久的在前", hazards,
               rest=Task("", page="compliance.py", query={"line": str(user.line)}))
with right:
    show_tasks("红橙预警", "点开看说明和依据", alerts, count=count,
               rest=Task("", page="compliance.py", query={"level": "红,橙"}))
    show_tasks("即将到期的合同", "最近的在前", ending, rest=Task("", page="occupancy.py"))
    show_tasks("最近办理", "本账号最近保存的", done)
