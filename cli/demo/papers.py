"""The papers of the demonstration: a briefing of the half year, and a bulletin of the quarter that parks confirm."""

from datetime import date

from cli.demo.county import County
from core.briefing import briefing
from core.bulletin import Span, bulletin, last_period
from core.paper import Coverage, Paper
from core.sections.basis import Basis
from data.demo import LAST_DAY
from data.demo.accounts import HOME
from data.dispatches import Recipient, receive, send
from data.freezing import freeze

HALF_YEAR_BEFORE = date(2025, 12, 31)


def brief(county: County) -> int:
    """The briefing of the half year; its id."""
    half_year = Basis(county.place, county.judged(LAST_DAY), county.judged(HALF_YEAR_BEFORE), county.names)
    return _freeze(county, briefing(half_year, county.version), "demo-briefing")


def announce(county: County) -> None:
    """The bulletin of the quarter, sent to all parks; one operator has confirmed its receipt."""
    period = last_period(Span.QUARTER, LAST_DAY)
    quarter = Basis(county.place, county.judged(LAST_DAY), county.judged(period.before), county.names)
    paper = _freeze(county, bulletin(quarter, period, county.version), "demo-bulletin")
    recipients = [Recipient(name, code) for name, code in county.parks.items()]
    send(county.engine, county.office, paper, recipients, key="demo-send")
    if operator := county.people.get("yuanqu1"):
        receive(county.engine, operator, paper)


def _freeze(county: County, paper: Paper, key: str) -> int:
    return freeze(county.engine, county.office, paper, Coverage((HOME,)), signed_on=LAST_DAY, key=key)
