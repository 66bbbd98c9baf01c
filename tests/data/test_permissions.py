"""Every role × every sheet × own or another's park, from the permission table: written and read."""

from dataclasses import fields
from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from core.access import PERMISSIONS, Action, Bound, Role, User
from core.terms import SupervisionLine
from data.catalogue import read_catalogue
from data.engine import writing
from data.intake.rows import Entry
from data.records import save
from data.registers import register
from data.snapshot import read_snapshot
from data.tables import SHEETS, Act, Building, Contract, County, Enterprise, Park, Space
from tests.factory import COUNTY, OTHER_PARK, PARK, TENANT, a_contract, a_county, a_park

FAR_COUNTY, FAR_PARK = "331102", "331102-A"
FIRM = "91331181MA2HJ4K163"
DAY, END = date(2024, 1, 1), date(2026, 12, 31)
LINE = SupervisionLine.SAFETY
USERS = {
    role: User(role.name, role.value, role, (COUNTY,), (PARK,) if role is Role.OPERATOR else (),
               LINE if role is Role.DEPARTMENT else None)
    for role in Role
}
PLACES = {"own": PARK, "another park": OTHER_PARK, "another county": FAR_PARK}


@pytest.fixture
def counties(engine):
    """Parks A and B in the home county, one in another; a contract in each, and a firm of each."""
    with writing(engine) as session:
        a_county(session)
        session.add(County(code=FAR_COUNTY, name="莲都区"))
        session.flush()
        a_park(session, FAR_PARK, county_code=FAR_COUNTY)
        session.add(Enterprise(credit_code=FIRM, name="演示清音公司", industry_code="3670"))
        session.flush()
        for park in PLACES.values():
            a_contract(session, f"HT-{park}", DAY, END, park=park)
    return engine


def a_row(sheet, park):
    """A new record of a sheet that lies in a park."""
    contract = f"HT-{park}"
    return {
        "园区": {
            "园区编码": park, "园区名称": "改名园", "所在乡镇": "剑池街道", "园区类型": "生产制造类",
            "用地来源": "存量用地", "存量改造方式": "厂房改造", "在主平台或三年计划内": True,
            "开发模式": "存量建设用地", "占地面积(亩)": 31, "建筑面积(㎡)": 25000, "开发主体": "演示国资公司",
            "开发主体性质": "国有企业", "主导产业代码": "20、21",
        },
        "楼栋": {"园区编码": park, "楼栋编号": "9", "层数": 2},
        "单元": {"园区编码": park, "单元编号": "901", "楼栋编号": "1", "楼层": 1, "建筑面积(㎡)": 100, "用途": "生产",
                 "持有方式": "自持"},
        "企业": {"统一社会信用代码": "913311817046138254", "企业名称": "演示凤阳公司", "行业代码": "2039"},
        "合同": {"合同编号": "NEW", "园区编码": park, "单元编号": "102", "统一社会信用代码": FIRM, "方式": "租赁",
                 "签订日期": DAY, "起始日期": DAY, "终止日期": END},
        "承诺指标": {"合同编号": contract, "年度": 2025, "指标": "亩均税收", "承诺值": 12},
        "数据填报": {"统一社会信用代码": FIRM, "园区编码": park, "期间": "2025", "税收": 8},
        "入驻核查": {"核查日期": DAY, "园区编码": park, "单元编号": "101", "实际使用企业": FIRM},
        "转租审批": {"合同编号": contract, "次承租企业": FIRM, "批准日期": DAY},
        "整改": {"整改编号": "ZG1", "合同编号": contract, "评价年度": 2025, "下达日期": DAY, "整改期限": END},
        "清退": {"合同编号": contract, "决议日期": DAY},
        "检查隐患": {"隐患编号": "YH1", "园区编码": park, "条线": LINE.value, "检查部门": "应急管理局", "检查日期": DAY,
                     "等级": "一般", "整改期限": END},
    }[sheet]


def a_park_as_it_is(park):
    """The park's record as a form sees it; its key cannot be new, since others' parks are there already."""
    return a_row("园区", park) | {"园区名称": "演示园", "占地面积(亩)": 30.0, "建筑面积(㎡)": 25000.0}


def is_own(user, place):
    """Whether the place lies within what the role is bounded by."""
    match PERMISSIONS[user.role].bound:
        case Bound.PARKS:
            return place == "own"
        case Bound.COUNTIES:
            return place != "another county"
        case Bound.NOTHING_SEEN:
            return False


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", Role)
def test_a_role_writes_exactly_what_the_table_says(counties, role, place, sheet):
    user, park = USERS[role], PLACES[place]
    seen = a_park_as_it_is(park) if sheet == "园区" else None
    outcome = save(counties, user, [Entry(sheet, a_row(sheet, park), seen)], key=uuid4().hex)
    rights = PERMISSIONS[role]
    is_allowed = Action.WRITE in rights.actions and sheet in rights.writes and (sheet == "企业" or is_own(user, place))
    assert outcome.is_written == is_allowed, outcome.problems
    with Session(counties) as session:
        acts = session.exec(select(Act)).all()
    kinds = {one.kind for one in acts}
    assert (kinds == {"拒绝访问"}) != is_allowed
    assert len(acts) == 1


@pytest.mark.parametrize("role", Role)
def test_a_role_reads_only_what_lies_within_its_reach(counties, role):
    user = USERS[role]
    allowed = {park for place, park in PLACES.items() if is_own(user, place)}
    facts = read_snapshot(counties, user.reach)
    for one in fields(facts):
        table = getattr(facts, one.name)
        if hasattr(table, "park_code"):
            assert set(table.park_code) <= allowed
        if hasattr(table, "contract_number"):
            assert {number.removeprefix("HT-") for number in table.contract_number} <= allowed
    assert set(facts.parks.code) == allowed
    assert set(facts.enterprises.credit_code) == ({TENANT} if allowed else set())


@pytest.mark.parametrize("role", Role)
def test_asking_for_others_parks_by_name_gives_nothing(counties, role):
    user = USERS[role]
    beyond = [park for place, park in PLACES.items() if not is_own(user, place)]
    assert len(read_snapshot(counties, user.reach, parks=beyond).parks) == 0
    assert len(read_snapshot(counties, user.reach, county=FAR_COUNTY).parks) == 0
    for table in (Park, Building, Space, Contract, Enterprise):
        assert register(counties, user.reach, table, beyond).empty


@pytest.mark.parametrize("role", Role)
def test_pickers_offer_only_what_lies_within_reach(counties, role):
    user = USERS[role]
    catalogue = read_catalogue(counties, user.reach)
    assert {one.code for one in catalogue.parks} == {park for place, park in PLACES.items() if is_own(user, place)}
    assert FAR_COUNTY not in catalogue.counties
