"""Where the database is, how it is opened, and how it is brought to the present shape of the tables."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlmodel import Session

from data.settings import ROOT, settings

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
SQLITE_SETTINGS = (
    "PRAGMA busy_timeout = 10000",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
)
WRITE_AHEAD = "PRAGMA journal_mode = WAL"
MOST_TRIES = 20
MIGRATION_LOCK = 2022_43

__all__ = [
    "ROOT", "alone", "bump", "data_version", "database_url", "is_up_to_date", "migrate", "newest_revision",
    "open_engine", "reading", "reading_connection", "var_dir", "writing",
]


def var_dir() -> Path:
    """The directory of everything that the running product writes: VAR_DIR, or var/ beside the program."""
    return settings().var_dir


def database_url() -> str:
    """DATABASE_URL, or the SQLite file in the var directory."""
    return settings().url


def open_engine(url: str | None = None) -> Engine:
    """An engine for the URL (default: ``database_url()``); the directory of a SQLite file is made if it is missing.

    PostgreSQL is always spoken to through psycopg 3, however its URL is written.
    """
    target = make_url(url or database_url())
    if target.get_backend_name() == "postgresql":
        return create_engine(target.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if target.database:
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(target)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # Transactions are begun by _begin_sqlite, not by the driver's guesses.
    for setting in SQLITE_SETTINGS:
        connection.execute(setting)
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Two programs that open a new file at once meet here, and SQLite lets neither wait for the other: a transaction
    does wait, and then the file has been switched."""
    for _ in range(MOST_TRIES):
        try:
            connection.execute(WRITE_AHEAD)
            return
        except sqlite3.OperationalError:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    connection.execute(WRITE_AHEAD)


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that may write takes the lock at once: taking it after a read loses updates under load."""
    is_reading = connection.get_execution_options().get("is_reading", False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One use case that writes: one transaction, undone whole if the block is left by any exception."""
    with Session(engine) as session, session.begin():
        yield session


def alone(session: Session, lock: int) -> None:
    """Wait until no other transaction holds this lock. SQLite's transaction for writing is alone already."""
    if session.connection().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})


@contextmanager
def reading_connection(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads, all of it from one moment, and waits for no writer."""
    options: dict[str, Any] = {"is_reading": True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """The same as a session."""
    with reading_connection(engine) as connection, Session(connection) as session:
        yield session


def data_version(engine: Engine) -> int:
    """How often the facts were changed: what was computed under one version holds until the next."""
    with reading_connection(engine) as connection:
        return int(connection.scalar(text("SELECT number FROM data_version")) or 0)


def bump(session: Session) -> None:
    """Say that facts change; every transaction that writes facts calls it once."""
    session.connection().execute(text("UPDATE data_version SET number = number + 1"))


def migrate(engine: Engine) -> None:
    """Bring the database to the newest migration; does next to nothing where it is there already."""
    if is_up_to_date(engine):
        return
    from alembic import command  # Costly to import, and not needed on most starts.
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_up_to_date(engine: Engine) -> bool:
    """Whether the tables have the shape that this program expects."""
    return revision_of(engine) == newest_revision()


def newest_revision() -> str:
    """Migrations are numbered: 0001_what.py, 0002_what.py, …"""
    return max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))[:4]


def revision_of(engine: Engine) -> str | None:
    """The newest migration that the database has had; None for a new one."""
    with reading_connection(engine) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
