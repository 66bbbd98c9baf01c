"""Counties, parks, buildings and spaces."""

from sqlmodel import Field

from core import terms
from data.tables.base import Record, choice, date, entry, flag, maybe, not_negative, positive, refers, share


class County(Record, table=True):
    """The county that parks lie in; not in the workbook, which carries one county."""

    code: str = Field(primary_key=True, max_length=6)
    name: str


class Park(Record, table=True):
    __table_args__ = (
        *positive("site_area_mu", "floor_area_m2"),
        *not_negative("guide_rent_yuan", "guide_price_yuan"),
        *share("agreed_leading_ratio", "agreed_self_held_ratio", "agreed_sold_ratio"),
    )

    code: str = entry("园区编码", primary_key=True)
    county_code: str = Field(foreign_key="county.code", index=True)
    name: str = entry("园区名称")
    town: str = entry("所在乡镇")
    kind: str = entry("园区类型", sa_type=choice(terms.ParkKind))
    is_industrial_estate: bool | None = maybe("工业地产模式", sa_type=flag())
    site_source: str = entry("用地来源", sa_type=choice(terms.SiteSource))
    conversion_way: str | None = maybe("存量改造方式", sa_type=choice(terms.ConversionWay))
    is_in_plan: bool = entry("在主平台或三年计划内", sa_type=flag())
    development_mode: str = entry("开发模式", sa_type=choice(terms.DevelopmentMode))
    land_use: str | None = maybe("用地性质", sa_type=choice(terms.LandUse))
    site_area_mu: float = entry("占地面积(亩)")
    floor_area_m2: float = entry("建筑面积(㎡)")
    developer: str = entry("开发主体")
    developer_kind: str = entry("开发主体性质", sa_type=choice(terms.DeveloperKind))
    operators: str | None = maybe("运营机构", is_list=True)
    collective_shareholders: str | None = maybe("集体股东", is_list=True)
    leading_codes: str = entry("主导产业代码", is_list=True)
    related_codes: str | None = maybe("关联产业代码", is_list=True)
    agreed_leading_ratio: float | None = maybe("约定主导产业占比")
    agreed_self_held_ratio: float | None = maybe("约定自持比例")
    agreed_sold_ratio: float | None = maybe("约定可售比例")
    guide_rent_yuan: float | None = maybe("租金指导价(元/㎡·月)")
    guide_price_yuan: float | None = maybe("售价指导价(元/㎡)")
    longitude: float | None = maybe("经度")
    latitude: float | None = maybe("纬度")
    coordinate_system: str | None = maybe("坐标系", sa_type=choice(terms.CoordinateSystem))
    reporter: str | None = maybe("数据填报人")


class Building(Record, table=True):
    __table_args__ = (*positive("floors"),)

    park_code: str = entry("园区编码", primary_key=True, foreign_key="park.code")
    code: str = entry("楼栋编号", primary_key=True)
    name: str | None = maybe("楼栋名称")
    floors: int = entry("层数")
    completed_on: date | None = maybe("竣工日期")
    outline_wkt: str | None = maybe("轮廓(WKT)")


class Space(Record, table=True):
    __table_args__ = (
        refers(["park_code", "building_code"], "building", ["park_code", "code"]),
        *positive("area_m2"),
        *not_negative("height_m", "load_kg_m2"),
    )

    park_code: str = entry("园区编码", primary_key=True)
    code: str = entry("单元编号", primary_key=True)
    building_code: str = entry("楼栋编号")
    floor: int = entry("楼层")
    area_m2: float = entry("建筑面积(㎡)")
    use: str = entry("用途", sa_type=choice(terms.SpaceUse))
    tenure: str = entry("持有方式", sa_type=choice(terms.Tenure))
    height_m: float | None = maybe("层高(m)")
    load_kg_m2: float | None = maybe("荷载(kg/㎡)")
    is_disused: bool | None = maybe("停用", sa_type=flag())
    is_listed: bool | None = maybe("已发布一键找园", sa_type=flag())
