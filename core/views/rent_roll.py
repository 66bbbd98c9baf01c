"""The rent roll: every space with who holds it, until when, how the contract stands and what is wrong with it."""

import pandas as pd

from core.assessment import Assessment
from core.judgement import Subject
from core.rules import BY_ID
from core.terms import Severity, Verdict

WORST_FIRST = tuple(one.value for one in Severity if one is not Severity.GOOD)
NO_ALERTS = pd.DataFrame({"alerts": pd.Series(dtype="int64"), "severity": pd.Series(dtype=object)})


def breaches(assessment: Assessment, park: str | None = None) -> pd.DataFrame:
    """What is breached, without the good news, of all parks or of one; with the rule's kind of subject as kind."""
    findings = assessment.findings
    wanted = findings["verdict"].eq(Verdict.BREACHED) & findings["severity"].ne(Severity.GOOD)
    if park is not None:
        wanted &= findings["park"].eq(park)
    chosen = findings[wanted]
    return chosen.assign(kind=[BY_ID[rule].subject.value for rule in chosen["rule"]])


def rent_roll(assessment: Assessment, park: str | None = None) -> pd.DataFrame:
    """The spaces of all parks or of one, each with its contract in force, number of alerts and worst severity.

    Alerts of a space are those on the space itself, on the contract that holds it and on its tenant in that park.
    """
    spaces = assessment.spaces
    spaces = spaces if park is None else spaces[spaces["park"] == park]
    roll = spaces.merge(_terms(assessment), on="contract", how="left")
    counted = _alerts(roll, breaches(assessment, park))
    return roll.join(counted).assign(alerts=lambda one: one["alerts"].fillna(0).astype("int64"))


def of_space(found: pd.DataFrame, space: pd.Series) -> pd.DataFrame:
    """Those of the breaches that concern one row of the rent roll, the gravest first."""
    subject = {
        Subject.SPACE: f"{space['park']}/{space['space']}", Subject.CONTRACT: space["contract"],
        Subject.TENANT: space["credit_code"],
    }
    concerns = found["subject"].eq(found["kind"].map(subject)) & found["park"].eq(space["park"])
    return found[concerns].sort_values("severity", key=lambda one: one.map(WORST_FIRST.index), kind="stable")


def _terms(assessment: Assessment) -> pd.DataFrame:
    """What is agreed in each contract in force, and how it stands."""
    s = assessment.situation
    contracts = s.facts.contracts.frame()[s.in_force]
    agreed = contracts[["number", "signed_on", "rent_yuan", "price_yuan"]].rename(columns={"number": "contract"})
    return assessment.contracts.drop(columns=["park", "area_m2", "land_mu"]).merge(agreed, on="contract")


def _alerts(roll: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Number and worst severity by row of the roll."""
    keys = {
        Subject.SPACE: roll["park"] + "/" + roll["space"], Subject.CONTRACT: roll["contract"],
        Subject.TENANT: roll["credit_code"],
    }
    parts = [
        pd.DataFrame({"row": roll.index, "park": roll["park"], "kind": kind.value, "subject": subject})
        .merge(found[["park", "kind", "subject", "severity"]], on=["park", "kind", "subject"])
        for kind, subject in keys.items()
    ]
    every = pd.concat(parts)
    if every.empty:
        return NO_ALERTS
    rank = every["severity"].map(WORST_FIRST.index)
    by_row = rank.groupby(every["row"]).agg(["size", "min"])
    return pd.DataFrame({"alerts": by_row["size"], "severity": [WORST_FIRST[place] for place in by_row["min"]]})
