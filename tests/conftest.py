"""Databases to test on: a fresh one per test, copied from one that was migrated once."""

import itertools
import shutil
from functools import cache

import pytest
from sqlalchemy import text

from data.engine import migrate, open_engine
from tests.postgres import running_server, url

NUMBERS = itertools.count(1)
BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A migrated SQLite file without facts."""
    path = tmp_path_factory.mktemp("template") / "parks.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_server():
    """The socket directory of a running server whose database ``template`` is migrated and without facts."""
    with running_server() as socket:
        create_database(socket, "template", "template1")
        engine = open_engine(url(socket, "template"))
        migrate(engine)
        engine.dispose()
        yield socket
        administration(socket).dispose()


@pytest.fixture
def sqlite_engine(sqlite_template, tmp_path):
    """An engine on a migrated SQLite file without facts, for tests whose subject is not the database."""
    shutil.copy(sqlite_template, tmp_path / "parks.db")
    opened = open_engine(f"sqlite:///{tmp_path / 'parks.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def postgres_engine(postgres_server):
    """The same on PostgreSQL."""
    name = f"test{next(NUMBERS)}"
    opened = open_engine(url(postgres_server, create_database(postgres_server, name, "template")))
    yield opened
    opened.dispose()
    on_server(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=BOTH)
def engine(request):
    """Every test with it runs on SQLite and on PostgreSQL."""
    return request.getfixturevalue(f"{request.param}_engine")


def create_database(socket, name, template):
    on_server(socket, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    return name


def on_server(socket, statement):
    with administration(socket).execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(statement))


@cache
def administration(socket):
    """An engine that keeps its connection: a new one for each test would take longer than the database itself."""
    return open_engine(url(socket, "postgres"))
