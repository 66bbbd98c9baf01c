"""Who is looking: asked of the database on every run, so that a disabled account is out at its next click."""

from core.access import Role, User
from pages.parts.database import engine


def current_user() -> User:
    """The account behind this run."""
    with engine().connect() as connection:
        counties = connection.exec_driver_sql("SELECT code FROM county").scalars().all()
    return User("office", "办公室", Role.OFFICE, tuple(counties))
