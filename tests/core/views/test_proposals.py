"""What the figures suggest for the agenda: one item a contract, one a park, one a rule and park, with its clause."""

from datetime import date

import pytest

from core.assessment import assess
from core.meeting import ItemKind
from core.policy import load_policy
from core.views.proposals import SOURCES, proposals
from tests.core.county import a_county

DAY = date(2026, 6, 30)
NAMES = {"E1": "演示甲公司", "E2": "演示乙公司"}
FAILED = {"year": 2025, "issued_on": "2026-04-01", "due_on": "2026-05-31", "rechecked_on": "2026-06-10",
          "recheck_result": "不通过"}
STRANGER = {"checked_on": "2026-06-20", "occupant_code": "E2"}
TWO_FIRMS = [{}, {"credit_code": "E2", "industry_code": "3670"}]
CLAUSE_9 = "依据：龙政办发〔2022〕43号第九条。"


def suggested(**tables):
    return proposals(assess(a_county(**tables), load_policy(), DAY), NAMES)


def test_nothing_wrong_suggests_nothing():
    assert suggested() == []


def test_an_empty_county_suggests_nothing():
    assert suggested(parks=[], buildings=[], spaces=[], enterprises=[], contracts=[]) == []


def test_a_candidate_is_an_item_with_its_contract_and_its_clause():
    [one] = suggested(rectifications=[FAILED])
    assert (one.kind, one.title, one.park, one.subject) == (ItemKind.EXIT, "关于演示甲公司清退事项", "P1", "H1")
    assert one.motion.startswith("对示例园演示甲公司（合同H1，1,000㎡）予以清退")
    assert one.motion.endswith(f"事由：复评不通过。{CLAUSE_9}")


def test_two_contracts_of_one_enterprise_are_two_items_told_apart_by_their_titles():
    found = suggested(
        spaces=[{}, {"code": "S2"}], contracts=[{}, {"number": "H2", "spaces": ["S2"]}],
        rectifications=[FAILED, {**FAILED, "number": "Z2", "contract_number": "H2"}],
    )
    assert {one.title for one in found} == {"关于演示甲公司（合同H1）清退事项", "关于演示甲公司（合同H2）清退事项"}


def test_a_contract_that_is_leaving_already_is_not_suggested_again():
    assert suggested(rectifications=[FAILED], exit_cases=[{"decided_on": "2026-06-20"}]) == []


def test_a_stranger_who_stays_cites_the_clause_on_own_use_too():
    checks = [{**STRANGER, "checked_on": "2026-01-20"}, STRANGER]
    exit_of = next(one for one in suggested(enterprises=TWO_FIRMS, occupancy_checks=checks)
                   if one.kind is ItemKind.EXIT)
    assert "第九条、龙政办发〔2022〕43号第七条、浙小微园办〔2022〕3号第（十）条" in exit_of.motion


@pytest.mark.parametrize(("inside", "outside", "items"), [
    pytest.param(700, 300, 0, id="exactly 70 % is up to the floor"),
    pytest.param(699, 301, 1, id="a little less is not"),
])
def test_a_park_is_suggested_for_its_concentration_and_not_for_its_occupancy(inside, outside, items):
    found = suggested(
        spaces=[{"area_m2": inside}, {"code": "S2", "area_m2": outside}, {"code": "S3", "area_m2": 9000}],
        enterprises=TWO_FIRMS,
        contracts=[{}, {"number": "H2", "credit_code": "E2", "spaces": ["S2"]}],
    )
    assert [one.kind for one in found] == [ItemKind.LOW_CONCENTRATION] * items
    assert all("由69.9%提高到70%以上。依据：龙政办发〔2022〕43号第六条。" in one.motion for one in found)


def test_a_park_without_tenants_is_not_suggested():
    assert suggested(enterprises=[], contracts=[]) == []


def test_red_alerts_of_one_rule_in_one_park_are_one_item():
    [one] = suggested(
        spaces=[{}, {"code": "S2"}], enterprises=TWO_FIRMS, contracts=[{"spaces": ["S1", "S2"]}],
        occupancy_checks=[STRANGER, {**STRANGER, "space_code": "S2"}],
    )
    assert (one.kind, one.park, one.subject) == (ItemKind.RED_ALERT, "P1", "unapproved_occupant~P1")
    assert one.title == "关于示例园“未经批准的使用企业”事项"
    assert "由运营机构责令承租方停止转租" in one.motion
    assert "涉及示例园2项" in one.motion


def test_the_sources_stand_in_the_order_of_the_agenda():
    assert [one.__name__ for one in SOURCES] == ["exit_candidates", "low_concentrations", "red_alerts"]
