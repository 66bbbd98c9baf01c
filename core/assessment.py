"""assess: the one entry, from a snapshot, a policy and a day to everything that is shown."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from core.columns import pick
from core.escalation import CANDIDATE, LEAVING, REASONS, STEPS
from core.facts import Snapshot
from core.findings import Judged, findings, judge_all
from core.leaving import Effect, effects_of_leaving
from core.occupancy import STATES
from core.performance import GRADES
from core.policy import Policy
from core.situation import Situation
from core.terms import Base


@dataclass(frozen=True, eq=False)
class Exit:
    """One contract that is leaving or may have to: why, and what its leaving would do."""

    contract: str
    park: str
    step: str
    reasons: list[str]
    effect: Effect


@dataclass(frozen=True, eq=False)
class Assessment:
    """All figures and findings of a scope on a day. Frames are made when first asked for, and must not be changed."""

    situation: Situation

    @property
    def as_of(self) -> date:
        return self.situation.as_of

    @property
    def policy(self) -> Policy:
        return self.situation.policy

    @cached_property
    def parks(self) -> pd.DataFrame:
        """By park code: name, area_m2 and spaces of each state (area_已租, spaces_已租 …), occupancy, concentration.

        For each base: <base>_ratio, <base>_numerator, <base>_denominator, <base>_coverage; leading_* the same for the
        leading industries alone.
        """
        s = self.situation
        columns = {"name": s.facts.parks.name}
        for place, state in enumerate(STATES):
            columns[f"area_{state}"] = s.areas.area_m2[:, place]
            columns[f"spaces_{state}"] = s.areas.spaces[:, place]
        columns |= {
            "occupied_m2": s.areas.occupied_m2, "available_m2": s.areas.available_m2, "occupancy": s.areas.occupancy,
        }
        for prefix, shares in (("", s.concentration), ("leading_", s.leading_share)):
            for base, share in shares.items():
                columns |= {
                    f"{prefix}{base}_ratio": share.ratio, f"{prefix}{base}_numerator": share.numerator,
                    f"{prefix}{base}_denominator": share.denominator, f"{prefix}{base}_coverage": share.coverage,
                }
        return pd.DataFrame(columns, index=pd.Index(s.facts.parks.code, name="park"))

    @cached_property
    def spaces(self) -> pd.DataFrame:
        """One row per space: park, space, building, area_m2, use, tenure, state, and the contract that holds it."""
        s, spaces = self.situation, self.situation.facts.spaces
        return pd.DataFrame({
            "park": spaces.park_code, "space": spaces.code, "building": spaces.building_code,
            "area_m2": spaces.area_m2, "use": spaces.use, "tenure": spaces.tenure,
            "state": np.array(STATES, dtype=object)[s.state],
            "contract": pick(s.facts.contracts.number, s.holder, None),
        })

    @cached_property
    def contracts(self) -> pd.DataFrame:
        """Contracts in force, with dates, area and land, and score, grade and exit step of the counting year."""
        s, rows = self.situation, np.flatnonzero(self.situation.in_force)
        contracts, counting = s.facts.contracts, s.counting[rows]
        return pd.DataFrame({
            "contract": contracts.number[rows], "park": contracts.park_code[rows],
            "credit_code": contracts.credit_code[rows], "mode": contracts.mode[rows],
            "starts_on": contracts.starts_on[rows].astype("datetime64[s]"),
            "ends_on": contracts.ends_on[rows].astype("datetime64[s]"),
            "area_m2": s.contract_area_m2[rows], "land_mu": s.contract_land_mu[rows],
            "year": self.as_of.year - 1, "score": s.performance.score[counting],
            "grade": np.array(GRADES, dtype=object)[s.performance.grade[counting]],
            "exit_step": np.array(STEPS, dtype=object)[s.escalation.step[rows]],
        })

    @cached_property
    def findings(self) -> pd.DataFrame:
        """What is breached or cannot be judged: the columns of core.findings.COLUMNS."""
        return findings(self.situation, self.judged)

    def all_verdicts(self) -> pd.DataFrame:
        """The same columns with what is met and what does not apply."""
        return findings(self.situation, self.judged, with_all=True)

    @cached_property
    def judged(self) -> list[Judged]:
        """Every rule with its judgement of all its subjects."""
        return judge_all(self.situation)

    @cached_property
    def exits(self) -> list[Exit]:
        """Contracts 清退中 and 清退候选, with the effect of leaving."""
        s = self.situation
        rows = np.flatnonzero(np.isin(s.escalation.step, (LEAVING, CANDIDATE)))
        contracts = s.facts.contracts
        return [
            Exit(
                contracts.number[row], contracts.park_code[row], STEPS[s.escalation.step[row]],
                [reason for reason in REASONS if s.escalation.reasons[reason][row]], effect,
            )
            for row, effect in zip(rows, effects_of_leaving(s, rows), strict=True)
        ]

    @property
    def counting_base(self) -> Base:
        """The base that counts for the concentration (provisional)."""
        return Base(self.situation.value("counting_base"))


def assess(snapshot: Snapshot, policy: Policy, as_of: date) -> Assessment:
    """Judge the facts of a snapshot as they were known on a day, by the rules in force then."""
    return Assessment(Situation(snapshot, policy, as_of))
