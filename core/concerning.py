"""Which findings concern one enterprise: on itself, its contracts in force, the spaces these hold, its hazards."""

from collections.abc import Collection

import pandas as pd

from core.assessment import Assessment
from core.judgement import Subject
from core.rules import BY_ID


def findings_concerning(assessment: Assessment, credit_code: str, hazards: Collection[str]) -> pd.DataFrame:
    """Rows of assessment.findings; hazards: the numbers of those found at the enterprise."""
    contracts = assessment.contracts["contract"][assessment.contracts["credit_code"] == credit_code]
    spaces = assessment.spaces[assessment.spaces["contract"].isin(contracts)]
    subjects = {
        Subject.TENANT: {credit_code}, Subject.CONTRACT: {*contracts}, Subject.HAZARD: {*hazards},
        Subject.SPACE: {*(spaces["park"] + "/" + spaces["space"])}, Subject.PARK: set(),
    }
    findings = assessment.findings
    concerns = [
        subject in subjects[BY_ID[rule].subject]
        for rule, subject in zip(findings["rule"], findings["subject"], strict=True)
    ]
    return findings[concerns]
