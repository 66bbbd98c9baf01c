"""The assessment as the JSON document that `manage.py evaluate` prints."""

import math
from datetime import date
from typing import Any

import numpy as np

from core.assessment import Assessment, Exit
from core.occupancy import STATES
from core.performance import INDICATORS, NOT_APPLICABLE
from core.terms import Base

FINDING = ("rule", "clause", "park", "subject", "verdict", "observed", "limit", "modality")


def as_json(assessment: Assessment, *, with_all: bool = False) -> dict[str, Any]:
    """Plain lists and dicts; null for 无数据. with_all: findings of all four verdicts."""
    printed = assessment.all_verdicts() if with_all else assessment.findings
    return {
        "as_of": assessment.as_of.isoformat(),
        "policy": [
            {"document": book.document, "version": book.in_force_from.isoformat()}
            for book in assessment.policy.documents
        ],
        "parks": _parks(assessment),
        "contracts": _contracts(assessment),
        "findings": [
            {name: _plain(value) for name, value in zip(FINDING, row, strict=True)}
            for row in printed[list(FINDING)].itertuples(index=False)
        ],
        "exits": [_exit(one) for one in assessment.exits],
    }


def _parks(assessment: Assessment) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "name": park["name"],
            "spaces": {
                state.value: {"area_m2": park[f"area_{state}"], "count": park[f"spaces_{state}"]} for state in STATES
            },
            "occupancy": {
                "ratio": _plain(park["occupancy"]), "numerator": park["occupied_m2"],
                "denominator": park["available_m2"],
            },
            "concentration": {
                **{
                    base.value: {
                        name: _plain(park[f"{base}_{name}"])
                        for name in ("ratio", "numerator", "denominator", "coverage")
                    }
                    for base in Base
                },
                "official": assessment.counting_base.value,
            },
        }
        for code, park in zip(assessment.parks.index, assessment.parks.to_dict("records"), strict=True)
    ]


def _contracts(assessment: Assessment) -> list[dict[str, Any]]:
    indicators = _indicators(assessment)
    return [
        {
            "number": row["contract"], "park": row["park"], "year": row["year"], "score": _plain(row["score"]),
            "grade": row["grade"], "indicators": indicators.get(row["contract"], []),
            "exit_step": row["exit_step"],
        }
        for row in assessment.contracts.to_dict("records")
    ]


def _indicators(assessment: Assessment) -> dict[str, list[dict[str, Any]]]:
    """Contract number -> its promised indicators of the counting year; none where that is 不适用."""
    s = assessment.situation
    performance, promises = s.performance, s.performance.promises
    is_counting = (performance.year == assessment.as_of.year - 1) & (performance.grade != NOT_APPLICABLE)
    counting = np.flatnonzero(is_counting[promises.contract_year])
    numbers = s.facts.contracts.number[performance.contract[promises.contract_year[counting]]]
    result: dict[str, list[dict[str, Any]]] = {}
    for number, row, share in zip(numbers, counting, promises.ratio[counting], strict=True):
        result.setdefault(number, []).append({
            "indicator": INDICATORS[promises.indicator[row]].value, "promised": _plain(promises.promised[row]),
            "achieved": _plain(promises.achieved[row]), "ratio": _plain(share),
        })
    return result


def _exit(one: Exit) -> dict[str, Any]:
    effect = one.effect
    return {
        "contract": one.contract,
        "step": one.step,
        "reasons": one.reasons,
        "effect": {
            "occupancy_ratio": _plain(effect.occupancy_ratio),
            "concentration_ratio": {base.value: _plain(share) for base, share in effect.concentration_ratio.items()},
            "area_freed_m2": effect.area_freed_m2,
            "tax_wan_yuan": _plain(effect.tax_wan_yuan),
            "jobs": _plain(effect.jobs),
        },
    }


def _plain(value: Any) -> Any:
    """JSON's own types: dates as ISO text, NaN as None."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and math.isnan(value):
        return None
    return value.isoformat() if isinstance(value, date) else value


