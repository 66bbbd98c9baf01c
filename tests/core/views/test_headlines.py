"""The headline says in words what is worst and why."""

from datetime import date

import pandas as pd
import pytest

from core.views.headlines import headline

BEFORE_ON = date(2025, 12, 31)
NO_FINDINGS = pd.DataFrame({"rule": [], "park": [], "verdict": [], "severity": []})


def card(occupied=(862.0, 0.0), inside=(68.4, 80.0), misses=(1, 0), **others):
    return pd.DataFrame({
        "name": ["竹木产业园", "青瓷园"], "occupied_m2": occupied, "available_m2": [1000.0, 0.0],
        "inside": inside, "members": [100.0, 100.0], "misses": misses, "meets": [1 - one for one in misses],
        "red": [0, 0], "candidates": [0, 0], "leaving": [0, 0], **others,
    }, index=["P1", "P2"])


def said(now, before=None, floor=0.7, findings=NO_FINDINGS, place="龙泉市"):
    return headline(place, now, card(occupied=(831.0, 0.0)) if before is None else before, BEFORE_ON, floor, findings)


def test_it_reads_as_an_official_would_say_it():
    assert said(card()).sentences[0] == (
        "龙泉市2个园区入驻率86.2%，较2025年末上升3.1个百分点；竹木产业园产业集聚度68.4%，低于70%，差1.6个百分点。"
    )
    assert not said(card()).is_calm


def test_the_furthest_below_the_floor_is_named_and_the_others_are_counted():
    both = card(inside=(68.4, 50.0), misses=(1, 1))
    assert "青瓷园产业集聚度50.0%，低于70%，差20.0个百分点，另有1个园区不达标" in said(both).sentences[0]


def test_where_all_parks_keep_the_floor_it_says_so():
    calm = said(card(inside=(70.0, 80.0), misses=(0, 0)))
    assert calm.sentences == (
        "龙泉市2个园区入驻率86.2%，较2025年末上升3.1个百分点；产业集聚度均不低于70%。", "没有红色和橙色预警。",
    )
    assert calm.is_calm


def test_where_one_park_is_unknown_it_does_not_claim_that_all_keep_the_floor():
    assert "均不低于" not in said(card(misses=(0, 0), meets=[1, 0])).sentences[0]


def test_without_a_floor_in_force_it_says_nothing_of_it():
    assert "集聚度" not in said(card(), floor=None).sentences[0]


@pytest.mark.parametrize("when", ["now", "before"])
def test_what_is_unknown_is_not_compared(when):
    nothing = card(occupied=(0.0, 0.0), available_m2=[0.0, 0.0])
    sentence = said(nothing if when == "now" else card(), nothing if when == "before" else None).sentences[0]
    assert "较2025" not in sentence
    assert ("入驻率无数据" in sentence) == (when == "now")


def test_one_park_is_called_by_its_name():
    assert said(card().head(1), place="竹木产业园").sentences[0].startswith("竹木产业园入驻率86.2%")


def test_the_gravest_level_is_told_with_its_most_frequent_rule_and_where():
    findings = pd.DataFrame({
        "rule": ["unapproved_occupant", "unapproved_occupant", "collective_shareholder_operates", "hazard_overdue"],
        "park": ["P2", "P1", "P1", "P1"], "verdict": ["breached"] * 4, "severity": ["红", "红", "红", "橙"],
    })
    assert said(card(), findings=findings).sentences[1] == (
        "红色预警3条，最多的是“未经批准的使用企业”2条，涉及竹木产业园、青瓷园。"
    )
    orange = findings.assign(verdict=["cannot_judge"] * 3 + ["breached"])
    assert said(card(), findings=orange).sentences[1] == "橙色预警1条，均为“隐患逾期未销号”，涉及竹木产业园。"


def test_exits_that_wait_are_told():
    waiting = card(candidates=[2, 1], leaving=[0, 1])
    assert said(waiting).sentences[1] == "没有红色和橙色预警；清退候选3份合同待联席会议议定，1份合同清退中。"
