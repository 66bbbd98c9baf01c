"""A briefing says what changed, by how much, why, and what is asked of whom; what is not known it says so."""

import json
from dataclasses import replace
from datetime import date

import pytest

from core.briefing import SECTIONS, briefing
from core.paper import MISSING, Figures, PaperKind, Table, Text, outline
from core.paper_changes import PaperChange, changes_since
from core.paper_record import as_record, from_record
from core.policy import load_policy
from core.sections.basis import basis_of
from tests.core.county import a_county

DAY, BEFORE = date(2026, 6, 30), date(2025, 12, 31)
NOTHING = {name: [] for name in ("parks", "buildings", "spaces", "enterprises", "contracts")}
TWO_PARKS = {
    "parks": [{}, {"code": "P2", "name": "青瓷园"}],
    "buildings": [{}, {"park_code": "P2"}],
    "spaces": [{}, {"code": "S2"}, {"park_code": "P2", "code": "S1"}],
    "enterprises": [{}, {"credit_code": "E2", "industry_code": "3670"}],
    "contracts": [{}, {"number": "H2", "park_code": "P2", "credit_code": "E2", "starts_on": "2026-02-01",
                       "signed_on": "2026-01-10"}],
}


def basis(place="龙泉市", **tables):
    return basis_of(place, a_county(**tables), load_policy(), DAY, BEFORE, {"E1": "演示甲公司", "E2": "演示乙公司"})


def texts(paper):
    """All that stands in it outside pictures, with their statements."""
    return [
        block.text if isinstance(block, Text) else getattr(block, "statement", block.title)
        for block, _ in outline(paper)
    ]


def table(paper, title):
    return next(block for _, block in paper.pictures() if isinstance(block, Table) and block.title == title)


@pytest.mark.parametrize("tables", [NOTHING, {}, TWO_PARKS], ids=["no park", "one park", "two parks"])
def test_every_section_is_written_and_comes_back_out_of_json(tables):
    paper = briefing(basis(**tables), 7)
    assert [one.key for one in paper.sections] == (["overall"] if tables is NOTHING else list(SECTIONS))
    assert from_record(json.loads(json.dumps(as_record(paper), allow_nan=False))) == paper


@pytest.mark.parametrize("key", list(SECTIONS))
def test_a_section_stands_alone(key):
    paper = briefing(basis(**TWO_PARKS), 7, [key])
    assert [one.key for one in paper.sections] == [key]
    assert all(one.title == SECTIONS[key][0] for one in paper.sections)


def test_sections_stand_in_their_order_however_they_are_chosen():
    assert [one.key for one in briefing(basis(), 7, ["asks", "overall"]).sections] == ["overall", "asks"]


def test_an_unknown_section_is_a_mistake():
    with pytest.raises(KeyError, match="weather"):
        briefing(basis(), 7, ["overall", "weather"])


def test_it_names_what_it_rests_on():
    paper = briefing(basis(), 7)
    assert (paper.kind, paper.as_of, paper.compare_to, paper.data_version) == (PaperKind.BRIEFING, DAY, BEFORE, 7)
    assert paper.title == "关于龙泉市小微企业园运行情况的简报"
    assert any(one.startswith("龙政办发〔2022〕43号") for one in paper.rules)


def test_no_park_is_said_and_no_figure_is_made_up():
    paper = briefing(basis(**NOTHING), 0)
    assert texts(paper)[1] == "截至2026年6月30日，龙泉市没有登记的园区。"
    assert list(paper.pictures()) == []


def test_it_says_what_came_and_went_between_the_days():
    said = " ".join(texts(briefing(basis(**TWO_PARKS), 7, ["occupancy"])))
    assert "较2025年末，新生效合同1份、1,000㎡，到期或终止合同0份、0㎡" in said


def test_the_change_of_a_park_is_in_points_and_missing_where_it_was_not_there():
    rows = {row[0]: row for row in table(briefing(basis(**TWO_PARKS), 7, ["occupancy"]), "各园区入驻情况").rows}
    assert rows["青瓷园"][-3:] == (1.0, 0.0, 100.0)
    assert rows["示例园"][-3:] == (0.5, 0.5, 0.0)


def test_a_figure_without_facts_is_missing_and_not_zero():
    paper = briefing(basis(commitments=[], reports=[]), 7, ["overall"])
    figures = next(block for _, block in paper.pictures() if isinstance(block, Figures))
    shown = {one.label: one.text for one in figures.figures}
    assert shown["履约合格率"] == MISSING
    assert shown["2025年亩均税收"] == MISSING


def test_a_park_below_the_floor_is_named_with_the_way_out_and_others_have_none():
    county = dict(TWO_PARKS, contracts=[{"starts_on": "2023-02-01"}, TWO_PARKS["contracts"][1]])
    paper = briefing(basis(**county), 7, ["industry"])
    assert "低于下限的1个（青瓷园）" in texts(paper)[1]
    rows = {row[0]: row for row in table(paper, "各园区产业集聚情况").rows}
    assert rows["示例园"][-2:] == ("—", "—")
    assert all(isinstance(one, float) for one in rows["青瓷园"][-2:])


def test_it_asks_something_of_somebody_by_the_action_of_the_rule():
    county = dict(TWO_PARKS, contracts=[{}, TWO_PARKS["contracts"][1]])
    said = texts(briefing(basis(**county), 7, ["asks"]))
    assert "运营机构" in said
    assert any("“产业集聚度不达标”1项" in one and "招商方向" in one for one in said)


def test_nothing_to_ask_is_said():
    paper = briefing(basis(**dict(NOTHING, parks=[{}])), 7, ["asks"])
    assert texts(paper)[1].startswith("没有需要交办的事项")


def test_the_same_paper_made_anew_has_not_changed():
    assert changes_since(briefing(basis(**TWO_PARKS), 7), briefing(basis(**TWO_PARKS), 8)) == []


def test_a_fact_that_moved_shows_where_it_was_printed():
    later = dict(TWO_PARKS, spaces=[{}, {"code": "S2", "area_m2": 3000}, {"park_code": "P2", "code": "S1"}])
    moved = changes_since(*(briefing(basis(**one), 7, ["occupancy"]) for one in (TWO_PARKS, later)))
    assert PaperChange("入驻与空置 · 各园区入驻情况", "示例园 · 空置", "1,000", "3,000") in moved
    assert PaperChange("入驻与空置 · 各园区入驻情况", "示例园 · 入驻率", "50.0%", "25.0%") in moved


def test_a_row_that_came_or_went_shows_on_one_side():
    frozen = briefing(basis(**TWO_PARKS), 7, ["occupancy"])
    alone = briefing(basis(), 7, ["occupancy"])
    gone = [one for one in changes_since(frozen, alone) if one.what == "青瓷园 · 入驻率"]
    assert [(one.was, one.now) for one in gone] == [("100.0%", "")]
    assert replace(gone[0], was="", now="100.0%") in changes_since(alone, frozen)
