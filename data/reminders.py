"""Reminders that a report is due: what the office asked of whom, with its act, once a day for each report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pandas as pd
from sqlalchemy import Engine, select
from sqlmodel import Session

from core.access import AccessError, Action, Reach, User
from data.acts import ActKind, Done, append, denying, utc_now
from data.clock import CHINA
from data.engine import alone, reading_connection, writing
from data.intake.schema import table_of
from data.reach import counties_of, parks_within
from data.tables import Reminder, Submission

REMIND_LOCK = 2022_46
COLUMNS = ("park_code", "credit_code", "period", "due_on", "reminded_at", "reminded_by", "note")


@dataclass(frozen=True)
class Asked:
    """A report that is asked for. credit_code None: of the whole park; period: 2025 or 2025Q3."""

    park: str
    credit_code: str | None
    period: str
    due_on: date


@dataclass(frozen=True)
class Reminded:
    """act: None where nothing was new. passed_over: how many were reminded of on the same day already."""

    act: int | None
    count: int
    passed_over: int = 0


def remind(engine: Engine, user: User, asked: Sequence[Asked], *, key: str, note: str = "") -> Reminded:
    """Store the reminders and their act in one transaction.

    key: of this pressing of the button; the same key again stores nothing. Raises AccessError, and records the
    refusal, where the account may not remind or a park is out of its reach.
    """
    with denying(engine, user, "催报"):
        user.require(Action.REMIND)
        return _remind(engine, user, list(dict.fromkeys(asked)), key, note.strip())


def _remind(engine: Engine, user: User, asked: list[Asked], key: str, note: str) -> Reminded:
    with writing(engine) as session:
        alone(session, REMIND_LOCK)
        if (earlier := session.get(Submission, key)) is not None:
            return Reminded(earlier.act_sequence, 0, len(asked))
        _require_reach(session, user, asked)
        now = utc_now()
        already = _reminded_on(session, _day_of(now))
        new = [one for one in asked if (one.park, one.credit_code, one.period) not in already]
        if not new:
            return Reminded(None, 0, len(asked))
        session.add_all(Reminder(
            park_code=one.park, credit_code=one.credit_code, period=one.period, due_on=one.due_on, reminded_at=now,
            reminded_by=user.full_name, note=note,
        ) for one in new)
        act = append(session, user, Done(ActKind.REMIND, _subject(new), {
            "说明": note, "催报": [[one.park, one.credit_code or "全园", one.period] for one in new],
        }))
        session.add(Submission(key=key, account=user.name, act_sequence=act))
        return Reminded(act, len(new), len(asked) - len(new))


def _require_reach(session: Session, user: User, asked: Sequence[Asked]) -> None:
    counties = counties_of(session.connection(), {one.park for one in asked})
    if any(not user.reach.covers(one.park, counties.get(one.park)) or one.park not in counties for one in asked):
        raise AccessError("所选园区不在本账号的范围内，不能催报。")


def _reminded_on(session: Session, day: date) -> set[tuple[str, str | None, str]]:
    """What has been asked for on that day, by whomever."""
    table = table_of(Reminder).c
    begin = datetime.combine(day, time(), CHINA).astimezone(UTC).isoformat()
    found = session.connection().execute(
        select(table.park_code, table.credit_code, table.period).where(table.reminded_at >= begin),
    )
    return {(park, code, period) for park, code, period in found}


def _day_of(moment: str) -> date:
    """The day in China of a moment in UTC."""
    return datetime.fromisoformat(moment).astimezone(CHINA).date()


def _subject(asked: Sequence[Asked]) -> str:
    """数据填报 2026Q1 3项."""
    periods = "、".join(dict.fromkeys(one.period for one in asked))
    return f"数据填报 {periods} {len(asked)}项"


def read_reminders(engine: Engine, reach: Reach, parks: Sequence[str] | None = None) -> pd.DataFrame:
    """All reminders to these parks, or to all, within reach, the latest first: COLUMNS, reminded_at in China's time."""
    table = table_of(Reminder)
    query = select(*(table.c[name] for name in COLUMNS)).order_by(table.c.reminded_at.desc(), table.c.id.desc())
    with reading_connection(engine) as connection:
        within = parks_within(connection, reach, parks=parks)
        if within is not None:
            query = query.where(table.c.park_code.in_(within))
        rows = [tuple(row) for row in connection.execute(query)]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    moments = pd.to_datetime(found["reminded_at"], utc=True, format="ISO8601")
    return found.assign(
        due_on=found["due_on"].astype("datetime64[s]"), reminded_at=moments.dt.tz_convert(CHINA).dt.tz_localize(None))
