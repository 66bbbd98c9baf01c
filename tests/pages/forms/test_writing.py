"""Rights, drafts, two people on one record, voiding, undoing, and saving that is pressed twice or broken off."""

from datetime import date

import pytest
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from data import drafts
from data.drafts import all_kept
from data.intake.rows import Entry
from data.records import save
from data.tables import Act, Contract, ExitCase
from pages.parts.forms import saving
from pages.parts.forms.filling import SPACES
from pages.parts.forms.space_plan import taken_over
from tests.factory import OTHER_PARK, PARK
from tests.pages.conftest import html_of, in_address
from tests.pages.forms.conftest import (
    COLLEAGUE,
    FIRM,
    LEADER,
    OFFICE,
    OPERATOR,
    OUTSIDER,
    SAFETY,
    UNKNOWN,
    as_stored,
    fill_in,
    filling,
    key_of,
    rows,
    save_form,
    told,
    widget,
)

HT1, RENT = key_of("HT1"), "租金(元/㎡·月)"
DAY = date(2027, 1, 1)
CONTRACT = {
    "合同编号": "HT9", "园区编码": PARK, "统一社会信用代码": FIRM, "方式": "租赁", "签订日期": DAY, "起始日期": DAY,
    "终止日期": date(2029, 12, 31), "单元编号": ["101"],
}


def interrupted(how, after):
    """data.records.save, after or before which the script is broken off as a second click does it, once."""
    broken = []

    def saved(*arguments, **options):
        if not broken and not after:
            broken.append(True)
            raise how
        outcome = save(*arguments, **options)
        if not broken:
            broken.append(True)
            raise how
        return outcome

    return saved


def changed_by(engine, user, rent):
    save(engine, user, [Entry("合同", {RENT: rent}, as_stored(engine, "合同", "HT1"))], key=f"{user.name}-{rent}")


def test_who_may_not_write_is_not_offered_the_page(open_entry):
    page = html_of(open_entry(LEADER))
    assert "没有打开“台账登记”的权限" in page


def test_an_operator_sees_and_finds_only_what_lies_in_his_park(open_entry):
    app = open_entry(OPERATOR, subject="合同")
    assert set(app.dataframe[0].value["合同编号"]) == {"HT1", "HT3"}
    assert "没有这条记录" in html_of(open_entry(OPERATOR, subject="合同", record=key_of("HT2")))
    app.text_input(key="form-words-合同").set_value("凤阳").run()
    assert "没有找到" in html_of(app)


def test_an_operator_is_offered_his_own_park_alone_and_another_one_is_refused(open_entry, as_user, county):
    app = open_entry(OPERATOR, subject="合同", record="new")
    assert widget(app, "园区编码").options == ["演示园"]
    assert widget(app, "园区编码").value == PARK
    app = fill_in(open_entry(OFFICE, subject="合同", record="new"), **{**CONTRACT, "园区编码": OTHER_PARK})
    as_user(OPERATOR)
    app = save_form(app)
    assert "不在您的填报范围内" in html_of(app)
    assert len(rows(county, Contract)) == 3
    assert rows(county, Act)[-1].kind == "拒绝访问"


def test_subjects_are_those_that_the_role_writes(open_entry):
    assert open_entry(SAFETY).button_group(key="form-subject").options == ["检查隐患"]
    assert "清退" not in open_entry(OPERATOR).button_group(key="form-subject").options


def test_of_an_enterprise_of_another_park_only_name_and_industry_are_told(open_entry):
    app = open_entry(OPERATOR, subject="企业")
    app.text_input(key="form-words-企业").set_value(OUTSIDER).run()
    assert "演示凤阳公司" in html_of(app)
    assert "HT2" not in html_of(app)
    app.button(key="let-to").click().run()
    assert (in_address(app, "subject"), filling(app).values["统一社会信用代码"]) == ("合同", OUTSIDER)


def test_an_enterprise_that_nobody_knows_can_be_registered_on_the_way(open_entry):
    app = open_entry(OPERATOR, subject="合同", record="new", enterprise=UNKNOWN)
    assert "都没有" in html_of(app)
    app.button(key=f"register-{filling(app).name}").click().run()
    assert widget(app, "统一社会信用代码").value == UNKNOWN


def test_a_draft_is_there_again_after_a_reload_and_dropped_after_saving(open_entry, county):
    fill_in(open_entry(OFFICE, subject="合同", record="new"), **CONTRACT)
    again = open_entry(OFFICE, subject="合同", record="new")
    assert "草稿 保存于" in html_of(again)
    assert {name: filling(again).values[name] for name in CONTRACT} == CONTRACT
    save_form(again)
    assert as_stored(county, "合同", "HT9")["单元编号"] == "101"
    assert all_kept(county, OFFICE) == []


def test_a_draft_is_listed_for_its_account_alone_and_can_be_given_up(open_entry, county):
    fill_in(open_entry(OFFICE, subject="合同", record="new"), 合同编号="HT8")
    assert "接着填" not in [one.label for one in open_entry(COLLEAGUE).button]
    app = open_entry(OFFICE)
    app.button(key="draft-0").click().run()
    assert widget(app, "合同编号").value == "HT8"
    app.button(key="drop-draft").click().run()
    assert widget(app, "合同编号").value == ""
    assert all_kept(county, OFFICE) == []


def test_a_new_form_opened_by_another_way_tells_of_the_draft_that_was_begun(open_entry):
    fill_in(open_entry(OPERATOR, subject="合同", record="new", enterprise=FIRM, park=PARK), 合同编号="HT8")
    app = open_entry(OPERATOR, subject="合同", record="new")
    assert widget(app, "合同编号").value == ""
    assert "有1份新增合同的草稿没有写完" in app.expander[0].label
    assert "新增合同 HT8" in html_of(app)
    app.button(key="draft-0").click().run()
    assert (widget(app, "合同编号").value, filling(app).values["统一社会信用代码"]) == ("HT8", FIRM)


def test_a_draft_is_kept_on_a_change_and_not_on_every_run(open_entry, monkeypatch):
    kept = []
    app = open_entry(OFFICE, subject="合同", record="new")
    monkeypatch.setattr(drafts, "keep", lambda *arguments: kept.append(arguments))
    app.run()
    assert kept == []
    fill_in(app, 合同编号="HT8").run()
    assert len(kept) == 1


def test_a_draft_that_cannot_be_kept_does_not_stop_the_work(open_entry, county):
    nobody = OFFICE.__class__("no-account", "无账号", OFFICE.role, OFFICE.counties)
    app = save_form(fill_in(open_entry(nobody, subject="合同", record="new"), **CONTRACT))
    assert as_stored(county, "合同", "HT9")
    assert "已保存合同 HT9" in told(app)


def test_the_second_of_two_people_is_told_and_chooses_theirs(open_entry, county):
    app = fill_in(open_entry(OFFICE, subject="合同", record=HT1), **{RENT: "13", "事由": "补充协议"})
    changed_by(county, COLLEAGUE, 11)
    app = save_form(app)
    page = html_of(app)
    assert all(one in page for one in ("办公室乙改动了其中1项", "12.5", "<td>11<small>办公室乙", "<td>13"))
    assert as_stored(county, "合同", "HT1")[RENT] == 11
    app.button(key="settle").click().run()
    assert as_stored(county, "合同", "HT1")[RENT] == 11
    app.button_group(key=f"choice-{filling(app).name}-{RENT}").set_value("用对方的").run()
    app.button(key="settle").click().run()
    assert as_stored(county, "合同", "HT1")[RENT] == 11
    assert "没有改动" in told(app)


def test_or_his_own_after_which_nothing_else_of_theirs_is_lost(open_entry, county):
    app = fill_in(open_entry(OFFICE, subject="合同", record=HT1), **{RENT: "13", "事由": "补充协议"})
    now = as_stored(county, "合同", "HT1")
    save(county, COLLEAGUE, [Entry("合同", {RENT: 11, "入园审核结论": "通过"}, now)], key="theirs")
    app = save_form(app)
    app.button_group(key=f"choice-{filling(app).name}-{RENT}").set_value("用我的").run()
    app.button(key="settle").click().run()
    assert not app.exception
    stored = as_stored(county, "合同", "HT1")
    assert (stored[RENT], stored["入园审核结论"]) == (13, "通过")


def test_a_draft_from_before_a_change_of_another_does_not_write_over_it(open_entry, county):
    fill_in(open_entry(OFFICE, subject="合同", record=HT1), **{RENT: "13"})
    changed_by(county, COLLEAGUE, 11)
    app = save_form(fill_in(open_entry(OFFICE, subject="合同", record=HT1), 事由="补充协议"))
    assert "办公室乙改动了其中1项" in html_of(app)
    assert as_stored(county, "合同", "HT1")[RENT] == 11


def test_saving_pressed_twice_makes_one_record(open_entry, county):
    app = fill_in(open_entry(OFFICE, subject="合同", record="new"), **CONTRACT)
    again = open_entry(OFFICE, subject="合同", record="new")  # A second window with the same draft.
    save_form(app)
    save_form(again)
    assert [one.number for one in rows(county, Contract)] == ["HT1", "HT2", "HT3", "HT9"]
    assert len(rows(county, Act)) == 1
    assert "已保存合同 HT9" in told(again)


@pytest.mark.parametrize("how", [RerunException(RerunData()), StopException()])
@pytest.mark.parametrize("after", [False, True])
def test_broken_off_around_saving_it_is_whole_or_not_there_and_a_second_try_makes_no_second(
    open_entry, county, monkeypatch, how, after,
):
    app = fill_in(open_entry(OFFICE, subject="合同", record="new"), **CONTRACT)
    monkeypatch.setattr(saving, "save", interrupted(how, after))
    app.button(key="save").click().run()
    assert len(rows(county, Contract)) == 3 + after
    assert len(rows(county, Act)) == after
    app = open_entry(OFFICE, subject="合同", record="new")
    save_form(app)
    assert len(rows(county, Contract)) == 4
    assert len(rows(county, Act)) == 1
    assert as_stored(county, "合同", "HT9")["单元编号"] == "101"


def test_what_is_typed_after_a_broken_off_saving_is_not_taken_for_saved(open_entry, county, monkeypatch):
    app = fill_in(open_entry(OFFICE, subject="合同", record="new"), **CONTRACT)
    monkeypatch.setattr(saving, "save", interrupted(StopException(), after=True))
    app.button(key="save").click().run()
    app = save_form(fill_in(open_entry(OFFICE, subject="合同", record="new"), **{RENT: "10"}))
    assert "已经有这条记录" in html_of(app)
    assert as_stored(county, "合同", "HT9")[RENT] is None


def test_a_new_record_can_be_undone(open_entry, county):
    app = save_form(fill_in(open_entry(OFFICE, subject="合同", record="new"), **CONTRACT))
    app.button(key="saved-undo").click().run()
    assert as_stored(county, "合同", "HT9") is None
    assert "已撤销" in told(app)


def test_a_change_can_be_undone_but_not_over_what_another_changed_since(open_entry, county):
    app = fill_in(open_entry(OFFICE, subject="合同", record=HT1), **{RENT: "13", "事由": "补充协议"})
    app = save_form(app)
    app.button(key="saved-undo").click().run()
    assert as_stored(county, "合同", "HT1")[RENT] == 12.5
    app = save_form(fill_in(open_entry(OFFICE, subject="合同", record=HT1), **{RENT: "13", "事由": "补充协议"}))
    changed_by(county, COLLEAGUE, 14)
    app.button(key="saved-undo").click().run()
    assert as_stored(county, "合同", "HT1")[RENT] == 14
    assert "已被办公室乙改动，不能撤销" in told(app)


def test_voiding_asks_for_a_reason_says_what_rests_on_it_and_can_be_taken_back(open_entry, county):
    app = open_entry(OFFICE, subject="清退", record=key_of("HT3"))
    app.button(key="void").click().run()
    assert "没有填写事由" in html_of(app)
    app.text_input(key=f"void-{filling(app).name}").set_value("重复登记").run()
    app.button(key="void").click().run()
    assert as_stored(county, "清退", "HT3") is None
    assert "已作废清退 HT3" in told(app)
    app = open_entry(OFFICE, subject="清退")
    app.button_group(key="form-side-清退").set_value("已作废").run()
    assert "重复登记" in app.expander[0].label
    app.button(key="restore-0").click().run()
    assert "没有填写事由" in html_of(app)
    app.text_input(key=f"form-restore-清退-{key_of('HT3')}").set_value("误作废").run()
    app.button(key="restore-0").click().run()
    assert as_stored(county, "清退", "HT3")["决议日期"] == date(2022, 3, 1)
    assert len(rows(county, ExitCase)) == 1


def test_a_record_on_which_others_rest_is_not_voided(open_entry, county):
    app = open_entry(OFFICE, subject="合同", record=HT1)
    app.text_input(key=f"void-{filling(app).name}").set_value("重复登记").run()
    app.button(key="void").click().run()
    assert "“承诺指标”中还有1条记录与它有关" in html_of(app)
    assert as_stored(county, "合同", "HT1")


def test_a_step_fills_only_its_own_and_an_ending_needs_a_reason(open_entry, county):
    app = open_entry(OFFICE, subject="合同", record=HT1)
    app.button(key="act-提前终止").click().run()
    assert filling(app).headers == ["提前终止日期"]
    fill_in(app, 提前终止日期=date(2026, 6, 30))
    assert "请写明事由" in html_of(save_form(app))
    save_form(fill_in(app, 事由="企业迁出"))
    assert as_stored(county, "合同", "HT1")["提前终止日期"] == date(2026, 6, 30)
    assert "企业迁出" in rows(county, Act)[-1].detail


def test_the_history_tells_who_changed_what_from_what_to_what(open_entry, county):
    changed_by(county, COLLEAGUE, 11)
    page = html_of(open_entry(OFFICE, subject="合同", record=HT1))
    assert "办公室乙 填报 租金 12.5 → <b>11</b>" in page


def test_spaces_that_are_taken_on_the_days_are_said_and_cannot_be_picked(open_entry):
    app = open_entry(OPERATOR, subject="合同", record="new")
    year = {"签订日期": date(2026, 1, 1), "起始日期": date(2026, 1, 1), "终止日期": date(2026, 12, 31)}
    fill_in(app, 合同编号="HT9", 方式="租赁", **year)
    assert widget(app, SPACES).options == ["102，1,000.0㎡"]
    fill_in(app, 起始日期=DAY, 终止日期=date(2029, 12, 31))
    assert len(widget(app, SPACES).options) == 2
    fill_in(app, 单元编号=["101", "102"])
    assert "2,000.0 ㎡" in html_of(app)
    fill_in(app, 起始日期=date(2026, 1, 1))
    assert "同时占用" in html_of(app)


@pytest.mark.parametrize(("sent", "expected"), [
    ({"picked": ["102"]}, ["B-1", "102"]), ({"picked": []}, ["B-1"]),
    ({"picked": ["101", "102", "102"]}, ["B-1", "102"]),
    ({"picked": ["NOWHERE", "B-2"]}, ["B-1"]), ({"picked": [["102"]]}, None), ({"picked": "102"}, None), (None, None),
    ([], None), ({}, None),
])
def test_of_what_the_browser_sends_only_what_is_free_in_the_building_is_taken(sent, expected):
    assert taken_over(sent, ["B-1"], inside=["101", "102"], free=["102", "B-2"]) == expected


def test_the_whole_of_an_enterprise_leads_to_its_forms_and_back(open_entry):
    app = open_entry(OFFICE, subject="企业", record=key_of(FIRM))
    assert "演示清音公司" in html_of(app)
    app.button(key="add-合同").click().run()
    assert filling(app).values["统一社会信用代码"] == FIRM
    app.button(key="back").click().run()
    assert in_address(app, "record") == key_of(FIRM)


@pytest.mark.parametrize("query", [
    {"subject": "账号"}, {"subject": "合同", "record": "nonsense"}, {"subject": "合同", "record": "[1]"},
    {"subject": "合同", "record": '["a","b"]'}, {"subject": "合同", "record": HT1, "act": "删除"},
    {"subject": "承诺指标", "record": '["HT1","x","亩均税收"]'}, {"subject": "企业", "record": '["%"]'},
])
def test_nonsense_in_the_address_is_no_error(open_entry, query):
    assert not open_entry(OFFICE, **query).exception
