"""Reading whole tables fast, as Arrow, in a process of its own.

The ADBC driver carries its own copy of SQLite. Two copies in one process do not see each other's locks, and either one
drops the other's when it closes the file: that has been seen to remove the write-ahead log under a live connection,
and with it what was committed there. In another process the locks hold. The process is started when first needed,
serves one reader at a time, and ends with this one. It reads two lots of tables side by side, each into its own pipe;
two threads here turn what comes into NumPy columns meanwhile.
"""

import atexit
import fcntl
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import URL

from data.columns import Columns, from_batches
from data.selection import Selection

ROOT = Path(__file__).resolve().parent.parent
PIPE_BYTES = 1 << 20
SAMPLE = {"object": "''", "float64": "0.0", "datetime64[D]": "'1970-01-01'"}
HEAVIEST = "report"
"""Reading this table takes about as long as reading all others."""
Lots = tuple[list[Selection], list[Selection]]


@dataclass(frozen=True)
class Reader:
    """The reading process, and the ends of its pipes on this side."""

    process: subprocess.Popen[bytes]
    pipes: list[IO[bytes]]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in self.pipes:
            pipe.close()


_turn = threading.Lock()
_started: list[Reader] = []


def read_apart(url: URL, wanted: Sequence[Selection]) -> list[Columns]:
    """The columns of each selection, all from one moment. Raises RuntimeError if the reading process fails."""
    import pyarrow as pa  # Costly to import, and not needed for a few parks.

    lots = _lots(wanted)
    with _turn:
        reader = _running()
        try:
            _ask(reader.process, _request(url, lots))
            read = _read_lots(reader.pipes, lots)
        except BaseException as problem:
            stop()  # What is left of its answer must not be taken for the next one.
            if isinstance(problem, (pa.ArrowInvalid, OSError)):
                raise RuntimeError("the process that reads whole tables has failed") from problem
            raise
    return [read[one.table] for one in wanted]


@atexit.register
def stop() -> None:
    """End the reading process; the next read starts another."""
    while _started:
        _started.pop().close()


def _lots(wanted: Sequence[Selection]) -> Lots:
    return [one for one in wanted if one.table == HEAVIEST], [one for one in wanted if one.table != HEAVIEST]


def _running() -> Reader:
    if _started and _started[0].process.poll() is not None:
        stop()
    if not _started:
        _started.append(_start())
    return _started[0]


def _start() -> Reader:
    ends = [os.pipe() for _ in range(2)]
    theirs = [write for _, write in ends]
    process = subprocess.Popen(
        [sys.executable, "-m", "data.table_reader", *map(str, theirs)], cwd=ROOT, stdin=subprocess.PIPE,
        pass_fds=theirs, start_new_session=True,
    )
    for write in theirs:
        if hasattr(fcntl, "F_SETPIPE_SZ"):  # Elsewhere than on Linux a pipe is as large as it is.
            fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        os.close(write)
    return Reader(process, [os.fdopen(read, "rb") for read, _ in ends])


def _ask(process: subprocess.Popen[bytes], request: dict[str, Any]) -> None:
    assert process.stdin
    process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.flush()


def _read_lots(pipes: Sequence[IO[bytes]], lots: Lots) -> dict[str, Columns]:
    """Table -> its columns; equal texts of all lots are one object."""
    known: dict[str | None, str | None] = {}
    with ThreadPoolExecutor(len(pipes)) as threads:
        read = list(threads.map(lambda pipe, lot: _read_lot(pipe, lot, known), pipes, lots))
    return {table: columns for lot in read for table, columns in lot.items()}


def _read_lot(pipe: IO[bytes], lot: Sequence[Selection], known: dict[str | None, str | None]) -> dict[str, Columns]:
    import pyarrow as pa

    return {one.table: from_batches(pa.ipc.open_stream(pipe), one.kinds, known) for one in lot}


def _request(url: URL, lots: Lots) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        uri = Path(url.database or "").resolve().as_uri() + "?mode=ro"
        return {"driver": "sqlite", "uri": uri, "lots": [[_with_sample(one) for one in lot] for lot in lots]}
    uri = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return {"driver": "postgresql", "uri": uri, "lots": [[one.sql for one in lot] for lot in lots]}


def _with_sample(one: Selection) -> str:
    """SQLite's columns have no types; the driver takes them from the first rows, which may all be blank."""
    sample = ", ".join(f"{SAMPLE[kind]} AS {name}" for name, kind in one.kinds.items())
    return f"SELECT {sample} UNION ALL SELECT * FROM ({one.sql})"
