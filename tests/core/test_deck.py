"""The slides of a paper and of a meeting, under absolute numbers."""

from dataclasses import replace
from datetime import date

import pytest

from core.deck import MOST_ITEMS, Agenda, Cover, Item, Outcome, layout, meeting_deck, paper_deck
from core.meeting import ItemKind, ItemState
from core.slides import slides
from tests.papers import empty_paper, frozen, full_paper

FULL = frozen(full_paper())
LINES = ("2026-07-02 09:30　二号会议室", "召集人：李领导")


def item(number, **more):
    return Item(number, ItemKind.FREE, f"议题{number}", "", **more)


def deck_of(opening=None, *items):
    return meeting_deck("第1次联席会议", LINES, opening, items)


def test_a_paper_has_its_slides_under_their_own_numbers():
    deck = paper_deck(FULL)
    assert [one.number for one in deck.slides] == [one.number for one in slides(full_paper())]
    assert deck.slides[0].body == Cover((
        "龙泉市　截至2026年6月30日", "龙泉市小微企业园建设工作领导小组办公室　2026年7月2日",
    ))
    assert all(one.source == FULL for one in deck.slides)


def test_a_paper_without_pictures_is_its_title():
    assert len(paper_deck(frozen(empty_paper())).slides) == 1


def test_a_meeting_shows_its_paper_then_the_agenda_then_every_item_with_its_material():
    deck = deck_of(FULL, item(1, material=FULL), item(2))
    head = len(slides(full_paper()))
    assert [one.number for one in deck.slides] == list(range(1, len(deck.slides) + 1))
    assert isinstance(deck.slides[head].body, Agenda)
    assert deck.starts == (head + 2, 2 * head + 2)
    assert [deck.slides[start - 1].statement for start in deck.starts] == ["议题1", "议题2"]
    assert [one.item for one in deck.slides[head + 1:]] == [1] * head + [2]
    assert [entry.start for entry in deck.slides[head].body.entries] == list(deck.starts)


def test_a_meeting_without_paper_and_items_has_a_cover_and_an_agenda_that_says_so():
    cover, agenda = deck_of().slides
    assert (cover.statement, cover.body) == ("第1次联席会议", Cover(LINES))
    assert agenda.statement == "本次会议没有列入议题"


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (MOST_ITEMS, 1), (MOST_ITEMS + 1, 2), (3 * MOST_ITEMS, 3)])
def test_a_long_agenda_goes_over_several_slides(count, pages):
    deck = deck_of(None, *(item(number) for number in range(count)))
    assert sum(isinstance(one.body, Agenda) for one in deck.slides) == pages
    assert deck.starts == tuple(range(pages + 2, pages + 2 + count))


def test_keys_tell_slides_apart_and_stay_when_others_come_before():
    both = (item(1, material=FULL), item(2))
    before, after = deck_of(None, *both), deck_of(FULL, item(3), *both)
    keys = [one.key for one in after.slides]
    assert len(set(keys)) == len(keys)
    assert {one.key for one in before.slides if one.item} <= set(keys)


@pytest.mark.parametrize(("state", "outcome", "words"), [
    (ItemState.OPEN, None, "待议"),
    (ItemState.DECIDED, Outcome("同意", ""), "已议定、待纪要"),
    (ItemState.DECIDED, Outcome("同意", "", due_on=date(2027, 1, 1), number="决议〔2026〕1号"), "已议定"),
    (ItemState.DEFERRED, None, "缓议"),
    (ItemState.WITHDRAWN, None, "撤回"),
])
def test_an_item_says_how_far_it_is(state, outcome, words):
    assert replace(item(1), state=state, outcome=outcome).state_text == words


@pytest.mark.parametrize("count", [0, 1, MOST_ITEMS, MOST_ITEMS + 1])
@pytest.mark.parametrize("opening", [None, FULL], ids=["cover", "paper"])
def test_the_layout_counts_without_the_papers_what_the_deck_shows(opening, count):
    items = [item(number, material=FULL if number % 2 else None) for number in range(count)]
    deck, whole = deck_of(opening, *items), len(slides(full_paper()))
    found = layout(whole if opening else 1, [whole if one.material else 1 for one in items])
    assert (found.starts, found.last) == (deck.starts, len(deck.slides))
    assert [found.item_on(one.number) for one in deck.slides] == [one.item for one in deck.slides]
    assert found.item_on(found.last + 1) == 0
