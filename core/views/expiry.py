"""Which contracts end when, and how much area falls free with them (L7)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.situation import Situation
from core.views.periods import quarter_name, quarter_of, quarters_from

LATER = "以后"


def ending_contracts(s: Situation) -> pd.DataFrame:
    """Contracts in force that have an end, the nearest first: contract, park, credit_code, ends_on, days, area_m2.

    days: from the day of the situation to the last day of the contract, 0 on that day itself.
    """
    contracts = s.facts.contracts
    rows = np.flatnonzero(s.in_force & ~np.isnat(contracts.ends_on))
    rows = rows[np.argsort(contracts.ends_on[rows], kind="stable")]
    return pd.DataFrame({
        "contract": contracts.number[rows], "park": contracts.park_code[rows],
        "credit_code": contracts.credit_code[rows], "ends_on": contracts.ends_on[rows].astype("datetime64[s]"),
        "days": (contracts.ends_on[rows] - s.on).astype(np.int64), "area_m2": s.contract_area_m2[rows],
    })


def within(ending: pd.DataFrame, days: Sequence[int]) -> pd.DataFrame:
    """By number of days: contracts that end within them, and their area_m2; each row includes the one before."""
    near = [ending[ending["days"] <= limit] for limit in days]
    return pd.DataFrame(
        {"contracts": [len(one) for one in near], "area_m2": [float(one["area_m2"].sum()) for one in near]},
        index=pd.Index(list(days), name="days"),
    )


def ladder(s: Situation, quarters: int) -> pd.DataFrame:
    """Ending area (㎡) by park code and quarter, from the quarter of the day on; the last column is what ends later."""
    ending = ending_contracts(s)
    names = [quarter_name(one) for one in quarters_from(s.as_of, quarters)]
    ends = [quarter_name(quarter_of(day)) for day in ending["ends_on"]]
    place = pd.Series([name if name in names else LATER for name in ends], index=ending.index, dtype=object)
    summed = ending.groupby(["park", place])["area_m2"].sum().unstack()
    return summed.reindex(index=s.facts.parks.code, columns=[*names, LATER]).fillna(0.0)


def reminder_days(s: Situation) -> list[int]:
    """The days before its end at which a contract is reminded of, ascending."""
    return sorted(int(limit) for limit in s.value("expiry_reminder_days"))
