"""简报通报: who finds which papers, and who makes and freezes them, each once."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, select

from core.access import Action, Role, User
from core.bulletin import Span
from core.paper import Coverage
from data import clock
from data.dispatches import Recipient, send
from data.engine import bump, writing
from data.freezing import freeze
from data.papers import paper_of, papers_of
from data.tables import Act
from pages.parts.papers import making
from tests.pages.conftest import SIZES, html_of, in_address
from tests.pages.people import (  # noqa: F401
    COUNTY,
    LEADER,
    OFFICE,
    OPERATOR,
    OTHER_PARK,
    PARK,
    PROVINCE,
    SAFETY,
    own_county,
    said,
    visit,
)
from tests.papers import full_paper

YEAR = clock.today().year
BRIEFING = f"简报〔{YEAR}〕1号"
"""The first that is made; one of a_paper is always of 2026."""
MAKING = ("制作简报", "制作通报")


def view(app, name):
    app.button_group(key="papers-view").set_value(name).run()
    assert not app.exception
    return app


def press(app, label):
    [button] = [one for one in app.button if one.label == label]
    button.click().run()
    assert not app.exception
    return app


def labels(app):
    return {one.label for one in app.button}


def made(visit, name="制作简报"):  # noqa: F811
    return press(view(visit(OFFICE, "papers"), name), "定稿")


def a_paper(engine, coverage=None, key="k"):
    return freeze(engine, OFFICE, full_paper(), coverage or Coverage((COUNTY,)), signed_on=date(2026, 7, 2), key=key)


def versions(engine):
    return [(one.number, one.version) for one in papers_of(engine, OFFICE)]


def acts(engine, kind):
    with Session(engine) as session:
        return list(session.exec(select(Act.subject).where(Act.kind == kind).order_by(col(Act.sequence))))


def end_three_contracts(engine):
    with writing(engine) as session:
        session.connection().execute(text(
            "UPDATE contract SET terminated_on = '2026-05-31' WHERE number IN (SELECT number FROM contract WHERE"
            " park_code = :park AND terminated_on IS NULL AND ends_on > '2026-07-01' LIMIT 3)"), {"park": PARK})
        bump(session)


# Who finds what

@pytest.mark.parametrize("size", SIZES)
def test_it_opens_before_there_is_any_paper(open_page, size):
    app = open_page("papers", size)
    assert not app.exception
    assert ("python manage.py import" if size == "empty" else "还没有定稿的文件") in html_of(app)


@pytest.mark.parametrize("name", MAKING)
@pytest.mark.parametrize("size", ["one_park", "demo"])
def test_a_paper_is_seen_before_it_is_frozen(open_page, size, name):
    app = view(open_page("papers", size), name)
    assert f"小微企业园运行情况的{name[-2:]}</h1>" in html_of(app)
    assert any("定稿即编入新的文号" in one.value for one in app.caption)


@pytest.mark.parametrize("role", Role)
def test_every_role_opens_it_as_the_permissions_say_and_only_the_office_makes_papers(open_page, role):
    app = open_page("papers", by=role)
    assert not app.exception
    may = User("x", "", role).may
    assert ("<h1>简报通报</h1>" in html_of(app)) is may(Action.SEE)
    assert bool(app.button_group) is may(Action.BRIEF) is (role is Role.OFFICE)


@pytest.mark.parametrize("user", [OFFICE, LEADER, PROVINCE, SAFETY])
def test_whoever_sees_the_county_reads_its_papers(visit, own_county, user):  # noqa: F811
    a_paper(own_county)
    app = visit(user, "papers")
    assert not app.exception
    assert "关于龙泉市小微企业园运行情况的简报</h1>" in html_of(app)
    assert ("发送" in labels(app), "上传" in labels(app)) == (user is OFFICE, user is OFFICE)


def test_an_operator_reads_what_was_sent_to_the_park_and_nothing_else(visit, own_county):  # noqa: F811
    theirs, _ = a_paper(own_county, key="1"), a_paper(own_county, key="2")
    assert "还没有定稿的文件" in said(visit(OPERATOR, "papers"))
    send(own_county, OFFICE, theirs, [Recipient("八都竹木产业园", PARK)], key="s")
    app = visit(OPERATOR, "papers")
    assert len(app.dataframe[0].value) == 1
    assert "简报〔2026〕1号第1版，由办公室甲于" in said(app)
    assert "定稿后的变化" not in said(app)
    assert "上传" not in labels(app)


def test_a_paper_out_of_reach_in_the_address_is_refused_and_recorded_once(visit, own_county):  # noqa: F811
    paper = a_paper(own_county)
    app = visit(OPERATOR, "papers", paper=str(paper))
    app.run()
    assert "要查看的1个文件不在您的查看范围内" in html_of(app)
    assert "运行情况的简报" not in html_of(app)
    assert acts(own_county, "拒绝访问").count(f"查看文件 {paper}") == 1


@pytest.mark.parametrize("asked", ["99", "x", "-1"])
def test_a_paper_that_there_is_not_is_passed_over(visit, own_county, asked):  # noqa: F811
    a_paper(own_county)
    app = visit(OFFICE, "papers", paper=asked)
    assert not app.exception
    assert "简报〔2026〕1号第1版" in said(app)
    assert not any(one.startswith("查看文件") for one in acts(own_county, "拒绝访问"))


# Made and frozen

def test_freezing_opens_the_paper_and_says_its_number(visit, own_county):  # noqa: F811
    app = made(visit)
    assert f"已定稿：{BRIEFING}第1版。下面可下载文件、发送给各单位。" in html_of(app)
    assert app.button_group(key="papers-view").value == making.LISTED
    [paper] = papers_of(own_county, OFFICE)
    assert in_address(app, "paper") == str(paper.id)
    assert paper.coverage == Coverage((COUNTY,))


def test_a_press_that_comes_thrice_freezes_once(visit, own_county, monkeypatch):  # noqa: F811
    once = making.freeze_anew
    monkeypatch.setattr(making, "freeze_anew", lambda *a, **named: [once(*a, **named) for _ in range(3)][-1])
    app = made(visit)
    assert f"已定稿：{BRIEFING}第1版。" in html_of(app)
    assert versions(own_county) == [(BRIEFING, 1)]


def test_what_has_not_changed_is_not_frozen_again_and_that_is_said_before(visit, own_county):  # noqa: F811
    app = view(made(visit), "制作简报")
    assert any(f"与已定稿的{BRIEFING}第1版内容相同" in one.value for one in app.caption)
    press(app, "定稿")
    assert f"内容与{BRIEFING}第1版相同，没有重复定稿。" in html_of(app)
    assert versions(own_county) == [(BRIEFING, 1)]


def test_changed_facts_make_a_second_version_beside_the_first(visit, own_county):  # noqa: F811
    made(visit)
    end_three_contracts(own_county)
    app = view(visit(OFFICE, "papers"), "制作简报")
    assert any(f"将成为{BRIEFING}第2版；{BRIEFING}第1版和上传的修改稿都保留" in one.value for one in app.caption)
    press(app, "定稿")
    assert versions(own_county) == [(BRIEFING, 2), (BRIEFING, 1)]
    assert list(app.dataframe[0].value["version"]) == ["第2版", "第1版（有新版）"]
    first = papers_of(own_county, OFFICE)[-1].id
    assert "这份文件已有更新的版本。" in html_of(visit(OFFICE, "papers", paper=str(first)))


def test_chosen_sections_alone_are_in_the_paper(visit, own_county):  # noqa: F811
    app = view(visit(OFFICE, "papers"), "制作简报")
    app.button_group(key="sections").set_value(["reporting", "overall"]).run()
    press(app, "定稿")
    [paper] = papers_of(own_county, OFFICE)
    assert [one.key for one in paper_of(own_county, OFFICE, paper.id).paper.sections] == ["overall", "reporting"]


def test_without_sections_or_with_a_later_day_to_compare_there_is_nothing_to_freeze(visit):  # noqa: F811
    app = view(visit(OFFICE, "papers"), "制作简报")
    app.button_group(key="sections").set_value([]).run()
    assert "请至少选一个章节" in html_of(app)
    assert "定稿" not in labels(app)
    app.button_group(key="sections").set_value(["overall"]).run()
    app.date_input(key="compare_to").set_value(date(2026, 6, 29)).run()
    assert "定稿" in labels(app)
    app.date_input(key="compare_to").set_value(date(2026, 6, 30)).run()
    assert "对比日应早于截至日" in html_of(app)
    assert "定稿" not in labels(app)


def test_a_briefing_on_some_parks_is_about_them_alone(visit, own_county):  # noqa: F811
    app = view(visit(OFFICE, "papers", parks=f"{PARK},{OTHER_PARK}"), "制作简报")
    press(app, "定稿")
    assert papers_of(own_county, OFFICE)[0].coverage == Coverage((COUNTY,), (PARK, OTHER_PARK))


@pytest.mark.parametrize(("span", "name", "before"), [
    (Span.MONTH, "2026年6月", "2026-05-31"), (Span.QUARTER, "2026年第二季度", "2026-03-31"),
    (Span.YEAR, "2025年度", "2024-12-31"),
])
@pytest.mark.parametrize("park", [None, PARK])
def test_a_bulletin_of_every_span_of_the_county_and_of_a_park(
    visit, own_county, span, name, before, park,  # noqa: F811
):
    app = view(visit(OFFICE, "papers"), "制作通报")
    app.button_group(key="span").set_value(span).run()
    app.selectbox(key="about").set_value(park).run()
    assert any(name in one.value and f"与{before}相比" in one.value for one in app.caption)
    press(app, "定稿")
    [paper] = papers_of(own_county, OFFICE)
    title = f"关于{name}龙泉市" if park is None else f"关于八都竹木产业园{name}"
    assert paper.title.startswith(title)
    assert (paper.number, paper.coverage.parks) == (f"通报〔{YEAR}〕1号", (park,) if park else ())
    assert "没有变化，现有数据与定稿一致" in said(app)


def test_chosen_parks_do_not_narrow_a_bulletin(visit, own_county):  # noqa: F811
    app = view(visit(OFFICE, "papers", parks=PARK), "制作通报")
    assert not app.multiselect
    press(app, "定稿")
    assert papers_of(own_county, OFFICE)[0].coverage == Coverage((COUNTY,))
