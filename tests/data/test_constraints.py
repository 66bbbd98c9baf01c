"""What the database itself refuses."""

from datetime import date

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from data.engine import writing
from data.tables import (
    Building,
    Commitment,
    Contract,
    ContractSpace,
    Hazard,
    OccupancyCheck,
    Park,
    Rectification,
    Report,
    Space,
    SubletApproval,
)
from tests.factory import NEIGHBOUR, PARK, TENANT, a_contract, a_county, a_park, credit_code

DAY, NEXT_DAY = date(2025, 1, 1), date(2025, 1, 2)

LEASE = {
    "number": "HT9", "park_code": PARK, "credit_code": TENANT, "mode": "租赁", "signed_on": DAY, "starts_on": DAY,
    "ends_on": NEXT_DAY,
}
SPACE = {
    "park_code": PARK, "code": "103", "building_code": "1", "floor": 1, "area_m2": 1.0, "use": "生产", "tenure": "自持",
}
CHECK = {"checked_on": DAY, "park_code": PARK, "space_code": "101"}
REPORT = {"park_code": PARK, "credit_code": TENANT, "year": 2025, "quarter": 0}
HAZARD = {
    "number": "YH1", "park_code": PARK, "line": "消防", "department": "消防大队", "checked_on": DAY, "level": "一般",
    "due_on": DAY,
}
NOTICE = {"number": "ZG1", "contract_number": "HT1", "year": 2024, "issued_on": DAY, "due_on": DAY}
SUBLET = {"contract_number": "HT1", "occupant_code": NEIGHBOUR, "approved_on": DAY}
PROMISE = {"contract_number": "HT1", "year": 2025, "indicator": "亩均税收", "promised": 1.0}

GOOD = [
    (Contract, LEASE),
    (Contract, {**LEASE, "ends_on": DAY}),
    (Contract, {**LEASE, "terminated_on": DAY}),
    (Contract, {**LEASE, "mode": "直接出让", "ends_on": None}),
    (Space, SPACE),
    (Building, {"park_code": PARK, "code": "2", "floors": 1}),
    (OccupancyCheck, CHECK),
    (Report, REPORT),
    (Hazard, HAZARD),
    (Rectification, NOTICE),
    (SubletApproval, SUBLET),
    (Commitment, PROMISE),
]
BAD = [
    (Contract, {**LEASE, "ends_on": date(2024, 12, 31)}),
    (Contract, {**LEASE, "terminated_on": date(2024, 12, 31)}),
    (Contract, {**LEASE, "mode": "直接出让"}),
    (Contract, {**LEASE, "ends_on": None}),
    (Contract, {**LEASE, "mode": "先租后让", "ends_on": None}),
    (Contract, {**LEASE, "mode": "借用"}),
    (Contract, {**LEASE, "rent_yuan": -0.01}),
    (Contract, {**LEASE, "credit_code": credit_code(99)}),
    (Contract, {**LEASE, "park_code": "nowhere"}),
    (Contract, {**LEASE, "number": "HT1"}),
    (ContractSpace, {"contract_number": "HT1", "park_code": PARK, "space_code": "999"}),
    (ContractSpace, {"contract_number": "HT9", "park_code": PARK, "space_code": "102"}),
    (Space, {**SPACE, "area_m2": 0.0}),
    (Space, {**SPACE, "area_m2": -1.0}),
    (Space, {**SPACE, "building_code": "9"}),
    (Space, {**SPACE, "use": "娱乐"}),
    (Space, {**SPACE, "height_m": -1.0}),
    (Building, {"park_code": PARK, "code": "2", "floors": 0}),
    (Building, {"park_code": "nowhere", "code": "1", "floors": 1}),
    (OccupancyCheck, {**CHECK, "space_code": "999"}),
    (OccupancyCheck, {**CHECK, "occupant_code": credit_code(99)}),
    (Report, {**REPORT, "quarter": 5}),
    (Report, {**REPORT, "credit_code": credit_code(99)}),
    (Hazard, {**HAZARD, "level": "特大"}),
    (Hazard, {**HAZARD, "space_code": "999"}),
    (Rectification, {**NOTICE, "due_on": date(2024, 12, 31)}),
    (Rectification, {**NOTICE, "contract_number": "HT9"}),
    (SubletApproval, {**SUBLET, "expires_on": date(2024, 12, 31)}),
    (Commitment, {**PROMISE, "indicator": "亩均产值"}),
]


def name(case):
    return case.__name__ if isinstance(case, type) else ", ".join(map(str, case.values()))


def enter(session, table, row):
    """Past the models, which refuse unknown words on their own."""
    table_name = table.__table__.name
    columns = ", ".join(row)
    session.connection().execute(text(f"INSERT INTO {table_name} ({columns}) VALUES (:{', :'.join(row)})"), row)


@pytest.fixture
def county(engine):
    with writing(engine) as session:
        a_county(session)
        a_contract(session, "HT1", date(2020, 1, 1), date(2020, 12, 31))
    return engine


@pytest.mark.parametrize(("table", "row"), GOOD, ids=name)
def test_valid_rows_are_taken(county, table, row):
    with writing(county) as session:
        session.connection().execute(insert(table), row)


@pytest.mark.parametrize(("table", "row"), BAD, ids=name)
def test_invalid_rows_are_refused(county, table, row):
    with pytest.raises(IntegrityError), writing(county) as session:
        enter(session, table, row)


@pytest.mark.parametrize("facts", [
    {"site_area_mu": 0.0}, {"floor_area_m2": -1.0}, {"agreed_sold_ratio": 1.01}, {"agreed_leading_ratio": -0.01},
    {"guide_rent_yuan": -1.0}, {"county_code": "000000"},
], ids=str)
def test_invalid_parks_are_refused(county, facts):
    with pytest.raises(IntegrityError), writing(county) as session:
        a_park(session, "331181-C", **facts)


@pytest.mark.parametrize("occupant", [None, TENANT])
def test_the_same_finding_of_a_check_is_taken_once(county, occupant):
    row = {**CHECK, "occupant_code": occupant}
    with writing(county) as session:
        session.connection().execute(insert(OccupancyCheck), row)
    with pytest.raises(IntegrityError), writing(county) as session:
        session.connection().execute(insert(OccupancyCheck), row)


def test_what_others_refer_to_cannot_be_deleted(county):
    with pytest.raises(IntegrityError), writing(county) as session:
        session.connection().execute(text("DELETE FROM contract"))
    with pytest.raises(IntegrityError), writing(county) as session:
        session.delete(session.get(Park, PARK))
