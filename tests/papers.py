"""Papers for tests of what is done with them: one with everything in it, and one with nothing."""

from datetime import date

from core.paper import (
    Chart,
    ChartForm,
    Column,
    Figure,
    Figures,
    Frozen,
    Letter,
    Paper,
    PaperKind,
    Section,
    Series,
    Stamp,
    Table,
    Text,
)

LONG = "浙江演示竹木制品与汽车空调零部件精密制造科技创新发展股份有限公司龙泉市竹垟畲族乡分公司"
PARKS = ("安仁竹木产业园", "上垟青瓷小镇产业园", "竹垟畲族乡食用菌加工园", "龙渊汽车空调零部件产业园")

OVERALL = Section("overall", "总体情况", (
    Text("截至2026年6月30日，全市4个园区入驻率86.2%，较2025年末上升3.1个百分点。"),
    Figures("入驻率86.2%，较2025年末上升3.1个百分点。", "主要指标", (
        Figure("入驻率", 0.862, "percent", change="较2025年末上升3.1个百分点", note="已租已售12.30 / 14.27万㎡"),
        Figure("亩均税收", 12.34, unit="万元/亩", change="较2024年下降0.4"),
        Figure("红橙预警", 12, unit="条", decimals=0, change="较2025年末减少3条"),
        Figure("产业集聚度", None, "percent", note="缺2025年年报"),
    )),
    Chart("上垟青瓷小镇产业园入驻率最低，为61.3%。", "各园区入驻率", ChartForm.BARS, PARKS, (
        Series("本期", (0.95, 0.613, None, 0.88)), Series("2025年末", (0.91, 0.6, 0.7, None)),
    ), "percent", target=0.7, target_label="下限70%"),
))
ALERTS = Section("alerts", "预警情况", (
    Text("在案红橙预警12条。"),
    Text("红色预警", 1),
    Text("违规转租", 2),
    Text("应由运营机构限期清理。"),
    Text("橙色预警", 1),
    Table("红橙预警12条，列前3条。", "红橙预警明细", (
        Column("园区"), Column("对象"), Column("实际值", "percent"), Column("面积", "number", "㎡"),
        Column("截至日期", "day"),
    ), (
        ("上垟青瓷小镇产业园", LONG, 0.613, 12345.6, "2026-06-30"),
        ("竹垟畲族乡食用菌加工园", "演示菌业", None, 0.0, None),
        ("安仁竹木产业园", '=HYPERLINK("http://x")', 1.0, -3.25, "2026-01-02"),
    )),
    Chart("橙色预警较去年同期减少。", "各月末预警数", ChartForm.STACKED, ("4月", "5月", "6月"), (
        Series("红色", (2, 1, 1), "红"), Series("橙色", (10, 12, 11), "橙"),
    ), unit="条", decimals=0),
    Chart("得分逐年下降。", "履约得分", ChartForm.LINES, ("2023", "2024", "2025"), (
        Series("演示菌业", (82.5, 71.0, None)), Series(LONG, (60.0, 55.5, 48.2)),
    ), unit="分", target=60, target_label="合格60分"),
    Chart("税收低于承诺。", "承诺与实际", ChartForm.COLUMNS, ("2024", "2025"), (
        Series("承诺", (12.0, 12.0)), Series("实际", (8.1, None)),
    ), unit="万元/亩"),
))


def full_paper() -> Paper:
    """Every kind of block and chart, missing figures, a long name, 垟, a text that looks like a formula."""
    return Paper(
        PaperKind.BRIEFING, "关于龙泉市小微企业园运行情况的简报", "龙泉市", date(2026, 6, 30), date(2025, 12, 31),
        (OVERALL, ALERTS), ("龙政办发〔2022〕43号（2022-08-24起施行）",), 17,
    )


def empty_paper() -> Paper:
    """What is made of a county without parks."""
    return Paper(
        PaperKind.BRIEFING, "关于龙泉市小微企业园运行情况的简报", "龙泉市", date(2026, 6, 30), None,
        (Section("overall", "总体情况", (Text("截至2026年6月30日，没有登记的园区。"),)),), (), 0,
    )


def frozen(paper: Paper) -> Frozen:
    """With a letterhead and a stamp."""
    letter = Letter(
        "龙泉市小微企业园建设工作领导小组办公室", "简报〔2026〕12号", date(2026, 7, 2), "各成员单位，各园区运营机构",
        "市委办公室，市政府办公室", "联系人：演示，电话：0578-0000000",
    )
    return Frozen(paper, letter, Stamp("简报〔2026〕12号", 1, "ab12cd34" * 8, 1234, "9f" * 32))
