"""A workbook into the database: all of it in one transaction, or nothing."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, text
from sqlmodel import Session

from data.engine import bump, reading, writing
from data.intake.preview import Preview, compare
from data.intake.reading import Advance, Workbook, read_workbook
from data.intake.stored import Stored
from data.intake.writing import write_all
from data.tables import County

IMPORT_LOCK = 2022_44
HOME_COUNTY = "331181"
COUNTY_NAMES = {HOME_COUNTY: "龙泉市"}


@dataclass(frozen=True)
class Result:
    """What an import did; nothing where the preview has problems."""

    preview: Preview
    is_written: bool


def preview(engine: Engine, path: Path, advance: Advance = lambda _: None) -> Preview:
    """What ``apply`` would do; writes nothing. ``advance`` is told the name of each sheet that is read."""
    workbook = read_workbook(path, advance)
    with reading(engine) as session:
        return compare(workbook, Stored(session.connection()))


def apply(engine: Engine, source: Path | Preview, advance: Advance = lambda _: None) -> Result:
    """Import a file, or a preview that was looked at: it is compared with the database anew, since that may have moved.

    ``advance`` is told the name of each sheet that is read, and again of each that is written.
    """
    workbook = source.workbook if isinstance(source, Preview) else read_workbook(source, advance)
    with writing(engine) as session:
        _keep_others_out(session)
        found = compare(workbook, Stored(session.connection()))
        if found.problems or not found.changes_anything:
            return Result(found, is_written=False)
        write_all(session.connection(), found, _county(session, found.workbook), advance)
        bump(session)
        return Result(found, is_written=True)


def _keep_others_out(session: Session) -> None:
    """SQLite's transaction for writing has done so already."""
    if session.connection().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": IMPORT_LOCK})


def _county(session: Session, workbook: Workbook) -> str:
    """The deployment's county, to which new parks belong; made if it is missing."""
    code = os.environ.get("COUNTY_CODE") or HOME_COUNTY
    if workbook.rows["园区"] and session.get(County, code) is None:
        session.add(County(code=code, name=os.environ.get("COUNTY_NAME") or COUNTY_NAMES.get(code, code)))
        session.flush()
    return code
