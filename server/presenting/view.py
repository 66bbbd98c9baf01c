"""From a deck to the page: which template draws a slide, the pictures of charts, and the line that names the source."""

from collections.abc import Sequence

from markupsafe import Markup
from starlette.responses import HTMLResponse

from core.deck import Agenda, Body, Cover, Deck, Item, Shown
from core.paper import Chart, Column, Figures, Frozen, Table, Value, day_in_words
from core.slides import MOST_ROWS
from data.documents.drawing import DARK, LIGHT, draw
from server.headers import WALL_POLICY
from server.pages import page

CHART_SIZE = (1600, 650)
TEMPLATES: dict[type[Body], str] = {
    Cover: "cover", Agenda: "agenda", Item: "item", Figures: "figures", Table: "table", Chart: "chart",
}


def deck_page(deck: Deck, current: int, **values: object) -> HTMLResponse:
    """The whole deck; current: the slide that is seen before the script runs. values: what the script is told."""
    last = len(deck.slides)
    return page(
        "present/deck", policy=WALL_POLICY, deck=deck, current=min(max(current, 1), last), last=last,
        kind=lambda slide: TEMPLATES[type(slide.body)], source=source, pictures=pictures, behind=behind, pages=pages,
        day_in_words=day_in_words, **values,
    )


def wanted_slide(text: str | None) -> int:
    """?slide=7 of an address; 1 where it says none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else 1


def source(slide: Shown, deck: Deck) -> list[str]:
    """Scope, day, rules, number, version, hash and anchor of the paper; of the agenda, the meeting."""
    return _of_paper(slide.source) if slide.source else [deck.title]


def _of_paper(frozen: Frozen) -> list[str]:
    paper = frozen.paper
    rules = [f"规则：{paper.rules[0]}", *paper.rules[1:]] if paper.rules else []
    return [paper.scope, f"截至{day_in_words(paper.as_of)}", *rules, *frozen.stamp.text.split("　")]


def pictures(chart: Chart) -> list[tuple[str, Markup]]:
    """Once for each theme; the style sheet shows one. ``draw`` escapes all texts."""
    return [(name, Markup(draw(chart, *CHART_SIZE, theme=theme))) for name, theme in  # noqa: S704
            (("light", LIGHT), ("dark", DARK))]


def behind(chart: Chart) -> Table:
    """The figures of a chart, one row a category."""
    columns = [Column(one.name, chart.kind, chart.unit, chart.decimals) for one in chart.series]
    rows = zip(chart.categories, *(one.values for one in chart.series), strict=True)
    return Table("", chart.title, (Column("项目"), *columns), tuple(rows))


def pages(rows: Sequence[tuple[Value, ...]]) -> list[Sequence[tuple[Value, ...]]]:
    """As many rows at once as can be read from the back."""
    return [rows[start:start + MOST_ROWS] for start in range(0, len(rows), MOST_ROWS)]
