"""园区档案 — everything about one park."""

import streamlit as st

from core.views.headlines import headline
from core.views.scorecard import concentration_floor
from data.tables import Park
from pages.parts.address import keep_in_address, take_from_address
from pages.parts.alert_list import show_alerts
from pages.parts.assessment import assessment, records_of, sources
from pages.parts.dossier import happened, narrowed, title
from pages.parts.facts import show_facts
from pages.parts.forms.leading import link_to_forms
from pages.parts.forms.where import Where, key_of
from pages.parts.header import open_page, section, statement
from pages.parts.park_file import CONTRACTS, facts_of, show_buildings, show_contracts, show_filing, show_years
from pages.parts.past import names_of, outcome
from pages.parts.tables import download_excel
from pages.parts.timeline import pick_kinds, show_timeline

scope = open_page("园区档案", "一个园区的全部情况")
parks = records_of(scope, Park).set_index("code", drop=False)
take_from_address("park", list(parks.index), default=parks.index[0])
heading, picker = st.columns([5, 2], vertical_alignment="bottom")
with picker:
    code = st.selectbox("园区档案", list(parks.index), format_func=parks["name"].get, key="park")
    link_to_forms(Where("园区", key_of("园区", code)))
keep_in_address("park", default=parks.index[0])

park, alone = parks.loc[code], narrowed(scope, [code], parks["name"][code])
judged, names = assessment(alone), names_of(alone)
now, before = outcome(alone), outcome(alone, scope.compare_to)
said = headline(park["name"], now.card, before.card, before.as_of, concentration_floor(judged), now.findings)

with heading:
    title(alone, f"{park['town']} · {park['kind']}")
statement(*said.sentences, calm=said.is_calm)
show_facts(facts_of(park), columns=3)
section("历年情况", "产值、税收和人数为年末有效合同企业所报之和；空缺的年份无数据")
show_years(alone, judged)
section("楼栋与销控", f"截至{scope.as_of}")
show_buildings(alone)
section("有效合同", f"{len(judged.contracts)}份；履约为{scope.as_of.year - 1}年度")
listed = show_contracts(alone, judged, names)
section("预警", "红橙黄蓝在前，利好和无法判断在后")
show_alerts(judged.findings, judged, names, of=[park["name"]])
with st.container(key="paper-columns"):
    left, right = st.columns([3, 2], gap="large")
with left:
    section("大事记", "最近的在前")
    kinds = pick_kinds("park-kinds", ("建设", "合同", "检查", "整改", "清退"))
    events = happened(alone)
    show_timeline(events[events["kind"].isin(kinds)], names)
with right:
    section("数据填报", "应报为期末有有效合同的企业")
    show_filing(alone)
download_excel("导出合同清单", {"有效合同": (listed, CONTRACTS)}, f"{park['name']}合同{scope.as_of}", alone)
sources(alone)
