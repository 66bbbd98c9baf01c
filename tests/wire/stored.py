"""What the database behind the server holds, to see that nothing has moved, and what the record of acts says."""

from sqlalchemy import func
from sqlmodel import Session, select

from data.engine import reading_connection
from data.intake.schema import table_of
from data.tables import (
    SHEETS,
    Account,
    Act,
    ActionItem,
    ActionStep,
    AgendaItem,
    Decision,
    Dispatch,
    FrozenPaper,
    HeaderMapping,
    Meeting,
    PaperFile,
    Reminder,
    UserSession,
)

DENIED = "拒绝访问"
PAPERS = (FrozenPaper, PaperFile, Dispatch)
MEETINGS = (Meeting, AgendaItem, Decision, ActionItem, ActionStep)


def facts(engine):
    """Every row of every fact."""
    return rows_of(engine, *SHEETS.values())


def written(engine):
    """All that is stored, but for the record of acts and the use of sessions."""
    with Session(engine) as session:
        open_sessions = session.exec(select(UserSession.account).where(UserSession.ended_at.is_(None))).all()
    kept = rows_of(engine, *SHEETS.values(), Account, Reminder, HeaderMapping, *PAPERS, *MEETINGS)
    return kept, sorted(open_sessions)


def rows_of(engine, *tables):
    """Table -> all its rows, as the database keeps them."""
    with reading_connection(engine) as connection:
        ask = connection.connection.cursor().execute
        return {one.__name__: ask(f'SELECT * FROM "{table_of(one).name}"').fetchall() for one in tables}  # noqa: S608


def last(engine):
    with Session(engine) as session:
        return session.exec(select(func.max(Act.sequence))).one()


def since(engine, sequence, account):
    """What the account has done since, but for signing in: kinds and subjects."""
    with Session(engine) as session:
        found = session.exec(select(Act).where(Act.sequence > sequence, Act.account == account, Act.kind != "登录"))
        return [(one.kind, one.subject) for one in found]
