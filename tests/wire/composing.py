"""Whole messages for everything that writes, composed as the page's own browser would, and sent when one likes."""

import io
from dataclasses import dataclass, field

import httpx
import xlsxwriter
from streamlit.proto.Common_pb2 import UploadedFileInfo

from data.intake.schema import workbook_schema
from tests.wire.client import KEY_FROM

PRESSED = ("trigger_value", True)
XSRF = "_streamlit_xsrf"


@dataclass
class Message:
    """What a browser tells: the page, its address, the state of its widgets. is_first: it lies at the author's root."""

    page: str
    query: dict[str, str] = field(default_factory=dict)
    states: dict[str, tuple[str, object]] = field(default_factory=dict)
    is_first: bool = False

    def send(self, visitor):
        """By somebody else, who names the page."""
        return visitor.run(self.page, self.states, **self.query)

    def send_home(self, visitor):
        """By its author."""
        return visitor.run("" if self.is_first else self.page, self.states, **self.query)


def field_of(answer, header):
    """The id of a form's widget."""
    return next((one for one, kind in answer.kinds.items() if kind in ("text_input", "text_area", "selectbox",
                 "multiselect", "date_input", "button_group") and _is_of(one[KEY_FROM:], header)), None)


def _is_of(key, header):
    return key.startswith("form-") and key[len("form-12345678-"):] == header


def saving(visitor, sheet, values, **where):
    """A new record of a sheet, filled in until every field is there, and the button that saves."""
    message = Message("entry", {"subject": sheet, "record": "new", **where})
    for _ in range(3):
        answer = message.send(visitor)
        message.states = {
            one: answer.told(one, _shaped(answer.kinds[one], value)) for header, value in values.items()
            if (one := field_of(answer, header))
        }
    assert len(message.states) == len(values), sheet
    message.states[answer.ends("save")] = PRESSED
    return message


def _shaped(kind, value):
    return [value] if kind in ("date_input", "button_group") else value


def reminding(visitor):
    """The first of those who have not reported is ticked."""
    answer = visitor.run("calendar")
    table = next(one for one in answer.kinds if "-lacking-" in one)
    ticked = '{"selection": {"rows": [0], "columns": [], "cells": []}}'
    message = Message("calendar", {}, {table: answer.told(table, ticked)})
    message.send(visitor)
    message.states[answer.ends("remind")] = PRESSED
    return message


def making_an_account(visitor, name):
    answer = visitor.run("accounts")
    typed = {"name": name, "full_name": "假冒", "role": "领导", "counties": ["龙泉市"]}
    [made] = [one[KEY_FROM:].removesuffix("-create") for one in answer.kinds if one.endswith("-create")]
    states = {}
    for key, value in typed.items():
        widget = answer.ends(f"{made}-{key}")
        states[widget] = answer.told(widget, value)
    return Message("accounts", {}, {**states, answer.ends(f"{made}-create"): PRESSED}, is_first=True)


def acting_on_an_account(visitor, what):
    """On the account that the page has chosen."""
    answer = visitor.run("accounts")
    [what_now] = [one for one in answer.kinds if one.endswith("-what")]
    key = what_now[KEY_FROM:].removesuffix("-what")
    message = Message("accounts", {}, {what_now: answer.told(what_now, [what])}, is_first=True)
    answer = message.send_home(visitor)
    reason = answer.ends(f"{key}-reason")
    message.states |= {reason: answer.told(reason, "岗位调整"), answer.ends(f"{key}-confirm"): PRESSED}
    return message


def importing(visitor, address, cookie, rows):
    """A workbook is uploaded; rows: sheet -> records. The button is named as it stands in the page of whoever may."""
    content, name = workbook(rows), "wire.xlsx"
    answer = visitor.run("importing")
    place = visitor.place_for(name)
    upload(address, cookie, place.upload_url, name, content)
    file = UploadedFileInfo(file_id=place.file_id, name=name, size=len(content), file_urls=place)
    message = Message("importing", {}, {answer.ends("import-file"): ("file_uploader_state_value", file)})
    drawn = message.send(visitor)
    message.states[drawn.ends("import-confirm") or f"$$ID-{'0' * 32}-import-confirm"] = PRESSED
    return message


def upload(address, cookie, url, name, content):
    with httpx.Client(base_url=address, headers={"Cookie": cookie}) as client:
        token = client.get("/_stcore/health").cookies[XSRF]
        headers = {"X-Xsrftoken": token, "Cookie": f"{cookie}; {XSRF}={token}"}
        answer = client.put(url, files={"file": (name, content)}, headers=headers)
        assert answer.status_code == httpx.codes.NO_CONTENT, answer.text


def workbook(rows):
    """An exchange workbook with these records and all sheets."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as book:
        for sheet in workbook_schema().values():
            page, headers = book.add_worksheet(sheet.name), [one.header for one in sheet.columns]
            page.write_row(0, 0, headers)
            for number, values in enumerate(rows.get(sheet.name, ()), 1):
                for header, told in values.items():
                    text = "、".join(told) if isinstance(told, list) else told
                    page.write_string(number, headers.index(header), text)
    return output.getvalue()
