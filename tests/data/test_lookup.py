"""Finding what a form opens and what it offers: by words, a page at a time, within reach, on both databases."""

from datetime import date

import pytest

from core.access import Reach, Role, User
from data.engine import writing
from data.history import history_of, voided_records
from data.intake.rows import Entry
from data.intake.schema import workbook_schema
from data.lookup import Asked, key_row, key_text, listed, record_of
from data.offers import buildings, contracts, enterprises, park_of_contract, places, registered
from data.records import save, void
from data.tables import Commitment, Enterprise, ExitCase, Hazard, OccupancyCheck, Report
from tests.factory import COUNTY, NEIGHBOUR, OTHER_PARK, PARK, TENANT, a_contract, a_county

OFFICE = User("office", "办公室甲", Role.OFFICE, (COUNTY,))
OPERATOR = User("park-a", "填报员甲", Role.OPERATOR, (COUNTY,), (PARK,))
OTHER = User("park-b", "填报员乙", Role.OPERATOR, (COUNTY,), (OTHER_PARK,))
SAFETY = User("safety", "应急甲", Role.DEPARTMENT, (COUNTY,), line="安全生产")
LEADER = User("leader", "领导甲", Role.LEADER, (COUNTY,))
FAR = User("far", "外县甲", Role.OFFICE, ("331102",))
LONELY = "91331181MA2HJ4K163"
START, END = date(2024, 1, 1), date(2026, 12, 31)


@pytest.fixture
def county(engine):
    with writing(engine) as session:
        a_county(session)
        session.add(Enterprise(credit_code=LONELY, name="演示清音_公司", industry_code="3670"))
        session.flush()
        a_contract(session, "HT1", START, END, spaces=("101", "102"))
        a_contract(session, "HT2", START, None, park=OTHER_PARK, enterprise=NEIGHBOUR, mode="直接出让")
        session.add(Commitment(contract_number="HT1", year=2025, indicator="亩均税收", promised=20))
        session.add(Report(park_code=PARK, credit_code=TENANT, year=2025, quarter=3, tax_wan_yuan=5))
        session.add(OccupancyCheck(checked_on=START, park_code=PARK, space_code="101"))
        for number, line in (("YH1", "安全生产"), ("YH2", "消防")):
            session.add(Hazard(
                number=number, park_code=PARK, line=line, department="局", checked_on=START, level="一般", due_on=END,
            ))
    return engine


def found(engine, user, sheet, **asked):
    return [one.record for one in listed(engine, user, sheet, Asked(**asked))[0]]


@pytest.mark.parametrize("sheet", workbook_schema())
def test_every_record_that_is_listed_can_be_opened(county, sheet):
    hits, total = listed(county, OFFICE, sheet, Asked())
    assert total == len(hits) > 0 or sheet in ("转租审批", "整改", "清退")
    for hit in hits:
        assert record_of(county, OFFICE, sheet, hit.record) == hit.values
        assert key_text(workbook_schema()[sheet], hit.values) == hit.record


@pytest.mark.parametrize(("sheet", "words", "expected"), [
    ("合同", "演示甲", ['["HT1"]']), ("合同", "ht2", ['["HT2"]']), ("合同", "演示 HT2", ['["HT2"]']),
    ("合同", "HT_", []),
    ("企业", "清音_", [f'["{LONELY}"]']), ("企业", LONELY, [f'["{LONELY}"]']), ("企业", "%", []),
    ("承诺指标", "演示甲", ['["HT1","2025","亩均税收"]']), ("园区", PARK, [f'["{PARK}"]']),
])
def test_all_words_must_be_found_and_stand_for_themselves(county, sheet, words, expected):
    assert found(county, OFFICE, sheet, words=words) == expected


def test_pages_follow_one_another(county):
    pages = [listed(county, OFFICE, "单元", Asked(page=page), most=3) for page in range(3)]
    assert [len(hits) for hits, _ in pages] == [3, 1, 0]
    assert {total for _, total in pages} == {4}
    assert len({one.record for hits, _ in pages for one in hits}) == 4


@pytest.mark.parametrize(("user", "sheet", "expected"), [
    (OPERATOR, "合同", ['["HT1"]']), (OTHER, "合同", ['["HT2"]']), (FAR, "合同", []), (LEADER, "合同", []),
    (SAFETY, "合同", []), (SAFETY, "检查隐患", ['["YH1"]']), (OFFICE, "检查隐患", ['["YH1"]', '["YH2"]']),
    (OPERATOR, "检查隐患", []),
    (OPERATOR, "企业", [f'["{TENANT}"]']), (OTHER, "承诺指标", []),
])
def test_nobody_finds_what_he_may_not_write(county, user, sheet, expected):
    assert found(county, user, sheet) == expected
    everything = [one.record for one in listed(county, OFFICE, sheet, Asked())[0]]
    assert [one for one in everything if record_of(county, user, sheet, one)] == expected


def test_of_one_enterprise_or_park_alone(county):
    assert found(county, OFFICE, "合同", enterprise=TENANT) == ['["HT1"]']
    assert found(county, OFFICE, "数据填报", enterprise=NEIGHBOUR) == []
    assert found(county, OFFICE, "单元", park=OTHER_PARK) == [f'["{OTHER_PARK}","101"]', f'["{OTHER_PARK}","102"]']
    assert found(county, OFFICE, "企业", park=OTHER_PARK) == [f'["{NEIGHBOUR}"]']


@pytest.mark.parametrize("text", ["", "x", "1", "{}", "[]", '["a","b"]', "[1]", "[null]", '["2","x","2025Q9"]'])
def test_what_is_no_key_opens_nothing(county, text):
    assert key_row(workbook_schema()["数据填报"], text) is None
    assert record_of(county, OFFICE, "数据填报", text) is None


def test_a_key_with_a_nul_opens_nothing(county):
    assert record_of(county, OFFICE, "企业", '["\\u0000"]') is None


def test_the_spaces_of_a_contract_are_those_of_its_park(county):
    assert record_of(county, OFFICE, "合同", '["HT1"]')["单元编号"] == "101、102"


@pytest.mark.parametrize(("first_on", "until", "taken"), [
    (START, END, {"101", "102"}), (date(2027, 1, 1), None, set()), (date(2023, 1, 1), START, set()),
    (date(2023, 1, 1), date(2024, 1, 2), {"101", "102"}), (END, None, {"101", "102"}),
])
def test_a_space_is_free_where_no_contract_holds_it_on_any_of_the_days(county, first_on, until, taken):
    every = places(county, OFFICE.reach, PARK, (first_on, until))
    assert {one.code for one in every if not one.is_free} == taken
    assert all((one.taken_by, one.taken_until) == ("演示甲公司", date(2027, 1, 1)) for one in every if not one.is_free)
    assert all(one.is_free for one in places(county, OFFICE.reach, PARK, (first_on, until), but="HT1"))


def test_a_sold_space_is_taken_for_good_and_a_completed_clearing_frees_it(county):
    days = (date(2090, 1, 1), None)
    assert [one.contract for one in places(county, OFFICE.reach, OTHER_PARK, days)] == ["HT2", ""]
    with writing(county) as session:
        session.add(ExitCase(contract_number="HT2", completed_on=date(2025, 1, 1)))
    assert all(one.is_free for one in places(county, OFFICE.reach, OTHER_PARK, days))


def test_nothing_of_another_park_is_offered(county):
    reach = OTHER.reach
    assert (buildings(county, reach, PARK), places(county, reach, PARK), contracts(county, reach, PARK)) == ({}, [], {})
    assert park_of_contract(county, reach, "HT1") is None
    assert enterprises(county, reach) == {NEIGHBOUR: "演示乙公司"}
    assert buildings(county, Reach(), PARK) == {"1": "1"}


def test_of_an_enterprise_elsewhere_name_and_industry_are_told_to_who_knows_its_code(county):
    told = registered(county, OTHER, TENANT)
    assert (told.name, told.industry_code, told.is_within) == ("演示甲公司", "2039", False)
    assert registered(county, OPERATOR, TENANT).is_within
    assert registered(county, OTHER, TENANT[:-1]) is None


def test_history_and_voided_records_are_told_within_reach(county):
    seen = record_of(county, OFFICE, "承诺指标", '["HT1","2025","亩均税收"]')
    save(county, OFFICE, [Entry("承诺指标", {"承诺值": 21}, seen)], key="a", reason="更正")
    now = record_of(county, OFFICE, "承诺指标", '["HT1","2025","亩均税收"]')
    assert voided_records(county, OFFICE, "承诺指标") == []
    void(county, OFFICE, "承诺指标", now, key="b", reason="重复")
    happened = history_of(county, OFFICE, "承诺指标", ("HT1", 2025, "亩均税收"))
    assert [(one.kind, one.by, one.reason) for one in happened] == [
        ("作废", "办公室甲", "重复"), ("填报", "办公室甲", "更正"),
    ]
    assert (happened[1].old, happened[1].new) == ({"承诺值": 20.0}, {"承诺值": 21.0})
    assert [one.old["承诺值"] for one in voided_records(county, OPERATOR, "承诺指标")] == [21.0]
    assert history_of(county, OTHER, "承诺指标", ("HT1", 2025, "亩均税收")) == []
    assert voided_records(county, OTHER, "承诺指标") == []
