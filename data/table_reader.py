"""The process that ``data.apart`` starts: a request on a line of standard input, Arrow streams on standard output.

It imports little, so that it is up soon.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Any

import adbc_driver_manager
import adbc_driver_postgresql
import adbc_driver_sqlite
import pyarrow as pa

OPEN = {"sqlite": adbc_driver_sqlite.connect, "postgresql": adbc_driver_postgresql.connect}
SETTINGS = {"sqlite": {"adbc.sqlite.query.batch_rows": "16384"}, "postgresql": {}}
ONE_MOMENT = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


def serve(requests: Iterable[str], answers: IO[bytes]) -> None:
    """Answer each request {driver, uri, statements} with one stream per statement, all read in one transaction."""
    for line in requests:
        request = json.loads(line)
        driver = request["driver"]
        with OPEN[driver](request["uri"]) as database, adbc_driver_manager.AdbcConnection(database) as connection:
            if driver == "postgresql":
                execute(connection, driver, ONE_MOMENT)
            connection.set_autocommit(False)
            for sql in request["statements"]:
                answer(connection, driver, sql, answers)


def answer(connection: Any, driver: str, sql: str, answers: IO[bytes]) -> None:
    """The result of one statement; of SQLite's the first row is a sample that gave the types, and is left out."""
    with statement(connection, driver, sql) as running:
        batches = pa.RecordBatchReader.from_stream(running.execute_query()[0])
        with pa.ipc.new_stream(answers, batches.schema) as stream:
            for batch in without_sample(batches) if driver == "sqlite" else batches:
                stream.write_batch(batch)
    answers.flush()


def without_sample(batches: Iterable[Any]) -> Iterator[Any]:
    rest = iter(batches)
    yield next(rest).slice(1)
    yield from rest


def execute(connection: Any, driver: str, sql: str) -> None:
    with statement(connection, driver, sql) as running:
        running.execute_update()


def statement(connection: Any, driver: str, sql: str) -> Any:
    prepared = adbc_driver_manager.AdbcStatement(connection)
    prepared.set_options(**SETTINGS[driver])
    prepared.set_sql_query(sql)
    return prepared


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout.buffer)
