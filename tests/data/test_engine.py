"""Opening, migrating, and reading and writing at the same time."""

import os
import subprocess
import sys

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect, text
from sqlalchemy.exc import DatabaseError

from data import engine as data_engine
from data.engine import MIGRATIONS, ROOT, bump, data_version, migrate, newest_revision, open_engine, reading, writing
from data.tables import Record
from tests.together import in_threads


def alembic_config(connection):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


SKIPPED = "ignore:.*expression-based index"  # SQLAlchemy does not reflect such an index of SQLite.


@pytest.mark.filterwarnings(SKIPPED)
def test_the_models_and_the_migrations_agree(engine):
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Record.metadata) == []


@pytest.mark.parametrize("table", Record.metadata.sorted_tables, ids=str)
def test_the_checks_are_those_of_the_models(engine, table):
    declared = {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}
    stored = {one["name"] for one in inspect(engine).get_check_constraints(table.name)}
    assert {bare(name, table) for name in stored} == {bare(name, table) for name in declared}


def bare(name, table):
    return name.removeprefix(f"ck_{table.name}_")


def test_migrations_can_be_taken_back_and_done_again(engine):
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)
    assert data_version(engine) == 0


def test_the_newest_file_is_the_head():
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [newest_revision()]


def test_migrating_again_changes_nothing_and_keeps_the_facts(engine):
    with writing(engine) as session:
        bump(session)
    migrate(engine)
    assert data_version(engine) == 1


def test_migrating_works_from_any_directory(tmp_path):
    program = "from data.engine import *; e = open_engine(); migrate(e); print(data_version(e))"
    places = {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "VAR_DIR": str(tmp_path / "deep" / "var")}
    environment = {**os.environ, **places}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")
    assert (tmp_path / "deep" / "var" / "parks.db").exists()


def test_two_programs_that_start_together_migrate_once(tmp_path):
    engines = [open_engine(f"sqlite:///{tmp_path / 'parks.db'}") for _ in range(2)]
    failures = in_threads([lambda one=one: migrate(one) for one in engines])
    assert failures == []
    assert data_version(engines[0]) == 0


def test_any_postgresql_url_is_spoken_to_through_psycopg_3():
    assert open_engine("postgresql://someone@nowhere/parks").url.drivername == "postgresql+psycopg"


def test_the_url_of_the_environment_counts(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone@nowhere/parks")
    assert data_engine.database_url() == "postgresql://someone@nowhere/parks"


def test_the_data_version_counts_transactions_that_came_through(engine):
    with writing(engine) as session:
        bump(session)
    with pytest.raises(KeyboardInterrupt), writing(engine) as session:
        bump(session)
        raise KeyboardInterrupt
    assert data_version(engine) == 1


def test_there_is_only_one_data_version(engine):
    with pytest.raises(DatabaseError), writing(engine) as session:
        session.connection().execute(text("INSERT INTO data_version (id, number) VALUES (2, 0)"))


def test_no_update_is_lost_when_many_write_at_once(engine):
    def read_then_write():
        for _ in range(10):
            with writing(engine) as session:
                lock = " FOR UPDATE" if engine.dialect.name == "postgresql" else ""
                number = session.connection().scalar(text(f"SELECT number FROM data_version{lock}"))
                session.connection().execute(text("UPDATE data_version SET number = :next"), {"next": number + 1})

    assert in_threads([read_then_write] * 4) == []
    assert data_version(engine) == 40


def test_readers_do_not_wait_for_a_writer_and_see_one_moment(engine):
    with writing(engine) as writer, reading(engine) as reader:
        bump(writer)
        assert reader.connection().scalar(text("SELECT number FROM data_version")) == 0
        writer.commit()
        assert reader.connection().scalar(text("SELECT number FROM data_version")) == 0
    assert data_version(engine) == 1


def test_sqlite_is_set_up_as_it_must_be(sqlite_engine):
    with sqlite_engine.connect() as connection:
        settings = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "recursive_triggers")
        }
    assert settings == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000, "recursive_triggers": 1,
    }
