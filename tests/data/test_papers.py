"""Frozen papers: numbered by kind and year, never changed, read only by whom they are for."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from core.access import COMMAND_LINE, AccessError, Action, Role, User
from core.paper import Coverage, PaperKind
from data.engine import writing
from data.freezing import MAKING, freeze, freeze_anew
from data.papers import PaperError, paper_of, papers_of
from data.tables import Act, Dispatch, FrozenPaper
from tests.factory import COUNTY, OTHER_PARK, PARK, a_county
from tests.papers import full_paper
from tests.together import in_threads

OFFICE = User("office", "办公室甲", Role.OFFICE, (COUNTY,))
WHOLE, ONE_PARK = Coverage((COUNTY,)), Coverage((COUNTY,), (PARK,))
SIGNED = date(2026, 7, 2)
USERS = {
    role: User(role.name, role.value, role, (COUNTY,), (PARK,) if role is Role.OPERATOR else ()) for role in Role
}


@pytest.fixture
def county(engine):
    with writing(engine) as session:
        a_county(session)
    return engine


def frozen(engine, paper=None, coverage=WHOLE, *, by=OFFICE, key="k", on=SIGNED, renews=None):
    return freeze(engine, by, paper or full_paper(), coverage, signed_on=on, key=key, renews=renews)


def acts(engine, kind):
    with Session(engine) as session:
        return session.exec(select(Act).where(Act.kind == kind).order_by(col(Act.sequence))).all()


def test_what_is_read_is_what_was_frozen(county):
    kept = paper_of(county, OFFICE, frozen(county))
    assert kept.paper == full_paper()
    assert (kept.letter.number, kept.letter.signed_on) == ("简报〔2026〕1号", SIGNED)
    assert (kept.stamp.number, kept.stamp.version) == ("简报〔2026〕1号", 1)


def test_its_stamp_names_the_last_act_before_it(county):
    first = paper_of(county, OFFICE, frozen(county, key="a"))
    assert (first.stamp.anchor_sequence, first.stamp.anchor_hash) == (0, "0" * 64)
    [act] = acts(county, "制发文件")
    second = paper_of(county, OFFICE, frozen(county, key="b"))
    assert (second.stamp.anchor_sequence, second.stamp.anchor_hash) == (act.sequence, act.hash)
    assert json.loads(act.detail)["校验值"] == first.stamp.hash


def test_numbers_run_by_kind_and_year_and_county(county):
    bulletin = replace(full_paper(), kind=PaperKind.BULLETIN)
    made = [
        frozen(county, key="1"), frozen(county, key="2"), frozen(county, bulletin, key="3"),
        frozen(county, key="4", on=date(2027, 1, 4)), frozen(county, coverage=Coverage(("331102",)), by=COMMAND_LINE,
                                                             key="5"),
    ]
    numbers = [paper_of(county, COMMAND_LINE, one).letter.number for one in made]
    assert numbers == ["简报〔2026〕1号", "简报〔2026〕2号", "通报〔2026〕1号", "简报〔2027〕1号", "简报〔2026〕1号"]


def test_making_it_again_is_a_new_version_beside_the_old(county):
    first = frozen(county, key="1")
    second = frozen(county, replace(full_paper(), scope="龙泉市全域"), key="2", renews=first)
    old, new = (paper_of(county, OFFICE, one) for one in (first, second))
    assert (old.paper.scope, new.paper.scope) == ("龙泉市", "龙泉市全域")
    assert (old.stamp.number, new.stamp.number, new.stamp.version) == ("简报〔2026〕1号", "简报〔2026〕1号", 2)
    assert {one.id: one.is_latest for one in papers_of(county, OFFICE)} == {first: False, second: True}


def test_a_paper_of_another_kind_is_no_new_version(county):
    first = frozen(county, key="1")
    with pytest.raises(PaperError, match="不是同一类"):
        frozen(county, replace(full_paper(), kind=PaperKind.BULLETIN), key="2", renews=first)


def test_the_same_pressing_makes_one_also_ten_times_at_once(county):
    assert in_threads([lambda: frozen(county)] * 10) == []
    assert len(papers_of(county, OFFICE)) == 1
    assert frozen(county) == papers_of(county, OFFICE)[0].id


def test_ten_at_once_get_ten_numbers(county):
    assert in_threads([lambda one=one: frozen(county, key=f"k{one}") for one in range(10)]) == []
    assert {one.number for one in papers_of(county, OFFICE)} == {f"简报〔2026〕{one}号" for one in range(1, 11)}


@pytest.mark.parametrize("statement", ["UPDATE paper SET title = 'x'", "DELETE FROM paper"])
def test_the_database_refuses_to_change_a_paper(county, statement):
    frozen(county)
    with pytest.raises(DBAPIError, match="append_only"), county.begin() as connection:
        connection.execute(text(statement))


def test_a_paper_that_was_tampered_with_is_not_opened(sqlite_engine):
    with writing(sqlite_engine) as session:
        a_county(session)
    one = frozen(sqlite_engine)
    with sqlite_engine.begin() as connection:
        connection.execute(text("DROP TRIGGER paper_refuses_UPDATE"))
        connection.execute(text("UPDATE paper SET content = replace(content, '0.862', '0.962')"))
    with pytest.raises(PaperError, match="校验值不符"):
        paper_of(sqlite_engine, OFFICE, one)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("kind", list(PaperKind))
def test_only_whom_the_table_allows_makes_a_paper(county, role, kind):
    paper = replace(full_paper(), kind=kind)
    if USERS[role].may(MAKING[kind]):
        assert frozen(county, paper, by=USERS[role])
        return
    with pytest.raises(AccessError):
        frozen(county, paper, by=USERS[role])
    assert papers_of(county, OFFICE) == []
    assert len(acts(county, "拒绝访问")) == 1


@pytest.mark.parametrize("coverage", [Coverage(("331102",)), Coverage((COUNTY, "331102")),
                                      Coverage((COUNTY,), (PARK, "331102-A"))], ids=str)
def test_nobody_makes_a_paper_of_what_is_out_of_reach(county, coverage):
    with pytest.raises(AccessError):
        frozen(county, coverage=coverage)
    assert papers_of(county, COMMAND_LINE) == []


@pytest.mark.parametrize(("role", "of_county", "of_park"), [
    (Role.LEADER, True, True), (Role.DEPARTMENT, True, True), (Role.OFFICE, True, True), (Role.PROVINCE, True, True),
    (Role.OPERATOR, False, True), (Role.ADMINISTRATOR, False, False),
])
def test_a_paper_is_read_by_whoever_sees_all_that_it_is_about(county, role, of_county, of_park):
    made = [frozen(county, key="1"), frozen(county, coverage=ONE_PARK, key="2")]
    for one, is_readable in zip(made, (of_county, of_park), strict=True):
        if is_readable:
            assert paper_of(county, USERS[role], one).paper == full_paper()
        else:
            with pytest.raises(AccessError):
                paper_of(county, USERS[role], one)
    assert {one.id for one in papers_of(county, USERS[role])} == {
        one for one, is_readable in zip(made, (of_county, of_park), strict=True) if is_readable
    }
    assert len(acts(county, "拒绝访问")) == [of_county, of_park].count(False)


def test_an_operator_reads_what_was_sent_to_the_park(county):
    one = frozen(county)
    other = User("b", "填报员乙", Role.OPERATOR, (COUNTY,), (OTHER_PARK,))
    with writing(county) as session:
        session.add(Dispatch(paper_id=one, recipient="演示园", park_code=PARK, sent_at="", sent_by=""))
    assert paper_of(county, USERS[Role.OPERATOR], one).paper == full_paper()
    with pytest.raises(AccessError):
        paper_of(county, other, one)


def test_another_county_reads_nothing(county):
    one = frozen(county)
    with pytest.raises(AccessError):
        paper_of(county, User("far", "外县甲", Role.LEADER, ("331102",)), one)


def test_a_number_that_does_not_exist_says_so(county):
    with pytest.raises(AccessError, match="没有这份文件"):
        paper_of(county, OFFICE, 99)


def test_every_kind_has_its_right():
    assert set(MAKING) == set(PaperKind)
    assert set(MAKING.values()) == {Action.BRIEF, Action.MEET}


def test_one_version_number_is_given_once(county):
    first = frozen(county, key="1")
    again = [lambda one=one: frozen(county, key=f"v{one}", renews=first) for one in range(5)]
    assert in_threads(again) == []
    with Session(county) as session:
        assert sorted(session.exec(select(FrozenPaper.version)).all()) == [1, 2, 3, 4, 5, 6]


def anew(engine, paper, *, by=OFFICE, coverage=WHOLE, key="k"):
    return freeze_anew(engine, by, paper, coverage, signed_on=SIGNED, key=key)


def test_what_says_the_same_is_stored_once_though_the_data_have_a_new_version(county):
    first, is_new = anew(county, full_paper(), key="1")
    assert is_new
    assert anew(county, replace(full_paper(), data_version=18), key="2") == (first, False)
    assert anew(county, full_paper(), key="1") == (first, True)


def test_what_says_otherwise_of_the_same_day_is_the_next_version_and_of_another_day_another_paper(county):
    anew(county, full_paper(), key="1")
    anew(county, replace(full_paper(), scope="龙泉市全域"), key="2")
    anew(county, replace(full_paper(), as_of=date(2026, 7, 31)), key="3")
    anew(county, full_paper(), coverage=ONE_PARK, key="4")
    assert [(one.number, one.version) for one in reversed(papers_of(county, OFFICE))] == [
        ("简报〔2026〕1号", 1), ("简报〔2026〕1号", 2), ("简报〔2026〕2号", 1), ("简报〔2026〕3号", 1)]


def test_ten_who_freeze_the_same_at_once_make_one(county):
    assert in_threads([lambda one=one: anew(county, full_paper(), key=f"k{one}") for one in range(10)]) == []
    assert len(papers_of(county, OFFICE)) == 1


@pytest.mark.parametrize(("by", "coverage"), [
    (USERS[Role.LEADER], WHOLE), (OFFICE, Coverage(("331102",))),
], ids=["who may not", "what is out of reach"])
def test_nothing_is_told_of_a_paper_that_the_account_may_not_make(county, by, coverage):
    frozen(county, coverage=coverage, by=COMMAND_LINE)
    with pytest.raises(AccessError):
        anew(county, full_paper(), by=by, coverage=coverage, key="2")
    assert len(papers_of(county, COMMAND_LINE)) == 1


def test_a_version_that_was_tampered_with_has_no_next_one(sqlite_engine):
    with writing(sqlite_engine) as session:
        a_county(session)
    frozen(sqlite_engine)
    with sqlite_engine.begin() as connection:
        connection.execute(text("DROP TRIGGER paper_refuses_UPDATE"))
        connection.execute(text("UPDATE paper SET content = replace(content, '0.862', '0.962')"))
    with pytest.raises(PaperError, match="校验值不符"):
        anew(sqlite_engine, full_paper(), key="2")
    assert len(papers_of(sqlite_engine, OFFICE)) == 1
