"""A frozen paper as a deck: the slides of ``core.slides``, with charts and tables that can be edited."""

from data.documents.powerpoint.file import write_powerpoint

__all__ = ["write_powerpoint"]
