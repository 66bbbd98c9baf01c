"""Reading facts: the same on both databases, on both ways of reading, and nothing of other parks."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from sqlalchemy import insert

from core.access import EVERYTHING
from core.facts import Snapshot, column_types
from data import apart, snapshot, table_reader
from data.engine import bump, writing
from data.selection import snapshot_tables
from data.snapshot import read_snapshot
from data.tables import Commitment, ExitCase, Hazard, OccupancyCheck, Rectification, Report, SubletApproval
from tests.factory import COUNTY, NEIGHBOUR, OTHER_PARK, PARK, TENANT, a_contract, a_county, a_park

STARTS_ON, ENDS_ON = date(2024, 1, 1), date(2025, 12, 31)


@pytest.fixture
def county(engine):
    """The first park with one row of everything, the second with one contract."""
    with writing(engine) as session:
        a_county(session)
        a_contract(session, "HT1", STARTS_ON, ENDS_ON, spaces=["101", "102"], has_entry_contract=False)
        a_contract(session, "HT2", STARTS_ON, ENDS_ON, park=OTHER_PARK, enterprise=NEIGHBOUR)
        for table, row in [
            (Commitment, {"contract_number": "HT1", "year": 2024, "indicator": "亩均税收", "promised": 2.5}),
            (Report, {"park_code": PARK, "credit_code": TENANT, "year": 2024, "quarter": 0, "tax_wan_yuan": 75.25,
                      "filed_on": date(2025, 3, 1), "had_major_accident": True}),
            (OccupancyCheck, {"checked_on": date(2025, 3, 1), "park_code": PARK, "space_code": "101"}),
            (SubletApproval, {"contract_number": "HT1", "occupant_code": NEIGHBOUR, "approved_on": STARTS_ON}),
            (Rectification, {"number": "ZG1", "contract_number": "HT1", "year": 2024, "issued_on": STARTS_ON,
                             "due_on": ENDS_ON}),
            (ExitCase, {"contract_number": "HT1", "decided_on": STARTS_ON}),
            (Hazard, {"number": "YH1", "park_code": PARK, "line": "消防", "department": "消防大队", "level": "一般",
                      "checked_on": STARTS_ON, "due_on": ENDS_ON}),
        ]:
            session.connection().execute(insert(table), row)
    return engine


@pytest.fixture(params=["here", "apart"])
def way(request, monkeypatch):
    """The two ways of reading everything: over the connection at hand, or by the reading process."""
    monkeypatch.setattr(snapshot, "FEW_PARKS", 40 if request.param == "here" else -1)


def lengths(facts):
    return {one.name: len(getattr(facts, one.name)) for one in fields(facts)}


def rows(table):
    columns = [getattr(table, one.name).tolist() for one in fields(table)]
    return sorted(map(repr, zip(*columns, strict=True)))


@pytest.mark.usefixtures("way")
def test_every_column_has_the_kind_that_the_facts_declare(county):
    facts = read_snapshot(county, EVERYTHING)
    for name, table in snapshot_tables().items():
        read = {column: getattr(getattr(facts, name), column).dtype for column in column_types(table)}
        assert read == {column: np.dtype(kind) for column, kind in column_types(table).items()}


@pytest.mark.usefixtures("way")
def test_values_arrive_as_they_were_stored(county):
    facts = read_snapshot(county, EVERYTHING)
    assert rows(facts.reports) == [repr((
        PARK, TENANT, 2024.0, 0.0, date(2025, 3, 1), *[float("nan")] * 3, 75.25, *[float("nan")] * 5, 1.0, float("nan"),
    ))]
    assert rows(facts.contracts)[0] == repr((
        "HT1", PARK, TENANT, "租赁", STARTS_ON, STARTS_ON, ENDS_ON, 12.5, float("nan"), 0.0, None, None, None,
    ))
    assert rows(facts.occupancy_checks) == [repr((PARK, "101", date(2025, 3, 1), None, float("nan")))]


@pytest.mark.usefixtures("way")
def test_an_empty_database_gives_an_empty_snapshot_of_the_right_kinds(engine):
    facts = read_snapshot(engine, EVERYTHING)
    assert set(lengths(facts).values()) == {0}
    assert facts.contracts.starts_on.dtype == np.dtype("datetime64[D]")
    assert facts.spaces.area_m2.dtype == np.dtype("float64")


@pytest.mark.usefixtures("way")
def test_rows_come_in_the_order_of_their_keys_however_they_were_stored(county):
    with writing(county) as session:
        a_park(session, "331181-0")
        a_contract(session, "HT0", STARTS_ON, ENDS_ON, spaces=["102", "101"], park="331181-0")
        session.connection().execute(insert(OccupancyCheck), [
            {"checked_on": STARTS_ON, "park_code": park, "space_code": "101", "occupant_code": code}
            for park in (PARK, "331181-0") for code in (TENANT, None)
        ])
    facts = read_snapshot(county, EVERYTHING)
    assert facts.parks.code.tolist() == ["331181-0", PARK, OTHER_PARK]
    assert facts.contracts.number.tolist() == ["HT0", "HT1", "HT2"]
    assert facts.contract_spaces.space_code.tolist() == ["101", "102", "101", "102", "101"]
    assert facts.occupancy_checks.park_code.tolist() == ["331181-0"] * 2 + [PARK] * 3
    assert facts.occupancy_checks.occupant_code.tolist() == [None, TENANT, None, TENANT, None]


def test_both_ways_read_the_same(county, monkeypatch):
    here = read_snapshot(county, EVERYTHING)
    monkeypatch.setattr(snapshot, "FEW_PARKS", -1)
    there = read_snapshot(county, EVERYTHING)
    for one in fields(Snapshot):
        assert rows(getattr(here, one.name)) == rows(getattr(there, one.name))


def test_one_park_has_all_of_its_own_and_nothing_else(county):
    assert lengths(read_snapshot(county, EVERYTHING, parks=[PARK])) == {
        "parks": 1, "buildings": 1, "spaces": 2, "enterprises": 1, "contracts": 1, "contract_spaces": 2,
        "commitments": 1, "reports": 1, "occupancy_checks": 1, "sublet_approvals": 1, "rectifications": 1,
        "exit_cases": 1, "hazards": 1,
    }
    assert lengths(read_snapshot(county, EVERYTHING, parks=[OTHER_PARK])) == {
        "parks": 1, "buildings": 1, "spaces": 2, "enterprises": 1, "contracts": 1, "contract_spaces": 1,
        "commitments": 0, "reports": 0, "occupancy_checks": 0, "sublet_approvals": 0, "rectifications": 0,
        "exit_cases": 0, "hazards": 0,
    }


def test_an_enterprise_belongs_to_where_it_reports_or_was_found(county):
    with writing(county) as session:
        for row in [
            {"checked_on": STARTS_ON, "park_code": OTHER_PARK, "space_code": "101", "occupant_code": TENANT},
            {"checked_on": STARTS_ON, "park_code": OTHER_PARK, "space_code": "102", "occupant_code": None},
        ]:
            session.connection().execute(insert(OccupancyCheck), row)
        session.connection().execute(insert(Report), {
            "park_code": PARK, "credit_code": NEIGHBOUR, "year": 2023, "quarter": 4,
        })
    for park in (PARK, OTHER_PARK):
        assert sorted(read_snapshot(county, EVERYTHING, parks=[park]).enterprises.credit_code) == [TENANT, NEIGHBOUR]


def test_a_county_is_all_of_its_parks(county):
    assert lengths(read_snapshot(county, EVERYTHING, county=COUNTY)) == lengths(read_snapshot(county, EVERYTHING))
    assert lengths(read_snapshot(county, EVERYTHING, county="331102"))["parks"] == 0
    assert read_snapshot(county, EVERYTHING, county=COUNTY, parks=[PARK]).parks.code.tolist() == [PARK]


def test_no_parks_means_nothing_and_not_everything(county):
    assert set(lengths(read_snapshot(county, EVERYTHING, parks=[])).values()) == {0}


def test_a_hostile_park_code_is_only_an_unknown_one(county):
    assert lengths(read_snapshot(county, EVERYTHING, parks=["') OR 1 = 1 --", '"]']))["parks"] == 0


def test_a_column_that_is_blank_in_many_rows_and_then_not_keeps_its_kind(county, monkeypatch):
    with writing(county) as session:
        session.connection().execute(insert(Report), [
            {"park_code": PARK, "credit_code": NEIGHBOUR, "year": year, "quarter": 1,
             "filed_on": date(2026, 1, 1) if year == 41000 else None, "staff": 1.5 if year == 41000 else None}
            for year in range(1000, 41001)
        ])
    monkeypatch.setattr(snapshot, "FEW_PARKS", -1)
    reports = read_snapshot(county, EVERYTHING).reports
    assert np.nansum(reports.staff) == 1.5
    assert np.count_nonzero(~np.isnat(reports.filed_on)) == 2


def test_equal_texts_of_a_big_read_are_one_object(county, monkeypatch):
    monkeypatch.setattr(snapshot, "FEW_PARKS", -1)
    facts = read_snapshot(county, EVERYTHING)
    assert len({id(code) for code in facts.spaces.park_code if code == PARK}) == 1


def test_reading_apart_leaves_the_write_ahead_log_to_those_who_write(sqlite_engine, monkeypatch):
    """A second copy of SQLite in this process would take the log away from under the open connection."""
    monkeypatch.setattr(snapshot, "FEW_PARKS", -1)
    with writing(sqlite_engine) as session:
        a_county(session)
        before = read_snapshot(sqlite_engine, EVERYTHING)
    after = read_snapshot(sqlite_engine, EVERYTHING)
    assert (len(before.parks), len(after.parks)) == (0, 2)
    assert Path(f"{sqlite_engine.url.database}-wal").exists()


def test_the_reading_process_is_replaced_when_it_has_died(county, monkeypatch):
    monkeypatch.setattr(snapshot, "FEW_PARKS", -1)
    read_snapshot(county, EVERYTHING)
    apart._started[0].kill()
    apart._started[0].wait()
    assert len(read_snapshot(county, EVERYTHING).parks) == 2


def test_a_failure_of_the_reading_process_is_said_and_the_next_read_works(county, monkeypatch):
    monkeypatch.setattr(snapshot, "FEW_PARKS", -1)
    nowhere = {"driver": "sqlite", "uri": "file:/no/such.db", "lots": [[[0, ""]], [[1, ""]]]}
    with monkeypatch.context() as broken:
        broken.setattr(apart, "_request", lambda *_: nowhere)
        with pytest.raises(RuntimeError, match="reads whole tables"):
            read_snapshot(county, EVERYTHING)
    assert len(read_snapshot(county, EVERYTHING).parks) == 2


@pytest.mark.parametrize("lot", [0, 1])
def test_a_failure_of_one_lot_alone_is_said_and_the_next_read_works(county, monkeypatch, lot):
    monkeypatch.setattr(snapshot, "FEW_PARKS", -1)
    ask = apart._request

    def with_a_wrong_statement(*arguments):
        request = ask(*arguments)
        request["lots"][lot][-1] = 0, "SELECT * FROM nothing"
        return request

    with monkeypatch.context() as broken:
        broken.setattr(apart, "_request", with_a_wrong_statement)
        with pytest.raises(RuntimeError, match="reads whole tables"):
            read_snapshot(county, EVERYTHING)
    assert len(read_snapshot(county, EVERYTHING).parks) == 2


def test_both_lots_are_read_from_one_moment_while_somebody_writes(county, monkeypatch):
    """Each transaction adds a report, of the one lot, and a hazard, of the other."""
    monkeypatch.setattr(snapshot, "FEW_PARKS", -1)
    is_done = threading.Event()

    def write():
        for number in range(2, 10_000):
            if is_done.is_set():
                return
            with writing(county) as session:
                bump(session)
                session.connection().execute(insert(Report), {
                    "park_code": PARK, "credit_code": TENANT, "year": 2024 + number, "quarter": 0,
                })
                session.connection().execute(insert(Hazard), {
                    "number": f"YH{number}", "park_code": PARK, "line": "消防", "department": "消防大队",
                    "level": "一般", "checked_on": STARTS_ON, "due_on": ENDS_ON,
                })

    def read():
        try:
            return [lengths(read_snapshot(county, EVERYTHING)) for _ in range(30)]
        finally:
            is_done.set()

    with ThreadPoolExecutor(2) as threads:
        writer, reader = threads.submit(write), threads.submit(read)
        seen = [(one["reports"], one["hazards"]) for one in reader.result()]
        writer.result()
    assert all(reports == hazards for reports, hazards in seen)
    assert seen[-1] > seen[0]


def test_connections_that_a_writer_came_between_begin_again(monkeypatch):
    """Second try: the same writer's work is seen by both."""
    versions, begun_again = iter([1, 2, 2, 2]), []
    monkeypatch.setattr(table_reader, "version", lambda *_: next(versions))
    connections = [SimpleNamespace(rollback=partial(begun_again.append, name)) for name in ("one", "other")]
    table_reader.meet(connections, "sqlite")
    assert begun_again == ["one", "other"]
    assert next(versions, None) is None
