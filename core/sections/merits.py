"""表扬和批评: which parks are named, each with the figure that is the reason (L11)."""

import pandas as pd

from core.paper import Text
from core.rounding import rounded
from core.sections.basis import Basis, rows_of
from core.sections.ranking import RANKED_BY
from core.sections.reporting import QUARTERS, YEARS, discipline
from core.views.filing import Filing, filings
from core.views.phrases import more_or_fewer, since
from core.views.scorecard import CONCENTRATION
from core.wording import PERCENT

Named = list[tuple[str, str]]
"""Park code and the reason in a sentence."""


def praised(basis: Basis) -> Named:
    """The first of each measure, and the one whose occupancy rose most; never one with a red alert."""
    found: Named = []
    clean = [code for code in basis.park_names if not basis.card.loc[code, "red"]]
    for measure in RANKED_BY:
        figures = measure.of_parks(basis.card).dropna()
        found += [
            (str(code), f"{basis.park_names[str(code)]}{measure.label}{measure.written(value)}，居各园区首位。")
            for code, value in figures.items() if len(figures) > 1 and value == figures.max() and code in clean
        ]
    filed = filings(basis.now.situation, YEARS, QUARTERS)
    counts = discipline(filed) if len(filed) else pd.DataFrame({"share": []})
    punctual = [str(code) for code in counts.index[counts["share"].eq(1)]]
    return found + [(code, f"{basis.park_names[code]}近一年报表全部按时报送。") for code in punctual if code in clean]


def criticised(basis: Basis) -> Named:
    """Red alerts, a concentration below the floor, and the least punctual reports."""
    found: Named = []
    for code, name in basis.park_names.items():
        row = basis.card.loc[code]
        if row["red"]:
            change = more_or_fewer(int(row["red"] - basis.card_before["red"].get(code, 0)), "条")
            found.append((code, f"{name}有红色预警{int(row['red'])}条，{since(basis.compare_to)}{change}。"))
        if row["misses"] and basis.floor is not None:
            share = float(CONCENTRATION.of_parks(basis.card)[code])
            gap = f"{rounded(100 * (basis.floor - share), 1):.1f}个百分点"
            floor = PERCENT.write(basis.floor, 0)
            found.append((code, f"{name}产业集聚度{PERCENT.write(share)}，低于{floor}，差{gap}。"))
    return [*found, *_least_punctual(basis)]


def _least_punctual(basis: Basis) -> Named:
    filed = filings(basis.now.situation, YEARS, QUARTERS)
    if filed.empty or basis.parks < 2:
        return []
    last = rows_of(discipline(filed))[0]
    name, missing = basis.park_names[last["park"]], last[Filing.MISSING.value]
    said = f"{name}报表按时率{PERCENT.write(last['share'])}，为各园区最低，缺报{missing}份。"
    return [(last["park"], said)] if missing else []


def named(found: Named, nobody: str) -> tuple[Text, ...]:
    """The reasons as paragraphs, or that there is nobody to name."""
    return tuple(Text(reason) for _, reason in found) or (Text(nobody),)
