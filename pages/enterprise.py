"""企业档案 — everything about one enterprise."""

import streamlit as st

from core.rules import SCORING
from data.tables import Enterprise, Park
from pages.parts.address import keep_in_address, take_from_address
from pages.parts.alert_list import show_alerts
from pages.parts.assessment import assessment, records_of, sources
from pages.parts.beyond import show_enterprise_beyond
from pages.parts.dossier import happened, narrowed, title
from pages.parts.enterprise_file import (
    contracts_of,
    facts_of,
    findings_of,
    parks_of,
    show_contracts,
    show_grades,
    show_hazards,
    show_promises,
    show_years,
    standing,
)
from pages.parts.enterprise_list import EXPORTED, enterprises_of, overview, pick_from_list
from pages.parts.facts import show_facts
from pages.parts.forms.leading import link_to_forms
from pages.parts.forms.where import Where, key_of
from pages.parts.header import open_page, section, statement
from pages.parts.parameters import undecided
from pages.parts.past import names_of
from pages.parts.tables import download_excel
from pages.parts.timeline import pick_kinds, show_timeline
from pages.parts.user import current_user

scope = open_page("企业档案", "一家企业的全部情况")
firms = records_of(scope, Enterprise).set_index("credit_code", drop=False)
parks = records_of(scope, Park).set_index("code")["name"]
show_enterprise_beyond(current_user(), firms.index)
take_from_address("enterprise", {None, *firms.index})
keep_in_address("enterprise")


def show_file(code: str) -> None:
    """The file of one enterprise, judged within its own parks."""
    alone = narrowed(scope, parks_of(scope, code), firms["name"][code])
    judged, names = assessment(alone), names_of(alone)
    contracts, findings = contracts_of(alone, judged, code, parks), findings_of(alone, judged, code)
    sentences, is_calm = standing(firms["name"][code], judged, code, findings)
    title(alone, "、".join(dict.fromkeys(contracts["park_name"])))
    statement(*sentences, calm=is_calm)
    show_facts(facts_of(firms.loc[code], contracts, judged), columns=3)
    section("合同", "现有的和过去的")
    show_contracts(contracts, scope)
    section("履约等级", f"按各年度评价口径{undecided(judged.policy, scope.as_of, *SCORING)}")
    show_grades(judged, code)
    section("承诺与实际", "只列有效合同")
    show_promises(judged, code)
    section("逐年情况", "年报数；没有年报而四个季报齐全的取季报之和")
    show_years(judged, code, parks)
    with st.container(key="paper-columns"):
        left, right = st.columns(2, gap="large")
    with left:
        section("预警")
        show_alerts(findings, judged, names, of=[*parks[list(alone.parks)], firms["name"][code]])
        section("检查隐患")
        show_hazards(alone, code)
    with right:
        section("大事记", "最近的在前")
        kinds = pick_kinds("enterprise-kinds")
        events = happened(alone)
        show_timeline(events[events["credit_code"].eq(code) & events["kind"].isin(kinds)])
    sources(alone)


def close_file() -> None:
    """Back to the list."""
    st.session_state.enterprise = None


if st.session_state.enterprise is None:
    listed = enterprises_of(scope)
    statement(overview(listed, scope.label), calm=True)
    pick_from_list(listed)
    download_excel("导出企业清单", {"企业": (listed, EXPORTED)}, f"企业清单{scope.as_of}", scope)
    sources(scope)
else:
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button("返回企业清单", icon=":material/arrow_back:", on_click=close_file, key="close-file")
        link_to_forms(Where("企业", key_of("企业", st.session_state.enterprise)))
    show_file(st.session_state.enterprise)
