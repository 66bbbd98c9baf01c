"""A small valid county for tests of what is stored; every function adds rows to the session and flushes."""

from datetime import date

from data.tables import (
    Building,
    Contract,
    ContractSpace,
    County,
    Enterprise,
    Park,
    Space,
)

COUNTY = "331181"
PARK = "331181-A"
OTHER_PARK = "331181-B"
FIRM = "91331181MA2HJ4K163"


def credit_code(number):
    """Distinct, of the right length; not checked by the database."""
    return f"91331181MA{number:08d}"


TENANT, NEIGHBOUR = credit_code(1), credit_code(2)


def a_county(session):
    """One county, two parks with one building of two spaces each, two enterprises; no contract yet."""
    _add(session, County(code=COUNTY, name="龙泉市"))
    _add(session, Enterprise(credit_code=TENANT, name="演示甲公司", industry_code="2039", size="小型"))
    _add(session, Enterprise(credit_code=NEIGHBOUR, name="演示乙公司", industry_code="C3670", tags="专精特新"))
    for code in (PARK, OTHER_PARK):
        a_park(session, code)


def a_county_with_one_firm(session):
    """The same with one firm whose code is good, and its contract HT1 in the first park."""
    a_county(session)
    _add(session, Enterprise(credit_code=FIRM, name="演示清音公司", industry_code="3670"))
    a_contract(session, "HT1", date(2024, 1, 1), date(2026, 12, 31), enterprise=FIRM)


def a_park(session, code=PARK, **facts):
    _add(session, Park(**{
        "code": code, "county_code": COUNTY, "name": "演示园", "town": "剑池街道", "kind": "生产制造类",
        "site_source": "存量用地", "conversion_way": "厂房改造", "is_in_plan": True, "development_mode": "存量建设用地",
        "site_area_mu": 30.0, "floor_area_m2": 25000.0, "developer": "演示国资公司", "developer_kind": "国有企业",
        "leading_codes": "20、21", **facts,
    }))
    _add(session, Building(park_code=code, code="1", floors=3, completed_on=date(2021, 1, 1)))
    for space in ("101", "102"):
        _add(session, Space(
            park_code=code, code=space, building_code="1", floor=1, area_m2=1000.0, use="生产", tenure="自持",
        ))


def a_contract(session, number, starts_on, ends_on, *, spaces=("101",), park=PARK, enterprise=TENANT, **facts):
    """A lease from one day to another on spaces of a park."""
    _add(session, Contract(**{
        "number": number, "park_code": park, "credit_code": enterprise, "mode": "租赁", "signed_on": starts_on,
        "starts_on": starts_on, "ends_on": ends_on, "rent_yuan": 12.5, **facts,
    }))
    for space in spaces:
        _add(session, ContractSpace(contract_number=number, park_code=park, space_code=space))


def _add(session, record):
    session.add(record)
    session.flush()
