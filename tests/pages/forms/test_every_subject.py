"""Every subject of the dictionary: added, changed, and its mistakes said beside the field."""

from datetime import date

import pytest

from data.intake.schema import workbook_schema
from pages.parts.forms.guide import guides
from tests.factory import PARK
from tests.pages.conftest import html_of, in_address
from tests.pages.forms.conftest import (
    FIRM,
    OFFICE,
    as_stored,
    fill_in,
    filling,
    key_of,
    save_form,
    told,
    widget,
)

DAY = date(2026, 3, 1)
HT1 = {"园区编码": PARK, "合同编号": "HT1"}
NEW = {
    "园区": ({
        "园区编码": "331181-C", "园区名称": "演示新园", "所在乡镇": "八都镇", "园区类型": "生产制造类",
        "用地来源": "新增用地", "在主平台或三年计划内": "是", "开发模式": "国有建设用地",
        "占地面积(亩)": "１２．５", "建筑面积(㎡)": "12,000",
        "开发主体": "演示国资公司", "开发主体性质": "国有企业", "主导产业代码": ["20", "3670"], "约定自持比例": "70%",
    }, ("331181-C",), {"占地面积(亩)": 12.5, "建筑面积(㎡)": 12000.0, "约定自持比例": 0.7, "主导产业代码": "20、3670"}),
    "楼栋": (
        {"园区编码": PARK, "楼栋编号": "2", "层数": "4", "竣工日期": DAY}, (PARK, "2"), {"层数": 4, "竣工日期": DAY},
    ),
    "单元": ({
        "园区编码": PARK, "楼栋编号": "1", "单元编号": "201", "楼层": "2", "建筑面积(㎡)": "500.5", "用途": "仓储",
        "持有方式": "可售", "停用": "不清楚",
    }, (PARK, "201"), {"建筑面积(㎡)": 500.5, "停用": None}),
    "企业": ({
        "统一社会信用代码": "91330000MA27U2F360", "企业名称": "演示青瓷公司", "行业代码": "3670",
        "企业标签": ["规上", "专精特新"],
    }, ("91330000MA27U2F360",), {"企业标签": "规上、专精特新"}),
    "合同": ({
        "合同编号": "HT9", "园区编码": PARK, "统一社会信用代码": FIRM, "方式": "租赁", "签订日期": DAY, "起始日期": DAY,
        "终止日期": date(2029, 2, 28), "单元编号": ["102"], "租金(元/㎡·月)": "9.5", "入园管理合同": "是",
    }, ("HT9",), {"单元编号": "102", "租金(元/㎡·月)": 9.5, "入园管理合同": True}),
    "承诺指标": (
        {**HT1, "年度": "2026", "指标": "亩均税收", "承诺值": "20.5"}, ("HT1", 2026, "亩均税收"), {"承诺值": 20.5},
    ),
    "数据填报": ({
        "园区编码": PARK, "统一社会信用代码": FIRM, "期间": "2025Q3", "填报日期": DAY, "税收": "0",
        "重大安全事故": "否",
    }, (PARK, FIRM, "2025Q3"), {"税收": 0.0, "营业收入": None, "重大安全事故": False}),
    "入驻核查": ({"核查日期": DAY, "园区编码": PARK, "单元编号": "101", "从事生产": "是"}, (DAY, PARK, "101", None),
             {"从事生产": True}),
    "转租审批": ({**HT1, "次承租企业": FIRM, "批准日期": DAY}, ("HT1", FIRM), {"批准日期": DAY}),
    "整改": ({"整改编号": "ZG1", **HT1, "评价年度": "2025", "下达日期": DAY, "整改期限": date(2026, 8, 1)}, ("ZG1",),
           {"合同编号": "HT1", "评价年度": 2025}),
    "清退": ({**HT1, "决议日期": DAY}, ("HT1",), {"决议日期": DAY, "完成日期": None}),
    "检查隐患": ({
        "隐患编号": "YH1", "条线": "消防", "检查部门": "消防救援大队", "检查日期": DAY, "园区编码": PARK,
        "单元编号": "101", "等级": "一般", "描述": "疏散通道堆物", "整改期限": date(2026, 4, 1),
    }, ("YH1",), {"条线": "消防", "单元编号": "101"}),
}
CHANGES = {
    "园区": ("运营机构", ["甲", "乙"], "甲、乙"), "楼栋": ("楼栋名称", "二号楼", "二号楼"),
    "单元": ("层高(m)", "6.2", 6.2),
    "企业": ("企业规模", "小型", "小型"), "合同": ("入园审核结论", "通过", "通过"), "承诺指标": ("承诺值", "21", 21.0),
    "数据填报": ("营业收入", "1,560.5", 1560.5), "入驻核查": ("说明", "在生产", "在生产"),
    "转租审批": ("批准截止日期", date(2026, 12, 31), date(2026, 12, 31)), "整改": ("复评日期", DAY, DAY),
    "清退": ("回购日期", DAY, DAY), "检查隐患": ("等级", "重大", "重大"),
}
WRONG = {
    "园区": ("占地面积(亩)", "-3", "大于0"), "楼栋": ("层数", "四", "不是数字"), "单元": ("建筑面积(㎡)", "0", "大于0"),
    "企业": ("统一社会信用代码", "91330000MA27U2F36A", "校验位"),
    "合同": ("终止日期", date(2025, 1, 1), "早于起始日期"),
    "承诺指标": ("年度", "26", "不是年份"), "数据填报": ("税收", "很多", "不是数字"),
    "入驻核查": ("核查日期", None, "必填"), "转租审批": ("批准截止日期", date(2025, 1, 1), "早于批准日期"),
    "整改": ("整改期限", date(2025, 1, 1), "早于下达日期"), "清退": ("合同编号", "HT3", "已经有"),
    "检查隐患": ("检查部门", " ", "必填"),
}


def test_all_subjects_are_told_of_here():
    assert set(NEW) == set(CHANGES) == set(WRONG) == set(workbook_schema())


@pytest.mark.parametrize("subject", workbook_schema())
def test_every_header_of_the_schema_stands_in_exactly_one_group(subject):
    told_of = [one.header for group in guides()[subject].groups for one in group.fields]
    assert sorted(told_of) == sorted(workbook_schema()[subject].position)


@pytest.mark.parametrize("subject", workbook_schema())
def test_lists_steps_and_endings_name_headers_that_there_are_and_every_field_has_its_help(subject):
    guide, known = guides()[subject], set(workbook_schema()[subject].position)
    named = {*guide.listed, *guide.final, *(one for headers in guide.acts.values() for one in headers)}
    assert named <= known
    assert all(one.hint and one.label for one in guide.fields.values())


@pytest.mark.parametrize("subject", NEW)
def test_a_new_record_is_written_as_it_was_typed(open_entry, county, subject):
    values, key, expected = NEW[subject]
    app = save_form(fill_in(open_entry(subject=subject, record="new"), **values))
    assert not app.exception
    assert told(app).startswith(f"已保存{subject}")
    stored = as_stored(county, subject, *key)
    assert {header: stored[header] for header in expected} == expected
    assert "filling" not in app.session_state
    assert in_address(app, "subject") == subject
    assert in_address(app, "record") is None


@pytest.mark.parametrize("subject", CHANGES)
def test_a_record_is_changed_and_keeps_the_rest(open_entry, county, subject):
    values, key, _ = NEW[subject]
    app = save_form(fill_in(open_entry(subject=subject, record="new"), **values))
    before, (header, typed, stored) = as_stored(county, subject, *key), CHANGES[subject]
    record = app.session_state["saved"].record
    app = open_entry(subject=subject, record=record, edit="1")
    keys = {one.header for one in workbook_schema()[subject].columns if one.is_key}
    assert not keys & set(filling(app).headers)
    fill_in(app, **{header: typed})
    if before[header] is not None:
        app = save_form(app)
        assert "请写明事由" in html_of(app)
        fill_in(app, 事由="登记有误")
    app = save_form(app)
    assert not app.exception
    assert as_stored(county, subject, *key) == {**before, header: stored}


@pytest.mark.parametrize("subject", WRONG)
def test_a_mistake_is_said_beside_its_field_before_saving(open_entry, subject):
    values, _, _ = NEW[subject]
    header, typed, reason = WRONG[subject]
    app = fill_in(fill_in(open_entry(subject=subject, record="new"), **values), **{header: typed})
    beside = html_of(app)
    assert 'class="mistake"' in beside
    assert reason in beside
    assert "没有保存" not in beside
    app = save_form(app)
    assert told(app) is None
    assert f"没有保存。还有1处需要改正：{guides()[subject].fields[header].label}" in html_of(app)


def test_an_empty_form_complains_of_nothing_until_it_is_saved(open_entry):
    app = open_entry(OFFICE, subject="合同", record="new")
    assert 'class="mistake"' not in html_of(app)
    app = save_form(app)
    assert html_of(app).count("必填项为空") == 7


def test_the_unit_follows_the_indicator(open_entry):
    app = fill_in(open_entry(subject="承诺指标", record="new"), 园区编码=PARK, 合同编号="HT1", 指标="单位能耗增加值")
    assert '<span class="unit">万元/吨标准煤</span>' in html_of(app)


def test_an_industry_is_found_by_its_name(open_entry):
    app = open_entry(subject="企业", record="new")
    assert any("3670" in one and "汽车零部件" in one for one in widget(app, "行业代码").options)


def test_a_share_is_shown_in_percent_and_unchanged_when_saved(open_entry):
    values, key, _ = NEW["园区"]
    save_form(fill_in(open_entry(subject="园区", record="new"), **values))
    app = open_entry(subject="园区", record=key_of(*key))
    assert widget(app, "约定自持比例").value == "70%"
    assert filling(app).changed() == {}
    assert "没有改动" in told(save_form(app))
