"""A paper on screen, as it will be printed: headings with their numbers, sentences, figures, tables and charts."""

from html import escape
from pathlib import Path

import streamlit as st

from core.paper import Block, Chart, Figures, Paper, Section, Table, Text, outline
from data.documents.drawing import DARK, LIGHT, draw, fitting_height
from pages.parts.look import is_dark

STYLE = Path(__file__).parent / "view.css"
WIDTH, LETTERS = 760, 13


def show_paper(paper: Paper) -> None:
    """The whole paper in one piece."""
    st.html(STYLE)
    body = "".join(_block(block, number) for block, number in outline(paper))
    st.html(f'<article class="sheet"><h1>{escape(paper.title)}</h1>{body}</article>')


def _block(block: Section | Block, number: str) -> str:
    match block:
        case Section():
            return f"<h2>{escape(number + block.title)}</h2>"
        case Text(level=0):
            return f"<p>{escape(block.text)}</p>"
        case Text():
            return f"<h{block.level + 2}>{escape(number + block.text)}</h{block.level + 2}>"
    said = f"<p>{escape(block.statement)}</p>" if block.statement else ""
    return f"{said}<figure><figcaption>{escape(block.title)}</figcaption>{_picture(block)}</figure>"


def _picture(block: Figures | Table | Chart) -> str:
    match block:
        case Figures():
            cells = "".join(
                f"<div><span>{escape(one.label)}</span><b>{escape(one.text)}</b><small>{escape(one.change)}</small>"
                f"<small>{escape(one.note)}</small></div>" for one in block.figures
            )
            return f'<div class="figures">{cells}</div>'
        case Table():
            head = "".join(f'<th class="{one.kind}">{escape(one.header)}</th>' for one in block.columns)
            rows = "".join(
                "<tr>" + "".join(
                    f'<td class="{column.kind}">{escape(column.written(value))}</td>'
                    for column, value in zip(block.columns, row, strict=True)
                ) + "</tr>" for row in block.rows
            )
            return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    height = fitting_height(block, WIDTH, LETTERS)
    return draw(block, WIDTH, height, theme=DARK if is_dark() else LIGHT, size=LETTERS)
