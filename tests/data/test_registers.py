"""Whole tables for pages."""

from datetime import date

import pandas as pd
import pytest

from core.access import EVERYTHING
from data.engine import writing
from data.registers import register
from data.selection import STORED
from data.tables import Building, Contract, County, Enterprise, Park
from tests.factory import NEIGHBOUR, OTHER_PARK, PARK, a_contract, a_county

STARTS_ON, ENDS_ON = date(2024, 1, 1), date(2025, 12, 31)


@pytest.fixture
def county(engine):
    with writing(engine) as session:
        a_county(session)
        a_contract(session, "HT1", STARTS_ON, ENDS_ON, has_entry_contract=True)
        a_contract(session, "HT2", STARTS_ON, None, park=OTHER_PARK, enterprise=NEIGHBOUR, mode="直接出让")
    return engine


def test_a_register_has_all_columns_in_the_kinds_of_frames(county):
    contracts = register(county, EVERYTHING, Contract)
    assert list(contracts.columns) == list(Contract.__table__.columns.keys())
    assert contracts["number"].tolist() == ["HT1", "HT2"]
    assert contracts["starts_on"].dtype == contracts["ends_on"].dtype == "datetime64[s]"
    assert contracts["ends_on"].isna().tolist() == [False, True]
    assert contracts["has_entry_contract"].dtype == "boolean"
    assert contracts["has_entry_contract"].tolist() == [True, pd.NA]


def test_a_register_keeps_to_the_parks(county):
    assert register(county, EVERYTHING, Contract, [PARK])["number"].tolist() == ["HT1"]
    assert register(county, EVERYTHING, Enterprise, [OTHER_PARK])["tags"].tolist() == ["专精特新"]
    assert register(county, EVERYTHING, Building, [PARK, OTHER_PARK])["park_code"].tolist() == [PARK, OTHER_PARK]
    assert register(county, EVERYTHING, County, [PARK])["name"].tolist() == ["龙泉市"]
    assert register(county, EVERYTHING, Park, []).empty


def test_every_table_without_rows_is_an_empty_register(engine):
    for table in {*STORED.values(), County}:
        assert register(engine, EVERYTHING, table).empty
