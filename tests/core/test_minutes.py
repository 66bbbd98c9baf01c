"""Minutes say what was decided, put off and withdrawn, by whom and by when, and who was really there."""

import json
from datetime import date, datetime

import pytest

from core.meeting import Attendee, Deliberated, ItemKind, ItemState, Proposal, Result, Ruling, Sitting
from core.minutes import minutes
from core.paper import PaperKind, Table, Text
from core.paper_record import as_record, from_record

SITTING = Sitting(
    "龙泉市", 2026, 3, datetime(2026, 7, 2, 9, 30), "市政府3号会议室", "演示组长", ("经商局", "税务局", "八都镇"),
    (Attendee("经商局", "张演示"), Attendee("八都镇")), date(2026, 6, 30),
)
TOPIC = Proposal(ItemKind.EXIT, "关于演示甲公司清退事项", "对演示甲公司予以清退。", "P1", "H1")


def decided(result=Result.AGREED, text="", **ruling):
    return Deliberated(TOPIC, ItemState.DECIDED, ruling=Ruling(result, text, **ruling))


def section(paper, key):
    return next((one for one in paper.sections if one.key == key), None)


def texts(paper, key):
    return [one.text for one in section(paper, key).blocks if isinstance(one, Text)]


def test_they_say_when_where_and_who_called():
    paper = minutes(SITTING, [decided()])
    assert paper.kind is PaperKind.MINUTES
    assert paper.title == "龙泉市小微企业园建设管理工作联席会议纪要（2026年第3次）"
    assert texts(paper, "opening") == [
        "2026年7月2日9时30分，演示组长在市政府3号会议室召集召开龙泉市小微企业园建设管理工作联席会议（2026年第3次）。",
        "会议依据截至2026年6月30日的数据，研究议题1项，其中议定1项。",
    ]


@pytest.mark.parametrize(("starts_at", "said"), [
    (datetime(2026, 7, 2, 9), "2026年7月2日9时，"), (datetime(2026, 7, 2, 14, 5), "2026年7月2日14时5分，"),
])
def test_the_hour_is_said_as_people_say_it(starts_at, said):
    sitting = Sitting(**{**vars(SITTING), "starts_at": starts_at})
    assert texts(minutes(sitting, []), "opening")[0].startswith(said)


@pytest.mark.parametrize(("result", "text", "said"), [
    (Result.AGREED, "", "会议议定：同意对演示甲公司予以清退。"),
    (Result.AGREED, "予以清退，三个月内完成。", "会议议定：同意予以清退，三个月内完成。"),
    (Result.AMENDED, "先收回二层。", "会议议定：修改后同意，先收回二层。"),
    (Result.RECTIFY, "限三个月内达标。", "会议议定：限期整改，限三个月内达标。"),
    (Result.REJECTED, "继续履行合同", "会议议定：不同意，继续履行合同。"),
])
def test_each_result_has_its_words(result, text, said):
    assert texts(minutes(SITTING, [decided(result, text)]), "decided")[1] == said


def test_a_decision_names_its_number_its_units_and_its_deadline():
    paper = minutes(SITTING, [decided(units=("经商局", "八都镇"), due_on=date(2026, 9, 30), number="决议〔2026〕7号")])
    assert texts(paper, "decided") == [
        "关于演示甲公司清退事项", "会议议定：同意对演示甲公司予以清退。（决议〔2026〕7号）",
        "责任单位：经商局、八都镇。完成期限：2026年9月30日。",
    ]
    table = next(one for one in section(paper, "decided").blocks if isinstance(one, Table))
    assert table.statement == "会议议定1项，最早的完成期限为2026年9月30日。"
    assert table.rows == (("决议〔2026〕7号", "关于演示甲公司清退事项", "同意", "经商局、八都镇", "2026-09-30"),)


def test_before_they_are_issued_a_decision_has_no_number_yet():
    table = next(one for one in section(minutes(SITTING, [decided()]), "decided").blocks if isinstance(one, Table))
    assert table.rows[0][0] == "印发时编号"
    assert table.rows[0][3:] == ("—", "—")


def test_what_was_put_off_or_withdrawn_says_so_with_its_reason():
    paper = minutes(SITTING, [
        Deliberated(TOPIC, ItemState.DEFERRED, "核实面积。"), Deliberated(TOPIC, ItemState.WITHDRAWN, ""),
    ])
    assert texts(paper, "deferred") == ["关于演示甲公司清退事项：会议决定缓议，提交下次会议研究。理由：核实面积。"]
    assert texts(paper, "withdrawn") == ["关于演示甲公司清退事项：本议题撤回，不再研究。"]
    assert section(paper, "decided") is None
    assert texts(paper, "opening")[1].endswith("研究议题2项，其中缓议1项，撤回1项。")


def test_who_came_is_present_and_who_was_invited_and_did_not_come_is_absent():
    assert texts(minutes(SITTING, []), "present") == ["参加：经商局（张演示）、八都镇。", "缺席：税务局。"]


def test_attendance_that_nobody_took_is_not_taken_for_absence():
    sitting = Sitting(**{**vars(SITTING), "present": ()})
    assert texts(minutes(sitting, []), "present") == ["参加：未登记到会情况。"]


def test_they_come_back_out_of_json():
    paper = minutes(SITTING, [decided(due_on=date(2026, 9, 30))], rules=("龙政办发〔2022〕43号",), data_version=7)
    assert from_record(json.loads(json.dumps(as_record(paper), allow_nan=False))) == paper
    assert (paper.rules, paper.data_version) == (("龙政办发〔2022〕43号",), 7)
