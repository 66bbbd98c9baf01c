"""Parks, buildings, spaces and enterprises: limits hit exactly, blanks wherever a blank is allowed."""

from datetime import date

from tests.counties.picking import YES_NO_BLANK, Pick, Row


def park(pick: Pick, code: str) -> Row:
    return {
        "code": code,
        "name": f"园区{code}",
        "kind": pick(["生产制造类", "非生产制造类"]),
        "is_industrial_estate": pick(YES_NO_BLANK),
        "site_source": pick(["新增用地", "存量用地"]),
        "conversion_way": pick([None, "厂房改造"]),
        "is_in_plan": pick([1.0, 0.0]),
        "development_mode": pick(["国有建设用地", "集体建设用地", "存量建设用地"]),
        "land_use": pick(["工业用地", "工业用地", "其他", None]),
        "site_area_mu": pick([*[20.0] * 8, 19.99, 10.0]),
        "floor_area_m2": pick([*[20000.0] * 12, 19999.99, 10000.0, 9999.99]),
        "developer_kind": pick(["国有企业", "集体", "民营"]),
        "operators": pick([None, "甲", "甲、乙"]),
        "collective_shareholders": pick([None, "乙", "丙、甲"]),
        "leading_codes": pick(["36", "C36、13", "3670", "C1、44", "C3、13、4"]),
        "related_codes": pick([None, "C44", "367、52"]),
        "agreed_leading_ratio": pick([None, 0.5, 0.7, 1.0, 0.0]),
        "agreed_self_held_ratio": pick([None, 0.5, 0.7, 1.0, 0.0]),
        "agreed_sold_ratio": pick([None, 0.5, 0.3, 0.0]),
        "guide_rent_yuan": pick([15.0, None]),
        "guide_price_yuan": pick([3000.0, None]),
    }


def building(pick: Pick, park_code: str, code: str) -> Row:
    completed_on = pick([date(2020, 1, 1)] * 9 + [date(2024, 6, 30), date(2026, 7, 1), None])
    return {"park_code": park_code, "code": code, "completed_on": completed_on}


def space(pick: Pick, park_code: str, code: str) -> Row:
    return {
        "park_code": park_code,
        "code": code,
        "building_code": pick("AB"),
        "area_m2": pick([1000.0, 500.0, 700.0, 700.0, 300.0, 300.0, 333.33, 0.1, 0.2]),
        "use": pick(["生产", "生产", "仓储", "办公研发", "配套", "宿舍"]),
        "tenure": pick(["自持", "可售"]),
        "is_disused": pick([None, *[0.0] * 7, 1.0]),
        "is_listed": pick(YES_NO_BLANK),
    }


def enterprise(pick: Pick, credit_code: str) -> Row:
    codes = ["3670", "C3670", "36", "367", "1310", "C43", "4400", "44", "5212", "12", "7320"]
    sizes = ["小型", "微型", "中型", "大型", None]
    return {"credit_code": credit_code, "industry_code": pick(codes), "size": pick(sizes)}
