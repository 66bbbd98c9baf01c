"""A new record of every sheet in a park, as a browser would tell it field by field, and a county far away."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from sqlmodel import Session, select

from core.access import COMMAND_LINE, Role
from core.terms import SupervisionLine
from data import sessions
from data.accounts import new_account
from data.acts import utc_now
from data.engine import reading_connection, writing
from data.intake.rows import Entry
from data.intake.schema import workbook_schema
from data.intake.stored import Stored
from data.lookup import key_text
from data.records import save
from data.tables import SHEETS, Account, Contract, County, Enterprise
from data.wanted import Wanted
from tests.factory import a_contract, a_park

FAR_COUNTY, FAR_PARK, FAR_FIRM = "331102", "331102001", "91331181MA2HJ4K163"
NEW_FIRM = "913311817046138254"
NUMBERS = count(1)
BUILDING, SPACE = "F1", "F1-101"


@dataclass(frozen=True)
class Place:
    """A park, with a contract in it, and the enterprises that have contracts there."""

    park: str
    contract: str
    firms: list[str]


def place_in(engine, park):
    with Session(engine) as session:
        found = session.exec(select(Contract).where(Contract.park_code == park).order_by(Contract.number)).all()
    return Place(park, found[0].number, sorted({one.credit_code for one in found}))


def a_new(sheet, place):
    """Header -> text, or list of texts, of a record that there is not yet."""
    number = next(NUMBERS)
    year, day = 2031 + number % 60, f"2026-0{number % 5 + 1}-1{number % 9}"
    other = place.firms[number % len(place.firms)]
    park, contract, firm = {"园区编码": place.park}, {"合同编号": place.contract}, {"统一社会信用代码": place.firms[0]}
    by_contract = park | contract
    return {
        "园区": {
            **park, "园区名称": "改名园", "所在乡镇": "八都镇", "园区类型": "生产制造类", "用地来源": "新增用地",
            "在主平台或三年计划内": "是", "开发模式": "国有建设用地", "占地面积(亩)": "12", "建筑面积(㎡)": "9000",
            "开发主体": "演示公司", "开发主体性质": "国有企业", "主导产业代码": ["20"],
        },
        "楼栋": {**park, "楼栋编号": f"L{number}", "层数": "2"},
        "单元": {**park, "单元编号": f"D{number}", "楼栋编号": BUILDING, "楼层": "1", "建筑面积(㎡)": "100",
                 "用途": "生产", "持有方式": "自持"},
        "企业": {"统一社会信用代码": NEW_FIRM, "企业名称": "演示凤阳公司", "行业代码": "2039"},
        "合同": {**park, "合同编号": f"W{number}", **firm, "方式": "租赁", "签订日期": "2030-01-04",
                 "起始日期": f"{year}-01-01", "终止日期": f"{year}-12-31",
                 "单元编号": [f"{BUILDING}-{number % 4 + 101}"]},
        "承诺指标": {**by_contract, "年度": str(year), "指标": "亩均税收", "承诺值": "12"},
        "数据填报": {**park, **firm, "期间": f"{2020 + number % 2}Q{number % 4 + 1}",
                     "填报日期": "2026-06-01", "税收": "8"},
        "入驻核查": {**park, "单元编号": SPACE, "核查日期": day, "从事生产": "是"},
        "转租审批": {**by_contract, "次承租企业": other, "批准日期": "2026-06-01"},
        "整改": {**by_contract, "整改编号": f"Z{number}", "评价年度": "2025", "下达日期": "2026-06-01",
                 "整改期限": "2031-01-04"},
        "清退": {**by_contract, "决议日期": "2026-06-01"},
        "检查隐患": {**park, "隐患编号": f"Y{number}", "条线": "安全生产", "检查部门": "应急管理局",
                     "检查日期": "2026-06-01", "等级": "一般", "整改期限": "2031-01-04"},
    }[sheet]


def user_of(engine, name):
    """An account as the product takes it."""
    with Session(engine) as session:
        return sessions.user_of(session.get(Account, name))


def add_others(engine):
    """Accounts of the county far away, and one of another unit of the home county; all with the known password."""
    far = (FAR_COUNTY,)
    others = [
        Wanted("waiban", "远联席", Role.OFFICE, far, unit="莲都联席会议办公室"),
        Wanted("wailing", "远领导", Role.LEADER, far),
        Wanted("waibu", "远应急", Role.DEPARTMENT, far, line=SupervisionLine.SAFETY, unit="莲都应急管理局"),
        Wanted("waiyuan", "远填报", Role.OPERATOR, far, (FAR_PARK,), unit="莲都远方运营机构"),
        Wanted("huanbao", "王环保", Role.DEPARTMENT, ("331181",), line=SupervisionLine.SAFETY, unit="市生态环境局"),
    ]
    with writing(engine) as session:
        stored = session.get(Account, "lianxi").password_hash
        session.add_all(new_account(one, stored, utc_now(), must_change=False) for one in others)


def as_entry(sheet, values):
    """The same as the one way in takes it."""
    columns = workbook_schema()[sheet].position
    return Entry(sheet, {header: "、".join(told) if isinstance(told, list) else told
                         for header, told in values.items() if header in columns})


def add_far_county(engine):
    """A county with one park and a record of every sheet; nobody of the demonstration has business with it."""
    with writing(engine) as session:
        session.add(County(code=FAR_COUNTY, name="莲都区（演示）"))
        session.add(Enterprise(credit_code=FAR_FIRM, name="莲都远方公司（演示）", industry_code="3670"))
        session.flush()
        a_park(session, FAR_PARK, county_code=FAR_COUNTY, name="莲都远方产业园")
        a_contract(session, "FAR1", date(2024, 1, 1), date(2026, 12, 31), park=FAR_PARK, enterprise=FAR_FIRM)
    place = place_in(engine, FAR_PARK)
    add_building(engine, FAR_PARK)
    for sheet in SHEETS:
        if sheet not in ("园区", "楼栋", "单元", "企业", "合同"):
            assert save(engine, COMMAND_LINE, [as_entry(sheet, a_new(sheet, place))], key=f"far-{sheet}").is_written


def add_building(engine, park):
    """One with four spaces that nobody has."""
    building = as_entry("楼栋", {"园区编码": park, "楼栋编号": BUILDING, "层数": "1"})
    spaces = [as_entry("单元", {
        "园区编码": park, "楼栋编号": BUILDING, "单元编号": f"{BUILDING}-{number}", "楼层": "1", "建筑面积(㎡)": "100",
        "用途": "生产", "持有方式": "自持"}) for number in range(101, 105)]
    assert save(engine, COMMAND_LINE, [building, *spaces], key=f"building-{park}").is_written


def record_in(engine, sheet, park):
    """The key, as the address writes it, of a record of a sheet that lies in a park."""
    with reading_connection(engine) as connection:
        row = Stored(connection, [park]).rows(sheet)[0]
    return key_text(workbook_schema()[sheet], dict(zip(workbook_schema()[sheet].position, row, strict=True)))
