"""What happened, in order, in words, and nothing that the day does not know yet."""

from datetime import date

import pandas as pd
import pytest

from core.views.timeline import COLUMNS, timeline

D = date(2026, 6, 30)
NAMES = {"E1": "甲公司", "E2": "乙公司"}
CONTRACT = {
    "number": "H1", "park_code": "P1", "credit_code": "E1", "mode": "租赁", "signed_on": "2023-01-10",
    "starts_on": "2023-02-01", "ends_on": None, "reviewed_on": None, "review_result": None, "terminated_on": None,
}


def told(on=D, **tables):
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    return timeline(frames, on, NAMES)


def texts(**tables):
    return told(**tables)["text"].to_list()


def test_a_contract_tells_of_its_review_signing_and_start_the_newest_first():
    rows = told(contract=[CONTRACT | {"reviewed_on": "2023-01-05", "review_result": "通过"}])
    assert rows["text"].to_list() == ["H1合同起始，入驻园区", "签订租赁合同H1", "H1入园审核通过"]
    assert rows["on"].to_list() == [date(2023, 2, 1), date(2023, 1, 10), date(2023, 1, 5)]
    assert set(rows["park"]) == {"P1"}
    assert set(rows["credit_code"]) == {"E1"}
    assert set(rows["contract"]) == {"H1"}


@pytest.mark.parametrize(("terminated_on", "said"), [
    (None, ["H1合同期满"]), ("2026-01-01", ["H1合同提前终止"]), ("2026-12-01", ["H1合同期满"]),
])
def test_a_contract_comes_to_its_end_once(terminated_on, said):
    rows = texts(contract=[CONTRACT | {"ends_on": "2026-05-31", "terminated_on": terminated_on}])
    assert [one for one in rows if "期满" in one or "终止" in one] == said


def test_what_is_dated_after_the_day_has_not_happened():
    assert texts(contract=[CONTRACT | {"starts_on": "2026-07-01"}]) == ["签订租赁合同H1"]
    assert told(date(2022, 12, 31), contract=[CONTRACT]).empty


def test_notices_and_exits_belong_to_the_parties_of_their_contract():
    rows = told(
        contract=[CONTRACT],
        rectification=[{"number": "Z1", "contract_number": "H1", "year": 2025, "issued_on": "2026-04-01",
                        "due_on": "2026-06-01", "rechecked_on": "2026-06-10", "recheck_result": "不通过"}],
        exit_case=[{"contract_number": "H1", "decided_on": "2026-06-20", "completed_on": None, "bought_back_on": None,
                    "relet_on": None}],
    ).head(3)
    assert rows["text"].to_list() == [
        "决议清退，合同H1", "2025年度整改复评不通过", "下达2025年度整改通知，限2026-06-01前完成",
    ]
    assert rows[["park", "credit_code"]].to_numpy().tolist() == [["P1", "E1"]] * 3


def test_a_recheck_without_a_result_says_nothing():
    notice = {"number": "Z1", "contract_number": "H1", "year": 2025, "issued_on": "2026-08-01", "due_on": "2026-09-01",
              "rechecked_on": "2026-06-10", "recheck_result": None}
    assert texts(rectification=[notice]) == []


def test_a_check_belongs_to_whom_it_found():
    check = {"park_code": "P1", "space_code": "A-101", "checked_on": "2026-05-01"}
    rows = told(occupancy_check=[
        check | {"occupant_code": "E2", "is_producing": True}, check | {"occupant_code": None, "is_producing": None},
    ])
    assert rows["credit_code"].to_list()[0] == "E2"
    assert rows["text"].to_list() == ["核查A-101单元，在此使用，从事生产", "核查A-101单元，未见企业使用"]


def test_reports_hazards_approvals_and_buildings_are_told():
    rows = texts(
        report=[{"park_code": "P1", "credit_code": "E1", "year": 2025, "quarter": 0, "filed_on": "2026-03-01"},
                {"park_code": "P1", "credit_code": "E1", "year": 2026, "quarter": 1, "filed_on": "2026-04-11"}],
        hazard=[{"number": "Y1", "park_code": "P1", "credit_code": "E1", "line": "消防", "department": "消防救援大队",
                 "checked_on": "2026-02-01", "level": "一般", "description": "通道堵塞", "closed_on": "2026-02-09"}],
        sublet_approval=[{"contract_number": "H1", "occupant_code": "E2", "approved_on": "2026-01-01"}],
        building=[{"park_code": "P1", "code": "A", "name": None, "completed_on": "2020-01-01"}],
    )
    assert rows == [
        "报送2026年1季度报表", "报送2025年年报", "消防隐患Y1销号", "消防救援大队检查发现消防一般隐患：通道堵塞",
        "批准乙公司作为次承租企业使用", "A竣工",
    ]


def test_without_tables_nothing_happened():
    assert list(told().columns) == list(COLUMNS)
    assert told().empty
