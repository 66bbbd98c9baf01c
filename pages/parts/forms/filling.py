"""One filling of a form: what it was opened on, what is typed, its key, its draft. It lies in the visitor's session.

Streamlit may break a script off wherever it reads or sets a single entry of the session: at the next click, or when the
connection is lost. What the browser has told is therefore read in one piece, and kept in the filling itself.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from core.access import User
from data import drafts
from data.acts import as_json
from data.conflicts import Conflict
from data.intake.rows import Entry
from data.intake.schema import Sheet, Value, workbook_schema
from data.lookup import record_of
from data.offers import park_of_contract
from pages.parts import user as account
from pages.parts.database import catalogue, engine
from pages.parts.forms.guide import Guide, guides
from pages.parts.forms.typed import Typed, as_cell, as_typed, is_blank, sound, values_from
from pages.parts.forms.where import NEW, Where

PARK, SPACES = "园区编码", "单元编号"
"""Where a sheet has no column for the park, the box only narrows what other boxes list."""
REASON = "事由"


@dataclass
class Filling:
    """seen: the record as it was when the form was opened; None = a new one. start, values: header -> what the widgets
    showed at first, and show now. kept_at: when the draft was kept; tried: whether saving was tried. turn: how often
    spaces were picked on the plan."""

    where: Where
    seen: dict[str, Value] | None
    start: dict[str, Typed]
    values: dict[str, Typed]
    key: str = field(default_factory=lambda: uuid4().hex)
    name: str = field(default_factory=lambda: uuid4().hex[:8])
    touched: set[str] = field(default_factory=set)
    kept_at: str = ""
    tried: bool = False
    turn: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)

    @property
    def sheet(self) -> Sheet:
        return workbook_schema()[self.where.subject]

    @property
    def guide(self) -> Guide:
        return guides()[self.where.subject]

    @property
    def headers(self) -> list[str]:
        """Those that can be filled in: of a record that is there not its key, of a step only its own."""
        told = [one.header for group in self.guide.groups_of(self.where.act) for one in group.fields]
        return [one for one in told if self.seen is None or not self.sheet.column(one).is_key]

    def widget(self, header: str) -> str:
        """The key of a header's widget. After a pick on the plan the box of spaces is a new one, with that choice."""
        return f"form-{self.name}-{header}" + (f"-{self.turn}" if header == SPACES and self.turn else "")

    def changed(self) -> dict[str, Typed]:
        """Header -> what is typed, where it differs from what was there."""
        found = {header: self.values.get(header) for header in self.headers}
        return {
            header: typed for header, typed in found.items()
            if typed != self.start.get(header) and not (is_blank(typed) and is_blank(self.start.get(header)))
        }

    def entry(self) -> Entry:
        """As it would be written."""
        typed = self.changed() if self.seen is not None else {one: self.values.get(one) for one in self.headers}
        return Entry(self.sheet.name, {header: as_cell(one) for header, one in typed.items()}, self.seen)

    def submission(self) -> str:
        """The same filling with the same content is one submission."""
        content = as_json([self.entry().values, self.seen, self.values.get(REASON)])
        return f"{self.key}-{hashlib.sha256(content.encode()).hexdigest()[:24]}"

    def corrected(self) -> list[str]:
        """Headers whose change needs a reason: what was there is replaced, or something comes to its end."""
        if self.seen is None:
            return []
        return [
            header for header, typed in self.changed().items()
            if self.seen.get(header) is not None or (header in self.guide.final and not is_blank(typed))
        ]


def filling_of(user: User, where: Where) -> Filling | None:
    """The one that is open; opened from its draft, from the record, or empty. None where there is no such record."""
    open_one: Filling | None = st.session_state.get("filling")
    if open_one is None or open_one.where != where:
        open_one = _from_draft(user, where) or _fresh(user, where)
        st.session_state.filling = open_one
    return open_one


def _fresh(user: User, where: Where) -> Filling | None:
    sheet = workbook_schema()[where.subject]
    seen = None if where.record == NEW else record_of(engine(), user, where.subject, where.record)
    if where.record != NEW and seen is None:
        return None
    typed = {one.header: as_typed(one, (seen or {}).get(one.header)) for one in sheet.columns}
    if seen is None:
        typed |= _about(user, where, sheet)
    elif PARK not in sheet.position and seen.get("合同编号"):
        typed[PARK] = park_of_contract(engine(), user.reach, str(seen["合同编号"]))
    return Filling(where, seen, typed if seen else {}, dict(typed))


def _about(user: User, where: Where, sheet: Sheet) -> dict[str, Typed]:
    """What a new record is about already: the record one came from, and the only park that there is."""
    parks = [one.code for one in catalogue(user.reach).parks]
    park = park_of_contract(engine(), user.reach, where.contract) if where.contract else where.park
    found: dict[str, Typed] = {PARK: park if park in parks else parks[0] if len(parks) == 1 else None}
    found |= {"合同编号": where.contract} if where.contract and park else {}
    firm = next((one.headers[0] for one in sheet.references if one.target == "企业"), None)
    if sheet.name == "企业" or (firm == "统一社会信用代码" and where.enterprise):
        found["统一社会信用代码"] = where.enterprise or None
    if sheet.name == "园区":
        del found[PARK]
    if sheet.name == "检查隐患" and user.line:
        found["条线"] = user.line.value if hasattr(user.line, "value") else str(user.line)
    return found


def draft_name(where: Where) -> tuple[str, str]:
    """(form, subject) under which a draft is kept."""
    about = "/".join(filter(None, (where.enterprise, where.contract, where.park)))
    return f"{where.subject}{where.act}", about if where.is_new else where.record


def _from_draft(user: User, where: Where) -> Filling | None:
    kept = drafts.kept(engine(), user, *draft_name(where))
    sheet = workbook_schema()[where.subject]
    if kept is None or not {"values", "start", "key"} <= kept.content.keys():
        return None
    content, columns = kept.content, {one.header: one for one in sheet.columns}
    seen = None if content["seen"] is None else values_from(sheet, content["seen"])
    start, values = (
        {name: sound(columns.get(name), raw) for name, raw in content[part].items()} for part in ("start", "values")
    )
    opened = Filling(where, seen, start, values, key=content["key"], kept_at=kept.saved_at)
    opened.touched = {*opened.changed()} if seen else {name for name, typed in values.items() if not is_blank(typed)}
    return opened


def gathered() -> Filling | None:
    """The filling at hand with all that the widgets hold."""
    held = st.session_state.to_dict()
    filling: Filling | None = held.get("filling")
    if filling is not None:
        for header in [*filling.headers, PARK, REASON]:
            if filling.widget(header) in held:
                take(filling, header, held[filling.widget(header)])
    return filling


def take(filling: Filling, header: str, raw: Any) -> None:
    filling.values[header] = sound({one.header: one for one in filling.sheet.columns}.get(header), raw)


def on_change(header: str) -> None:
    """A widget was changed: take it over, and keep the draft."""
    filling = gathered()
    if filling is not None:
        filling.touched.add(header)
        keep_draft(account.current_user(), filling)


def keep_draft(user: User, filling: Filling) -> None:
    """Keep what is typed; that it could not be kept is no reason to stop the work."""
    where = filling.where
    content = {
        "where": where.query(), "key": filling.key, "seen": filling.seen, "start": filling.start,
        "values": filling.values,
    }
    try:
        drafts.keep(engine(), user, *draft_name(where), content)
        filling.kept_at = drafts.utc_now()
    except SQLAlchemyError:
        filling.kept_at = ""


def drop_draft(user: User, where: Where) -> None:
    """Forget what was typed."""
    drafts.drop(engine(), user, *draft_name(where))
