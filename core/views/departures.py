"""The exits as a ranked table, and what changes, park by park, if several contracts leave together (L9)."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from core.assessment import Assessment
from core.leaving import Effect, effect_of_leaving_together
from core.terms import Base, ExitStep
from core.views.reasons import TITLES

EXIT = "exit_candidate"
RULES = {"unapproved_occupant_persisting": "unapproved_occupant"}
"""Reasons that rest on a rule of their own beside that of the exit."""
RATIOS = ("occupancy", *(base.value for base in Base))
"""What changes: each with _before and _after."""


def exits_table(assessment: Assessment) -> pd.DataFrame:
    """Candidates, then those leaving; the most reasons first, then the lowest score, unknown ones last.

    Columns: contract, park, step, reasons (texts joined), reason_count, and those of _change.
    """
    rows = [
        {
            "contract": one.contract, "park": one.park, "step": one.step,
            "reasons": "、".join(TITLES[reason] for reason in one.reasons), "reason_count": len(one.reasons),
            **_change(assessment, one.park, one.effect),
        }
        for one in assessment.exits
    ]
    columns = ["contract", "park", "step", "reasons", "reason_count", *_change_columns()]
    table = pd.DataFrame(rows, columns=columns)
    held = assessment.contracts[["contract", "credit_code", "area_m2", "year", "score", "grade"]]
    table = table.merge(held, on="contract", how="left")
    order = table.assign(leaving=table["step"].eq(ExitStep.LEAVING)).sort_values(
        ["leaving", "reason_count", "score"], ascending=[True, False, True], na_position="last", kind="stable",
    ).index
    return table.loc[order].reset_index(drop=True)


def together(assessment: Assessment, contracts: Iterable[str]) -> pd.DataFrame:
    """By park code, for the contracts that leave together: contracts (how many), and the columns of _change."""
    s = assessment.situation
    rows = np.flatnonzero(np.isin(s.facts.contracts.number, list(contracts)))
    parks = s.links.contract_park[rows]
    said = {
        s.facts.parks.code[park]: {
            "contracts": int((parks == park).sum()),
            **_change(assessment, s.facts.parks.code[park], effect_of_leaving_together(s, park, rows[parks == park])),
        }
        for park in np.unique(parks)
    }
    columns = ["contracts", *_change_columns()]
    return pd.DataFrame.from_dict(said, orient="index", columns=columns).rename_axis("park")


def occupancy_of_all(assessment: Assessment, gone: pd.DataFrame) -> tuple[float, float]:
    """Occupancy of the whole scope before and after what `together` says; NaN where nothing is available."""
    occupied, available = (assessment.parks[name].to_numpy(float).sum() for name in ("occupied_m2", "available_m2"))
    if not available:
        return np.nan, np.nan
    return occupied / available, (occupied - gone["area_freed_m2"].to_numpy(float).sum()) / available


def exit_rules(reasons: Iterable[str]) -> list[str]:
    """The rules whose clauses an exit for these reasons rests on."""
    return [EXIT, *(RULES[one] for one in reasons if one in RULES)]


def _change(assessment: Assessment, park: str, effect: Effect) -> dict[str, float]:
    now = assessment.parks.at
    after = {"occupancy": effect.occupancy_ratio, **{base.value: effect.concentration_ratio[base] for base in Base}}
    before = {"occupancy": now[park, "occupancy"], **{base.value: now[park, f"{base.value}_ratio"] for base in Base}}
    return {
        **{f"{name}_before": before[name] for name in RATIOS},
        **{f"{name}_after": after[name] for name in RATIOS},
        "area_freed_m2": effect.area_freed_m2, "tax_wan_yuan": effect.tax_wan_yuan, "jobs": effect.jobs,
    }


def _change_columns() -> list[str]:
    pairs = [f"{name}_{when}" for when in ("before", "after") for name in RATIOS]
    return [*pairs, "area_freed_m2", "tax_wan_yuan", "jobs"]
