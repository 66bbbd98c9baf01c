"""Ledgers of leases made up by hypothesis, with what each of their rows is."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from data.intake.codes import credit_check_digit, organisation_check_digit

HEADS = {
    "building": ["楼号", "楼栋", "幢", "楼宇 名称"], "code": ["厂房号", "房号", "单元编号", "房间号"],
    "area": ["租用面积（平方米）", "建筑面积(㎡)", "承租面积\n（㎡）", "面积㎡"],
    "name": ["承租方", "租户", "公司名称", "企业名称"],
    "credit": ["信用代码", "统一社会信用代码", "税号"], "start": ["起租日", "租赁开始", "合同开始日期"],
    "end": ["到期日", "合同到期", "租期止"], "rent": ["租金（元/㎡·月）", "租金单价(元/平方米/月)"],
    "remark": ["备注", "备 注"],
}
DATES = ["2024-03-0{}", "2024.3.{}", "2024年3月{}日", "2024030{}", "2024/3/{}"]
ENDS = ["2029-02-0{}", "2029.2.{}", "2029年2月{}日", "2029020{}"]
AREAS = ["{}", "{}㎡", "{}.50", "1,{}", "{} "]
REMARKS = [None, None, "合计3间", "小计见附表", "注：已续签", "总计"]
TITLES = ["厂房租赁台账", "2026年6月厂房出租情况", "租赁明细"]
NOTES = ["填表人：张三", "注：面积以实测为准", "审核人：李四   日期：2026年6月30日", "说明：1.不含物业费"]
BREAKS = [
    "乱写", "=A1", "#N/A", "１２０", -1, 0, 1e300, True, "合计", "/", "2024.13.45", "   ", "\n", "整层", "1-1-1", "无",
    45352, "小计",
]


@dataclass
class Sheet:
    """rows of cells; kinds: what each row is; codes: row number -> the space that a data row is about."""

    rows: list = field(default_factory=list)
    kinds: list = field(default_factory=list)
    codes: dict = field(default_factory=dict)
    merges: list = field(default_factory=list)

    def add(self, kind, cells):
        self.rows.append(cells)
        self.kinds.append(kind)


def credit_code(number):
    organisation = f"MA{number:06d}"
    first = f"91331181{organisation}{organisation_check_digit(organisation)}"
    return first + credit_check_digit(first)


@st.composite
def ledgers(draw):
    """A ledger without a fault: titles, headers of many wordings, subtotals, repeats, notes."""
    sheet, order = Sheet(), draw(st.permutations(list(HEADS)))
    if draw(st.booleans()):
        sheet.add("title", [draw(st.sampled_from(TITLES))])
        if draw(st.booleans()):
            sheet.merges.append(f"A1:{chr(64 + len(order))}1")
    heads = ["序号", *(draw(st.sampled_from(HEADS[one])) for one in order)]
    sheet.add("header", heads)
    number = 0
    for building in range(1, draw(st.integers(1, 3)) + 1):
        for room in range(draw(st.integers(1, 3))):
            number += 1
            cells = _cells(draw, building, room, number)
            sheet.add("data", [number, *(cells[one] for one in order)])
            sheet.codes[len(sheet.rows)] = cells["code"]
        _between(draw, sheet, heads, building)
    if draw(st.booleans()):
        sheet.add("total", _sum(order, "总计"))
    for note in draw(st.lists(st.sampled_from(NOTES), max_size=2)):
        sheet.add("notes", [note])
    return sheet


def _cells(draw, building, room, number):
    code, is_vacant = f"X{building}-{room + 1}0{number}", draw(st.integers(0, 5)) == 0
    day = draw(st.integers(1, 9))
    return {
        "building": f"{building}号楼", "code": code, "remark": draw(st.sampled_from(REMARKS)),
        "area": draw(st.sampled_from(AREAS)).format(100 + number), "credit": None if is_vacant else credit_code(number),
        "name": draw(st.sampled_from(["空置", "待租"])) if is_vacant else f"第{number}制造有限公司",
        "start": None if is_vacant else draw(st.sampled_from(DATES)).format(day),
        "end": None if is_vacant else draw(st.sampled_from(ENDS)).format(day),
        "rent": None if is_vacant else draw(st.sampled_from([9.5, "10", "8元", "１２"])),
    }


def _between(draw, sheet, heads, building):
    match draw(st.integers(0, 5)):
        case 0:
            words = ["小计", "小  计", f"{building}号楼小计", f"{building}号楼合计"]
            sheet.add("subtotal", [draw(st.sampled_from(words))])
        case 1:
            sheet.add("blank", [None, " "])
        case 2:
            sheet.add("header", heads)


def _sum(order, word):
    return [word, *(9999 if one == "area" else None for one in order)]


@st.composite
def broken_ledgers(draw):
    """The same with some cells written over at random; kinds no longer hold."""
    sheet = draw(ledgers())
    for _ in range(draw(st.integers(1, 4))):
        row = sheet.rows[draw(st.integers(0, len(sheet.rows) - 1))]
        row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(BREAKS))
    return sheet
