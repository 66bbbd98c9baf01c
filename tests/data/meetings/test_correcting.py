"""A decision in force is corrected by another: the first stays, what hangs on it follows where the facts allow it."""

from datetime import date

import pytest
from sqlmodel import Session

from core.meeting import ActionState, Result, Ruling
from data.engine import writing
from data.history import history_of
from data.meetings.correcting import correct
from data.meetings.errors import MeetingError
from data.meetings.reading import read_actions, read_decisions
from data.tables import ActionItem, Decision, ExitCase, Rectification
from tests.data.meetings.deeds import ON_ACTIONS
from tests.data.meetings.scene import (
    AGREED,
    DEPARTMENT,
    DUE_DAY,
    EXIT,
    FREE,
    ISSUE_DAY,
    OFFICE,
    RECTIFY,
    REJECTED,
    TO_DO,
    issued,
    key,
    stored,
)
from tests.together import in_threads

LATER = date(2026, 7, 20)


def corrected(engine, meeting, ruling, *, position=1, why="笔误", on=LATER, decision=None):
    wanted = decision or meeting.item(position).decision.id
    return correct(engine, OFFICE, wanted, ruling, why=why, on=on, key=key())


def test_a_correction_has_its_own_number_and_the_first_stays(county):
    meeting = issued(county, (EXIT, AGREED), (FREE, TO_DO))
    before = stored(county, Decision)[1].model_dump()
    new = corrected(county, meeting, Ruling(Result.AGREED, "改为年底前检查。", ("市应急管理局",), date(2026, 12, 31)),
                    position=2)
    old, now = meeting.item(2).decisions
    assert stored(county, Decision)[1].model_dump() == before
    assert (old.corrected_by, old.is_in_force) == (new, False)
    assert (now.id, now.number, now.corrects, now.why, now.is_in_force) == (
        new, "决议〔2026〕3号", old.id, "笔误", True)
    assert [one.number for one in read_decisions(county, OFFICE) if one.is_in_force] == [
        "决议〔2026〕3号", "决议〔2026〕1号"]


def test_its_action_items_are_closed_and_new_ones_given(county):
    meeting = issued(county, (FREE, TO_DO))
    corrected(county, meeting, Ruling(Result.AGREED, "改由经信局检查。", ("市经信局",), DUE_DAY))
    old, new = sorted(read_actions(county, OFFICE), key=lambda one: one.id)
    assert (old.state, old.steps[-1].note) == (
        ActionState.DONE, "决议〔2026〕1号已由决议〔2026〕2号更正，不再按原决议办理：笔误")
    assert (new.unit, new.state, new.number) == ("市经信局", ActionState.UNDER_WAY, "决议〔2026〕2号")


def test_what_was_done_already_stays_as_it_was(county):
    meeting = issued(county, (FREE, TO_DO))
    for deed, user in (("report_done", DEPARTMENT), ("confirm_done", OFFICE)):
        ON_ACTIONS[deed](county, user, read_actions(county, OFFICE)[0])
    [before] = read_actions(county, OFFICE)
    corrected(county, meeting, REJECTED)
    assert read_actions(county, OFFICE) == [before]


FACTS = {
    ("同意", "不同意"): (None, None), ("同意", "限期整改"): (None, (LATER, DUE_DAY)),
    ("同意", "修改后同意"): (date(2026, 7, 2), None), ("不同意", "同意"): (LATER, None),
    ("限期整改", "同意"): (LATER, None), ("限期整改", "不同意"): (None, None),
    ("限期整改", "限期整改"): (None, (ISSUE_DAY, date(2026, 10, 31))), ("不同意", "限期整改"): (None, (LATER, DUE_DAY)),
}
RULINGS = {"同意": AGREED, "不同意": REJECTED, "限期整改": RECTIFY, "修改后同意": Ruling(Result.AMENDED, "分两批。")}


@pytest.mark.parametrize(("first", "second"), FACTS)
def test_the_facts_follow_a_correction(county, first, second):
    meeting = issued(county, (EXIT, RULINGS[first]))
    ruling = RULINGS[second]
    if first == second:
        ruling = Ruling(Result.RECTIFY, "延期。", RECTIFY.units, date(2026, 10, 31))
    corrected(county, meeting, ruling)
    cleared = [one.decided_on for one in stored(county, ExitCase)]
    ordered = [(one.issued_on, one.due_on) for one in stored(county, Rectification)]
    wanted, notice = FACTS[first, second]
    assert (cleared, ordered) == ([wanted] if wanted else [], [notice] if notice else [])


def test_the_history_of_the_contract_shows_the_correction(county):
    meeting = issued(county, (EXIT, AGREED))
    corrected(county, meeting, REJECTED)
    gone, came = history_of(county, OFFICE, "清退", ["HT-1"])
    assert (gone.kind, gone.new, came.old) == ("决议", None, None)
    assert gone.reason == "决议〔2026〕2号 关于演示甲公司清退事项：不同意，暂不清退。"


def test_a_notice_whose_deadline_was_changed_can_be_changed_again(county):
    meeting = issued(county, (EXIT, RECTIFY))
    for day in (date(2026, 10, 31), date(2026, 11, 30)):
        corrected(county, meeting, Ruling(Result.RECTIFY, "延期。", RECTIFY.units, day))
        assert [one.due_on for one in stored(county, Rectification)] == [day]
    corrected(county, meeting, REJECTED)
    assert stored(county, Rectification) == []


@pytest.mark.parametrize(("first", "facts", "second", "said"), [
    (AGREED, ExitCase(contract_number="HT-1", decided_on=date(2026, 7, 2), completed_on=date(2026, 7, 15)), REJECTED,
     "合同HT-1的清退已有完成日期2026-07-15"),
    (RECTIFY, Rectification(
        number="ZG-331181-2026-001", contract_number="HT-1", year=2025, issued_on=ISSUE_DAY, due_on=DUE_DAY,
        rechecked_on=date(2026, 7, 15), recheck_result="通过"), REJECTED, "已于2026-07-15复评，不能撤销"),
    (RECTIFY, Rectification(
        number="ZG-331181-2026-001", contract_number="HT-1", year=2025, issued_on=ISSUE_DAY, due_on=DUE_DAY,
        rechecked_on=date(2026, 7, 15), recheck_result="通过"), RECTIFY, "已于2026-07-15复评，不能改期"),
])
def test_what_was_carried_out_is_not_undone(county, first, facts, second, said):
    meeting = issued(county, (EXIT, first))
    with writing(county) as session:
        session.merge(facts)
    with pytest.raises(MeetingError, match=said):
        corrected(county, meeting, second)
    assert len(stored(county, Decision)) == 1


def test_only_the_last_of_a_chain_is_corrected(county):
    meeting = issued(county, (FREE, AGREED))
    first = meeting.item().decision.id
    corrected(county, meeting, REJECTED)
    with pytest.raises(MeetingError, match="决议〔2026〕1号已由决议〔2026〕2号更正"):
        corrected(county, meeting, TO_DO, decision=first)
    corrected(county, meeting, TO_DO)
    assert [one.number for one in meeting.item().decisions] == [f"决议〔2026〕{one}号" for one in (1, 2, 3)]


def test_of_ten_who_correct_one_decision_at_once_nine_are_told(county):
    meeting = issued(county, (FREE, AGREED))
    wanted = meeting.item().decision.id
    failures = in_threads([lambda: corrected(county, meeting, REJECTED, decision=wanted)] * 10)
    assert [type(one) for one in failures] == [MeetingError] * 9
    with Session(county) as session:
        assert session.get(Decision, wanted).corrects is None


@pytest.mark.parametrize(("ruling", "why", "on", "said"), [
    (REJECTED, " ", LATER, "更正的原因"), (Ruling(Result.REJECTED, ""), "笔误", LATER, "决议内容"),
    (REJECTED, "笔误", date(2026, 7, 1), "早于原决议日期"),
    (Ruling(Result.AGREED, "", ("市经信局",), date(2026, 7, 19)), "笔误", LATER, "早于议定日期"),
])
def test_a_correction_says_what_it_has_to(county, ruling, why, on, said):
    meeting = issued(county, (FREE, AGREED))
    with pytest.raises(MeetingError, match=said):
        corrected(county, meeting, ruling, why=why, on=on)
    assert len(stored(county, ActionItem)) == 0
