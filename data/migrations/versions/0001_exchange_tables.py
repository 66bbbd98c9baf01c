"""The tables of the exchange workbook, and the data version.

A frozen copy of what the tables were then: it must not follow the models when they change later.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, CheckConstraint, Column, Date, Float, Index, Integer, String, Table
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None

tables = sa.MetaData(naming_convention={
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
})


Kind = type[TypeEngine[Any]] | TypeEngine[Any]


def key(name: str, kind: Kind = String, refers: str | None = None) -> Column[Any]:
    return Column(name, kind, *refer(refers), primary_key=True)


def column(name: str, kind: Kind = String, refers: str | None = None, index: bool | None = None) -> Column[Any]:
    return Column(name, kind, *refer(refers), nullable=False, index=index)


def maybe(name: str, kind: Kind = String, refers: str | None = None) -> Column[Any]:
    return Column(name, kind, *refer(refers), nullable=True)


def refer(target: str | None) -> list[sa.ForeignKey]:
    return [sa.ForeignKey(target)] if target else []


def one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=16)


def checks(**conditions: str) -> list[CheckConstraint]:
    return [CheckConstraint(condition, name=name) for name, condition in conditions.items()]


def positive(*names: str) -> list[CheckConstraint]:
    return checks(**{f"{name}_positive": f"{name} > 0" for name in names})


def not_negative(*names: str) -> list[CheckConstraint]:
    return checks(**{f"{name}_not_negative": f"{name} >= 0" for name in names})


def share(*names: str) -> list[CheckConstraint]:
    return checks(**{f"{name}_share": f"{name} >= 0 AND {name} <= 1" for name in names})


def in_order(earlier: str, later: str) -> CheckConstraint:
    return CheckConstraint(f"{earlier} <= {later}", name=f"{earlier}_not_after_{later}")


def to_space() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["park_code", "space_code"], ["space.park_code", "space.code"])


Table(
    "data_version", tables,
    key("id", Integer), column("number", Integer),
    *checks(one_row="id = 1"),
)
Table(
    "county", tables,
    key("code", String(6)), column("name"),
)
Table(
    "park", tables,
    key("code"),
    column("county_code", refers="county.code", index=True),
    column("name"),
    column("town"),
    column("kind", one_of("parkkind", "生产制造类", "非生产制造类")),
    maybe("is_industrial_estate", Boolean),
    column("site_source", one_of("sitesource", "新增用地", "存量用地")),
    maybe("conversion_way", one_of("conversionway", "厂房改造", "拆除重建", "闲置用地建设")),
    column("is_in_plan", Boolean),
    column("development_mode", one_of("developmentmode", "国有建设用地", "集体建设用地", "存量建设用地")),
    maybe("land_use", one_of("landuse", "工业用地", "其他")),
    column("site_area_mu", Float),
    column("floor_area_m2", Float),
    column("developer"),
    column("developer_kind", one_of("developerkind", "国有企业", "集体", "民营")),
    maybe("operators"),
    maybe("collective_shareholders"),
    column("leading_codes"),
    maybe("related_codes"),
    maybe("agreed_leading_ratio", Float),
    maybe("agreed_self_held_ratio", Float),
    maybe("agreed_sold_ratio", Float),
    maybe("guide_rent_yuan", Float),
    maybe("guide_price_yuan", Float),
    maybe("longitude", Float),
    maybe("latitude", Float),
    maybe("coordinate_system", one_of("coordinatesystem", "CGCS2000", "GCJ-02", "BD-09")),
    maybe("reporter"),
    *positive("site_area_mu", "floor_area_m2"),
    *not_negative("guide_rent_yuan", "guide_price_yuan"),
    *share("agreed_leading_ratio", "agreed_self_held_ratio", "agreed_sold_ratio"),
)
Table(
    "building", tables,
    key("park_code", refers="park.code"), key("code"),
    maybe("name"),
    column("floors", Integer),
    maybe("completed_on", Date),
    maybe("outline_wkt"),
    *positive("floors"),
)
Table(
    "space", tables,
    key("park_code"), key("code"),
    column("building_code"),
    column("floor", Integer),
    column("area_m2", Float),
    column("use", one_of("spaceuse", "生产", "仓储", "办公研发", "配套", "宿舍")),
    column("tenure", one_of("tenure", "自持", "可售")),
    maybe("height_m", Float),
    maybe("load_kg_m2", Float),
    maybe("is_disused", Boolean),
    maybe("is_listed", Boolean),
    sa.ForeignKeyConstraint(["park_code", "building_code"], ["building.park_code", "building.code"]),
    *positive("area_m2"),
    *not_negative("height_m", "load_kg_m2"),
)
Table(
    "enterprise", tables,
    key("credit_code", String(18)),
    column("name"),
    column("industry_code"),
    maybe("size", one_of("enterprisesize", "大型", "中型", "小型", "微型")),
    maybe("tags"),
)
Table(
    "contract", tables,
    key("number"),
    column("park_code", refers="park.code", index=True),
    column("credit_code", refers="enterprise.credit_code", index=True),
    column("mode", one_of("contractmode", "租赁", "先租后让", "直接出让")),
    column("signed_on", Date),
    column("starts_on", Date),
    maybe("ends_on", Date),
    maybe("rent_yuan", Float),
    maybe("price_yuan", Float),
    maybe("has_entry_contract", Boolean),
    maybe("reviewed_on", Date),
    maybe("review_result", one_of("passed", "通过", "不通过")),
    maybe("terminated_on", Date),
    in_order("starts_on", "ends_on"),
    in_order("starts_on", "terminated_on"),
    *checks(only_sales_without_end="(mode = '直接出让') = (ends_on IS NULL)"),
    *not_negative("rent_yuan", "price_yuan"),
)
Table(
    "contract_space", tables,
    key("contract_number", refers="contract.number"), key("park_code"), key("space_code"),
    maybe("held_from", Date),
    maybe("held_until", Date),
    to_space(),
    Index("ix_contract_space_space", "park_code", "space_code"),
)
Table(
    "commitment", tables,
    key("contract_number", refers="contract.number"), key("year", Integer),
    key("indicator", one_of(
        "indicator", "投资强度", "亩均税收", "亩均增加值", "单位能耗增加值", "单位排放增加值", "研发投入占比",
        "全员劳动生产率",
    )),
    column("promised", Float),
    sqlite_with_rowid=False,
)
Table(
    "report", tables,
    key("park_code", refers="park.code"), key("credit_code", refers="enterprise.credit_code"),
    key("year", Integer), key("quarter", Integer),
    maybe("filed_on", Date),
    *(maybe(name, Float) for name in (
        "revenue_wan_yuan", "output_wan_yuan", "value_added_wan_yuan", "tax_wan_yuan", "fixed_assets_wan_yuan",
        "energy_tce", "emission_t", "research_wan_yuan", "staff", "power_wan_kwh",
    )),
    maybe("had_major_accident", Boolean),
    maybe("had_major_violation", Boolean),
    *checks(quarter="quarter BETWEEN 0 AND 4"),
    sqlite_with_rowid=False,
)
Table(
    "occupancy_check", tables,
    key("id", Integer),
    column("checked_on", Date),
    column("park_code"),
    column("space_code"),
    maybe("occupant_code", refers="enterprise.credit_code"),
    maybe("is_producing", Boolean),
    maybe("note"),
    to_space(),
    Index(
        "uq_occupancy_check", "park_code", "space_code", "checked_on", sa.text("coalesce(occupant_code, '')"),
        unique=True,
    ),
)
Table(
    "sublet_approval", tables,
    key("contract_number", refers="contract.number"), key("occupant_code", refers="enterprise.credit_code"),
    column("approved_on", Date),
    maybe("expires_on", Date),
    in_order("approved_on", "expires_on"),
)
Table(
    "rectification", tables,
    key("number"),
    column("contract_number", refers="contract.number", index=True),
    column("year", Integer),
    column("issued_on", Date),
    column("due_on", Date),
    maybe("rechecked_on", Date),
    maybe("recheck_result", one_of("passed", "通过", "不通过")),
    in_order("issued_on", "due_on"),
)
Table(
    "exit_case", tables,
    key("contract_number", refers="contract.number"),
    maybe("decided_on", Date), maybe("completed_on", Date), maybe("bought_back_on", Date), maybe("relet_on", Date),
)
Table(
    "hazard", tables,
    key("number"),
    column("park_code", refers="park.code", index=True),
    maybe("space_code"),
    maybe("credit_code", refers="enterprise.credit_code"),
    column("line", one_of("supervisionline", "生态环境", "安全生产", "违建处置", "生产经营", "消防")),
    column("department"),
    column("checked_on", Date),
    column("level", one_of("hazardlevel", "一般", "重大")),
    maybe("description"),
    column("due_on", Date),
    maybe("closed_on", Date),
    to_space(),
)


def upgrade() -> None:
    tables.create_all(op.get_bind(), checkfirst=False)
    op.execute("INSERT INTO data_version (id, number) VALUES (1, 0)")


def downgrade() -> None:
    tables.drop_all(op.get_bind(), checkfirst=False)
