"""What is measured, each in a process of its own where memory or a cold start matters."""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Engine, text

from core.access import EVERYTHING
from core.assessment import Assessment, assess
from core.policy import load_policy
from data.engine import open_engine, reading
from data.selection import selections
from data.snapshot import read_snapshot
from data.tables import Record

AS_OF = date(2026, 6, 30)


def median(run: Callable[[], Any], times: int) -> float:
    """Seconds of the middle run, after one that does not count."""
    run()
    return statistics.median(seconds(run) for _ in range(times))


def seconds(run: Callable[[], Any]) -> float:
    """Of one run."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def full_scan(engine: Engine) -> int:
    """Every row of every table that an assessment reads, down to its last column, by SQLite itself."""
    with reading(engine) as session:
        tables = selections("sqlite", is_scoped=False).values()
        return sum(int(session.connection().scalar(text(_scan(one.table))) or 0) for one in tables)


def _scan(table: str) -> str:
    """Counting the last column reads the whole of each row, and no index covers it."""
    last = Record.metadata.tables[table].columns.keys()[-1]
    return f"SELECT count(*) FROM {table} NOT INDEXED WHERE coalesce({last}, '') IS NOT NULL"


def judged(engine: Engine, parks: list[str]) -> Assessment:
    """Read some parks and judge them by every rule."""
    assessment = assess(read_snapshot(engine, EVERYTHING, parks=parks), load_policy(), AS_OF)
    assert assessment.judged
    return assessment


def whole(engine: Engine, parks: list[str] | None = None) -> Assessment:
    """Read and judge: all figures, findings and exits."""
    assessment = assess(read_snapshot(engine, EVERYTHING, parks=parks), load_policy(), AS_OF)
    for part in ("parks", "contracts", "findings", "exits"):
        getattr(assessment, part)
    return assessment


def peak_megabytes() -> float:
    """Of this process and of those it has started and ended."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def main() -> None:
    """Peak memory of one whole assessment of the database at the URL."""
    from data.apart import stop

    whole(open_engine(sys.argv[1]))
    stop()
    sys.stdout.write(f"{peak_megabytes():.0f}\n")


if __name__ == "__main__":
    main()
