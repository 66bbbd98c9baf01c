"""A websocket client of the server: sends what a browser sends, and whatever else somebody might make up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import ClientConnection, connect

LIMIT_S = 60
KEY_FROM = len("$$ID--") + 32
"""Where an id has the key that the page gave."""
BIG = 64 * 2**20


@dataclass
class Answer:
    """What one run of the script sent: its deltas, ids of widgets by their key or label, the kind of each, and the
    files that can be had, by the key of their button."""

    deltas: list[Any] = field(default_factory=list)
    widgets: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """Texts of every kind joined; they stand in the bytes of a delta as they are."""
        return "\n".join(text for delta in self.deltas for text in _texts(delta))

    def widget(self, part: str) -> str:
        """The id of the only widget whose id, key or label holds the part."""
        [found] = {one for name, one in self.widgets.items() if part in name}
        return found

    def labelled(self, label: str) -> str:
        """The id of the only widget with that label."""
        [found] = {one for name, one in self.widgets.items() if name.endswith(f" {label}")}
        return found

    def ends(self, key: str) -> str | None:
        """The id of the widget with that key; None where there is none."""
        return next((one for one in self.widgets.values() if one.endswith(f"-{key}")), None)

    def told(self, identity: str, value: Any) -> tuple[str, Any]:
        """A value as the browser would tell it of that widget."""
        return FIELDS[self.kinds[identity]], value


class Visitor:
    """One open connection with its session on the server."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.session = ""

    def run(self, page: str = "", states: dict[str, Any] | None = None, *, wait: bool = True, **query: str) -> Answer:
        """Have a page's script run with these widget states: id -> (field of WidgetState, value)."""
        message = BackMsg()
        request = message.rerun_script
        request.query_string = urlencode(query)
        request.page_script_hash = page_hash(page) if page else ""
        for identity, (name, value) in (states or {}).items():
            state = request.widget_states.widgets.add()
            state.id = identity
            _set(state, name, value)
        self.connection.send(message.SerializeToString())
        return self._answer() if wait else Answer()

    def _answer(self) -> Answer:
        answer = Answer()
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.connection.recv(timeout=LIMIT_S))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id
            elif kind == "delta":
                _collect(answer, message.delta)
            elif kind == "navigation":
                answer.pages = [one.url_pathname for one in message.navigation.app_pages]
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return answer


    def get(self, file: str) -> str:
        """The address of a file that a button would bring; "" where it is refused."""
        message = BackMsg()
        message.backend_operation_request.request_id = file
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = file
        self.connection.send(message.SerializeToString())
        return str(self._reply("backend_operation_response").deferred_file.url)

    def place_for(self, name: str) -> Any:
        """Where a file may be uploaded to."""
        message = BackMsg()
        message.file_urls_request.request_id = name
        message.file_urls_request.session_id = self.session
        message.file_urls_request.file_names.append(name)
        self.connection.send(message.SerializeToString())
        return self._reply("file_urls_response").file_urls[0]

    def _reply(self, kind: str) -> Any:
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.connection.recv(timeout=LIMIT_S))
            if message.WhichOneof("type") == kind:
                return getattr(message, kind)


FIELDS = {
    "text_input": "string_value", "text_area": "string_value", "selectbox": "string_value", "button": "trigger_value",
    "multiselect": "string_array_value", "date_input": "string_array_value", "button_group": "string_array_value",
    "dataframe": "string_value", "arrow_data_frame": "string_value", "file_uploader": "file_uploader_state_value",
}
"""Kind of element -> the field of WidgetState in which the browser tells its value."""


def _set(state: Any, name: str, value: Any) -> None:
    if name.endswith("_array_value"):
        getattr(state, name).data.extend(value)
    elif name == "string_trigger_value":
        state.string_trigger_value.data = value
    elif name == "file_uploader_state_value":
        state.file_uploader_state_value.uploaded_file_info.append(value)
    else:
        setattr(state, name, value)


def _collect(answer: Answer, delta: Any) -> None:
    element = delta.new_element
    kind = element.WhichOneof("type")
    answer.deltas.append(delta)
    for proto in [getattr(element, kind)] if kind else [delta.add_block]:
        identity = getattr(proto, "id", "")
        if identity:
            answer.widgets[f"{identity} {getattr(proto, 'label', '')}"] = identity
            answer.kinds[identity] = kind or "block"
        if getattr(proto, "deferred_file_id", ""):
            answer.files[identity[KEY_FROM:]] = proto.deferred_file_id


def _texts(delta: Any) -> Iterator[str]:
    yield delta.SerializeToString().decode(errors="replace")
    if delta.new_element.WhichOneof("type") == "dataframe":
        yield str(pa.ipc.open_stream(delta.new_element.dataframe.arrow_data.data).read_all().to_pylist())


def page_hash(page: str) -> str:
    """What the browser would name a page by."""
    return calc_hash(page)


@contextmanager
def visiting(address: str, cookie: str = "", origin: str | None = None) -> Iterator[Visitor]:
    """A connection with these cookies; a refused one raises what the websockets library raises."""
    with connect(
        address.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=["streamlit"],  # type: ignore[list-item]
        origin=origin or address, additional_headers={"Cookie": cookie} if cookie else None,  # type: ignore[arg-type]
        max_size=BIG, open_timeout=LIMIT_S,
    ) as connection:
        yield Visitor(connection)
