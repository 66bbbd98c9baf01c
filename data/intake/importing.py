"""What an import would do, and the settings that new parks take from the deployment. Writing is for data.records."""

from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from data.engine import reading
from data.intake.preview import Preview, compare
from data.intake.reading import Advance, Workbook, read_workbook
from data.intake.stored import Stored
from data.settings import settings
from data.tables import County

HOME_COUNTY = "331181"
COUNTY_NAMES = {HOME_COUNTY: "龙泉市"}


def preview(engine: Engine, path: Path, advance: Advance = lambda _: None) -> Preview:
    """What importing the file would do; writes nothing. ``advance`` is told the name of each sheet that is read."""
    workbook = read_workbook(path, advance)
    with reading(engine) as session:
        return compare(workbook, Stored(session.connection()))


def home_county() -> str:
    """The county of this deployment, to which new parks belong."""
    return settings().county_code or HOME_COUNTY


def home_county_name() -> str:
    """As the deployment calls it."""
    return settings().county_name or COUNTY_NAMES.get(home_county(), home_county())


def ensure_home_county(session: Session, workbook: Workbook) -> str:
    """Its code; made if it is missing and parks come in."""
    code = home_county()
    if workbook.rows["园区"] and session.get(County, code) is None:
        session.add(County(code=code, name=home_county_name()))
        session.flush()
    return code
