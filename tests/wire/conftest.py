"""One server over the demo county for all tests of this directory, and how its accounts get in."""

import re

import httpx
import pytest

from data.demo import fill
from data.engine import migrate, open_engine
from data.passwords import DEMO_PASSWORD
from tests.browser.machine import served
from tests.wire.client import visiting
from tests.wire.rows import add_building, add_far_county, add_others

PARK, OTHER_PARK, OPERATED_PARK = "331181001", "331181002", "八都竹木产业园"


@pytest.fixture(scope="session")
def var_dir(tmp_path_factory):
    """With the demo county, and another one far away."""
    directory = tmp_path_factory.mktemp("wire")
    engine = open_engine(f"sqlite:///{directory / 'parks.db'}")
    migrate(engine)
    fill(engine)
    add_far_county(engine)
    add_others(engine)
    for park in (PARK, OTHER_PARK):
        add_building(engine, park)
    engine.dispose()
    return directory


@pytest.fixture(scope="session")
def address(var_dir):
    with served(var_dir) as up:
        yield up


@pytest.fixture(scope="session")
def cookies(address):
    """Account -> the cookie of its session, signed in when first asked for."""
    kept = {}

    def cookie(account):
        if account not in kept:
            kept[account] = sign_in(address, account)
        return kept[account]

    return cookie


@pytest.fixture
def visit(address, cookies):
    """``with visit("yuanqu1") as visitor``: a connection of that account."""
    return lambda account: visiting(address, cookies(account))


@pytest.fixture
def engine(var_dir):
    opened = open_engine(f"sqlite:///{var_dir / 'parks.db'}")
    yield opened
    opened.dispose()


def sign_in(address, account, password=DEMO_PASSWORD):
    """The cookie header of a session, got as a browser gets it."""
    with httpx.Client(base_url=address) as client:
        proof = re.search(r'name="proof" value="([^"]+)"', client.get("/sign-in").text)[1]
        answer = client.post("/sign-in", data={"proof": proof, "name": account, "password": password, "next": "/"})
        assert answer.status_code == httpx.codes.SEE_OTHER
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items())
