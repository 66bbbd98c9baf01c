"""What issuing does to the facts, what makes it impossible, and that nothing is ever half issued."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.meeting import MeetingState, Result, Ruling
from core.paper import PaperKind
from data.engine import data_version, writing
from data.intake.schema import workbook_schema
from data.meetings import issuing, minutes
from data.meetings.errors import MeetingError
from data.meetings.reading import read_actions
from data.records import void
from data.tables import (
    Act,
    ActionItem,
    ActionStep,
    AgendaItem,
    Contract,
    Decision,
    ExitCase,
    FrozenPaper,
    Rectification,
    Submission,
)
from data.tables import Meeting as StoredMeeting
from tests.data.meetings.scene import (
    AGREED,
    DUE_DAY,
    EXIT,
    FREE,
    ISSUE_DAY,
    OFFICE,
    OTHER_EXIT,
    RECTIFY,
    REJECTED,
    TO_DO,
    Meeting,
    issued,
    key,
    minutes_of,
    stored,
)
from tests.together import in_threads

TABLES = (StoredMeeting, AgendaItem, Decision, ActionItem, ActionStep, ExitCase, Rectification, FrozenPaper, Act,
          Submission)


def everything(engine):
    return [one.model_dump() for table in TABLES for one in stored(engine, table)] + [data_version(engine)]


def exit_case(engine, number="HT-1", **days):
    with writing(engine) as session:
        session.merge(ExitCase(contract_number=number, **days))


def test_a_record_without_a_day_gets_it(county):
    exit_case(county)
    issued(county, (EXIT, Ruling(Result.AMENDED, "分两批清退。")))
    [case] = stored(county, ExitCase)
    assert case.decided_on == date(2026, 7, 2)


def test_what_is_rejected_changes_no_fact(county):
    before = data_version(county)
    issued(county, (EXIT, REJECTED), (FREE, RECTIFY))
    assert (stored(county, ExitCase), stored(county, Rectification), data_version(county)) == ([], [], before)


def test_facts_that_change_are_a_new_version_of_the_data(county):
    before = data_version(county)
    issued(county, (EXIT, AGREED), (OTHER_EXIT, RECTIFY))
    assert data_version(county) == before + 2


def test_notices_of_rectification_take_the_next_free_number(county):
    issued(county, (EXIT, RECTIFY))
    [first] = stored(county, Rectification)
    seen = {column.header: getattr(first, column.name) for column in workbook_schema()["整改"].columns}
    assert void(county, OFFICE, "整改", seen, key=key(), reason="误发").is_written
    issued(county, (EXIT, RECTIFY), (OTHER_EXIT, RECTIFY))
    assert [one.number for one in stored(county, Rectification)] == ["ZG-331181-2026-002", "ZG-331181-2026-003"]


@pytest.mark.parametrize("spoil, said", [
    (lambda engine: exit_case(engine, decided_on=date(2026, 5, 1)), "合同HT-1已于2026-05-01决议清退"),
    (lambda engine: _sql(engine, "DELETE FROM contract_space WHERE contract_number = 'HT-1'",
                         "DELETE FROM contract WHERE number = 'HT-1'"), "合同HT-1已作废"),
    (lambda engine: _sql(engine, "UPDATE contract SET terminated_on = '2026-06-30' WHERE number = 'HT-1'"),
     "合同HT-1已于2026-06-30提前终止"),
], ids=["cleared", "void", "terminated"])
def test_what_a_fact_makes_impossible_is_refused_as_a_whole(county, spoil, said):
    meeting = Meeting(county, OTHER_EXIT, EXIT, FREE).ready(AGREED, AGREED, TO_DO)
    spoil(county)
    before = everything(county)
    with pytest.raises(MeetingError, match=f"第2项“关于演示甲公司清退事项”：{said}"):
        meeting.issue()
    assert everything(county) == before


def _sql(engine, *statements):
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_deadline_before_the_day_of_issue_is_refused(county):
    meeting = Meeting(county, EXIT).ready(Ruling(Result.RECTIFY, "整改。", ("市经信局",), date(2026, 7, 3)))
    with pytest.raises(MeetingError, match="整改期限.*早于下达日期"):
        meeting.issue(on=ISSUE_DAY)
    assert meeting.issue(on=date(2026, 7, 3))


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("place", ["give", "append", "freeze_within", "minutes", "hand_on", "of_meeting"])
def test_issuing_that_breaks_off_leaves_nothing_half_written(county, monkeypatch, place, failure):
    meeting = Meeting(county, EXIT, OTHER_EXIT, FREE).ready(AGREED, RECTIFY, TO_DO)
    before, version = everything(county), meeting.now.version

    def fail(*_, **__):
        raise failure

    if place != "minutes":
        monkeypatch.setattr(minutes if place in ("hand_on", "of_meeting") else issuing, place, fail)
    with pytest.raises(failure):
        minutes.issue(county, OFFICE, meeting.id, fail if place == "minutes" else minutes_of, seen_version=version,
                      on=ISSUE_DAY, key="k")
    monkeypatch.undo()
    assert everything(county) == before
    assert minutes.issue(county, OFFICE, meeting.id, minutes_of, seen_version=version, on=ISSUE_DAY, key="k")
    assert meeting.now.state is MeetingState.ISSUED


def test_only_minutes_are_issued_as_minutes(county):
    meeting = Meeting(county, FREE).ready(AGREED)
    with pytest.raises(MeetingError, match="不是会议纪要"):
        meeting.issue(minutes=lambda one: minutes_of(one).__class__(
            **{**vars(minutes_of(one)), "kind": PaperKind.BRIEFING}))
    assert meeting.now.state is MeetingState.MINUTES


@pytest.mark.parametrize("statement", [
    "UPDATE decision SET text = '另有决定'", "UPDATE decision SET in_force_at = NULL", "DELETE FROM decision",
    "UPDATE action_step SET note = ''", "DELETE FROM action_step",
])
def test_the_database_refuses_to_change_what_is_in_force(county, statement):
    issued(county, (FREE, TO_DO))
    with pytest.raises(DBAPIError, match="append_only"):
        _sql(county, statement)


def test_the_same_pressing_issues_once(county):
    meeting = Meeting(county, EXIT, FREE).ready(AGREED, TO_DO)
    version = meeting.now.version
    press = lambda: minutes.issue(  # noqa: E731
        county, OFFICE, meeting.id, minutes_of, seen_version=version, on=ISSUE_DAY, key="one")
    assert in_threads([press] * 5) == []
    assert press() == meeting.now.minutes_id
    assert (len(stored(county, FrozenPaper)), len(stored(county, Decision)), len(stored(county, ExitCase))) == (1, 2, 1)


def test_a_contract_that_is_gone_does_not_hide_what_is_to_be_done(county):
    issued(county, (EXIT, Ruling(Result.AGREED, "", ("演示园运营公司",), DUE_DAY)))
    assert stored(county, Contract)
    assert [one.subject for one in read_actions(county, OFFICE)] == ["HT-1"]
