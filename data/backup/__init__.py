"""The whole database in one file, and back: nothing is swapped before every table's hash is equal."""

from data.backup.archive import BackupError
from data.backup.making import make_backup
from data.backup.restoring import restore_backup

__all__ = ["BackupError", "make_backup", "restore_backup"]
