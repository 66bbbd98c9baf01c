"""Finding a record of a subject: by words and by park, a page at a time; those that were voided, and drafts."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from core.access import User
from data import drafts
from data.drafts import Kept
from data.history import voided_records
from data.intake.codes import credit_code_fault
from data.intake.schema import Kind, workbook_schema
from data.intake.values import shown
from data.lookup import PAGE, Asked, Hit, listed
from data.offers import registered
from data.reference import industry_name
from pages.parts import tables
from pages.parts import user as account
from pages.parts.beyond import refuse_park
from pages.parts.database import catalogue, engine
from pages.parts.empty import empty
from pages.parts.facts import show_facts
from pages.parts.forms.fields import park_names
from pages.parts.forms.guide import guides
from pages.parts.forms.saving import named, on_restore
from pages.parts.forms.typed import values_from
from pages.parts.forms.where import NEW, Where, go, subjects
from pages.parts.words import moment_lately, number

HINTS = {"园区": "园区名称、编码或乡镇", "企业": "企业名称或统一社会信用代码"}
VOIDED, PRESENT = "已作废", "现有记录"
MOST_DRAFTS = 5
BLANKS = {
    "终止日期": "长期", "批准截止日期": "长期", "竣工日期": "未竣工", "销号日期": "未销号", "复评日期": "未复评",
    "复评结论": "未复评", "完成日期": "未完成", "回购日期": "—", "再租售日期": "—", "企业标签": "无",
    "实际使用企业": "空置",
}
"""What a blank says in a list; elsewhere it is 无数据."""
DECIMALS = {"承诺值": 3, "年平均从业人数": 0}


def pick_subject(user: User, where: Where) -> None:
    """The row of subjects."""
    known = subjects(user)
    if st.session_state.get("form-subject") != where.subject:
        st.session_state["form-subject"] = where.subject
    st.segmented_control("登记什么", known, key="form-subject", required=True, on_change=_to_subject)


def _to_subject() -> None:
    go(Where(str(st.session_state["form-subject"])))


def show_list(user: User, where: Where) -> None:
    """The search, the way to a new record, and what is found."""
    words, park, is_voided = _asked(user, where)
    if is_voided:
        _voided(user, where.subject)
        return
    page_key = f"form-page-{where.subject}-{hash((words, park))}"
    page = int(st.session_state.get(page_key) or 1)
    hits, total = listed(engine(), user, where.subject, Asked(words, park, page=page - 1))
    if hits:
        _table(user, where, hits)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.html(f'<p class="source">共{number(total)}条，点一行打开</p>', width="content")
            if total > PAGE:
                st.pagination(-(-total // PAGE), key=page_key)
    elif not _outsider(user, where, words):
        empty("没有找到", "换一个词或园区再找；还没有登记的，点右上方的新增")


def _asked(user: User, where: Where) -> tuple[str, str, bool]:
    parks = park_names(user)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        hint = HINTS.get(where.subject, "编号、企业名称或代码、园区")
        words = st.text_input("查找", key=f"form-words-{where.subject}", placeholder=f"{hint}，可用空格分开", width=420,
                              icon=":material/search:")
        park = ""
        if len(parks) > 1 and where.subject != "园区":
            park = st.selectbox("园区", list(parks), index=None, format_func=parks.get, width=260,
                                placeholder="全部园区", key=f"form-park-{where.subject}") or ""
            refuse_park(user, park)
        side = st.segmented_control("范围", [PRESENT, VOIDED], default=PRESENT, required=True,
                                    key=f"form-side-{where.subject}")
        st.button(f"新增{where.subject}", key="new", type="primary", icon=":material/add:", on_click=go,
                  args=(Where(where.subject, NEW, park=park),))
    return words or "", park if park in parks else "", side == VOIDED


def _table(user: User, where: Where, hits: list[Hit]) -> None:
    columns = columns_of(where.subject, several_parks=len(catalogue(user.reach).parks) > 1)

    def open_one(row: int) -> None:
        if 0 <= row < len(hits):
            go(Where(where.subject, hits[row].record))

    tables.show_table(frame_of(hits), columns, key=f"form-list-{hash(tuple(one.record for one in hits))}",
                      alt=f"{where.subject}{len(hits)}条", on_pick=open_one, height=tables.HEADER + tables.ROW * PAGE)


def columns_of(subject: str, *, several_parks: bool = True) -> tables.Columns:
    """The headers that the guide lists, then the names of enterprise and park."""
    sheet, guide = workbook_schema()[subject], guides()[subject]
    found: dict[str, tables.Column] = {}
    for header in guide.listed:
        column, field = sheet.column(header), guide.fields[header]
        make: Any = {Kind.DATE: tables.day, Kind.NUMBER: tables.number}.get(column.kind, tables.text)
        decimals = DECIMALS.get(header, 1)
        make = tables.text if header in BLANKS else make
        options = {"unit": field.unit, "decimals": decimals} if column.kind is Kind.NUMBER else {}
        found[header] = make(field.label, **options)
    if subject not in ("园区", "楼栋", "单元", "企业"):
        found["its_firm"] = tables.text("企业")
    if subject not in ("园区", "企业") and several_parks:
        found["its_park"] = tables.text("园区")
    return found


def frame_of(hits: list[Hit]) -> pd.DataFrame:
    """The records as a table; flags and industries in words."""
    rows = [{**{name: _read(name, value) for name, value in one.values.items()}, "its_firm": one.firm,
             "its_park": one.park} for one in hits]
    frame = pd.DataFrame(rows)
    for name in frame.columns:
        if ("日期" in name or name == "整改期限") and name not in BLANKS:
            frame[name] = pd.to_datetime(frame[name])
    return frame


def _read(header: str, value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    if header in BLANKS:
        return shown(value) or BLANKS[header]
    return f"{value} {industry_name(str(value))}" if header == "行业代码" and value else value


def _outsider(user: User, where: Where, words: str) -> bool:
    """Of an enterprise of other parks whose exact code is typed, name and industry, so that it can be let to."""
    code = words.strip().upper()
    if where.subject != "企业" or credit_code_fault(code) or (firm := registered(engine(), user, code)) is None:
        return False
    with st.container(border=True):
        st.html(f'<p class="form-title">{escape(firm.name)}<small>{escape(industry_name(firm.industry_code))}，'
                "在其他园区登记，其余资料不在您的查看范围内</small></p>")
        if user.may_write("合同"):
            st.button("为这家企业新增合同", key="let-to", icon=":material/add:", on_click=go,
                      args=(Where("合同", NEW, enterprise=code),))
    return True


def _voided(user: User, subject: str) -> None:
    found = voided_records(engine(), user, subject)
    if not found:
        empty("没有已作废的记录", "作废的记录列在这里，可以查看和恢复")
    for place, one in enumerate(found[:PAGE]):
        values = values_from(workbook_schema()[subject], one.old or {})
        reason = f"form-restore-{subject}-{one.record}"
        with st.expander(f"{named(subject, one.record)}　{moment_lately(one.at)} {one.by}作废，事由：{one.reason}"):
            _whole(subject, values)
            st.text_input("恢复事由 ＊", key=reason, placeholder="例：误作废", width=420)
            if st.session_state.pop(f"{reason}-missing", False):
                st.html('<p class="mistake" role="alert">▲ 没有填写事由。请写明为什么恢复。</p>')
            st.button("恢复这条记录", key=f"restore-{place}", icon=":material/restore:", on_click=on_restore,
                      args=(subject, one.record, values, reason))


def _whole(subject: str, values: dict[str, Any]) -> None:
    fields = guides()[subject].fields
    show_facts({fields[name].label: str(_read(name, value)) for name, value in values.items() if value is not None})


def show_drafts(user: User, beside: Where | None = None) -> None:
    """What the account has begun and not saved; beside a new form only other new records of its subject."""
    begun = [(one, where) for one in drafts.all_kept(engine(), user) if (where := _place(user, one))]
    if beside is not None:
        begun = [(one, where) for one, where in begun if where.is_new and where.subject == beside.subject]
    if not begun:
        return
    what = f"新增{beside.subject}的草稿" if beside else "草稿"
    with st.expander(f"有{len(begun)}份{what}没有写完，只有本人能看到", icon=":material/edit_note:"):
        for place, (one, where) in enumerate(begun[:MOST_DRAFTS]):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                said = f"{_begun(one, where)}，保存于{moment_lately(one.saved_at)}"
                st.html(f'<p class="source">{escape(said)}</p>', width=420)
                st.button("接着填", key=f"draft-{place}", type="tertiary", on_click=go, args=(where,))
                st.button("放弃", key=f"drop-{place}", type="tertiary", on_click=_drop, args=(one.form, one.subject))


def _begun(kept: Kept, where: Where) -> str:
    """新增合同 HT-1, as far as its number is typed; 提前终止 合同 HT-1."""
    if not where.is_new:
        return " ".join(filter(None, (where.act, named(where.subject, where.record))))
    sheet, typed = workbook_schema()[where.subject], kept.content.get("values") or {}
    key = (typed.get(sheet.columns[place].header) for place in sheet.key)
    return " ".join([f"新增{where.subject}", *(one for one in key if isinstance(one, str) and one)])


def _place(user: User, kept: Kept) -> Where | None:
    told = kept.content.get("where")
    if not isinstance(told, dict) or told.get("subject") not in subjects(user):
        return None
    return Where(**{name: str(text) for name, text in told.items() if name in Where.__dataclass_fields__})


def _drop(form: str, subject: str) -> None:
    drafts.drop(engine(), account.current_user(), form, subject)
