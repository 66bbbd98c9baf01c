"""``make bench``: builds the databases once under var/bench, measures, prints a table, and keeps it in the docs."""

import platform
from collections.abc import Iterator
from datetime import date

from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import Engine

from data.demo import fill
from data.engine import ROOT, migrate, open_engine, var_dir
from tests.bench.comparisons import Row, against_the_mapper, one_park, switching, whole_province
from tests.bench.writing import writing

DOCUMENT = ROOT / "docs" / "benchmarks.md"
COUNTY, SMALL_PROVINCE, PROVINCE = 8, 100, 1300
MARK = {None: "", True: "yes", False: "NO"}
PREFACE = """# Benchmarks

Written by `make bench`. Every goal is a ratio within one run on one machine, or has the machine named above it. A full
scan is SQLite reading every row of every table that an assessment reads, down to its last column, in one process.
Run it on an idle machine: where the processor is shared, the wall clock misleads.

Where the time of a full assessment goes: most of it is reading, and of that most is the driver, which turns SQLite's
rows into Arrow value by value (some 2.6 million rows, 22 million values). It does so over two connections in another
process (decision 001), while this one turns Arrow into NumPy, so that two processors are busy; on one the wall clock
says more. Judging, which is one thread, spends most on keys, year figures and scores. Of one park's time about half is
reading: the cursor makes a Python object of each of some 10,000 values; the rest is some three thousand NumPy steps.
"""


def main() -> None:
    """Measure everything; the databases stay for the next run."""
    county, small_province, province = (database(parks) for parks in (COUNTY, SMALL_PROVINCE, PROVINCE))
    rows = list(measured(county, small_province, province))
    table = Table("what", "measured", "goal", "met")
    for row in rows:
        table.add_row(row.what, row.measured, row.goal, MARK[row.is_met])
    Console().print(table)
    DOCUMENT.write_text(document(rows), "utf-8")


def measured(county: Engine, small_province: Engine, province: Engine) -> Iterator[Row]:
    """The lines of the result, one part after the other."""
    yield from whole_province(province)
    yield from against_the_mapper("county", county)
    yield from against_the_mapper("100 parks", small_province)
    yield from one_park(county, province)
    yield from switching(county)
    yield from writing(county)


def database(parks: int) -> Engine:
    """The seeded demo with so many parks, made if it is not there yet."""
    engine = open_engine(f"sqlite:///{var_dir() / 'bench' / f'{parks}.db'}")
    migrate(engine)
    with Progress(transient=True, console=Console(stderr=True)) as bar:
        task = bar.add_task(f"{parks} parks", total=parks)
        fill(engine, parks, advance=lambda _: bar.update(task, advance=1))
    return engine


def document(rows: list[Row]) -> str:
    """The same as Markdown."""
    machine = f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, {date.today()}"
    lines = [f"| {row.what} | {row.measured} | {row.goal} | {MARK[row.is_met]} |" for row in rows]
    head = [PREFACE, f"Machine: {machine}.", "", "| what | measured | goal | met |", "| - | - | - | - |"]
    return "\n".join([*head, *lines, ""])


if __name__ == "__main__":
    main()
