"""How Alembic reaches our tables: over the connection that ``data.engine.migrate`` hands in, or a newly opened one."""

from alembic import context
from sqlalchemy import Connection

from data.engine import open_engine
from data.tables import Record


def run(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=Record.metadata, transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with open_engine().begin() as opened:
        run(opened)
