"""Before a file is chosen: what will happen, and what was imported last."""

from html import escape

import streamlit as st

from core.access import User
from data.acts import ActKind
from data.recent import recent_acts
from pages.parts.database import engine
from pages.parts.header import section
from pages.parts.tasks import Task, show_tasks
from pages.parts.words import moment

LATEST = 6
STEPS = (
    ("选择文件", "填好的空白模板，或自己在用的台账；标题行、单位行、小计行会认出并列明"),
    ("核对列和内容", "自己的台账逐列对应一次，以后同样的表头不再问；变更逐格列出原值和新值"),
    ("改正问题", "逐个写明在哪一格、为什么、怎么改，可下载标好问题的原文件；未改完不写入"),
    ("确认导入", "全部通过后一次写入，同一份文件再导入不会重复；谁在何时导入了什么，记入操作记录"),
)


def show_before(user: User) -> None:
    """The steps on the left, the account's last imports on the right."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        section("怎样导入", "确认之前不改动任何数据")
        lines = "".join(f"<li><b>{escape(title)}</b>{escape(text)}</li>" for title, text in STEPS)
        st.html(f'<ol class="how">{lines}</ol>')
    with right:
        done = [Task(one.subject, moment(one.at)) for one in recent_acts(engine(), user, LATEST, (ActKind.IMPORT,))]
        show_tasks("最近导入", "本账号", done)
        if not done:
            section("最近导入", "本账号还没有导入过")
