"""What docs/nightly offers administrators works as it is written there."""

import re
import shutil
import subprocess
import sys

import pytest

from data import clock
from data.engine import ROOT
from tests.cli.test_brief import is_whole, one_park  # noqa: F401

NIGHTLY = ROOT / "docs" / "nightly"
LINES = [line for line in (NIGHTLY / "crontab").read_text().splitlines() if re.match(r"[\d*]", line)]


@pytest.fixture
def here(tmp_path, one_park):  # noqa: F811
    """Puts this program and a folder of the test's own in the place of the paths of the documents."""
    parks = tmp_path / "parks"
    shutil.copytree(one_park, parks)
    (parks / "papers").mkdir()
    (parks / "settings.env").write_text(f'VAR_DIR="{parks}"\nLETTER_CODE=龙小微办\n')

    def placed(words):
        words = re.sub(r"(/srv/app/)?\.venv/bin/python", sys.executable, words)
        return words.replace("/srv/app", str(ROOT)).replace("/srv/parks", str(parks))
    placed.papers = parks / "papers"
    return placed


@pytest.mark.parametrize(("place", "kind"), [(0, "通报"), (1, "简报")])
def test_the_lines_of_the_crontab_run_as_cron_runs_them(here, tmp_path, place, kind):
    minute, hour, _, _, _, command = LINES[place].split(maxsplit=5)
    assert (int(minute) < 60, int(hour) < 24, "%" in command) == (True, True, False)
    bare = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LOGNAME": "parks"}
    done = subprocess.run(["/bin/sh", "-c", here(command)], env=bare, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    names = {f"龙小微办{kind}〔{clock.today().year}〕1号第1版.{form}" for form in ("docx", "pptx", "pdf", "xlsx")}
    assert {path.name for path in here.papers.iterdir()} == names
    assert all(is_whole(path) for path in here.papers.iterdir())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_takes_the_service_and_its_timer(here, tmp_path):
    for name in ("parks-bulletin.service", "parks-bulletin.timer"):
        text = here((NIGHTLY / name).read_text()).replace("User=parks", "User=root")
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.glob("parks-bulletin.*"))], capture_output=True,
        check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")


def test_the_service_and_the_crontab_run_the_same_command():
    [command] = re.findall(r"^ExecStart=\S+ (.*)$", (NIGHTLY / "parks-bulletin.service").read_text(), re.MULTILINE)
    assert LINES[0].endswith(command)
