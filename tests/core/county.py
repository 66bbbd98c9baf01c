"""A small county from a case: one row of defaults per table, and what the case says otherwise."""

from typing import Any

from core import facts
from core.facts import Snapshot, Table

DEFAULTS: dict[str, dict[str, Any]] = {
    "parks": {
        "code": "P1", "name": "示例园", "kind": "生产制造类", "is_industrial_estate": True, "site_source": "存量用地",
        "is_in_plan": True, "development_mode": "国有建设用地", "land_use": "工业用地", "site_area_mu": 30,
        "floor_area_m2": 30000, "developer_kind": "国有企业", "operators": "示例运营公司", "leading_codes": "20",
        "guide_rent_yuan": 12, "guide_price_yuan": 3000,
    },
    "buildings": {"park_code": "P1", "code": "A", "completed_on": "2022-01-01"},
    "spaces": {
        "park_code": "P1", "code": "S1", "building_code": "A", "area_m2": 1000, "use": "生产", "tenure": "自持",
        "is_disused": False, "is_listed": True,
    },
    "enterprises": {"credit_code": "E1", "industry_code": "2011", "size": "小型"},
    "contracts": {
        "number": "H1", "park_code": "P1", "credit_code": "E1", "mode": "租赁", "signed_on": "2023-01-10",
        "starts_on": "2023-02-01", "ends_on": "2028-01-31", "rent_yuan": 10, "has_entry_contract": True,
        "reviewed_on": "2023-01-05", "review_result": "通过",
    },
    "commitments": {"contract_number": "H1", "year": 2025, "indicator": "亩均税收", "promised": 10},
    "reports": {
        "park_code": "P1", "credit_code": "E1", "year": 2025, "quarter": 0, "filed_on": "2026-02-01",
        "revenue_wan_yuan": 1000, "output_wan_yuan": 900, "value_added_wan_yuan": 200, "tax_wan_yuan": 10,
        "fixed_assets_wan_yuan": 300, "energy_tce": 100, "emission_t": 10, "research_wan_yuan": 30, "staff": 20,
        "had_major_accident": False, "had_major_violation": False,
    },
    "occupancy_checks": {
        "park_code": "P1", "space_code": "S1", "checked_on": "2026-06-01", "occupant_code": "E1", "is_producing": True,
    },
    "sublet_approvals": {"contract_number": "H1", "occupant_code": "E2", "approved_on": "2025-01-01"},
    "rectifications": {
        "number": "Z1", "contract_number": "H1", "year": 2025, "issued_on": "2026-04-01", "due_on": "2026-06-30",
    },
    "exit_cases": {"contract_number": "H1"},
    "hazards": {
        "number": "Y1", "park_code": "P1", "line": "消防", "checked_on": "2026-05-01", "level": "一般",
        "due_on": "2026-06-30",
    },
}
ALWAYS_THERE = ("parks", "buildings", "spaces", "enterprises", "contracts")
"""Tables of which a case that does not name them has one row of defaults; of the others it has none."""


def a_county(**tables: list[dict[str, Any]]) -> Snapshot:
    """Rows by table, each filled up from the defaults; a contract may name its `spaces` (default: S1)."""
    given = {name: tables.get(name, [{}] if name in ALWAYS_THERE else []) for name in DEFAULTS}
    rows = {name: [{**DEFAULTS[name], **row} for row in some] for name, some in given.items()}
    rows["contract_spaces"] = [
        {"contract_number": contract["number"], "park_code": contract["park_code"], "space_code": space}
        for contract in rows["contracts"] for space in contract.pop("spaces", ["S1"])
    ]
    return Snapshot(**{name: _table(name).of(_columns(some)) for name, some in rows.items()})


def _table(name: str) -> type[Table]:
    return getattr(facts, "".join(part.capitalize() for part in name.split("_")))


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    names = {name for row in rows for name in row}
    return {name: [row.get(name) for row in rows] for name in names}
