"""The facts that judging needs: one frozen table of NumPy columns per subject, and the snapshot that holds them all.

Column kinds: ``Texts`` object arrays of ``str`` or ``None``; ``Numbers`` float64, missing = NaN; ``Days``
datetime64[D], missing = NaT; ``Flags`` float64 with 1 = yes, 0 = no, NaN = blank. Lists are ``、``-joined texts.
Fields bear the column names of the database table of the same subject.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Self, get_type_hints

import numpy as np
import numpy.typing as npt
import pandas as pd

Texts = Annotated[npt.NDArray[Any], "object"]
Numbers = Annotated[npt.NDArray[np.float64], "float64"]
Days = Annotated[npt.NDArray[np.datetime64], "datetime64[D]"]
Flags = Annotated[npt.NDArray[np.float64], "float64"]


def column_types(table: type["Table"]) -> dict[str, str]:
    """Column name -> NumPy type of a table's columns, in order."""
    if table not in _TYPES:
        hints = get_type_hints(table, include_extras=True)
        _TYPES[table] = {one.name: hints[one.name].__metadata__[0] for one in fields(table)}
    return _TYPES[table]


_TYPES: dict[type["Table"], dict[str, str]] = {}


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of equal length."""

    @classmethod
    def of(cls, columns: Mapping[str, Any]) -> Self:
        """From lists or arrays; a column that is not given is blank throughout. Unknown columns raise TypeError."""
        types = column_types(cls)
        length = max((len(values) for values in columns.values()), default=0)
        blank = {name: [None] * length for name in types if name not in columns}
        return cls(**{
            name: np.asarray(values, dtype=types.get(name)) for name, values in {**blank, **columns}.items()
        })

    def frame(self) -> pd.DataFrame:
        """The same columns as a frame, for showing."""
        return pd.DataFrame({
            name: getattr(self, name).astype("datetime64[s]") if kind == "datetime64[D]" else getattr(self, name)
            for name, kind in column_types(type(self)).items()
        })

    def __len__(self) -> int:
        return len(next(iter(vars(self).values())))


@dataclass(frozen=True, eq=False)
class Parks(Table):
    code: Texts
    name: Texts
    kind: Texts
    is_industrial_estate: Flags
    site_source: Texts
    conversion_way: Texts
    is_in_plan: Flags
    development_mode: Texts
    land_use: Texts
    site_area_mu: Numbers
    floor_area_m2: Numbers
    developer_kind: Texts
    operators: Texts
    collective_shareholders: Texts
    leading_codes: Texts
    related_codes: Texts
    agreed_leading_ratio: Numbers
    agreed_self_held_ratio: Numbers
    agreed_sold_ratio: Numbers
    guide_rent_yuan: Numbers
    guide_price_yuan: Numbers


@dataclass(frozen=True, eq=False)
class Buildings(Table):
    park_code: Texts
    code: Texts
    completed_on: Days


@dataclass(frozen=True, eq=False)
class Spaces(Table):
    park_code: Texts
    code: Texts
    building_code: Texts
    area_m2: Numbers
    use: Texts
    tenure: Texts
    is_disused: Flags
    is_listed: Flags


@dataclass(frozen=True, eq=False)
class Enterprises(Table):
    credit_code: Texts
    industry_code: Texts
    size: Texts


@dataclass(frozen=True, eq=False)
class Contracts(Table):
    number: Texts
    park_code: Texts
    credit_code: Texts
    mode: Texts
    signed_on: Days
    starts_on: Days
    ends_on: Days
    rent_yuan: Numbers
    price_yuan: Numbers
    has_entry_contract: Flags
    reviewed_on: Days
    review_result: Texts
    terminated_on: Days


@dataclass(frozen=True, eq=False)
class ContractSpaces(Table):
    """Which spaces a contract covers."""

    contract_number: Texts
    park_code: Texts
    space_code: Texts


@dataclass(frozen=True, eq=False)
class Commitments(Table):
    contract_number: Texts
    year: Numbers
    indicator: Texts
    promised: Numbers


@dataclass(frozen=True, eq=False)
class Reports(Table):
    """Annual reports have quarter 0, quarterly ones 1 to 4. Money in 万元."""

    park_code: Texts
    credit_code: Texts
    year: Numbers
    quarter: Numbers
    filed_on: Days
    revenue_wan_yuan: Numbers
    output_wan_yuan: Numbers
    value_added_wan_yuan: Numbers
    tax_wan_yuan: Numbers
    fixed_assets_wan_yuan: Numbers
    energy_tce: Numbers
    emission_t: Numbers
    research_wan_yuan: Numbers
    staff: Numbers
    had_major_accident: Flags
    had_major_violation: Flags


@dataclass(frozen=True, eq=False)
class OccupancyChecks(Table):
    """occupant_code None = found empty."""

    park_code: Texts
    space_code: Texts
    checked_on: Days
    occupant_code: Texts
    is_producing: Flags


@dataclass(frozen=True, eq=False)
class SubletApprovals(Table):
    contract_number: Texts
    occupant_code: Texts
    approved_on: Days
    expires_on: Days


@dataclass(frozen=True, eq=False)
class Rectifications(Table):
    number: Texts
    contract_number: Texts
    year: Numbers
    issued_on: Days
    due_on: Days
    rechecked_on: Days
    recheck_result: Texts


@dataclass(frozen=True, eq=False)
class ExitCases(Table):
    contract_number: Texts
    decided_on: Days
    completed_on: Days


@dataclass(frozen=True, eq=False)
class Hazards(Table):
    number: Texts
    park_code: Texts
    line: Texts
    checked_on: Days
    level: Texts
    due_on: Days
    closed_on: Days


def _empty(table: type[Table]) -> Any:
    return field(default_factory=lambda: table.of({}))


@dataclass(frozen=True, eq=False)
class Snapshot:
    """All facts of a scope, whatever their date: what is known on a day is for the assessment to say."""

    parks: Parks = _empty(Parks)
    buildings: Buildings = _empty(Buildings)
    spaces: Spaces = _empty(Spaces)
    enterprises: Enterprises = _empty(Enterprises)
    contracts: Contracts = _empty(Contracts)
    contract_spaces: ContractSpaces = _empty(ContractSpaces)
    commitments: Commitments = _empty(Commitments)
    reports: Reports = _empty(Reports)
    occupancy_checks: OccupancyChecks = _empty(OccupancyChecks)
    sublet_approvals: SubletApprovals = _empty(SubletApprovals)
    rectifications: Rectifications = _empty(Rectifications)
    exit_cases: ExitCases = _empty(ExitCases)
    hazards: Hazards = _empty(Hazards)
