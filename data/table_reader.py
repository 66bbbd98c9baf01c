"""The process that ``data.apart`` starts: a request on a line of standard input, Arrow batches on standard output.

It imports little, so that it is up soon. The driver lets go of Python's lock while it works, so that two connections,
each in its own thread, read nearly twice as fast as one, and there is one interpreter's memory.
"""

import json
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import IO, Any

import adbc_driver_manager
import adbc_driver_postgresql
import adbc_driver_sqlite
import pyarrow as pa

OPEN = {"sqlite": adbc_driver_sqlite.connect, "postgresql": adbc_driver_postgresql.connect}
SETTINGS = {"sqlite": {"adbc.sqlite.query.batch_rows": "32768"}, "postgresql": {}}
ONE_MOMENT = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
VERSION = "SELECT number FROM data_version"
TEXT = pa.string()
END = b"\xff"
Lot = Sequence[tuple[int, str]]


def serve(requests: Iterable[str], answers: IO[bytes]) -> None:
    """Answer each request {driver, uri, lots}: lots of numbered statements, each lot read over its own connection.

    The answer is a sequence of batches, of all statements in any order, and END. A batch is the number of its
    statement in one byte, and an Arrow stream.
    """
    for line in requests:
        read_lots(**json.loads(line), answers=answers)
        answers.write(END)
        answers.flush()


def read_lots(driver: str, uri: str, lots: Sequence[Lot], answers: IO[bytes]) -> None:
    lock = threading.Lock()
    with OPEN[driver](uri) as database, ExitStack() as opened, ThreadPoolExecutor(len(lots)) as threads:
        connections = [opened.enter_context(connect(database, driver)) for _ in lots]
        meet(connections, driver)
        running = [threads.submit(read_lot, *one, driver, answers, lock) for one in zip(lots, connections, strict=True)]
        for one in running:
            one.result()


def connect(database: Any, driver: str) -> Any:
    """A connection with a transaction that reads all from one moment, which its first statement sets."""
    connection = adbc_driver_manager.AdbcConnection(database)
    if driver == "postgresql":
        with statement(connection, driver, ONE_MOMENT) as running:
            running.execute_update()
    connection.set_autocommit(False)
    return connection


def meet(connections: Sequence[Any], driver: str) -> None:
    """Begin on every connection, and again until no writer has come between them: all see the same facts.

    Every transaction that changes facts counts the version up.
    """
    while len({version(connection, driver) for connection in connections}) > 1:
        for connection in connections:
            connection.rollback()


def version(connection: Any, driver: str) -> int:
    with statement(connection, driver, VERSION) as running:
        return int(pa.RecordBatchReader.from_stream(running.execute_query()[0]).read_all()["number"][0].as_py())


def read_lot(lot: Lot, connection: Any, driver: str, answers: IO[bytes], lock: threading.Lock) -> None:
    """Of SQLite's results the first row is a sample that gave the types, and is left out."""
    for number, sql in lot:
        with statement(connection, driver, sql) as running:
            batches = pa.RecordBatchReader.from_stream(running.execute_query()[0])
            for batch in without_sample(batches) if driver == "sqlite" else batches:
                compact = encoded(batch)
                with lock:
                    answers.write(bytes([number]))
                    with pa.ipc.new_stream(answers, compact.schema) as stream:
                        stream.write_batch(compact)


def without_sample(batches: Iterable[Any]) -> Iterator[Any]:
    rest = iter(batches)
    yield next(rest).slice(1)
    yield from rest


def encoded(batch: Any) -> Any:
    """Few different texts and days in many rows: each goes over the pipe, and is understood there, once per batch."""
    columns = [column.dictionary_encode() if column.type == TEXT else column for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def statement(connection: Any, driver: str, sql: str) -> Any:
    prepared = adbc_driver_manager.AdbcStatement(connection)
    prepared.set_options(**SETTINGS[driver])
    prepared.set_sql_query(sql)
    return prepared


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout.buffer)
