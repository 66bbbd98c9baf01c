"""Opening and migrating."""

from sqlalchemy import inspect


def test_a_fresh_database_has_the_tables(engine):
    assert "contract_space" in inspect(engine).get_table_names()
