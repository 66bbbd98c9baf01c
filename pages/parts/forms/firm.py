"""The whole of one enterprise: register row, contracts, promises, reports, checks, hazards, to add to and change."""

import json

import streamlit as st

from core.access import User
from data.intake.values import shown
from data.lookup import Asked, Hit, listed, record_of
from data.reference import industry_name
from pages.parts import tables
from pages.parts.beyond import refuse_record
from pages.parts.database import engine
from pages.parts.empty import empty
from pages.parts.facts import show_facts
from pages.parts.forms.guide import guides
from pages.parts.forms.listing import columns_of, frame_of
from pages.parts.forms.where import NEW, Where, go, subjects
from pages.parts.header import section

TOLD = ("合同", "承诺指标", "数据填报", "入驻核查", "检查隐患", "整改", "转租审批", "清退")
MOST = 60
HEIGHT = 300


def show_firm(user: User, where: Where) -> None:
    """Everything that the account may write about the enterprise."""
    values = record_of(engine(), user, "企业", where.record)
    if values is None:
        refuse_record(user, "企业", where.record)
        empty("没有这家企业，或不在您的填报范围内", "请返回企业列表查找")
        return
    code = str(values["统一社会信用代码"])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="form-title">{values["企业名称"]}<small>{code}</small></p>', width="stretch")
        st.button("更正企业登记", key="edit-firm", icon=":material/edit:", on_click=go,
                  args=(Where("企业", where.record, edit="1"),))
        st.page_link("enterprise.py", label="企业档案", icon=":material/factory:", query_params={"enterprise": code})
    show_facts({
        "行业": f"{values['行业代码']} {industry_name(str(values['行业代码']))}",
        "企业规模": shown(values["企业规模"]) or "无数据", "企业标签": shown(values["企业标签"]) or "无",
    }, columns=3)
    for subject in TOLD:
        if subject in subjects(user):
            _part(user, subject, code)


def _part(user: User, subject: str, code: str) -> None:
    hits, total = listed(engine(), user, subject, Asked(enterprise=code), most=MOST)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            section(subject, f"{total}条" + (f"，列出最近{MOST}条" if total > MOST else "") if total else "还没有登记")
        st.button(f"新增{subject}", key=f"add-{subject}", icon=":material/add:", type="tertiary", on_click=go,
                  args=(Where(subject, NEW, enterprise=code),))
    if not hits:
        return
    columns = {name: one for name, one in columns_of(subject).items() if name != "its_firm"}

    def open_one(row: int) -> None:
        if 0 <= row < len(hits):
            go(Where(subject, hits[row].record, enterprise=code))

    tables.show_table(
        frame_of(hits), columns, key=f"firm-{subject}-{hash(tuple(one.record for one in hits))}",
        alt=f"{subject}{len(hits)}条", on_pick=open_one, height=HEIGHT,
    )
    _steps(subject, hits, code)


def _steps(subject: str, hits: list[Hit], code: str) -> None:
    """The steps that a record waits for, of those that have just one such step left."""
    guide = guides()[subject]
    waiting = [
        (act, one) for one in hits for act, headers in guide.acts.items() if one.values.get(headers[0]) is None
    ] if subject in ("整改", "检查隐患", "清退") else []
    if not waiting:
        return
    with st.container(horizontal=True, gap="small"):
        for place, (act, one) in enumerate(waiting[:6]):
            name = " ".join(json.loads(one.record))
            st.button(f"{act} {name}", key=f"step-{subject}-{place}", on_click=go,
                      args=(Where(subject, one.record, act=act, enterprise=code),))
