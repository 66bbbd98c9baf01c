"""The facts of a county as plain rows: text, float, date, bool or None, with references followed to what they name."""

from dataclasses import dataclass, fields
from datetime import date
from types import SimpleNamespace as Row
from typing import Any

from core.facts import Snapshot, Table, column_types

FLAG_PREFIXES = ("is_", "has_", "had_")
LISTS = ("operators", "collective_shareholders", "leading_codes", "related_codes")


@dataclass
class County:
    """Lists of rows. A contract knows its park, enterprise, spaces, area and exit case; a space its building."""

    parks: list[Row]
    spaces: list[Row]
    enterprises: list[Row]
    contracts: list[Row]
    commitments: list[Row]
    reports: list[Row]
    occupancy_checks: list[Row]
    sublet_approvals: list[Row]
    rectifications: list[Row]
    hazards: list[Row]


def county_of(snapshot: Snapshot) -> County:
    """The same facts, row by row."""
    return linked({one.name: rows_of(getattr(snapshot, one.name)) for one in fields(Snapshot)})


def linked(tables: dict[str, list[Row]]) -> County:
    """Rows of every table of a snapshot, with references followed."""
    parks = {park.code: park for park in tables["parks"]}
    enterprises = {one.credit_code: one for one in tables["enterprises"]}
    buildings = {(one.park_code, one.code): one for one in tables["buildings"]}
    spaces = {(one.park_code, one.code): one for one in tables["spaces"]}
    exit_cases = {one.contract_number: one for one in tables["exit_cases"]}
    nothing_decided = Row(decided_on=None, completed_on=None)
    for space in spaces.values():
        space.completed_on = buildings[space.park_code, space.building_code].completed_on
    for contract in tables["contracts"]:
        case = exit_cases.get(contract.number, nothing_decided)
        contract.decided_on, contract.completed_on = case.decided_on, case.completed_on
        contract.park = parks[contract.park_code]
        contract.enterprise = enterprises[contract.credit_code]
        contract.spaces = [
            spaces[one.park_code, one.space_code]
            for one in tables["contract_spaces"] if one.contract_number == contract.number
        ]
        contract.area_m2 = sum(space.area_m2 for space in contract.spaces)
    return County(**{one.name: tables[one.name] for one in fields(County)})


def rows_of(table: Table) -> list[Row]:
    names = list(column_types(type(table)))
    return [
        Row(**{name: plain(name, getattr(table, name)[position]) for name in names}) for position in range(len(table))
    ]


def plain(name: str, value: Any) -> Any:
    """One cell: lists split, flags as bool, days as date, blanks as None."""
    if hasattr(value, "item"):
        value = value.item()
    if name in LISTS:
        return value.split("、") if value else []
    if value is None or value != value or isinstance(value, date):
        return value if isinstance(value, date) else None
    if name.startswith(FLAG_PREFIXES):
        return value == 1
    return int(value) if name in ("year", "quarter") else value
