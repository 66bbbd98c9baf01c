"""Whole messages for what is done with papers, meetings and action items, and the papers and meetings to do it with."""

from datetime import date
from itertools import count

from streamlit.proto.Common_pb2 import UploadedFileInfo

from core.paper import Coverage
from data.dispatches import Recipient, send
from data.freezing import freeze
from data.meetings.actions import report_done
from data.meetings.reading import read_actions
from tests import sittings
from tests.papers import full_paper
from tests.sittings import COUNTY, FREE, OFFICE, UNIT
from tests.wire.composing import PRESSED, Message, upload
from tests.wire.conftest import OPERATED_PARK, PARK
from tests.wire.rows import user_of

KEYS = (f"wire-{number}" for number in count())


def a_paper(engine):
    """Frozen for the whole county, and sent to no one; its number in the address."""
    return str(freeze(engine, OFFICE, full_paper(), Coverage((COUNTY,)), signed_on=date(2026, 7, 2), key=next(KEYS)))


def a_sent_paper(engine):
    """To one park and to one unit."""
    paper = a_paper(engine)
    assert send(engine, OFFICE, int(paper), [Recipient(OPERATED_PARK, PARK), Recipient(UNIT)], key=next(KEYS)) == 2
    return paper


def a_meeting(engine, until):
    """until: a function of ``sittings`` that brings it so far."""
    return str(until(engine, [FREE]))


def an_action(engine, *, is_reported=False):
    """Given to one unit by a meeting."""
    meeting = sittings.issued(engine, [FREE])
    action = max(one.id for one in read_actions(engine, OFFICE) if one.meeting_id == meeting)
    if is_reported:
        report_done(engine, user_of(engine, "anquan"), action, "已办", seen_version=1, key=next(KEYS))
    return str(action)


def pressing(visitor, page, query, button, **fields):
    """A button of a page; fields: label -> what stands in it before."""
    message = Message(page, query)
    answer = message.send(visitor)
    for label, value in fields.items():
        widget = answer.labelled(label)
        message.states[widget] = answer.told(widget, value)
    message.states[answer.labelled(button)] = PRESSED
    return message


def freezing(visitor):
    """A briefing as the page proposes it."""
    message, answer = _choosing(visitor, "papers", "制作简报")
    message.states[answer.labelled("定稿")] = PRESSED
    return message


def calling(visitor):
    """A meeting with what the figures propose."""
    message, answer = _choosing(visitor, "meeting", "召集会议")
    for label, value in {"地点": "市政府3号会议室", "召集人": "李领导"}.items():
        widget = answer.labelled(label)
        message.states[widget] = answer.told(widget, value)
    message.states[answer.widget("召集会议（议题")] = PRESSED
    return message


def attaching(visitor, address, cookie, paper):
    """An edited file is uploaded beside a paper."""
    content, name = b"PK edited", "修改稿.docx"
    message = Message("papers", {"paper": paper})
    answer = message.send(visitor)
    place = visitor.place_for(name)
    upload(address, cookie, place.upload_url, name, content)
    file = UploadedFileInfo(file_id=place.file_id, name=name, size=len(content), file_urls=place)
    message.states = {
        answer.widget("文件（Word"): ("file_uploader_state_value", file), answer.labelled("上传"): PRESSED,
    }
    return message


def _choosing(visitor, page, view):
    message = Message(page)
    chooser = message.send(visitor).labelled("办理")
    message.states[chooser] = ("string_array_value", [view])
    return message, message.send(visitor)
