"""The grid of reports: tenants as rows, what is typed beside what was reported before; and what is asked about."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import pandas as pd
import streamlit as st

from core.views.report_figures import FIGURES, FLAGS
from pages.parts.filling import Filling
from pages.parts.report_saving import FIELDS, HEADER, Doubt
from pages.parts.words import MISSING, is_missing

ALL = "全部指标"
GROUPS: dict[str, tuple[str, ...]] = {
    "营收产值": ("revenue_wan_yuan", "output_wan_yuan", "value_added_wan_yuan"),
    "税收投入": ("tax_wan_yuan", "fixed_assets_wan_yuan", "research_wan_yuan"),
    "用工能耗": ("staff", "energy_tce", "power_wan_kwh"),
    "排放安全": ("emission_t", *FLAGS),
    ALL: (*FIGURES, *FLAGS),
}
"""Each fits a laptop's screen with what to compare with beside; all together they take a block pasted from Excel."""
NAME, CODE, STATE_OF = "企业名称", "统一社会信用代码", "填报"
HEIGHT = 500


def label(header: str) -> str:
    """With its unit; some headers bear theirs already."""
    name = FIELDS[header].name
    return header + ("(万元)" if name.endswith("_wan_yuan") else "(人)" if name == "staff" else "")


def pick_group(filling: Filling, codes: Sequence[str]) -> str:
    """Which figures are on screen; each group says how many of its cells are blank."""
    def written(group: str) -> str:
        blank = sum(is_missing(filling.value(code, HEADER[name])) for code in codes for name in GROUPS[group])
        return f"{group} 空{blank}" if blank else f"{group} ✔"

    chosen: str = st.segmented_control(
        "指标", list(GROUPS), key="report-group", default=next(iter(GROUPS)), required=True, format_func=written,
        label_visibility="collapsed",
    )
    return chosen


def show_grid(
    filling: Filling, group: str, names: Mapping[str, str], beside: Mapping[str, pd.DataFrame],
) -> None:
    """names: credit code -> name, in the order of the rows. beside: words -> figures to compare with."""
    headers = [HEADER[name] for name in GROUPS[group]]
    compared = {} if group == ALL else beside
    at_hand = filling.grid
    if at_hand is None or at_hand[0] not in st.session_state or at_hand[1:] != (list(names), headers):
        filling.redraw()
        filling.grid = (f"grid-{filling.subject}-{group}-{filling.drawn}", list(names), headers)
        filling.frame = _frame(filling, headers, names, compared)
    key, _, _ = filling.grid or ("", [], [])
    st.data_editor(
        filling.frame, key=key, hide_index=True, num_rows="fixed", placeholder="未填",
        disabled=[column for column in filling.frame if column not in headers],
        column_config=_columns(headers, compared), height=min(HEIGHT, 36 + 35 * len(names)),
        alt=f"{filling.period.name}填报表，{len(names)}家企业",
    )


def _frame(
    filling: Filling, headers: Sequence[str], names: Mapping[str, str], beside: Mapping[str, pd.DataFrame],
) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {
        NAME: pd.Series(list(names.values()), dtype=object), STATE_OF: pd.Series(_states(filling, names), dtype=object),
    }
    for header in headers:
        values = [filling.value(code, header) for code in names]
        name = FIELDS[header].name
        if name in FLAGS:
            columns[header] = pd.Series([_flag(one) for one in values], dtype=object)
            continue
        columns[header] = pd.to_numeric(pd.Series(values, dtype=object), errors="coerce").astype(float)
        for words, figures in beside.items():
            columns[f"{header} {words}"] = pd.Series([_value(one) for one in figures[name].reindex(list(names))])
    columns[CODE] = pd.Series(list(names), dtype=object)
    return pd.DataFrame(columns)


def _states(filling: Filling, names: Mapping[str, str]) -> list[str]:
    reports = {code: filling.seen.get(code) for code in names}
    return [
        "○ 未报" if one is None else "✔ 已报" if one["填报日期"] is None else f"✔ {one['填报日期']:%m-%d}"
        for one in reports.values()
    ]


def _columns(headers: Sequence[str], beside: Mapping[str, pd.DataFrame]) -> dict[str, object]:
    config = st.column_config
    found: dict[str, object] = {
        NAME: config.TextColumn(NAME, width=178, pinned=True),
        STATE_OF: config.TextColumn(STATE_OF, width=74, help="已存的填报日期"),
        CODE: config.TextColumn(CODE, width=178),
    }
    for header in headers:
        if FIELDS[header].name in FLAGS:
            found[header] = config.SelectboxColumn(header, options=["是", "否"], width=112)
        else:
            found[header] = config.NumberColumn(label(header), width=_width(header), format="localized")
        for words in beside:
            found[f"{header} {words}"] = config.TextColumn(words, width=75, alignment="right")
    return found


def _width(header: str) -> int:
    return min(180, 28 + 13 * len(label(header)))


def ask_about(filling: Filling, doubts: Sequence[Doubt], names: Mapping[str, str]) -> None:
    """Each value with the one before, to be ticked or explained; a value that is changed again is asked about anew."""
    key = "doubts-" + sha256("\n".join(one.key for one in doubts).encode()).hexdigest()[:12]
    if filling.asking is None or key not in st.session_state or filling.asking[0] != key:
        filling.asking, filling.asked = (key, [one.key for one in doubts]), _asked(filling, doubts, names)
    config = st.column_config
    st.data_editor(
        filling.asked, key=key, hide_index=True, num_rows="fixed", placeholder="",
        disabled=[NAME, "指标", "上期", "本期", "变动"],
        column_config={
            NAME: config.TextColumn(NAME, width=200), "已核实": config.CheckboxColumn("已核实", width=80),
            "说明": config.TextColumn("说明", width=320, max_chars=200),
        },
        height=min(320, 36 + 35 * len(doubts)), alt=f"{len(doubts)}处须核实",
    )


def _asked(filling: Filling, doubts: Sequence[Doubt], names: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({
        NAME: [names[one.code] for one in doubts], "指标": [label(one.header) for one in doubts],
        "上期": [_value(one.before) for one in doubts], "本期": [_value(one.now) for one in doubts],
        "变动": [one.why for one in doubts],
        "已核实": [one.key in filling.confirmed for one in doubts],
        "说明": pd.Series([filling.confirmed.get(one.key) or None for one in doubts], dtype=object),
    })


def _value(value: float | bool | None) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return MISSING if is_missing(value) else f"{value:,.12g}"


def _flag(value: object) -> object:
    """As typed, or 是 and 否 of what is stored."""
    return ("是" if value else "否") if isinstance(value, bool) else value


def before_all(names: Mapping[str, str], beside: Mapping[str, pd.DataFrame]) -> None:
    """Under the grid of all figures: what was reported before, in the same order."""
    for words, figures in beside.items():
        frame = figures.reindex(list(names))[list(FIGURES)].astype(float)
        shown = pd.DataFrame({NAME: list(names.values()), **{HEADER[name]: frame[name].to_numpy() for name in FIGURES}})
        st.caption(f"{words}（{int(frame.notna().any(axis=1).sum())}家有数）")
        st.dataframe(
            shown, hide_index=True, placeholder="无数据", height=min(320, 36 + 35 * len(names)), key=f"beside-{words}",
            alt=words, column_config={
                NAME: st.column_config.TextColumn(NAME, width=178, pinned=True),
                **{HEADER[name]: st.column_config.NumberColumn(
                    label(HEADER[name]), width=_width(HEADER[name]), format="localized") for name in FIGURES},
            },
        )

