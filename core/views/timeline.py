"""What happened, in order: the dated facts of some parks or enterprises as one list of short sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

Row = Mapping[str, Any]
Records = Mapping[str, pd.DataFrame]
"""Name of a database table -> its rows, with the columns of that table."""

COLUMNS = ("on", "kind", "park", "credit_code", "contract", "text")


@dataclass(frozen=True)
class Source:
    """One kind of event: a day in a table, and what to say of the row; None = nothing happened."""

    table: str
    column: str
    kind: str
    say: Callable[[Row], str | None]


def timeline(records: Records, as_of: date, names: Mapping[str, str]) -> pd.DataFrame:
    """A frame of COLUMNS, the newest first, of what is dated by the day; names: credit code -> name.

    Tables that are not given have nothing to tell.
    """
    events: list[dict[str, Any]] = []
    tables = {name: table.rename(columns={"number": f"{name}_number"}) for name, table in records.items()}
    parties = _parties(tables)
    for source in SOURCES:
        table = tables.get(source.table)
        if table is None:
            continue
        days = pd.to_datetime(table[source.column])
        for row in table.assign(on=days)[days <= pd.Timestamp(as_of)].to_dict("records"):
            known = _known(row, parties, names)
            if text := source.say(known):
                events.append({
                    "on": known["on"].date(), "kind": source.kind, "park": known.get("park_code"),
                    "credit_code": known.get("credit_code"), "contract": known.get("contract_number"), "text": text,
                })
    return pd.DataFrame(events, columns=list(COLUMNS)).sort_values("on", ascending=False, kind="stable",
                                                                   ignore_index=True)


def _parties(records: Records) -> dict[str, Row]:
    """Contract number -> park and enterprise."""
    contracts = records.get("contract")
    if contracts is None:
        return {}
    rows = contracts[["contract_number", "park_code", "credit_code"]].to_dict("records")
    return {row["contract_number"]: {name: row[name] for name in ("park_code", "credit_code")} for row in rows}


def _known(row: dict[Any, Any], parties: Mapping[str, Row], names: Mapping[str, str]) -> dict[str, Any]:
    """The row without its blanks, with the parties of its contract and the names that sentences need."""
    known = {str(name): value for name, value in row.items() if not pd.isna(value)}
    if "contract_number" in known:
        known = {**parties.get(known["contract_number"], {}), **known}
    if "occupant_code" in known:
        known.setdefault("credit_code", known["occupant_code"])
    known["name"] = known.get("name") or names.get(known.get("credit_code", ""), "")
    known["occupant"] = names.get(known.get("occupant_code", ""), known.get("occupant_code"))
    return known


def _period(report: Row) -> str:
    quarter = "年报" if report["quarter"] == 0 else f"{report['quarter']:.0f}季度报表"
    return f"{report['year']:.0f}年{quarter}"


def _came_to_its_end(contract: Row) -> str | None:
    """Nothing if it was terminated before."""
    early = contract.get("terminated_on")
    is_early = early is not None and pd.Timestamp(early) <= pd.Timestamp(contract["ends_on"])
    return None if is_early else f"{contract['contract_number']}合同期满"


def _found(check: Row) -> str:
    if check["occupant"] is None:
        return f"核查{check['space_code']}单元，未见企业使用"
    return f"核查{check['space_code']}单元，在此使用" + ("，从事生产" if check.get("is_producing") else "")


def _hazard(hazard: Row) -> str:
    what = f"：{hazard['description']}" if hazard.get("description") else ""
    return f"{hazard['department']}检查发现{hazard['line']}{hazard['level']}隐患{what}"


def _review(contract: Row) -> str | None:
    result = contract.get("review_result")
    return result and f"{contract['contract_number']}入园审核{result}"


def _recheck(notice: Row) -> str | None:
    result = notice.get("recheck_result")
    return result and f"{notice['year']:.0f}年度整改复评{result}"


SOURCES = (
    Source("building", "completed_on", "建设", lambda row: f"{row['name'] or row['code']}竣工"),
    Source("contract", "reviewed_on", "合同", _review),
    Source("contract", "signed_on", "合同", lambda row: f"签订{row['mode']}合同{row['contract_number']}"),
    Source("contract", "starts_on", "合同", lambda row: f"{row['contract_number']}合同起始，入驻园区"),
    Source("contract", "ends_on", "合同", _came_to_its_end),
    Source("contract", "terminated_on", "合同", lambda row: f"{row['contract_number']}合同提前终止"),
    Source("sublet_approval", "approved_on", "合同", lambda row: f"批准{row['occupant']}作为次承租企业使用"),
    Source("report", "filed_on", "填报", lambda row: f"报送{_period(row)}"),
    Source("occupancy_check", "checked_on", "核查", _found),
    Source("hazard", "checked_on", "检查", _hazard),
    Source("hazard", "closed_on", "检查", lambda row: f"{row['line']}隐患{row['hazard_number']}销号"),
    Source("rectification", "issued_on", "整改",
           lambda row: f"下达{row['year']:.0f}年度整改通知，限{pd.Timestamp(row['due_on']):%Y-%m-%d}前完成"),
    Source("rectification", "rechecked_on", "整改", _recheck),
    Source("exit_case", "decided_on", "清退", lambda row: f"决议清退，合同{row['contract_number']}"),
    Source("exit_case", "completed_on", "清退", lambda row: f"清退完成，合同{row['contract_number']}"),
    Source("exit_case", "bought_back_on", "清退", lambda _: "厂房回购"),
    Source("exit_case", "relet_on", "清退", lambda _: "厂房再租售"),
)
"""In the order in which what falls on one day is told, the last first."""
KINDS = tuple(dict.fromkeys(source.kind for source in SOURCES))
