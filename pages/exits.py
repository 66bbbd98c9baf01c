"""清退名单 — who must go, and what does it change?"""

import streamlit as st

from core.terms import ExitStep
from core.views.departures import occupancy_of_all, together
from pages.parts.assessment import assessment, sources
from pages.parts.departure import contract_head, show_contract, show_effect, show_notices, show_years
from pages.parts.empty import empty
from pages.parts.exits import (
    EXITS,
    EXPORTED,
    LADDER,
    contracts_on,
    for_export,
    in_short,
    ladder_for_export,
    pick_step,
    provisional_note,
)
from pages.parts.finding import STYLE
from pages.parts.header import open_page, section, statement
from pages.parts.past import names_of
from pages.parts.tables import download_excel
from pages.parts.tray import pick_contracts, show_together

scope = open_page("清退名单", "哪些企业应当退出，退出后有何影响")
judged, names = assessment(scope), names_of(scope)
candidates = contracts_on(ExitStep.CANDIDATE, judged, names)
everyone = together(judged, candidates["contract"])
statement(*in_short(judged, scope.label, everyone, occupancy_of_all(judged, everyone)), calm=candidates.empty)
step = pick_step(judged.contracts)
rows = candidates if step == ExitStep.CANDIDATE else contracts_on(step, judged, names)
st.html(STYLE)
st.caption(provisional_note(judged))

if rows.empty:
    empty(f"没有处于“{step}”环节的合同", "可点选其他环节，或改选园区和截至日期")
else:
    left, right = st.columns([2, 1], gap="medium")
    with left:
        chosen, ticked = pick_contracts(rows, step)
        if step in EXITS:
            show_together(rows, ticked, judged)
    with right:
        st.html(contract_head(chosen, judged, names))
        show_contract(chosen, judged, scope)
        show_notices(scope, chosen["contract"])
        if step in EXITS:
            section("退出影响", "仅此一份合同退出")
            show_effect(chosen, judged.counting_base)
    with st.container() if step in EXITS else right:
        section("逐年承诺与实际", "柱为实际，横线为承诺；未达承诺的为橙色")
        show_years(judged, chosen["contract"])
download_excel("导出清退名单", lambda: {
    "清退名单": (for_export(judged, names), EXPORTED), "各环节合同": (ladder_for_export(judged, names), LADDER),
}, f"清退名单{scope.as_of}", scope)
sources(scope)
