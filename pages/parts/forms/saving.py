"""Saving, undoing, voiding and bringing back: each one call that writes, and what the visitor is told afterwards."""

import json
from dataclasses import dataclass, field, replace
from uuid import uuid4

import streamlit as st

from data.conflicts import Conflict
from data.intake.problems import Problem
from data.intake.rows import Entry
from data.intake.schema import Value, workbook_schema
from data.lookup import key_text, record_of
from data.records import Outcome, restore, save, void
from pages.parts import user as account
from pages.parts.database import engine
from pages.parts.forms.filling import REASON, Filling, drop_draft, gathered
from pages.parts.forms.typed import as_typed, is_blank
from pages.parts.forms.where import Where, key_of

UNDOING = "撤销刚才的操作"
MINE, THEIRS = "用我的", "用对方的"


@dataclass(frozen=True)
class Saved:
    """What was done last. before, after: header -> value of the record; None = it was not, or is not, there."""

    subject: str
    record: str
    said: str
    before: dict[str, Value] | None
    after: dict[str, Value] | None
    key: str = field(default_factory=lambda: uuid4().hex)
    is_undone: bool = False
    problems: tuple[Problem, ...] = ()


def back_from(where: Where) -> Where:
    """Where a form leads to when it is done: the enterprise one came from, or the list."""
    if where.enterprise and (where.subject != "企业" or not where.is_new):
        return Where("企业", key_of("企业", where.enterprise))
    if where.subject == "企业" and not where.is_new:
        return Where("企业", where.record)
    return Where(where.subject, park=where.park)


def on_save() -> None:
    """The button that saves. All is read first, then written in one call, then told."""
    filling = gathered()
    if filling is None:
        return
    filling.tried = True
    if filling.corrected() and is_blank(filling.values.get(REASON)):
        return
    user, entry = account.current_user(), filling.entry()
    reason = str(filling.values.get(REASON) or "").strip()
    outcome = save(engine(), user, [entry], key=filling.submission(), reason=reason)
    filling.conflicts = outcome.conflicts
    if outcome.problems or outcome.conflicts:
        return
    whole = {**(filling.seen or {}), **entry.values}
    record = filling.where.record if filling.seen is not None else _key_of(outcome, filling, whole)
    after = record_of(engine(), user, filling.sheet.name, record)
    said = _said(filling, record, is_written=outcome.is_written)
    done = Saved(filling.sheet.name, record, said, filling.seen, after)
    drop_draft(user, filling.where)
    _tell(done, back_from(filling.where), is_written=outcome.is_written)


def _key_of(outcome: Outcome, filling: Filling, whole: dict[str, object]) -> str:
    """Of a new record the key as it was read, not as it was typed."""
    if outcome.preview is not None:
        [row] = outcome.preview.workbook.rows[filling.sheet.name]
        whole = dict(zip(filling.sheet.position, row.values, strict=True))
    return key_text(filling.sheet, {**dict.fromkeys(filling.sheet.position), **whole})


def named(subject: str, record: str) -> str:
    """合同 HT-1; of a key of several parts 单元 331181001 1-101."""
    return " ".join([subject, *(one for one in json.loads(record) if one)])


def _said(filling: Filling, record: str, *, is_written: bool) -> str:
    if not is_written:
        return f"{named(filling.sheet.name, record)}没有改动，不用保存"
    changed = "、".join(filling.guide.fields[one].label for one in filling.changed()) if filling.seen else ""
    what = f"：{changed}" if changed else ""
    return f"已保存{named(filling.sheet.name, record)}{what}"


def _tell(done: Saved, where: Where, *, is_written: bool = True) -> None:
    st.session_state["saved"] = done if is_written else replace(done, is_undone=True)
    st.session_state.pop("filling", None)
    st.query_params.from_dict(where.query())


def on_settle() -> None:
    """Of each conflict one value was chosen: theirs is taken over, or seen as what mine replaces; then save again."""
    filling = gathered()
    if filling is None or filling.seen is None:
        return
    chosen = {one.header: st.session_state.get(choice_key(filling, one)) for one in filling.conflicts}
    if any(one not in (MINE, THEIRS) for one in chosen.values()):
        return
    for conflict in filling.conflicts:
        column = filling.sheet.column(conflict.header)
        theirs = as_typed(column, conflict.theirs)
        filling.seen = {**filling.seen, conflict.header: conflict.theirs}
        filling.start[conflict.header] = theirs
        if chosen[conflict.header] == THEIRS:
            filling.values[conflict.header] = theirs
            st.session_state.pop(filling.widget(conflict.header), None)
    filling.key, filling.conflicts = uuid4().hex, []
    on_save()


def choice_key(filling: Filling, conflict: Conflict) -> str:
    return f"choice-{filling.name}-{conflict.header}"


def on_void() -> None:
    """The button that takes a record out of the facts."""
    held = st.session_state.to_dict()
    filling: Filling | None = held.get("filling")
    if filling is None or filling.seen is None:
        return
    user, subject, record = account.current_user(), filling.sheet.name, filling.where.record
    reason = str(held.get(f"void-{filling.name}") or "").strip()
    outcome = void(engine(), user, subject, filling.seen, key=f"{filling.key}-void", reason=reason)
    filling.conflicts = outcome.conflicts
    if outcome.is_written:
        drop_draft(user, filling.where)
    st.session_state[f"void-problems-{filling.name}"] = outcome.problems
    if outcome.is_written:
        done = Saved(subject, record, f"已作废{named(subject, record)}，事由：{reason}", filling.seen, None)
        where = back_from(filling.where)
        _tell(done, Where(subject) if where.record == record else where)


def on_restore(subject: str, record: str, values: dict[str, Value], reason_key: str) -> None:
    """The button that brings a voided record back."""
    reason = str(st.session_state.get(reason_key) or "").strip()
    if not reason:
        st.session_state[f"{reason_key}-missing"] = True
        return
    user = account.current_user()
    key = st.session_state.setdefault(f"{reason_key}-key", uuid4().hex)
    outcome = restore(engine(), user, Entry(subject, values), key=key, reason=reason)
    after = record_of(engine(), user, subject, record) if outcome.is_written else None
    said = f"已恢复{named(subject, record)}" if outcome.is_written else f"{named(subject, record)}没有恢复"
    st.session_state["saved"] = Saved(
        subject, record, said, None, after, is_undone=not outcome.is_written, problems=tuple(outcome.problems),
    )
    st.session_state.pop(f"{reason_key}-key", None)


def on_undo() -> None:
    """Bring back what was before the last saving."""
    done: Saved | None = st.session_state.get("saved")
    if done is None or done.is_undone:
        return
    user, name = account.current_user(), named(done.subject, done.record)
    if done.before is None:
        outcome = void(engine(), user, done.subject, done.after or {}, key=done.key, reason=UNDOING)
    elif done.after is None:
        outcome = restore(engine(), user, Entry(done.subject, done.before), key=done.key, reason=UNDOING)
    else:
        keys = [workbook_schema()[done.subject].columns[place].header for place in workbook_schema()[done.subject].key]
        old = {header: value for header, value in done.before.items()
               if header not in keys and value != done.after.get(header)}
        outcome = save(engine(), user, [Entry(done.subject, old, done.after)], key=done.key, reason=UNDOING)
    if outcome.is_written:
        st.session_state["saved"] = replace(done, said=f"已撤销，{name}恢复原样", is_undone=True, problems=())
        return
    by = "、".join(dict.fromkeys(one.by for one in outcome.conflicts if one.by))
    said = f"{name}已被{by or '他人'}改动，不能撤销，请打开后更正" if outcome.conflicts else f"{name}不能撤销"
    st.session_state["saved"] = replace(done, said=said, is_undone=True, problems=tuple(outcome.problems))
