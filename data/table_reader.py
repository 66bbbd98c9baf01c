"""The process that ``data.apart`` starts: a request on a line of standard input, Arrow streams on the pipes it names.

It imports little, so that it is up soon. The driver lets go of Python's lock while it works, so that one connection
per pipe, each in its own thread, reads as fast as the machine has processors, and there is one interpreter's memory.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import IO, Any

import adbc_driver_manager
import adbc_driver_postgresql
import adbc_driver_sqlite
import pyarrow as pa

OPEN = {"sqlite": adbc_driver_sqlite.connect, "postgresql": adbc_driver_postgresql.connect}
SETTINGS = {"sqlite": {"adbc.sqlite.query.batch_rows": "65536"}, "postgresql": {}}
ONE_MOMENT = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
VERSION = "SELECT number FROM data_version"
TEXT, ENCODED = pa.string(), pa.dictionary(pa.int32(), pa.string())


def serve(requests: Iterable[str], pipes: Sequence[IO[bytes]]) -> None:
    """Answer each request {driver, uri, lots}: to each pipe the statements of its lot, one stream per statement."""
    with ThreadPoolExecutor(len(pipes)) as threads:
        for line in requests:
            request = json.loads(line)
            driver = request["driver"]
            with OPEN[driver](request["uri"]) as database, ExitStack() as opened:
                connections = [opened.enter_context(connect(database, driver)) for _ in pipes]
                meet(connections, driver)
                list(threads.map(answer, connections, [driver] * len(pipes), request["lots"], pipes))


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


def answer(connection: Any, driver: str, lot: Iterable[str], pipe: IO[bytes]) -> None:
    """The results of a lot; of SQLite's the first row is a sample that gave the types, and is left out."""
    for sql in lot:
        with statement(connection, driver, sql) as running:
            batches = pa.RecordBatchReader.from_stream(running.execute_query()[0])
            schema = pa.schema([(one.name, ENCODED if one.type == TEXT else one.type) for one in batches.schema])
            with pa.ipc.new_stream(pipe, schema) as stream:
                for batch in without_sample(batches) if driver == "sqlite" else batches:
                    stream.write_batch(encoded(batch, schema))
        pipe.flush()


def without_sample(batches: Iterable[Any]) -> Iterator[Any]:
    rest = iter(batches)
    yield next(rest).slice(1)
    yield from rest


def encoded(batch: Any, schema: Any) -> Any:
    """Few different texts and days in many rows: each goes over the pipe, and is understood there, once per batch."""
    columns = [column.dictionary_encode() if column.type == TEXT else column for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def statement(connection: Any, driver: str, sql: str) -> Any:
    prepared = adbc_driver_manager.AdbcStatement(connection)
    prepared.set_options(**SETTINGS[driver])
    prepared.set_sql_query(sql)
    return prepared


if __name__ == "__main__":
    serve(sys.stdin, [os.fdopen(int(number), "wb") for number in sys.argv[1:]])
