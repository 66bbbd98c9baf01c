"""What is reported, checked, rectified and cleared."""

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from core import terms
from data.tables.base import Record, choice, date, entry, flag, in_order, maybe, refers


class Report(Record, table=True):
    """One period of one enterprise in one park; quarter 0 is the annual report. Money in 万元."""

    __table_args__ = (CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter"), {"sqlite_with_rowid": False})

    park_code: str = entry("园区编码", primary_key=True, foreign_key="park.code")
    credit_code: str = entry("统一社会信用代码", primary_key=True, foreign_key="enterprise.credit_code")
    year: int = entry("期间", primary_key=True)
    quarter: int = Field(primary_key=True)
    filed_on: date | None = maybe("填报日期")
    revenue_wan_yuan: float | None = maybe("营业收入")
    output_wan_yuan: float | None = maybe("工业总产值")
    value_added_wan_yuan: float | None = maybe("工业增加值")
    tax_wan_yuan: float | None = maybe("税收")
    fixed_assets_wan_yuan: float | None = maybe("累计固定资产投资")
    energy_tce: float | None = maybe("综合能耗(吨标准煤)")
    emission_t: float | None = maybe("主要污染物排放量(吨)")
    research_wan_yuan: float | None = maybe("研发经费")
    staff: float | None = maybe("年平均从业人数")
    power_wan_kwh: float | None = maybe("用电量(万千瓦时)")
    had_major_accident: bool | None = maybe("重大安全事故", sa_type=flag())
    had_major_violation: bool | None = maybe("重大环境违法", sa_type=flag())


class OccupancyCheck(Record, table=True):
    """Who was found in a space on a day; no occupant = found empty."""

    __tablename__ = "occupancy_check"
    __table_args__ = (
        refers(["park_code", "space_code"], "space", ["park_code", "code"]),
        Index(
            "uq_occupancy_check", "park_code", "space_code", "checked_on", text("coalesce(occupant_code, '')"),
            unique=True,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    checked_on: date = entry("核查日期")
    park_code: str = entry("园区编码")
    space_code: str = entry("单元编号")
    occupant_code: str | None = maybe("实际使用企业", foreign_key="enterprise.credit_code")
    is_producing: bool | None = maybe("从事生产", sa_type=flag())
    note: str | None = maybe("说明")


class Rectification(Record, table=True):
    __table_args__ = (in_order("issued_on", "due_on"),)

    number: str = entry("整改编号", primary_key=True)
    contract_number: str = entry("合同编号", foreign_key="contract.number", index=True)
    year: int = entry("评价年度")
    issued_on: date = entry("下达日期")
    due_on: date = entry("整改期限")
    rechecked_on: date | None = maybe("复评日期")
    recheck_result: str | None = maybe("复评结论", sa_type=choice(terms.Passed))


class ExitCase(Record, table=True):
    __tablename__ = "exit_case"

    contract_number: str = entry("合同编号", primary_key=True, foreign_key="contract.number")
    decided_on: date | None = maybe("决议日期")
    completed_on: date | None = maybe("完成日期")
    bought_back_on: date | None = maybe("回购日期")
    relet_on: date | None = maybe("再租售日期")


class Hazard(Record, table=True):
    __table_args__ = (refers(["park_code", "space_code"], "space", ["park_code", "code"]),)

    number: str = entry("隐患编号", primary_key=True)
    park_code: str = entry("园区编码", foreign_key="park.code", index=True)
    space_code: str | None = maybe("单元编号")
    credit_code: str | None = maybe("统一社会信用代码", foreign_key="enterprise.credit_code")
    line: str = entry("条线", sa_type=choice(terms.SupervisionLine))
    department: str = entry("检查部门")
    checked_on: date = entry("检查日期")
    level: str = entry("等级", sa_type=choice(terms.HazardLevel))
    description: str | None = maybe("描述")
    due_on: date = entry("整改期限")
    closed_on: date | None = maybe("销号日期")
