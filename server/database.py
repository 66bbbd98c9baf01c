"""The engine behind the server's own routes."""

from functools import lru_cache

from sqlalchemy import Engine

from data.engine import database_url, open_engine


def engine() -> Engine:
    """One per database."""
    return _opened(database_url())


@lru_cache(maxsize=2)
def _opened(url: str) -> Engine:
    return open_engine(url)
