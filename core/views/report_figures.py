"""What was reported of other periods, beside what is being typed: for comparing, and for asking about large changes."""

import pandas as pd

from core.columns import above
from core.figures import QUARTERS, SUMMED

FIGURES = (*SUMMED[:4], "fixed_assets_wan_yuan", *SUMMED[4:], "staff", "power_wan_kwh")
"""In the order of the exchange workbook."""
FLAGS = ("had_major_accident", "had_major_violation")
MAY_BE_NEGATIVE = ("value_added_wan_yuan", "tax_wan_yuan")
"""Losses and refunds; of all other figures a negative one is a slip of the hand."""


def figures_in(reports: pd.DataFrame, year: int, quarter: int) -> pd.DataFrame:
    """FIGURES and FLAGS by credit code as reported for the period. reports: all columns of one park's reports."""
    rows = reports[reports["year"].eq(year) & reports["quarter"].eq(quarter)]
    return rows.set_index("credit_code")[[*FIGURES, *FLAGS]]


def sum_of_quarters(reports: pd.DataFrame, year: int) -> pd.DataFrame:
    """FIGURES by credit code, of who has reported all four quarters of the year.

    Assets are those of the fourth quarter, staff is the mean; a blank in one quarter makes that figure unknown.
    """
    rows = reports[reports["year"].eq(year) & reports["quarter"].gt(0)].sort_values("quarter")
    rows = rows[rows.groupby("credit_code")["quarter"].transform("size").eq(QUARTERS)]
    result = rows.groupby("credit_code")[list(FIGURES)].sum(min_count=QUARTERS)
    fourth = rows[rows["quarter"].eq(QUARTERS)].set_index("credit_code")["fixed_assets_wan_yuan"]
    return result.assign(fixed_assets_wan_yuan=fourth, staff=result["staff"] / QUARTERS)


def earlier_figures(reports: pd.DataFrame, year: int, quarter: int) -> dict[str, pd.DataFrame]:
    """Words -> the figures to compare with: of a year the year before (annual report, or else its quarters together),
    of a quarter the one before and the same one of the year before."""
    if not quarter:
        last = figures_in(reports, year - 1, 0)[list(FIGURES)]
        quarters = sum_of_quarters(reports, year - 1)
        return {"上年": pd.concat([last, quarters[~quarters.index.isin(last.index)]])}
    before = (year, quarter - 1) if quarter > 1 else (year - 1, QUARTERS)
    return {
        "上季": figures_in(reports, *before)[list(FIGURES)],
        "上年同季": figures_in(reports, year - 1, quarter)[list(FIGURES)],
    }


def compared_with(earlier: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The last period's figures; where one is not known, the next of those to compare with."""
    first, *others = earlier.values()
    for other in others:
        first = first.combine_first(other)
    return first


def doubtful(now: pd.DataFrame, before: pd.DataFrame, limit: float) -> pd.DataFrame:
    """What to ask about before it is saved: credit_code, figure, before, now, change (a fraction; NaN from zero).

    A figure that changed by more than the limit, the limit itself passes; one that is no longer, or not yet, zero; one
    below zero that cannot be. now: FIGURES by credit code, NaN where nothing was typed.
    """
    pairs = _long(now, "now").merge(_long(before, "before"), "left", ["credit_code", "figure"])
    difference, old = (pairs["now"] - pairs["before"]).abs(), pairs["before"].abs()
    asked = above(difference.to_numpy(), limit * old.to_numpy())
    impossible = pairs["now"].lt(0) & ~pairs["figure"].isin(MAY_BE_NEGATIVE)
    found = pairs[impossible | asked].reset_index(drop=True)
    return found.assign(change=(found["now"] - found["before"]) / found["before"].abs().where(found["before"].ne(0)))


def _long(wide: pd.DataFrame, name: str) -> pd.DataFrame:
    """credit_code, figure and the value, of what is known."""
    rows = wide[list(FIGURES)].astype(float).rename_axis("credit_code").reset_index()
    return rows.melt("credit_code", list(FIGURES), "figure", name).dropna(subset=name)[["credit_code", "figure", name]]
