"""Databases to test on: a fresh one per test, copied from one that was migrated once."""

import itertools
import shutil

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


@pytest.fixture(params=BOTH)
def engine(request, tmp_path):
    """An engine on a migrated database without facts; every test with it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "parks.db")
        opened = open_engine(f"sqlite:///{tmp_path / 'parks.db'}")
    else:
        socket = request.getfixturevalue("postgres_server")
        opened = open_engine(url(socket, create_database(socket, f"test{next(NUMBERS)}", "template")))
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_engine(sqlite_template, tmp_path):
    """The same for tests whose subject is not the database."""
    shutil.copy(sqlite_template, tmp_path / "parks.db")
    opened = open_engine(f"sqlite:///{tmp_path / 'parks.db'}")
    yield opened
    opened.dispose()


def create_database(socket, name, template):
    server = open_engine(url(socket, "postgres")).execution_options(isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    server.dispose()
    return name
