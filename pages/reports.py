"""数据填报 — what have the tenants to report, and what is still blank?"""

import streamlit as st

from pages.parts.address import keep_in_address, take_from_address
from pages.parts.empty import empty
from pages.parts.filling import open_filling, take_in
from pages.parts.header import enter_form, section, statement
from pages.parts.report_grid import ALL, ask_about, before_all, pick_group, show_grid
from pages.parts.report_said import show_said
from pages.parts.report_saving import doubts_of, save_filling
from pages.parts.reports import give_up, in_short, parks_of, pick_filing_day, pick_period, reporting_of

user = enter_form("数据填报", "各企业本期报了什么，还缺什么", "数据填报")
take_in()
parks = parks_of(user)
take_from_address("park", list(parks), default=next(iter(parks)))
places = st.columns([3, 3, 2, 4], vertical_alignment="bottom")
with places[0]:
    park = st.selectbox("园区", list(parks), format_func=parks.get, key="park")
keep_in_address("park", default=next(iter(parks)))
work = reporting_of(user, park)
with places[1]:
    period = pick_period(work)
names, beside, before = work.tenants(period), work.beside(period), work.before(period)
filling = open_filling(user, park, period, names)
with places[2]:
    pick_filing_day(filling, work.today)

statement(*in_short(work, filling, names), calm=not work.is_overdue(period))
show_said(filling, names, before, work.limit, work.today)
if not names:
    empty("这一期没有应报企业", "期末有有效合同的企业应报；请核对合同起止日期，或改选期间")
    st.stop()
group = pick_group(filling, list(names))
show_grid(filling, group, names, beside)
doubts = doubts_of(filling, before, work.limit)
if doubts:
    section(f"须核实的{len(doubts)}处", work.why_asked())
    ask_about(filling, doubts, names)
save, drop, _ = st.columns([2, 2, 8])
save.button("保存数据填报", type="primary", key="save", on_click=save_filling, args=(before, work.limit, work.today),
            width="stretch")
if filling.cells:
    drop.button("放弃修改", key="give-up", on_click=give_up, args=(filling,), width="stretch")
if group == ALL:
    before_all(names, beside)
