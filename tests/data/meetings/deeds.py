"""Every act by its name, done to a meeting as it stands now."""

from core.meeting import Attendee, ItemKind, Proposal
from data.meetings.actions import confirm_done, report_done, send_back
from data.meetings.agenda import add_item, edit_item, move_item, remove_item
from data.meetings.attending import amend_attendance
from data.meetings.calling import call, cancel, change_notice, open_meeting
from data.meetings.correcting import correct
from data.meetings.deciding import decide, defer, reopen, withdraw
from data.meetings.minutes import confirm, issue, to_minutes
from tests.data.meetings.scene import AGREED, COUNTY, FREE, ISSUE_DAY, REJECTED, key, minutes_of, notice

NEW = Proposal(ItemKind.FREE, "新增事项", "研究新增事项。")


def on_meeting(function, *values, **named):
    return lambda user, meeting: function(
        meeting.engine, user, meeting.id, *values, seen_version=meeting.now.version, key=key(), **named)


def on_item(function, *values):
    return lambda user, meeting: function(
        meeting.engine, user, meeting.item().id, *values, seen_version=meeting.item().version, key=key())


DEEDS = {
    "call": lambda user, meeting: call(meeting.engine, user, COUNTY, notice(), [FREE], key=key()),
    "change_notice": on_meeting(change_notice, notice(place="另一会议室")),
    "open_meeting": on_meeting(open_meeting, [Attendee("市经信局", "局长甲")]),
    "amend_attendance": on_meeting(amend_attendance, [Attendee("市经信局", "局长甲"), Attendee("市应急管理局", "")]),
    "cancel": on_meeting(cancel, "改期"),
    "to_minutes": on_meeting(to_minutes),
    "confirm": on_meeting(confirm),
    "issue": on_meeting(issue, minutes_of, on=ISSUE_DAY),
    "add_item": lambda user, meeting: add_item(meeting.engine, user, meeting.id, NEW, key=key()),
    "edit_item": on_item(edit_item, "改名事项", "改写的议案。"),
    "move_item": lambda user, meeting: move_item(
        meeting.engine, user, meeting.item().id, 2, seen_version=meeting.now.version, key=key()),
    "remove_item": on_item(remove_item),
    "decide": on_item(decide, AGREED),
    "defer": on_item(defer, "材料不齐"),
    "withdraw": on_item(withdraw, "另行研究"),
    "reopen": on_item(reopen),
    "correct": lambda user, meeting: correct(
        meeting.engine, user, meeting.item(2).decision.id, REJECTED, why="笔误", on=ISSUE_DAY, key=key()),
}
"""The first item of the meeting's, and of what is corrected the second; whoever acts need not see it."""
ON_ACTIONS = {
    "report_done": lambda engine, user, action: report_done(
        engine, user, action.id, "已全部检查。", seen_version=action.version, key=key()),
    "confirm_done": lambda engine, user, action: confirm_done(
        engine, user, action.id, seen_version=action.version, key=key()),
    "send_back": lambda engine, user, action: send_back(
        engine, user, action.id, "缺照片", seen_version=action.version, key=key()),
}
