"""A websocket client of the server: sends what a browser sends, and whatever else somebody might make up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
from google.protobuf import text_format
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import ClientConnection, connect

LIMIT_S = 60
BIG = 64 * 2**20


@dataclass
class Answer:
    """What one run of the script sent: texts of every kind joined, ids of widgets by their key or label."""

    texts: list[str] = field(default_factory=list)
    widgets: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    def widget(self, part: str) -> str:
        """The id of the only widget whose id, key or label holds the part."""
        [found] = {one for name, one in self.widgets.items() if part in name}
        return found


class Visitor:
    """One open connection with its session on the server."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

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
            if kind == "delta":
                _collect(answer, message.delta)
            elif kind == "navigation":
                answer.pages = [one.url_pathname for one in message.navigation.app_pages]
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return answer


def _set(state: Any, name: str, value: Any) -> None:
    if name.endswith("_array_value"):
        getattr(state, name).data.extend(value)
    elif name == "string_trigger_value":
        state.string_trigger_value.data = value
    else:
        setattr(state, name, value)


def _collect(answer: Answer, delta: Any) -> None:
    element = delta.new_element
    kind = element.WhichOneof("type")
    answer.texts.append(text_format.MessageToString(delta, as_utf8=True))
    if kind == "dataframe":
        answer.texts.append(str(pa.ipc.open_stream(element.dataframe.arrow_data.data).read_all().to_pylist()))
    for proto in [getattr(element, kind)] if kind else [delta.add_block]:
        identity = getattr(proto, "id", "")
        if identity:
            answer.widgets[f"{identity} {getattr(proto, 'label', '')}"] = identity


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
