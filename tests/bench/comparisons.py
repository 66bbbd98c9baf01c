"""What is compared with what, each as lines of the result."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, text

from core.access import EVERYTHING
from data.engine import ROOT, reading
from data.snapshot import read_snapshot
from tests.bench.measures import AS_OF, full_scan, judged, median, seconds, whole
from tests.bench.orm_loop import judge_park_by_park, load_park_by_park
from tests.bench.switching import switching_seconds


@dataclass(frozen=True)
class Row:
    """One line. is_met: None where there is nothing to reach."""

    what: str
    measured: str
    goal: str = ""
    is_met: bool | None = None


def whole_province(engine: Engine) -> Iterator[Row]:
    """A full assessment against a scan of the same tables, and its memory."""
    yield Row("the province", _sizes(engine))
    scan, everything = median(lambda: full_scan(engine), 5), median(lambda: whole(engine), 5)
    measured = f"{everything / scan:.1f} ({everything:.2f} s ÷ {scan:.3f} s)"
    yield Row("full assessment ÷ one full scan", measured, "≤ 12", everything <= 12 * scan)
    yield Row("— of which reading", f"{median(lambda: read_snapshot(engine, EVERYTHING), 5) / scan:.1f}")
    peak = _peak_megabytes(engine)
    yield Row("peak memory of a full assessment", f"{peak:.0f} MB", "< 800 MB", peak < 800)


def against_the_mapper(name: str, engine: Engine) -> Iterator[Row]:
    """A full assessment against a plain loop over mapped objects, park by park."""
    own, loop = median(lambda: whole(engine), 9), seconds(lambda: judge_park_by_park(engine, AS_OF))
    measured = f"{loop / own:.0f} ({loop:.1f} s ÷ {own:.3f} s)"
    yield Row(f"plain ORM loop ÷ full assessment, {name}", measured, "≥ 50", loop >= 50 * own)
    yield Row("— loading the objects alone", f"{seconds(lambda: load_park_by_park(engine)) / own:.0f}")


def one_park(county: Engine, province: Engine) -> Iterator[Row]:
    """One park read and judged, in a county and in a province."""
    in_county, in_province = _one_park_seconds(county), _one_park_seconds(province)
    for name, (facts, rules, frames) in (("county", in_county), ("province", in_province)):
        measured = f"{1000 * rules:.1f} ms"
        yield Row(f"one park of a {name}, read and judged by every rule", measured, "< 5 ms", rules < 0.005)
        yield Row("— of which reading", f"{1000 * facts:.1f} ms")
        yield Row("— with all frames, findings and effects besides", f"{1000 * frames:.1f} ms")
    growth = in_province[1] / in_county[1]
    yield Row("one park, province ÷ county", f"{growth:.2f}", "≤ 2", growth <= 2)


def _one_park_seconds(engine: Engine) -> tuple[float, float, float]:
    """Of the same park, the first: read; read and judged; all that can be shown of it."""
    with reading(engine) as session:
        code = str(session.connection().scalar(text("SELECT min(code) FROM park")))
    runs = (
        lambda: read_snapshot(engine, EVERYTHING, parks=[code]),
        lambda: judged(engine, [code]),
        lambda: whole(engine, [code]),
    )
    facts, rules, frames = (median(run, 100) for run in runs)
    return facts, rules, frames


def switching(county: Engine) -> Iterator[Row]:
    """All pages in turn, in one session."""
    script = switching_seconds(county)
    yield Row("switching between pages, median script time", f"{1000 * script:.0f} ms", "< 150 ms", script < 0.15)


def _sizes(engine: Engine) -> str:
    with reading(engine) as session:
        counts = [
            f"{session.connection().scalar(text(f'SELECT count(*) FROM {name}')):,} {name}s"
            for name in ("park", "contract", "report")
        ]
    return ", ".join(counts)


def _peak_megabytes(engine: Engine) -> float:
    command = [sys.executable, "-m", "tests.bench.measures", str(engine.url)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
