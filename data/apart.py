"""Reading whole tables fast, as Arrow, in a process of its own.

The ADBC driver carries its own copy of SQLite. Two copies in one process do not see each other's locks, and either one
drops the other's when it closes the file: that has been seen to remove the write-ahead log under a live connection,
and with it what was committed there. In another process the locks hold. The process is started when first needed,
serves one reader at a time, and ends with this one. It reads two lots of tables side by side, while this one turns
what has come into NumPy columns.
"""

import atexit
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from sqlalchemy import URL

from data.columns import Columns, GrowingColumns
from data.selection import Selection

ROOT = Path(__file__).resolve().parent.parent
PIPE_BYTES = 1 << 20
SAMPLE = {"object": "''", "float64": "0.0", "datetime64[D]": "'1970-01-01'"}
HEAVIEST = "report"
"""Reading this table takes longer than reading all others."""
END = b"\xff"
"""As in ``data.table_reader``, which is not imported here for what it imports."""

_turn = threading.Lock()
_started: list[subprocess.Popen[bytes]] = []


def read_apart(url: URL, wanted: Sequence[Selection]) -> list[Columns]:
    """The columns of each selection, all from one moment. Raises RuntimeError if the reading process fails."""
    import pyarrow as pa  # Costly to import, and not needed for a few parks.

    known: dict[str | None, str | None] = {}
    read = [GrowingColumns(one.kinds, known) for one in wanted]
    with _turn:
        reader = _running()
        assert reader.stdin and reader.stdout
        try:
            reader.stdin.write(json.dumps(_request(url, wanted)).encode() + b"\n")
            reader.stdin.flush()
            for number, batch in _batches(reader.stdout):
                read[number].append(batch)
        except BaseException as problem:
            stop()  # What is left of its answer must not be taken for the next one.
            if isinstance(problem, (pa.ArrowInvalid, OSError, EOFError)):
                raise RuntimeError("the process that reads whole tables has failed") from problem
            raise
    return [one.columns for one in read]


@atexit.register
def stop() -> None:
    """End the reading process; the next read starts another."""
    while _started:
        with _started.pop() as reader:
            reader.kill()


def _running() -> subprocess.Popen[bytes]:
    if _started and _started[0].poll() is not None:
        stop()
    if not _started:
        _started.append(subprocess.Popen(
            [sys.executable, "-m", "data.table_reader"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            pipesize=PIPE_BYTES, start_new_session=True,
        ))
    return _started[0]


def _batches(answer: IO[bytes]) -> Iterator[tuple[int, Any]]:
    """Number of the statement and record batch, in the order in which they come; EOFError if the answer breaks off."""
    import pyarrow as pa

    while (number := answer.read(1)) != END:
        if not number:
            raise EOFError
        with pa.ipc.open_stream(answer) as stream:
            for batch in stream:
                yield number[0], batch


def _request(url: URL, wanted: Sequence[Selection]) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        uri = Path(url.database or "").resolve().as_uri() + "?mode=ro"
        return {"driver": "sqlite", "uri": uri, "lots": _lots(wanted, [_with_sample(one) for one in wanted])}
    uri = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return {"driver": "postgresql", "uri": uri, "lots": _lots(wanted, [one.sql for one in wanted])}


def _lots(wanted: Sequence[Selection], statements: Sequence[str]) -> list[list[tuple[int, str]]]:
    """The numbered statements in two lots that take about equally long."""
    numbered = list(enumerate(statements))
    return [[one for one in numbered if (wanted[one[0]].table == HEAVIEST) is heavy] for heavy in (True, False)]


def _with_sample(one: Selection) -> str:
    """SQLite's columns have no types; the driver takes them from the first rows, which may all be blank."""
    sample = ", ".join(f"{SAMPLE[kind]} AS {name}" for name, kind in one.kinds.items())
    return f"SELECT {sample} UNION ALL SELECT * FROM ({one.sql})"
