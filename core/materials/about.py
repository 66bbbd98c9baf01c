"""What the sections of a material are written from, and the words that they share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from core.assessment import Assessment
from core.meeting import Proposal
from core.paper import Section, Text
from core.views.citing import asked


@dataclass(frozen=True, eq=False)
class Records:
    """What judging does not need and material says. place: the county in words; industries: code -> name.

    since: by row of the findings, the day since which each has stood; None = before the days that were looked at.
    """

    place: str
    data_version: int
    industries: Mapping[str, str] = field(default_factory=dict)
    since: pd.Series | None = None


@dataclass(frozen=True, eq=False)
class About:
    """An item of the agenda, or what may become one, and the facts behind it. names: credit code -> enterprise."""

    assessment: Assessment
    topic: Proposal
    names: Mapping[str, str]
    records: Records

    def firm(self, credit_code: str) -> str:
        return self.names.get(credit_code, credit_code)

    @property
    def park_name(self) -> str:
        names = self.assessment.parks["name"]
        return str(names[self.park]) if self.park in names.index else ""

    @property
    def park(self) -> str:
        """Its code; blank where no one park is meant."""
        return self.topic.park or ""

    @property
    def contract(self) -> int | None:
        """The position of the contract that is meant, if it is in force on the day."""
        s = self.assessment.situation
        found = np.flatnonzero((s.facts.contracts.number == self.topic.subject) & s.in_force)
        return int(found[0]) if len(found) else None


def motion(about: About) -> Section:
    """What the meeting is asked to decide; stands last in every material."""
    return Section("motion", "提请议定事项", (Text(about.topic.motion),))


def basis(about: About, rule: str) -> Text:
    """The clauses that the matter rests on."""
    return Text(f"依据：{asked(about.assessment.policy, rule)}。")


def provisional(about: About, *parameters: str) -> list[Text]:
    """Which cuts decided and are still open; none where all are settled."""
    policy, day = about.assessment.policy, about.assessment.as_of
    found = [policy.parameter(name, day) for name in parameters]
    said = "、".join(one.label for one in found if one.is_provisional)
    return [Text(f"{said}为暂定，待联席会议确定。")] if said else []
