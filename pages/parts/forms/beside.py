"""What stands beside a form: the steps that its record waits for, and what is registered along with it."""

import streamlit as st

from core.access import User
from pages.parts.forms.filling import Filling
from pages.parts.forms.where import NEW, Where, go, key_of
from pages.parts.header import section

ALONG = {"合同": ("承诺指标", "整改", "清退", "转租审批"), "园区": ("楼栋", "单元"), "楼栋": ("单元",)}
"""Sheet -> sheets whose records are about one of its records."""


def show_steps(filling: Filling) -> None:
    """Those of which nothing is filled in yet."""
    seen, where = filling.seen or {}, filling.where
    waiting = [act for act, headers in filling.guide.acts.items() if seen.get(headers[0]) is None]
    if not waiting or where.act:
        return
    section("办理", "只填这一步")
    with st.container(horizontal=True, gap="small"):
        for act in waiting:
            step = Where(where.subject, where.record, act=act, enterprise=where.enterprise)
            st.button(act, key=f"act-{act}", icon=":material/task_alt:", on_click=go, args=(step,))


def show_along(user: User, filling: Filling) -> None:
    """Ways to a new record that is about this one, and to the whole of its enterprise."""
    seen, where = filling.seen or {}, filling.where
    along = [one for one in ALONG.get(where.subject, ()) if user.may_write(one)]
    firm = str(seen.get("统一社会信用代码") or "")
    if where.act or not (along or firm):
        return
    section("接着登记")
    with st.container(horizontal=True, gap="small"):
        for one in along:
            about = {"contract": str(seen.get("合同编号") or ""), "park": str(seen.get("园区编码") or "")}
            there = Where(one, NEW, **about)
            st.button(f"新增{one}", key=f"along-{one}", icon=":material/add:", on_click=go, args=(there,))
        if firm and user.may_write("企业") and where.subject != "企业":
            st.button("这家企业的全部记录", key="whole-firm", icon=":material/factory:", on_click=go,
                      args=(Where("企业", key_of("企业", firm)),))
