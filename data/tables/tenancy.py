"""Enterprises, their contracts, what they promised, and who may use their spaces."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from core import terms
from data.tables.base import Record, choice, date, entry, flag, in_order, maybe, not_negative, refers


class Enterprise(Record, table=True):
    credit_code: str = entry("统一社会信用代码", primary_key=True, max_length=18)
    name: str = entry("企业名称")
    industry_code: str = entry("行业代码")
    size: str | None = maybe("企业规模", sa_type=choice(terms.EnterpriseSize))
    tags: str | None = maybe("企业标签", is_list=True)


class Contract(Record, table=True):
    __table_args__ = (
        in_order("starts_on", "ends_on"),
        in_order("starts_on", "terminated_on"),
        CheckConstraint("(mode = '直接出让') = (ends_on IS NULL)", name="only_sales_without_end"),
        *not_negative("rent_yuan", "price_yuan"),
    )

    number: str = entry("合同编号", primary_key=True)
    park_code: str = entry("园区编码", foreign_key="park.code", index=True)
    credit_code: str = entry("统一社会信用代码", foreign_key="enterprise.credit_code", index=True)
    mode: str = entry("方式", sa_type=choice(terms.ContractMode))
    signed_on: date = entry("签订日期")
    starts_on: date = entry("起始日期")
    ends_on: date | None = maybe("终止日期")
    rent_yuan: float | None = maybe("租金(元/㎡·月)")
    price_yuan: float | None = maybe("售价(元/㎡)")
    has_entry_contract: bool | None = maybe("入园管理合同", sa_type=flag())
    reviewed_on: date | None = maybe("入园审核日期")
    review_result: str | None = maybe("入园审核结论", sa_type=choice(terms.Passed))
    terminated_on: date | None = maybe("提前终止日期")


class ContractSpace(Record, table=True):
    """One space of a contract, and the days on which the contract holds it: from held_from up to, not with, held_until.

    The two days are kept by the database from the contract and its exit case, so that it can refuse a second contract
    on the same days.
    """

    __tablename__ = "contract_space"
    __table_args__ = (
        refers(["park_code", "space_code"], "space", ["park_code", "code"]),
        Index("ix_contract_space_space", "park_code", "space_code"),
    )

    contract_number: str = Field(primary_key=True, foreign_key="contract.number")
    park_code: str = Field(primary_key=True)
    space_code: str = Field(primary_key=True)
    held_from: date | None = None
    held_until: date | None = None


class Commitment(Record, table=True):
    __table_args__ = ({"sqlite_with_rowid": False},)

    contract_number: str = entry("合同编号", primary_key=True, foreign_key="contract.number")
    year: int = entry("年度", primary_key=True)
    indicator: str = entry("指标", primary_key=True, sa_type=choice(terms.Indicator))
    promised: float = entry("承诺值")


class SubletApproval(Record, table=True):
    __tablename__ = "sublet_approval"
    __table_args__ = (in_order("approved_on", "expires_on"),)

    contract_number: str = entry("合同编号", primary_key=True, foreign_key="contract.number")
    occupant_code: str = entry("次承租企业", primary_key=True, foreign_key="enterprise.credit_code")
    approved_on: date = entry("批准日期")
    expires_on: date | None = maybe("批准截止日期")
