"""The material of an item says what it rests on; what is unknown it says so; each picture has a sentence of its own."""

import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from core.assessment import assess
from core.material import Records, material
from core.meeting import ItemKind, Proposal
from core.paper import MISSING, Chart, Figures, PaperKind, Table, Text
from core.paper_record import as_record, from_record
from core.policy import load_policy
from core.views.proposals import proposals
from tests.core.county import a_county
from tests.core.views.test_proposals import DAY, FAILED, NAMES, STRANGER, TWO_FIRMS

RECORDS = Records("龙泉市", 7, {"2011": "锯材加工"})
LEAVER = {
    "spaces": [{"area_m2": 600}, {"code": "S2", "area_m2": 300}, {"code": "S3", "area_m2": 100}],
    "enterprises": [{}, {"credit_code": "E2", "industry_code": "2012"}],
    "contracts": [{}, {"number": "H2", "credit_code": "E2", "spaces": ["S2"]}],
    "commitments": [{"year": year, "promised": 100} for year in (2024, 2025)],
    "reports": [{"year": year, "filed_on": f"{year + 1}-02-01", "tax_wan_yuan": 30, "staff": 7}
                for year in (2024, 2025)],
    "rectifications": [FAILED],
    "occupancy_checks": [{}],
}
BELOW = {
    "spaces": [{"area_m2": 600}, {"code": "S2", "area_m2": 400}], "enterprises": TWO_FIRMS,
    "contracts": [{}, {"number": "H2", "credit_code": "E2", "spaces": ["S2"]}],
}
ALERTED = {"enterprises": TWO_FIRMS, "occupancy_checks": [STRANGER]}
FREE = Proposal(ItemKind.FREE, "关于研究入园标准事项", "研究修订入园标准。")


def made(kind, tables, records=RECORDS, **changes):
    """The material of the first item of that kind that the county suggests."""
    judged = assess(a_county(**tables), load_policy(), DAY)
    topic = next(one for one in proposals(judged, NAMES) if one.kind is kind)
    return material(judged, replace(topic, **changes), NAMES, records)


def section(paper, key):
    return next(one for one in paper.sections if one.key == key)


def texts(paper, key):
    return [one.text for one in section(paper, key).blocks if isinstance(one, Text)]


def picture(paper, key, kind):
    return next(one for one in section(paper, key).blocks if isinstance(one, kind))


@pytest.mark.parametrize(("kind", "tables"), [
    (ItemKind.EXIT, LEAVER), (ItemKind.LOW_CONCENTRATION, BELOW), (ItemKind.RED_ALERT, ALERTED),
])
def test_every_material_names_its_item_ends_with_the_motion_and_comes_back_out_of_json(kind, tables):
    paper = made(kind, tables)
    assert paper.kind is PaperKind.MATERIAL
    assert paper.title.startswith("关于")
    assert paper.title.endswith("议题材料")
    assert paper.scope == "示例园"
    assert paper.sections[-1].title == "提请议定事项"
    assert any(one.startswith("龙政办发") for one in paper.rules)
    assert from_record(json.loads(json.dumps(as_record(paper), allow_nan=False))) == paper
    assert all(one.statement.endswith("。") for _, one in paper.pictures())


def test_an_exit_says_who_and_why_and_by_which_clause():
    paper = made(ItemKind.EXIT, LEAVER)
    [said] = texts(paper, "tenant")
    assert said.startswith("演示甲公司（统一社会信用代码E1），所属行业锯材加工，小型企业。租赁合同H1，2023年2月1日起")
    assert "使用示例园1个单元（S1）" in said
    reasons = texts(paper, "reasons")
    assert reasons[0] == "2025年度整改，2026年6月10日复评不通过。"
    assert any("龙政办发〔2022〕43号第九条（" in one for one in reasons)
    assert any("待联席会议确定" in one for one in reasons)


def test_an_exit_sets_promise_against_what_came_of_it():
    paper = made(ItemKind.EXIT, LEAVER)
    score, tax = (one for one in section(paper, "performance").blocks if isinstance(one, Chart))
    assert (score.target, score.target_label, score.categories) == (80, "合格线80分", ("2024年", "2025年"))
    assert tax.statement == "2025年亩均税收承诺100.00万元/亩，实际50.00万元/亩，完成承诺的50.0%。"
    assert [one.name for one in tax.series] == ["承诺", "实际"]
    table = picture(paper, "performance", Table)
    assert table.statement == "2025年承诺的1项指标中，1项未达承诺。"
    assert [row[0] for row in table.rows] == ["2025年", "2024年"]


def test_an_exit_says_what_leaving_changes():
    figures = {one.label: one for one in picture(made(ItemKind.EXIT, LEAVER), "effect", Figures).figures}
    assert figures["腾出面积"].text == "600㎡"
    assert figures["入驻率（退出后）"].text == "30.0%"
    assert figures["入驻率（退出后）"].change == "现为90.0%，退出后下降60.0个百分点"
    assert figures["涉及就业"].text == "7人"


def test_what_nobody_reported_is_missing_and_not_zero():
    paper = made(ItemKind.EXIT, {**LEAVER, "reports": [], "commitments": []})
    assert texts(paper, "performance") == ["没有登记承诺指标，无数据。"]
    figures = {one.label: one.text for one in picture(paper, "effect", Figures).figures}
    assert (figures["涉及税收"], figures["涉及就业"]) == (MISSING, MISSING)
    assert {one.label: one.text for one in picture(paper, "tenant", Figures).figures}["2025年度得分"] == MISSING


def test_notices_and_checks_are_listed_or_said_not_to_be_there():
    assert picture(made(ItemKind.EXIT, LEAVER), "checks", Table).statement == "共下达整改通知1次，其中1次复评不通过。"
    twice = {**LEAVER, "rectifications": [], "occupancy_checks": [
        {**STRANGER, "checked_on": "2026-01-20"}, STRANGER]}
    paper = made(ItemKind.EXIT, twice)
    assert texts(paper, "checks") == ["没有下达过整改通知。"]
    assert picture(paper, "checks", Table).statement == "最近一次核查为2026年6月20日，S1单元由演示乙公司使用。"
    assert texts(made(ItemKind.EXIT, {**LEAVER, "occupancy_checks": []}), "checks") == ["没有入驻核查记录。"]


def test_a_contract_that_is_no_longer_in_force_has_no_figures():
    judged = assess(a_county(), load_policy(), DAY)
    gone = Proposal(ItemKind.EXIT, "关于演示甲公司清退事项", "予以清退。", "P1", "H9")
    paper = material(judged, gone, NAMES, RECORDS)
    assert texts(paper, "tenant") == ["截至2026年6月30日，合同H9不在履行期内，没有可供评价的数据。"]
    assert list(paper.pictures()) == []


def test_a_contract_that_has_recovered_since_is_said_to():
    judged = assess(a_county(), load_policy(), DAY)
    topic = Proposal(ItemKind.EXIT, "关于演示甲公司清退事项", "予以清退。", "P1", "H1")
    paper = material(judged, topic, NAMES, RECORDS)
    assert texts(paper, "reasons")[0] == "截至当日，该合同不符合清退条件。"


def test_a_park_below_the_floor_says_how_far_and_who_is_outside():
    paper = made(ItemKind.LOW_CONCENTRATION, BELOW)
    chart = picture(paper, "standing", Chart)
    assert chart.statement == "示例园产业集聚度60.0%，低于下限70.0%，差10.0个百分点（按面积计）。"
    assert (chart.target, chart.series[0].values) == (0.7, (0.6, 0.5, None))
    ways = picture(paper, "standing", Figures)
    assert [one.text for one in ways.figures] == ["-10.0个百分点", "333㎡", "143㎡"]
    table = picture(paper, "outsiders", Table)
    assert table.statement == "其他产业企业1家，占园区使用面积40.0%。"
    assert table.rows[0] == ("演示乙公司", "3670", 400.0, 0.4, None)


def test_red_alerts_say_each_in_a_sentence_with_its_clause_and_since_when():
    judged = assess(a_county(**ALERTED), load_policy(), DAY)
    row = judged.findings.index[judged.findings["rule"] == "unapproved_occupant"][0]
    since = pd.Series({row: date(2026, 5, 31)}, dtype=object)
    table = picture(made(ItemKind.RED_ALERT, ALERTED, replace(RECORDS, since=since)), "findings", Table)
    assert table.statement == "示例园“未经批准的使用企业”红色预警1项。"
    [(place, sentence, clause, day)] = table.rows
    assert (place, day) == (1, "2026-05-31")
    assert "最近一次核查发现未经批准的使用企业：演示乙公司" in sentence
    assert clause == "龙政办发〔2022〕43号第七条、浙小微园办〔2022〕3号第（十）条"


def test_an_alert_older_than_the_days_looked_at_says_so_and_an_unknown_one_is_missing():
    for since, said in ((pd.Series({0: None}, dtype=object), "一年以前"), (None, None)):
        paper = made(ItemKind.RED_ALERT, ALERTED, replace(RECORDS, since=since))
        assert picture(paper, "findings", Table).rows[0][-1] == said


def test_an_alert_that_is_gone_is_said_to_be():
    judged = assess(a_county(), load_policy(), DAY)
    topic = Proposal(ItemKind.RED_ALERT, "关于示例园事项", "予以处理。", "P1", "unapproved_occupant~P1")
    assert texts(material(judged, topic, NAMES, RECORDS), "findings") == [
        "截至2026年6月30日，示例园没有“未经批准的使用企业”预警。"]


@pytest.mark.parametrize("topic", [
    FREE, replace(FREE, kind=ItemKind.OVERDUE_ACTION, subject="3"),
    replace(FREE, kind=ItemKind.RED_ALERT, park="P1", subject="a rule of former days"),
    replace(FREE, kind=ItemKind.LOW_CONCENTRATION, park="P9", subject="P9"),
])
def test_an_item_without_figures_is_its_motion(topic):
    paper = material(assess(a_county(), load_policy(), DAY), topic, NAMES, RECORDS)
    assert [one.key for one in paper.sections] == ["motion"]
    assert paper.scope == "龙泉市" or topic.park == "P1"
    assert texts(paper, "motion") == ["研究修订入园标准。"]
