"""The form of one record: its groups, its mistakes, what has changed, the button that saves, and the draft."""

from html import escape

import streamlit as st

from core.access import User
from data.intake.schema import Kind
from data.intake.values import shown
from data.offers import registered
from pages.parts import user as account
from pages.parts.database import engine
from pages.parts.facts import show_facts
from pages.parts.forms.checking import Mistakes, mistakes_of
from pages.parts.forms.conflict import show_conflicts
from pages.parts.forms.fields import show_field, show_widget
from pages.parts.forms.filling import PARK, REASON, SPACES, Filling, drop_draft
from pages.parts.forms.guide import Field, Group
from pages.parts.forms.saving import back_from, named, on_save
from pages.parts.forms.space_plan import show_space_plan
from pages.parts.forms.typed import as_cell, as_typed, is_blank
from pages.parts.forms.where import Where, go
from pages.parts.header import section
from pages.parts.words import moment_lately

NARROWING = Field(PARK, "园区", "", "只用来缩小下面合同的范围")


def show_form(user: User, filling: Filling) -> None:
    """One column, from the first group to the button."""
    _title(filling)
    if filling.conflicts:
        show_conflicts(filling)
        return
    mistakes = mistakes_of(user, filling)
    _keys(user, filling)
    for group in filling.guide.groups_of(filling.where.act):
        _group(user, filling, group, mistakes)
    _foot(user, filling, mistakes)


def _title(filling: Filling) -> None:
    where = filling.where
    name = f"新增{where.subject}" if filling.seen is None else named(where.subject, where.record)
    name = f"{where.act} · {name}" if where.act else name
    kept = f"草稿 保存于{moment_lately(filling.kept_at)}" if filling.kept_at else "带＊的必填；填写时自动保存草稿"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        title = f"{escape(name)}<small>{escape(kept)}</small>"
        st.html(f'<p class="form-title">{title}</p>', width="stretch")
        if filling.kept_at:
            st.button("放弃草稿", key="drop-draft", icon=":material/delete_sweep:", type="tertiary", on_click=on_drop,
                      help="恢复成打开时的样子")


def on_drop() -> None:
    """Forget what was typed, and begin again."""
    filling: Filling | None = st.session_state.pop("filling", None)
    if filling is not None:
        drop_draft(account.current_user(), filling.where)


def _keys(user: User, filling: Filling) -> None:
    """Of a record that is there, what tells it from others cannot be changed. Of a step, what it is about."""
    seen, fields = filling.seen, filling.guide.fields
    if seen is None:
        return
    told = [one for one in filling.sheet.columns if one.is_key or (filling.where.act and seen[one.header] is not None)]
    facts = {fields[one.header].label: shown(seen[one.header]) for one in told}
    for one in told:
        if one.kind is Kind.CREDIT_CODE and (firm := registered(engine(), user, shown(seen[one.header]))):
            facts[fields[one.header].label] = f"{firm.name}（{firm.code}）"
    show_facts(facts, columns=2)


def _group(user: User, filling: Filling, group: Group, mistakes: Mistakes) -> None:
    fields = [one for one in group.fields if one.header in filling.headers]
    if not fields:
        return
    section(group.title, group.hint)
    for field in fields:
        column = filling.sheet.column(field.header)
        problems = mistakes.of_field.get(field.header, [])
        if column.header == "合同编号" and PARK not in filling.sheet.position and filling.sheet.name != "合同":
            show_field(user, filling, NARROWING, [], is_required=False)
        if filling.sheet.name == "合同" and field.header == SPACES:
            show_space_plan(user, filling, problems)
        else:
            show_field(user, filling, field, problems, is_required=column.is_required)
        if any("都没有" in one.reason for one in problems) and column.kind is Kind.CREDIT_CODE:
            _offer_registration(user, filling, str(filling.values.get(field.header) or ""))


def _offer_registration(user: User, filling: Filling, code: str) -> None:
    if user.may_write("企业"):
        st.button(f"登记企业 {code}", key=f"register-{filling.name}", icon=":material/add:", on_click=go,
                  args=(Where("企业", "new", enterprise=code.strip().upper()),),
                  help="先登记这家企业；这份表单已存为草稿，登记后可以接着填")


def _foot(user: User, filling: Filling, mistakes: Mistakes) -> None:
    if filling.seen is not None:
        _changes(filling)
    with st.container(key="form-foot", gap="small"):
        _reason(user, filling)
        _stopped(filling, mistakes)
        with st.container(horizontal=True, gap="small"):
            st.button(_says(filling), key="save", type="primary", icon=":material/save:", on_click=on_save)
            st.button("返回", key="leave", on_click=go, args=(back_from(filling.where),))


def _reason(user: User, filling: Filling) -> None:
    corrected = filling.corrected()
    if corrected:
        labels = "、".join(filling.guide.fields[one].label for one in corrected)
        hint = f"更正已登记的内容、办理终结须写明事由（{labels}），记入变更记录。例：合同补充协议调整租金"
        show_widget(user, filling, Field(REASON, REASON, "", hint), is_required=True)
        st.html(f'<p class="field-hint">{escape(hint)}</p>')


def _stopped(filling: Filling, mistakes: Mistakes) -> None:
    """Why nothing was saved, and what belongs to no field."""
    lines = [f"{one.sentence()}" for one in mistakes.others]
    if filling.tried and mistakes.of_field:
        wrong = "、".join(filling.guide.fields[one].label for one in mistakes.of_field)
        lines.append(f"没有保存。还有{len(mistakes.of_field)}处需要改正：{wrong}。")
    if filling.tried and filling.corrected() and is_blank(filling.values.get(REASON)):
        lines.append("没有保存。请写明事由。")
    if lines:
        said = "".join(f"<p>{escape(one)}</p>" for one in lines)
        st.html(f'<section class="stopped" role="alert">{said}</section>')


def _says(filling: Filling) -> str:
    return filling.where.act or f"保存{filling.sheet.name}"


def _changes(filling: Filling) -> None:
    """What would be changed, old and new."""
    rows = []
    for header, typed in filling.changed().items():
        column, seen = filling.sheet.column(header), (filling.seen or {}).get(header)
        old, new = (shown(as_cell(one)) for one in (as_typed(column, seen), typed))
        label = filling.guide.fields[header].label
        rows.append(f"<li>{escape(label)}：<del>{escape(old or '空')}</del> → <b>{escape(new or '空')}</b></li>")
    if rows:
        section("改动", "保存后记入变更记录")
        st.html(f'<ul class="was">{"".join(rows)}</ul>')


