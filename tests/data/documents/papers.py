"""The papers on which every writer is tried."""

from dataclasses import replace

import pytest

from core.paper import Chart, Figures, Section, Series, Text
from tests.papers import PARKS, empty_paper, full_paper


def one_park_paper():
    """One park, one figure, one bar."""
    section = full_paper().sections[0]
    figures = next(block for block in section.blocks if isinstance(block, Figures))
    chart = next(block for block in section.blocks if isinstance(block, Chart))
    blocks = (
        Text("截至2026年6月30日，1个园区入驻率95.0%。"), replace(figures, figures=figures.figures[:1]),
        replace(chart, categories=PARKS[:1], series=(Series("本期", (0.95,)),)),
    )
    return replace(full_paper(), scope=PARKS[0], sections=(Section("overall", "总体情况", blocks),))


def long_paper(copies=12):
    """Some thirty pages."""
    sections = full_paper().sections
    many = tuple(replace(one, key=f"{one.key}{copy}") for copy in range(copies) for one in sections)
    return replace(full_paper(), sections=many)


PAPERS = [
    pytest.param(empty_paper(), id="empty"), pytest.param(one_park_paper(), id="one park"),
    pytest.param(full_paper(), id="full"),
]
