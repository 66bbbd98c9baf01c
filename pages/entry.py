"""台账登记 — find a record, add one, change one, close one."""

from pathlib import Path

import streamlit as st

from core.access import Action
from pages.parts.beyond import refuse_park, refuse_record, refuse_subject
from pages.parts.database import catalogue
from pages.parts.empty import empty, no_parks
from pages.parts.forms.beside import show_along, show_steps
from pages.parts.forms.filling import PARK, filling_of
from pages.parts.forms.firm import show_firm
from pages.parts.forms.form import show_form
from pages.parts.forms.listing import pick_subject, show_drafts, show_list
from pages.parts.forms.past import show_past, show_voiding
from pages.parts.forms.saving import back_from
from pages.parts.forms.told import show_saved
from pages.parts.forms.where import go, here
from pages.parts.header import enter

STYLE = Path(__file__).parent / "parts" / "forms" / "forms.css"

user = enter("台账登记", "找到一条记录，登记、更正或办理", Action.WRITE)
st.html(STYLE)
where = here(user)
refuse_subject(user, st.query_params.get("subject", ""))
if not catalogue(user.reach).parks:
    no_parks()
    if where.subject != "园区" and not user.may_write("园区"):
        st.stop()

if not where.record:
    show_saved()
    show_drafts(user)
    pick_subject(user, where)
    show_list(user, where)
    st.stop()

back = back_from(where)
st.button(f"返回{back.subject}", key="back", icon=":material/arrow_back:", on_click=go, args=(back,))
if not where.is_form:
    show_saved()
    show_firm(user, where)
    st.stop()

filling = filling_of(user, where)
if filling is None:
    refuse_record(user, where.subject, where.record)
    empty("没有这条记录，或不在您的填报范围内", "可能已被作废，请返回列表核对")
    st.stop()
refuse_park(user, filling.values.get(PARK))
left, right = st.columns([5, 2], gap="large")
with left, st.container(key="form-body"):
    if where.is_new and not filling.kept_at:
        show_drafts(user, where)
    show_form(user, filling)
with right:
    if filling.seen is not None:
        show_steps(filling)
        show_along(user, filling)
        show_past(user, filling)
        if not where.act:
            show_voiding(filling)
