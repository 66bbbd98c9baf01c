"""Which enterprise each finding concerns: on itself, its contracts in force, the spaces these hold, its hazards."""

from collections.abc import Mapping

import pandas as pd

from core.assessment import Assessment
from core.judgement import Subject
from core.rules import BY_ID


def concerned(assessment: Assessment, findings: pd.DataFrame, hazards: Mapping[str, str]) -> pd.Series:
    """Credit code by row of the findings, which are rows of assessment.findings.

    None for parks, for spaces that nobody holds and hazards found at nobody. hazards: number -> credit code of the
    enterprise at which it was found.
    """
    holders = dict(zip(assessment.contracts["contract"], assessment.contracts["credit_code"], strict=True))
    spaces = assessment.spaces.dropna(subset="contract")
    held = zip(spaces["park"] + "/" + spaces["space"], spaces["contract"].map(holders), strict=True)
    who: dict[Subject, Mapping[str, str]] = {
        Subject.PARK: {}, Subject.CONTRACT: holders, Subject.SPACE: dict(held), Subject.HAZARD: hazards,
    }
    kinds = [BY_ID[rule].subject for rule in findings["rule"]]
    codes = [
        subject if kind is Subject.TENANT else who[kind].get(subject)
        for kind, subject in zip(kinds, findings["subject"], strict=True)
    ]
    return pd.Series(codes, index=findings.index, dtype=object)
