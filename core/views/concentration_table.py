"""The concentration of each park as one table: three bases, the floor, and how far it is from it (L6, P8)."""

import numpy as np
import pandas as pd

from core.assessment import Assessment
from core.columns import below
from core.terms import Base, Verdict
from core.views.scorecard import concentration_floor
from core.whatif import distance_to


def concentration_table(assessment: Assessment) -> pd.DataFrame:
    """One row per park, the lowest first, those without a figure last.

    park, name, <base>, <base>_coverage for each base; official (the counting base's ratio), numerator, denominator,
    verdict; points, insiders_to_come, outsiders_to_go as in core.whatif.Distance; leading (leading codes alone, the
    counting base) and agreed. Without a floor the verdict is not applicable and the distances NaN.
    """
    base, floor = assessment.counting_base, concentration_floor(assessment)
    parks = assessment.parks.reset_index()
    official = parks[f"{base}_ratio"]
    result = pd.DataFrame({
        "park": parks["park"], "name": parks["name"], "official": official,
        "numerator": parks[f"{base}_numerator"], "denominator": parks[f"{base}_denominator"],
        **{f"{one}": parks[f"{one}_ratio"] for one in Base},
        **{f"{one}_coverage": parks[f"{one}_coverage"] for one in Base},
        "leading": parks[f"leading_{base}_ratio"], "agreed": assessment.situation.facts.parks.agreed_leading_ratio,
        "verdict": _verdicts(official, floor),
    })
    amounts = zip(result["numerator"].to_numpy(), result["denominator"].to_numpy(), strict=True)
    far = [distance_to(np.nan if floor is None else floor, *pair) for pair in amounts]
    result = result.join(pd.DataFrame(far, columns=["points", "insiders_to_come", "outsiders_to_go"]))
    return result.sort_values("official", kind="stable", na_position="last", ignore_index=True)


def _verdicts(official: pd.Series, floor: float | None) -> list[str]:
    if floor is None:
        return [Verdict.NOT_APPLICABLE.value] * len(official)
    breached = below(official.to_numpy(), floor)
    return list(np.where(official.isna(), Verdict.CANNOT_JUDGE, np.where(breached, Verdict.BREACHED, Verdict.MET)))
