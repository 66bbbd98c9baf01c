"""总览 — how do our parks stand, and what must be decided?"""

import streamlit as st

from core.views.agenda import agenda
from core.views.headlines import headline
from core.views.scorecard import RANKED
from pages.parts.address import keep_in_address, take_from_address
from pages.parts.assessment import assessment, policy_of, sources
from pages.parts.cards import show_cards
from pages.parts.charts import show
from pages.parts.empty import empty
from pages.parts.header import open_page, section, statement
from pages.parts.overview import (
    alert_trend,
    alert_trend_in_words,
    completeness_in_words,
    places_of,
    ranking,
    ranking_in_words,
    show_agenda,
    standing_cards,
)
from pages.parts.overview_export import overview_workbook
from pages.parts.past import by_month, by_quarter, outcome
from pages.parts.tables import download_excel
from pages.parts.thumbnail import thumbnail, thumbnail_hint, thumbnail_in_words
from pages.parts.user import current_user
from pages.parts.visit.block import show_changes
from pages.parts.words import day

scope = open_page("总览", "各园区现状如何，哪些事项需要决策")
now, before = outcome(scope), outcome(scope, scope.compare_to)
said = headline(scope.label, now.card, before.card, scope.compare_to, now.floor, now.findings)
statement(*said.sentences, calm=said.is_calm)
show_changes(current_user(), "overview")
show_cards(standing_cards(scope, now, before, by_quarter(scope), assessment(scope).counting_base))

measures = {measure.label: measure for measure in RANKED}
left, right = st.columns([3, 2], gap="large")
with left:
    section("园区排名", f"竖线为对比日{day(scope.compare_to)}")
    take_from_address("rank", list(measures), default=RANKED[0].label)
    chosen = measures[st.segmented_control("排名指标", list(measures), key="rank", required=True,
                                           label_visibility="collapsed")]
    keep_in_address("rank", default=RANKED[0].label)
    show(ranking(chosen, now, before), ranking_in_words(chosen, now), key="ranking")
with right:
    section("园区分布", thumbnail_hint(scope))
    show(thumbnail(scope, places_of(chosen, now)), thumbnail_in_words(scope), key="thumbnail")
    st.page_link("park_map.py", label="打开园区地图", icon=":material/map:", query_params=scope.link())

left, right = st.columns([3, 2], gap="large")
with left:
    section("待决事项", "点开可见明细")
    matters = agenda(now.findings, policy_of(scope))
    if matters:
        show_agenda(scope, matters)
    else:
        empty("没有待决事项", "可改选截至日期，查看其他时点")
with right:
    section("预警趋势", "近12个月月末在案预警数（条）")
    past = by_month(scope)
    show(alert_trend(past), alert_trend_in_words(past), key="trend", height=380)
download_excel("导出总览", lambda: overview_workbook(now, before, matters), f"总览{scope.as_of}", scope)
sources(scope, completeness_in_words(now))
