"""The whole life of a meeting, from its notice to its minutes in force."""

import json
from datetime import date

from core.access import EVERYTHING
from core.assessment import assess
from core.meeting import ActionState, ItemState, MeetingState
from core.policy import load_policy
from data.audit import verify
from data.engine import writing
from data.history import history_of
from data.meetings.deciding import withdraw
from data.meetings.reading import read_actions, read_decisions, read_meetings
from data.papers import paper_of
from data.snapshot import read_snapshot
from data.tables import Act, ExitCase, Rectification
from tests.data.meetings.scene import (
    AGREED,
    DUE_DAY,
    EXIT,
    FREE,
    ISSUE_DAY,
    LEADER,
    OFFICE,
    OTHER_EXIT,
    RECTIFY,
    TO_DO,
    Meeting,
    issued,
    key,
    stored,
)


def test_a_meeting_from_its_notice_to_its_minutes(county):
    meeting = Meeting(county, EXIT, OTHER_EXIT, FREE)
    assert (meeting.now.title, meeting.now.state) == ("2026年第1次联席会议", MeetingState.NOTICE)
    meeting.open()
    meeting.decide(AGREED, 1)
    meeting.decide(RECTIFY, 2)
    meeting.decide(TO_DO, 3)
    meeting.add(FREE.__class__(FREE.kind, "关于停车事项", "增设车位。"))
    last = meeting.item(4)
    withdraw(county, OFFICE, last.id, "另行研究", seen_version=last.version, key=key())
    paper = meeting.to_minutes().confirm().issue()
    now = meeting.now
    assert (now.state, now.issued_on, now.confirmed_by, now.minutes_id) == (
        MeetingState.ISSUED, ISSUE_DAY, "领导甲", paper)
    assert [one.state for one in now.items] == [ItemState.DECIDED] * 3 + [ItemState.WITHDRAWN]
    assert [one.decision.number for one in now.items[:3]] == [f"决议〔2026〕{one}号" for one in (1, 2, 3)]
    texts = [one.text for one in paper_of(county, LEADER, paper).paper.sections[0].blocks]
    assert texts[1] == "2. 关于演示乙公司清退事项：决议〔2026〕2号"
    assert texts[3] == "4. 关于停车事项：撤回另行研究"
    assert verify(county).is_clean


def test_an_agreed_exit_is_a_fact_on_the_day_of_the_meeting(county):
    issued(county, (EXIT, AGREED))
    [case] = stored(county, ExitCase)
    assert (case.contract_number, case.decided_on, case.completed_on) == ("HT-1", date(2026, 7, 2), None)


def test_a_rectification_is_ordered_on_the_day_of_issue(county):
    issued(county, (EXIT, RECTIFY))
    [notice] = stored(county, Rectification)
    assert (notice.number, notice.contract_number, notice.year, notice.issued_on, notice.due_on) == (
        "ZG-331181-2026-001", "HT-1", 2025, ISSUE_DAY, DUE_DAY)
    assert stored(county, ExitCase) == []


def test_a_candidate_is_leaving_once_the_minutes_are_issued(county):
    with writing(county) as session:
        session.add(Rectification(
            number="ZG-1", contract_number="HT-1", year=2024, issued_on=date(2025, 5, 1), due_on=date(2025, 8, 1),
            rechecked_on=date(2025, 8, 2), recheck_result="不通过",
        ))
    assert step_of("HT-1", county) == "清退候选"
    meeting = Meeting(county, EXIT).ready(AGREED)
    assert step_of("HT-1", county) == "清退候选"
    meeting.issue()
    assert step_of("HT-1", county) == "清退中"


def step_of(contract, engine):
    assessment = assess(read_snapshot(engine, EVERYTHING), load_policy(), ISSUE_DAY)
    return assessment.contracts.set_index("contract").exit_step[contract]


def test_the_history_of_the_contract_shows_the_decision(county):
    issued(county, (EXIT, AGREED), (OTHER_EXIT, RECTIFY))
    [happened] = history_of(county, OFFICE, "清退", ["HT-1"])
    assert (happened.kind, happened.by) == ("决议", "办公室甲")
    assert happened.reason == "决议〔2026〕1号 关于演示甲公司清退事项：同意"
    assert happened.lines == [("合同编号", "", "HT-1"), ("决议日期", "", "2026-07-02")]
    [ordered] = history_of(county, OFFICE, "整改", ["ZG-331181-2026-001"])
    assert ordered.reason.startswith("决议〔2026〕2号")
    assert [one.number for one in read_decisions(county, OFFICE, subject="HT-1")] == ["决议〔2026〕1号"]


def test_action_items_are_given_to_each_unit(county):
    issued(county, (FREE, TO_DO))
    [action] = read_actions(county, OFFICE)
    assert (action.unit, action.task, action.due_on, action.number, action.state) == (
        "市应急管理局", "检查全部园区消防通道。", DUE_DAY, "决议〔2026〕1号", ActionState.UNDER_WAY)
    assert [(one.state, one.note) for one in action.steps] == [(ActionState.UNDER_WAY, "决议〔2026〕1号交办")]


def test_what_is_agreed_without_words_of_its_own_is_the_motion(county):
    issued(county, (FREE, AGREED.__class__(AGREED.result, "", ("市应急管理局",), DUE_DAY)))
    assert [one.task for one in read_actions(county, OFFICE)] == [FREE.motion]


def test_every_step_leaves_its_act(county):
    issued(county, (EXIT, AGREED), (FREE, TO_DO))
    said = [(one.kind, one.account, one.subject) for one in stored(county, Act)]
    assert said == [
        ("会议", "office", "2026年第1次联席会议 通知"), ("会议", "office", "2026年第1次联席会议 开会"),
        ("会议", "office", "2026年第1次联席会议 第1项 作出决议"),
        ("会议", "office", "2026年第1次联席会议 第2项 作出决议"),
        ("会议", "office", "2026年第1次联席会议 散会拟纪要"), ("会议", "leader", "2026年第1次联席会议 确认纪要"),
        ("决议", "office", "决议〔2026〕1号 关于演示甲公司清退事项"),
        ("决议", "office", "决议〔2026〕2号 关于消防通道事项"),
        ("制发文件", "office", "会议纪要〔2026〕1号 第1版"), ("会议", "office", "2026年第1次联席会议 印发纪要"),
    ]
    detail = json.loads(stored(county, Act)[-1].detail)
    assert detail["决议"] == ["决议〔2026〕1号", "决议〔2026〕2号"]


def test_meetings_are_listed_the_latest_first(county):
    Meeting(county, FREE)
    Meeting(county, starts_at=None, title="专题会议")
    Meeting(county, EXIT, FREE, starts_at=Meeting(county).now.starts_at.replace(month=8))
    found = read_meetings(county, LEADER)
    assert [(one.title, one.items, one.waiting) for one in found] == [
        ("2026年第4次联席会议", 2, 2), ("2026年第3次联席会议", 0, 0), ("专题会议", 0, 0), ("2026年第1次联席会议", 1, 1),
    ]
