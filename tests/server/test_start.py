"""The server refuses to start where that would be unsafe, and says what to do."""

import os
import subprocess
import sys

import pytest
from sqlmodel import delete, select

from data.demo import fill
from data.demo.accounts import is_demo, offered
from data.engine import ROOT, writing
from data.settings import NAMES, SettingsError
from data.tables import Account, County, UserSession
from server.start import check

SECRET = "0123456789-abcdefghij-ABCDEFGHIJ-xyz"


@pytest.fixture
def place(sqlite_engine, monkeypatch):
    """A migrated database without facts, and no other setting."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", str(sqlite_engine.url))
    return sqlite_engine


def test_with_a_secret_it_starts(place, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", SECRET)
    assert check() is None
    assert place


def test_without_a_secret_it_does_not(place):
    with pytest.raises(SettingsError, match="SECRET_KEY"):
        check()
    assert place


def test_a_database_that_was_never_made_is_said_so(place, monkeypatch, tmp_path):
    monkeypatch.setenv("DEMO_MODE", "1")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none' / 'parks.db'}")
    with pytest.raises(SettingsError, match=r"manage\.py init"):
        check()
    assert place


def test_demo_mode_is_refused_over_a_database_that_is_no_demo(place, monkeypatch):
    monkeypatch.setenv("DEMO_MODE", "1")
    assert check() is None
    with writing(place) as session:
        session.add(County(code="331181", name="龙泉市"))
    with pytest.raises(SettingsError, match="不能以演示方式运行"):
        check()


def test_one_county_that_is_no_demo_is_enough(place, monkeypatch):
    monkeypatch.setenv("DEMO_MODE", "1")
    fill(place, parks=1)
    assert is_demo(place)
    with writing(place) as session:
        session.add(County(code="331127", name="景宁县"))
    assert not is_demo(place)


def test_only_accounts_with_the_shared_password_are_shown(place):
    fill(place, parks=3)
    assert len(offered(place)) == 7
    with writing(place) as session:
        session.exec(select(Account).where(Account.name == "lingdao")).one().is_disabled = True
    assert "lingdao" not in {name for name, *_ in offered(place)}


def test_a_province_account_reaches_all_counties_and_the_others_one(place):
    fill(place, parks=30)
    with writing(place) as session:
        reach = {one.name: len(one.counties.split("、")) for one in session.exec(select(Account)) if one.counties}
        session.exec(delete(UserSession))
    assert reach.pop("shengji") > 1
    assert set(reach.values()) == {1}


@pytest.mark.parametrize("program", [["streamlit", "run", "app.py", "--server.port=1"], ["uvicorn", "app:app"]])
def test_both_ways_of_starting_end_with_the_sentence_and_no_traceback(place, program):
    environment = {**os.environ, "DATABASE_URL": str(place.url)}
    done = subprocess.run(
        [sys.executable, "-m", *program], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
    )
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr
