"""The demonstration county: always the same for one seed, valid, plausible, and with every situation in it."""

from collections import Counter, defaultdict
from datetime import date
from typing import get_type_hints

import pytest
import shapely
from pyproj import Geod
from sqlalchemy import func, select

from core.assessment import assess
from core.facts import Snapshot, column_types
from core.policy import load_policy
from core.rules import RULES
from core.terms import ExitStep, Verdict
from data.demo import LAST_DAY, build_demo, fill
from data.intake.codes import credit_code_fault
from data.reference import counties, industry_name, outline, towns
from data.tables import Record

RELAXED_IN_LONGQUAN = "provincial_park_size"


@pytest.fixture(scope="module")
def county():
    return build_demo()


@pytest.fixture(scope="module")
def assessment(county):
    return assess(snapshot_of(county), load_policy(), LAST_DAY)


def snapshot_of(tables):
    """What core judges, from rows that were never stored."""
    facts = {}
    for name, table in get_type_hints(Snapshot).items():
        rows = tables[name.removesuffix("s")]
        facts[name] = table.of({column: [row.get(column) for row in rows] for column in column_types(table)})
    return Snapshot(**facts)


def shape_of_longquan():
    return shapely.from_geojson(str(outline()["features"][0]["geometry"]).replace("'", '"'))


def test_the_same_seed_gives_the_same_county(county):
    assert build_demo() == county


def test_another_seed_gives_another_county(county):
    assert build_demo(seed=1)["contract"] != county["contract"]


def test_fewer_parks_are_the_first_of_the_eight(county):
    three = build_demo(parks=3)
    codes = {park["code"] for park in county["park"][:3]}
    assert three["park"] == county["park"][:3]
    assert three["contract"] == [one for one in county["contract"] if one["park_code"] in codes]


def test_the_county_has_the_size_that_was_asked_for(county):
    current = [one for one in county["contract"] if is_in_force(one)]
    assert len(county["park"]) == 8
    assert 380 <= len(county["space"]) <= 430
    assert 245 <= len({one["credit_code"] for one in current}) <= 285
    assert 400 <= len(county["contract"]) <= 460


def is_in_force(contract):
    return contract["starts_on"] <= LAST_DAY and not any(
        day is not None and day <= LAST_DAY for day in (contract["ends_on"], contract["terminated_on"])
    )


def test_every_enterprise_is_marked_as_demonstration(county):
    assert all("演示" in one["name"] for one in county["enterprise"])
    assert all("演示" in one["name"] for one in county["county"])


def test_every_credit_code_is_valid_and_from_the_fictional_range(county):
    codes = [one["credit_code"] for one in county["enterprise"]]
    assert [code for code in codes if credit_code_fault(code)] == []
    assert all(code[8:11] == "DEM" for code in codes)
    assert len(set(codes)) == len(codes)


def test_names_of_enterprises_are_unique(county):
    assert [name for name, count in Counter(one["name"] for one in county["enterprise"]).items() if count > 1] == []


def test_every_industry_has_a_name_of_its_own_level(county):
    assert all(industry_name(one["industry_code"]) != one["industry_code"] for one in county["enterprise"])


def test_the_county_keeps_every_constraint_of_the_database(engine, county):
    assert fill(engine)
    assert {name: count(engine, name) for name in county} == {name: len(rows) for name, rows in county.items()}
    assert count(engine, "county") == 1


def test_what_is_there_already_is_left_alone(engine):
    assert fill(engine, parks=2)
    assert not fill(engine, parks=3)
    assert count(engine, "park") == 2


def test_filling_changes_the_data_version_once(engine):
    fill(engine, parks=1)
    fill(engine, parks=1)
    with engine.connect() as connection:
        assert connection.scalar(select(Record.metadata.tables["data_version"].c.number)) == 1


def test_a_province_surrounds_the_eight_parks(engine):
    told = []
    fill(engine, parks=40, advance=told.append)
    parks = Record.metadata.tables["park"]
    with engine.connect() as connection:
        by_county = Counter(connection.scalars(select(parks.c.county_code)))
    assert len(told) == 40
    assert by_county.pop("331181") == 8
    assert by_county.total() == 32
    assert set(by_county) <= set(counties()["code"])


def count(engine, table):
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(Record.metadata.tables[table]))


def test_the_same_seed_gives_the_same_province():
    assert build_demo(parks=20) == build_demo(parks=20)


def test_every_rule_is_breached_somewhere(assessment):
    findings = assessment.findings
    breached = set(findings.loc[findings["verdict"] == Verdict.BREACHED, "rule"])
    assert {rule.id for rule in RULES} - breached == {RELAXED_IN_LONGQUAN}


def test_many_rules_meet_facts_that_are_missing(assessment):
    findings = assessment.findings
    unknown = set(findings.loc[findings["verdict"] == Verdict.CANNOT_JUDGE, "rule"])
    assert unknown >= {
        "admitted_without_review", "entry_contract_missing", "factory_in_factory", "leading_share_below_agreement",
        "manufacturing_minority", "performance_below_commitment", "price_over_guide", "rent_over_guide",
        "vacant_space_unlisted",
    }


def test_every_exit_step_is_taken_by_someone(assessment):
    assert set(assessment.contracts["exit_step"]) == set(ExitStep)


def test_every_reason_makes_somebody_a_candidate(assessment):
    reasons = {reason for exit in assessment.exits if exit.step == ExitStep.CANDIDATE for reason in exit.reasons}
    assert len(reasons) == 3


def test_the_county_as_a_whole_is_believable(assessment):
    parks, grades = assessment.parks, Counter(assessment.contracts["grade"])
    evaluated = sum(grades[word] for word in ("优秀", "合格", "限期整改", "不合格"))
    assert 0.80 <= parks["occupied_m2"].sum() / parks["available_m2"].sum() <= 0.90
    assert 1 <= (parks["area_ratio"] < 0.7).sum() <= 2
    assert (grades["优秀"] + grades["合格"]) / evaluated > 0.75
    assert set(grades) == {"优秀", "合格", "限期整改", "不合格", "无法评价", "不适用"}


def test_prices_and_spaces_are_within_what_the_county_knows(county):
    rents = [one["rent_yuan"] for one in county["contract"] if one["rent_yuan"] is not None]
    prices = [one["price_yuan"] for one in county["contract"] if one["price_yuan"] is not None]
    assert min(rents) >= 6 and max(rents) <= 18
    assert min(prices) >= 2200 and max(prices) <= 3600
    assert all(4.2 <= one["height_m"] <= 8 and 500 <= one["load_kg_m2"] <= 2000 for one in county["space"])


def test_contracts_are_reviewed_signed_begun_and_ended_in_that_order(county):
    late = 0
    for one in county["contract"]:
        days = [one["signed_on"], one["starts_on"], one["terminated_on"] or one["ends_on"]]
        known = [day for day in days if day is not None]
        assert known == sorted(known)
        late += one["reviewed_on"] is not None and one["reviewed_on"] > one["starts_on"]
    assert late == 1


def test_nothing_was_recorded_after_the_last_day(county):
    recorded = {"occupancy_check": "checked_on", "hazard": "checked_on", "rectification": "issued_on",
                "report": "filed_on", "contract": "signed_on", "sublet_approval": "approved_on"}
    for table, column in recorded.items():
        assert max(row[column] for row in county[table]) <= LAST_DAY


def test_quarters_add_up_to_the_year(county):
    by_year = defaultdict(dict)
    for one in county["report"]:
        by_year[one["park_code"], one["credit_code"], one["year"]][one["quarter"]] = one["revenue_wan_yuan"]
    whole = [one for one in by_year.values() if len(one) == 5 and None not in one.values()]
    assert len(whole) > 300
    assert all(sum(one[quarter] for quarter in (1, 2, 3, 4)) == pytest.approx(one[0], rel=1e-3) for one in whole)


def test_fixed_assets_never_shrink(county):
    annual = defaultdict(list)
    for one in county["report"]:
        if one["fixed_assets_wan_yuan"] is not None:
            place = (one["year"], one["quarter"] or 4)
            annual[one["credit_code"]].append((place, one["fixed_assets_wan_yuan"]))
    for course in annual.values():
        figures = [round(figure, 1) for _, figure in sorted(course, key=lambda one: one[0])]
        assert all(later >= earlier - 0.1 for earlier, later in zip(figures, figures[1:], strict=False))


def test_spaces_fill_their_parks(county):
    floor_area = {one["code"]: one["floor_area_m2"] for one in county["park"]}
    areas = Counter()
    for one in county["space"]:
        areas[one["park_code"]] += one["area_m2"]
    assert all(0.9 <= area / floor_area[code] <= 0.94 for code, area in areas.items())


def test_spaces_fill_the_outlines_of_their_buildings(county):
    areas = Counter()
    for one in county["space"]:
        areas[one["park_code"], one["building_code"]] += one["area_m2"]
    earth = Geod(ellps="GRS80")
    for one in county["building"]:
        if one["outline_wkt"]:
            footprint = abs(earth.geometry_area_perimeter(shapely.from_wkt(one["outline_wkt"]))[0])
            assert 0.88 <= areas[one["park_code"], one["code"]] / (footprint * one["floors"]) <= 0.96


def test_outlines_are_valid_lie_in_the_county_and_do_not_overlap(county):
    whole, drawn = shape_of_longquan(), defaultdict(list)
    for one in county["building"]:
        if one["outline_wkt"]:
            drawn[one["park_code"]].append(shapely.from_wkt(one["outline_wkt"]))
    assert len(drawn) == 6
    for shapes in drawn.values():
        assert all(shape.is_valid and whole.contains(shape) for shape in shapes)
        assert not any(one.intersects(other) for place, one in enumerate(shapes) for other in shapes[place + 1:])


def test_parks_lie_in_the_county_near_their_towns(county):
    whole = shape_of_longquan()
    centres = towns().set_index("name")
    placed = [park for park in county["park"] if park["longitude"] is not None]
    assert len(placed) == 7
    for park in placed:
        town = centres.loc[park["town"]]
        point = shapely.Point(park["longitude"], park["latitude"])
        assert whole.contains(point)
        assert point.distance(shapely.Point(town["approximate_longitude"], town["approximate_latitude"])) < 0.03


def test_one_building_is_under_construction_and_partly_sold_before_it_is_done(county):
    unfinished = {
        (one["park_code"], one["code"]) for one in county["building"]
        if one["completed_on"] is None or one["completed_on"] > LAST_DAY
    }
    building = {(one["park_code"], one["code"]): one["building_code"] for one in county["space"]}
    presold = [
        one for one in county["contract_space"]
        if (one["park_code"], building[one["park_code"], one["space_code"]]) in unfinished
    ]
    assert len(unfinished) == 2
    assert len(presold) >= 3


def test_one_firm_was_found_in_a_strangers_space_three_times_in_ninety_days(county):
    seen = defaultdict(set)
    for one in county["occupancy_check"]:
        seen[one["park_code"], one["space_code"], one["occupant_code"]].add(one["checked_on"])
    assert any(
        len(days) == 3 and (max(days) - min(days)).days > 90 and min(days) > date(2026, 1, 1)
        for (_, _, occupant), days in seen.items() if occupant
    )
