"""A deck: what the wall shows, slide by slide under absolute numbers, of one paper or of a whole meeting."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from core.meeting import ItemKind, ItemState
from core.paper import Frozen, Picture, chinese, day_in_words
from core.slides import slides

MOST_ITEMS = 8
"""Of an agenda that can be read from the back of the room."""
AWAITING_MINUTES = "已议定、待纪要"


@dataclass(frozen=True)
class Outcome:
    """What was decided on an item. number: of the decision; blank until the minutes are issued."""

    result: str
    text: str
    units: tuple[str, ...] = ()
    due_on: date | None = None
    number: str = ""


@dataclass(frozen=True)
class Item:
    """An item of the agenda with its material and its outcome, once there is one.

    remark: why it was deferred or withdrawn.
    """

    id: int
    kind: ItemKind
    title: str
    motion: str
    state: ItemState = ItemState.OPEN
    remark: str = ""
    material: Frozen | None = None
    outcome: Outcome | None = None

    @property
    def state_text(self) -> str:
        """A decision binds nobody before its minutes are issued."""
        is_awaiting = self.state is ItemState.DECIDED and not (self.outcome and self.outcome.number)
        return AWAITING_MINUTES if is_awaiting else self.state.value


@dataclass(frozen=True)
class Cover:
    """The first slide of a paper or a meeting. lines: what stands under the title."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One line of the agenda. place: 一, 二 …; start: the item's first slide."""

    place: str
    item: Item
    start: int


@dataclass(frozen=True)
class Agenda:
    """One slide of it; a long one goes over several."""

    entries: tuple[Entry, ...]


Body = Cover | Agenda | Item | Picture


@dataclass(frozen=True)
class Shown:
    """One slide. number: absolute, from 1. key: stays the same when slides before it come or go.

    source: the paper that it comes from. item: place of the item that it belongs to, from 1; 0 = of none.
    """

    number: int
    key: str
    section: str
    statement: str
    body: Body
    source: Frozen | None = None
    item: int = 0


@dataclass(frozen=True)
class Deck:
    """starts: the first slide of each item, in the order of the agenda."""

    title: str
    slides: tuple[Shown, ...]
    starts: tuple[int, ...] = field(default=())


@dataclass(frozen=True)
class Layout:
    """Where the items of a meeting stand. starts: the first slide of each, in their order; last: slide of all."""

    starts: tuple[int, ...]
    last: int

    def item_on(self, slide: int) -> int:
        """Place of the item that a slide belongs to, from 1; 0 = of none."""
        return bisect_right(self.starts, slide) if slide <= self.last else 0


def paper_deck(frozen: Frozen) -> Deck:
    """All slides of one paper."""
    return Deck(frozen.paper.title, tuple(_of_paper(frozen, "paper")))


def meeting_deck(title: str, lines: Sequence[str], opening: Frozen | None, items: Sequence[Item]) -> Deck:
    """The slides of the meeting's paper, the agenda, and each item with its material.

    lines: stand under the title where the meeting has no paper to open with.
    """
    cover = Shown(1, "meeting.1", "", title, Cover(tuple(lines)))
    head = list(_of_paper(opening, "deck", title)) if opening else [cover]
    starts = layout(len(head), [_length(item) for item in items]).starts
    shown = [*head, *_agenda(len(head) + 1, items, starts)]
    for place, (item, start) in enumerate(zip(items, starts, strict=True), start=1):
        shown += _of_item(item, place, start)
    return Deck(title, tuple(shown), starts)


def layout(head: int, lengths: Sequence[int]) -> Layout:
    """head: slides before the agenda; lengths: how many slides each item has, at least its own."""
    starts = list(accumulate(lengths, initial=head + _agenda_pages(len(lengths)) + 1))
    return Layout(tuple(starts[:-1]), starts[-1] - 1)


def _of_paper(frozen: Frozen, prefix: str, heading: str = "") -> Iterator[Shown]:
    """heading: the small line above the title."""
    paper, letter = frozen.paper, frozen.letter
    lines = (
        f"{paper.scope}　截至{day_in_words(paper.as_of)}", f"{letter.issuer}　{day_in_words(letter.signed_on)}",
    )
    for one in slides(paper):
        section, body = (one.section, one.picture) if one.picture else (heading, Cover(lines))
        yield Shown(one.number, f"{prefix}.{one.number}", section, one.statement, body, frozen)


def _agenda_pages(items: int) -> int:
    return max(1, -(-items // MOST_ITEMS))


def _agenda(first: int, items: Sequence[Item], starts: Sequence[int]) -> Iterator[Shown]:
    entries = [
        Entry(chinese(place), item, start)
        for place, (item, start) in enumerate(zip(items, starts, strict=True), start=1)
    ]
    statement = f"本次会议共{len(items)}项议题" if items else "本次会议没有列入议题"
    pages = _agenda_pages(len(items))
    for page in range(pages):
        part = f"（{page + 1}/{pages}）" if pages > 1 else ""
        some = tuple(entries[page * MOST_ITEMS:(page + 1) * MOST_ITEMS])
        yield Shown(first + page, f"agenda.{page + 1}", f"会议议程{part}", statement, Agenda(some))


def _of_item(item: Item, place: int, start: int) -> Iterator[Shown]:
    """The item in the place of its material's title, then the material."""
    heading = f"议题{chinese(place)}　{item.kind}"
    yield Shown(start, f"item{item.id}.1", heading, item.title, item, item.material, place)
    for one in slides(item.material.paper)[1:] if item.material else []:
        if one.picture:
            yield Shown(
                start + one.number - 1, f"item{item.id}.{one.number}", f"议题{chinese(place)}　{one.section}",
                one.statement, one.picture, item.material, place,
            )


def _length(item: Item) -> int:
    return len(slides(item.material.paper)) if item.material else 1
