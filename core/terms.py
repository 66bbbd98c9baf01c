"""The vocabulary: every closed list of words that facts, rules and pages share. The value is the word on screen."""

from enum import StrEnum
from functools import cache

MU_IN_M2 = 2000 / 3
"""One 亩 in ㎡."""
INDUSTRY_SECTIONS = "ABCDEFGHIJKLMNOPQRST"


@cache
def industry_digits(code: str) -> str:
    """An industry code of GB/T 4754-2017 without its section letter: C3670 -> 3670."""
    return code.lstrip(INDUSTRY_SECTIONS)


class ParkKind(StrEnum):
    MANUFACTURING = "生产制造类"
    OTHER = "非生产制造类"


class SiteSource(StrEnum):
    NEW = "新增用地"
    STOCK = "存量用地"


class ConversionWay(StrEnum):
    CONVERT = "厂房改造"
    REBUILD = "拆除重建"
    IDLE_LAND = "闲置用地建设"


class DevelopmentMode(StrEnum):
    STATE_LAND = "国有建设用地"
    COLLECTIVE_LAND = "集体建设用地"
    STOCK_LAND = "存量建设用地"


class LandUse(StrEnum):
    INDUSTRIAL = "工业用地"
    OTHER = "其他"


class DeveloperKind(StrEnum):
    STATE_OWNED = "国有企业"
    COLLECTIVE = "集体"
    PRIVATE = "民营"


class CoordinateSystem(StrEnum):
    CGCS2000 = "CGCS2000"
    GCJ02 = "GCJ-02"
    BD09 = "BD-09"


class SpaceUse(StrEnum):
    PRODUCTION = "生产"
    STORAGE = "仓储"
    OFFICE = "办公研发"
    SERVICE = "配套"
    DORMITORY = "宿舍"


class Tenure(StrEnum):
    SELF_HELD = "自持"
    FOR_SALE = "可售"


class SpaceState(StrEnum):
    LET = "已租"
    SOLD = "已售"
    VACANT = "空置"
    DISUSED = "停用"
    UNFINISHED = "在建"


class EnterpriseSize(StrEnum):
    LARGE = "大型"
    MEDIUM = "中型"
    SMALL = "小型"
    MICRO = "微型"


class ContractMode(StrEnum):
    LEASE = "租赁"
    LEASE_THEN_TRANSFER = "先租后让"
    DIRECT_SALE = "直接出让"


class Passed(StrEnum):
    """The result of an entry review or of a recheck."""

    YES = "通过"
    NO = "不通过"


class Indicator(StrEnum):
    INVESTMENT = "投资强度"
    TAX = "亩均税收"
    VALUE_ADDED = "亩均增加值"
    ENERGY = "单位能耗增加值"
    EMISSION = "单位排放增加值"
    RESEARCH = "研发投入占比"
    PRODUCTIVITY = "全员劳动生产率"


class SupervisionLine(StrEnum):
    ENVIRONMENT = "生态环境"
    SAFETY = "安全生产"
    ILLEGAL_BUILDING = "违建处置"
    PRODUCTION = "生产经营"
    FIRE = "消防"


class HazardLevel(StrEnum):
    ORDINARY = "一般"
    MAJOR = "重大"


class Grade(StrEnum):
    """履约评价 of one contract in one year (L9)."""

    EXCELLENT = "优秀"
    PASS = "合格"
    RECTIFY = "限期整改"
    FAIL = "不合格"
    NOT_ASSESSABLE = "无法评价"
    NOT_APPLICABLE = "不适用"


class ExitStep(StrEnum):
    """Where a contract in force stands on the way from support to clearance (L9), worst first."""

    LEAVING = "清退中"
    CANDIDATE = "清退候选"
    RECHECK_DUE = "待复评"
    RECTIFYING = "整改中"
    NOTICE_DUE = "应发整改通知"
    SUPPORT = "扶持"
    NORMAL = "正常"


class Base(StrEnum):
    """What concentration is measured by (L6); the value is its name in parameters and files."""

    AREA = "area"
    ENTERPRISES = "enterprises"
    OUTPUT = "output"


class IndustryRelation(StrEnum):
    """What a tenant's industry is to its park (L6)."""

    LEADING = "主导产业"
    RELATED = "关联产业"
    OTHER = "其他产业"


class Verdict(StrEnum):
    MET = "met"
    BREACHED = "breached"
    CANNOT_JUDGE = "cannot_judge"
    NOT_APPLICABLE = "not_applicable"


class Modality(StrEnum):
    """How strongly a clause binds, and so what a breach of it may become."""

    FORBIDDEN = "不得"
    REQUIRED = "应"
    IN_PRINCIPLE = "原则上"
    ENCOURAGED = "鼓励"
    REMINDER = "提示"


class Severity(StrEnum):
    RED = "红"
    ORANGE = "橙"
    YELLOW = "黄"
    BLUE = "蓝"
    GOOD = "良"


BASE_LABEL = {Base.AREA: "按面积", Base.ENTERPRISES: "按企业数", Base.OUTPUT: "按产值"}
VERDICT_LABEL = {
    Verdict.MET: "符合",
    Verdict.BREACHED: "不符合",
    Verdict.CANNOT_JUDGE: "无法判断",
    Verdict.NOT_APPLICABLE: "不适用",
}
INDICATOR_UNIT = {
    Indicator.INVESTMENT: "万元/亩",
    Indicator.TAX: "万元/亩",
    Indicator.VALUE_ADDED: "万元/亩",
    Indicator.ENERGY: "万元/吨标准煤",
    Indicator.EMISSION: "万元/吨",
    Indicator.RESEARCH: "",
    Indicator.PRODUCTIVITY: "万元/人",
}
