"""The enterprises in scope as a list to search and to open one from."""

import pandas as pd
import streamlit as st

from core.concentration import prefixes
from core.terms import ExitStep
from core.views.concerning import concerned
from core.views.rent_roll import breaches
from data.engine import data_version
from data.reference import industry_name
from data.tables import Enterprise, Park
from pages.parts import tables
from pages.parts.assessment import KEPT, assessment, records_of
from pages.parts.database import engine
from pages.parts.dossier import hazard_places
from pages.parts.empty import empty
from pages.parts.scope import Scope
from pages.parts.words import number, written

COLUMNS: tables.Columns = {
    "name": tables.text("企业", width=212), "credit_code": tables.text("统一社会信用代码", width=160),
    "industry": tables.text("行业", width=130), "size": tables.text("规模", width=58),
    "parks": tables.text("园区", width=165), "area_m2": tables.area("在园面积", width=102),
    "grade": tables.text("履约", width=80), "step": tables.text("进退", width=80),
    "alerts": tables.number("预警", "条", width=78),
}
EXPORTED: tables.Columns = {**COLUMNS, "tags": tables.text("标签")}
MOST_ROWS = 500
HEIGHT = 560
GONE = "不在园"
STEPS = tuple(step.value for step in ExitStep)


def enterprises_of(scope: Scope) -> pd.DataFrame:
    """COLUMNS and tags by enterprise, the largest area in force first. Shared: copy before changing."""
    return _enterprises(scope, data_version(engine()))


@st.cache_resource(show_spinner="正在汇总", max_entries=KEPT)
def _enterprises(scope: Scope, version: int) -> pd.DataFrame:  # noqa: ARG001
    judged, firms = assessment(scope), records_of(scope, Enterprise)
    held = judged.contracts.merge(
        records_of(scope, Park)[["code", "name"]].set_axis(["park", "park_name"], axis=1), on="park",
    ).assign(rank=lambda one: one["exit_step"].map(STEPS.index))
    groups = held.groupby("credit_code")
    parks = held.drop_duplicates(["credit_code", "park"]).groupby("credit_code")["park_name"].agg("、".join)
    found = breaches(judged)
    alerts = concerned(judged, found, hazard_places(scope)).value_counts()
    code = firms["credit_code"]
    return firms.assign(
        industry=[industry_name("".join(prefixes(one))) for one in firms["industry_code"]],
        parks=[written(one, "—") for one in code.map(parks)], area_m2=code.map(groups["area_m2"].sum()),
        grade=[written(one, "—") for one in code.map(groups["grade"].first())],
        step=[GONE if pd.isna(rank) else STEPS[int(rank)] for rank in code.map(groups["rank"].min())],
        alerts=code.map(alerts).fillna(0),
    ).sort_values("area_m2", ascending=False, na_position="last", ignore_index=True)


def overview(firms: pd.DataFrame, label: str) -> str:
    """How many there are, how many of them sit in a park, and how many are on the way out."""
    tenants = firms["area_m2"].notna()
    steps = firms["step"].value_counts()
    leaving = int(steps.get(ExitStep.CANDIDATE, 0) + steps.get(ExitStep.LEAVING, 0))
    return (
        f"{label}登记企业{number(len(firms))}家，在园{number(tenants.sum())}家；"
        f"可予扶持{steps.get(ExitStep.SUPPORT, 0)}家，清退候选和清退中{leaving}家。"
    )


def matching(firms: pd.DataFrame, words: str) -> pd.DataFrame:
    """Those whose name, code, industry or tags contain every word."""
    texts = firms["name"] + " " + firms["credit_code"] + " " + firms["industry"] + " " + firms["tags"].fillna("")
    keep = pd.Series(True, index=firms.index)
    for word in words.split():
        keep &= texts.str.contains(word, case=False, regex=False)
    return firms[keep].reset_index(drop=True)


def pick_from_list(firms: pd.DataFrame) -> None:
    """The search field and the list; a click on a row chooses the enterprise."""
    hint = "企业名称、统一社会信用代码、行业或标签，可用空格分开"
    words = st.text_input("查找企业", key="enterprise-words", placeholder=hint)
    found = matching(firms, words or "")
    if found.empty:
        empty("没有符合的企业", "换一个词，或在上方放宽园区范围")
        return
    shown = found.head(MOST_ROWS)

    def choose(row: int) -> None:
        st.session_state.enterprise = shown["credit_code"].iloc[row]

    height = HEIGHT if len(shown) > 15 else None
    tables.show_table(shown, COLUMNS, key="enterprises", alt=f"{len(found)}家企业", on_pick=choose, height=height)
    more = f"，列出前{MOST_ROWS}家，请用查找缩小范围" if len(found) > MOST_ROWS else ""
    st.html(f'<p class="source">共{number(len(found))}家{more}；点一行打开档案</p>')
