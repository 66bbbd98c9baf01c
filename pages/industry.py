"""产业集聚 — do the parks keep to their industry?"""

import streamlit as st

from core.terms import BASE_LABEL
from core.views.concentration_table import concentration_table
from core.views.industry_mix import by_industry, industry_mix
from core.views.scorecard import concentration_floor
from data.tables import Enterprise
from pages.parts.address import keep_in_address, take_from_address
from pages.parts.assessment import assessment, records_of, sources
from pages.parts.charts import show
from pages.parts.chips import show_chips
from pages.parts.empty import empty
from pages.parts.header import open_page, section, statement
from pages.parts.industry import (
    COLUMNS,
    EXPORTED,
    MOST_ROWS,
    chosen_in,
    mix_in_words,
    mix_legend,
    mix_map,
    standing_sentences,
    standings,
    standings_in_words,
    standings_legend,
    with_marks,
)
from pages.parts.paper import paper_table
from pages.parts.parameters import undecided
from pages.parts.tables import download_excel, show_table
from pages.parts.whatif import ask_what_if, show_outlook

scope = open_page("产业集聚", "各园区是否守住主导产业")
judged = assessment(scope)
base, floor = judged.counting_base, concentration_floor(judged)
table = with_marks(concentration_table(judged))
names = dict(zip(table["park"], table["name"], strict=True))
take_from_address("park", list(names), default=table["park"].iloc[0])


def pick_by_click() -> None:
    """A click on a dot chooses its park."""
    st.session_state.park = chosen_in(table, st.session_state.standings.selection.points) or st.session_state.park


said = standing_sentences(table, scope.label, floor, base)
statement(*said, calm=len(said) == 1)
left, right = st.columns([3, 2], gap="large")
with left:
    mark = undecided(judged.policy, scope.as_of, "counting_base")
    section("三种口径", f"计入口径：{BASE_LABEL[base]}{mark}；圆点越空，数据覆盖越低")
    st.html(standings_legend(base))
    shown = table.head(MOST_ROWS)
    show(standings(shown, floor, base), standings_in_words(shown), key="standings", on_click=pick_by_click)
with right:
    section("推演", "只计算，不改动数据")
    park = st.selectbox("园区", list(names), format_func=names.get, key="park")
    keep_in_address("park", default=table["park"].iloc[0])
    mix = industry_mix(judged.situation, list(judged.parks.index).index(park))
    firms = records_of(scope, Enterprise)
    outlook = ask_what_if(judged, park, mix, dict(zip(firms["credit_code"], firms["name"], strict=True)))
    show_outlook(outlook, base, floor)

section(f"{names[park]}产业构成", "按面积；大类之下为行业小类")
if mix.empty:
    empty("这个园区没有计入集聚度的企业", "生产、仓储用途的单元租出或售出后，这里显示产业构成")
else:
    industries = by_industry(mix)
    show_chips(*mix_legend(industries))
    show(mix_map(industries, names[park]), mix_in_words(industries), key="mix")
section("各园区集聚度", "最低的在前")
with st.container(key="screen-only-concentration"):
    show_table(table, COLUMNS, key="concentration", alt=standings_in_words(table))
with st.container(key="paper-only-concentration"):
    paper_table(shown, COLUMNS, caption="各园区集聚度")
download_excel("导出集聚度", {"产业集聚": (table, EXPORTED)}, f"产业集聚{scope.as_of}", scope)
sources(scope)
