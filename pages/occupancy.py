"""入驻与空置 — what is let, what can be let, what falls empty soon?"""

import streamlit as st

from core.views.expiry import reminder_days, within
from core.views.occupancy_table import in_sum
from pages.parts.area_sum import show_area_sum
from pages.parts.assessment import assessment, sources
from pages.parts.empty import empty
from pages.parts.expiry_view import COLUMNS as EXPIRY
from pages.parts.expiry_view import expiring, show_ladder, show_near
from pages.parts.groups import COLUMNS as AREAS
from pages.parts.groups import grouped, pick_grouping, show_bars, with_sum
from pages.parts.header import open_page, section, statement
from pages.parts.occupancy_past import areas_on, by_quarter, states_on
from pages.parts.occupancy_trend import sentences, show_trend
from pages.parts.past import names_of
from pages.parts.rent_roll import roll_of
from pages.parts.tables import download_excel, show_table
from pages.parts.vacancy_list import COLUMNS as VACANCIES
from pages.parts.vacancy_list import EXPORT, ask_for_space, forget_filters, vacancy_list
from pages.parts.words import change_since, day, number, points

scope = open_page("入驻与空置", "哪些已租售，哪些可租售，哪些快要空出来")
judged, roll = assessment(scope), roll_of(scope)
parks, names = areas_on(scope, scope.as_of), judged.parks["name"]
whole, before = in_sum(parks), in_sum(areas_on(scope, scope.compare_to))
ending = expiring(judged, names, names_of(scope))
near = within(ending, reminder_days(judged.situation))

statement(*sentences(scope, whole, before, parks.assign(name=names), near), calm=True)
if roll.empty:
    empty("所选园区还没有单元", "请导入“楼栋”和“单元”两张表")
    st.stop()
change = change_since(scope.compare_to, points(whole["occupancy"], before["occupancy"]))
show_area_sum(whole, roll["area_m2"].sum(), len(roll), change)

left, right = st.columns(2, gap="large")
with left:
    section("入驻率", f"由低到高；竖线为{day(scope.compare_to)}")
    grouping = pick_grouping()
    table = grouped(roll, states_on(scope, scope.compare_to), grouping)
    show_bars(table, grouping)
with right:
    section("近12个季末", "柱顶为入驻率，按现有台账逐日重算，以往通报数以当时为准")
    show_trend(by_quarter(scope))

section("找空间", "可租售的空置单元，空置最久的在前")
vacant = vacancy_list(scope, roll)
found = ask_for_space(vacant)
if found.empty:
    empty("没有符合条件的空置单元", "可放宽面积、层高或荷载条件")
    st.button("清除条件", on_click=forget_filters)
else:
    st.caption(f"符合条件{len(found)}个单元、{number(found['area_m2'].sum())} ㎡（全部空置{len(vacant)}个单元）")
    show_table(found, VACANCIES, key="vacancies", alt=f"{len(found)}个空置单元", height=380)
    download_excel("导出一键找园发布表", {"空置单元": (found, EXPORT)}, f"空置单元发布表{scope.as_of}", scope)

section("到期阶梯", "到期提醒天数待联席会议确定")
left, right = st.columns([0.46, 0.54], gap="large")
with left:
    show_near(near)
    show_ladder(judged, names)
with right:
    soon = ending[ending["days"] <= near.index[-1]]
    if soon.empty:
        empty(f"{near.index[-1]}天内没有合同到期", "可在左侧查看以后各季度")
    else:
        show_table(soon, EXPIRY, key="expiring", alt=f"{near.index[-1]}天内到期的{len(soon)}份合同", height=420)
    download_excel("导出到期合同", {"到期合同": (ending, EXPIRY)}, f"到期合同{scope.as_of}", scope)

section("面积对账", "已租＋已售＋空置＋停用＋在建＝总面积")
shown = with_sum(table, before["occupancy"])
show_table(shown, AREAS, key="areas", alt=f"{grouping.label}的面积对账，共{len(table)}行和合计")
download_excel("导出面积对账", {"面积对账": (shown, AREAS)}, f"面积对账{scope.as_of}", scope)
sources(scope)
