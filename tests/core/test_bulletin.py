"""A bulletin ranks, praises and criticises by figures alone."""

from datetime import date

import pytest

from core.bulletin import Period, Span, bulletin, last_period
from core.paper import PaperKind, Text
from core.policy import load_policy
from core.sections.basis import basis_of
from core.sections.merits import criticised, praised
from core.sections.ranking import places_of
from tests.core.county import a_county
from tests.core.test_briefing import NOTHING, TWO_PARKS, table, texts

PERIOD = Period(Span.MONTH, date(2026, 6, 30), date(2026, 5, 31))
REPORTS = [
    {"tax_wan_yuan": 10}, {"park_code": "P2", "credit_code": "E2", "tax_wan_yuan": 40, "year": 2025},
]
EARLY = [{}, {"number": "H2", "park_code": "P2", "credit_code": "E2"}]


def basis(**tables):
    names = {"E1": "演示甲公司", "E2": "演示乙公司"}
    return basis_of("龙泉市", a_county(**tables), load_policy(), PERIOD.last_day, PERIOD.before, names)


@pytest.fixture
def two():
    return basis(**dict(TWO_PARKS, contracts=EARLY, reports=REPORTS))


@pytest.mark.parametrize(("span", "day", "name", "last", "before"), [
    (Span.MONTH, date(2026, 6, 30), "2026年6月", date(2026, 6, 30), date(2026, 5, 31)),
    (Span.MONTH, date(2026, 7, 1), "2026年6月", date(2026, 6, 30), date(2026, 5, 31)),
    (Span.MONTH, date(2026, 1, 15), "2025年12月", date(2025, 12, 31), date(2025, 11, 30)),
    (Span.QUARTER, date(2026, 6, 29), "2026年第一季度", date(2026, 3, 31), date(2025, 12, 31)),
    (Span.QUARTER, date(2026, 6, 30), "2026年第二季度", date(2026, 6, 30), date(2026, 3, 31)),
    (Span.YEAR, date(2026, 12, 30), "2025年度", date(2025, 12, 31), date(2024, 12, 31)),
    (Span.YEAR, date(2026, 12, 31), "2026年度", date(2026, 12, 31), date(2025, 12, 31)),
])
def test_the_last_period_is_the_one_that_has_ended_by_the_day(span, day, name, last, before):
    found = last_period(span, day)
    assert (found.name, found.last_day, found.before) == (name, last, before)


def test_parks_rank_by_what_an_mu_yields(two):
    ranked = table(bulletin(two, PERIOD, 7), "园区排名（共2个园区）")
    assert [row[0] for row in ranked.rows] == ["青瓷园", "示例园"]
    assert [row[2] for row in ranked.rows] == ["1（持平）", "2（持平）"]


def test_equal_figures_share_a_place_and_unknown_ones_have_none():
    card = basis(**dict(TWO_PARKS, contracts=EARLY)).card
    places = places_of(card)
    assert list(places["入驻率"]) == [2.0, 1.0]
    assert places["亩均税收"].isna().all()


def test_the_first_of_a_measure_is_praised_but_not_with_a_red_alert(two):
    assert praised(two)[0] == ("P2", "青瓷园亩均税收40.0万元/亩，居各园区首位。")
    red = basis(**dict(
        TWO_PARKS, contracts=EARLY, reports=REPORTS,
        occupancy_checks=[{"park_code": "P2", "space_code": "S1", "occupant_code": "E1"}],
    ))
    assert red.card.loc["P2", "red"] == 1
    assert [code for code, _ in praised(red) if code == "P2"] == []
    assert ("P2", "青瓷园有红色预警1条，较2026年5月31日增加1条。") in criticised(red)


def test_a_park_below_the_floor_is_criticised_with_the_gap(two):
    assert ("P2", "青瓷园产业集聚度0.0%，低于70%，差70.0个百分点。") in criticised(two)
    assert [code for code, reason in criticised(two) if "集聚度" in reason] == ["P2"]


def test_nobody_to_name_is_said():
    assert {"本期没有予以表扬的园区。", "本期没有通报批评的园区。"} <= set(texts(bulletin(basis(), PERIOD, 7)))


def test_of_one_park_it_says_its_place_among_all(two):
    paper = bulletin(two, PERIOD, 7, "P1")
    assert (paper.kind, paper.title) == (PaperKind.BULLETIN, "关于示例园2026年6月运行情况的通报")
    assert [row[0] for row in table(paper, "园区排名（共2个园区）").rows] == ["示例园"]


def test_a_county_without_parks_says_so():
    paper = bulletin(basis(**NOTHING), PERIOD, 0)
    assert [block.text for section in paper.sections for block in section.blocks if isinstance(block, Text)] == [
        "龙泉市没有登记的园区。"]
