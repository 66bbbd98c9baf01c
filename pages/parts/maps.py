"""What all maps share: a deck without any outside request, its texts, its legend, what was clicked, the reset."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pydeck as pdk
import streamlit as st

from pages.parts.look import FONT, INK, LINE, PANEL, SURFACE, Tone
from pages.parts.window import Window

STYLE = Path(__file__).parent / "maps.css"
MATTE = {"ambient": 0.5, "diffuse": 0.42, "shininess": 1, "specularColor": [20, 20, 20]}
"""Lit so that colours stay near those of the legend."""
LIT = [255, 255, 255, 90]
"""Laid over what the pointer is on."""
ALWAYS_ON_TOP = {"depthCompare": "always"}
ABOVE, LOWEST, HIGHEST = 372, 420, 760
"""Pixels that the page needs above and below a map, and the bounds of its height."""


@dataclass(frozen=True)
class Frame:
    """What a map has room for, in pixels."""

    width: int
    height: int


def frame(seen: Window, share: float) -> Frame:
    """The frame of a map that takes this share of the page's width."""
    return Frame(round(seen.width * share), min(max(seen.height - ABOVE, LOWEST), HIGHEST))


def rgba(tone: Tone, alpha: int = 255) -> list[int]:
    """A tone for deck.gl."""
    colour = tone.now
    return [int(colour[start:start + 2], 16) for start in (1, 3, 5)] + [alpha]


def pale(tone: Tone) -> list[int]:
    """The tone of something that stands back behind what is chosen."""
    return [round(0.25 * own + 0.75 * ground) for own, ground in zip(rgba(tone), rgba(PANEL), strict=True)]


def texts(
    layer_id: str, rows: Sequence[dict[str, Any]], *, size: int, tone: Tone = INK, is_framed: bool = False,
    anchor: str = "middle", offset: tuple[int, int] | str = (0, 0), is_clickable: bool = False,
) -> pdk.Layer:
    """Chinese labels, never hidden behind what is nearer; rows need position and label. offset: or a column's name."""
    box = {
        "background": True, "get_background_color": rgba(SURFACE, 225), "background_padding": [6, 3, 6, 3],
        "get_border_color": rgba(LINE), "get_border_width": 1,
    } if is_framed else {}
    return pdk.Layer(
        "TextLayer", id=layer_id, data=list(rows), get_position="position", get_text="label", get_size=size,
        get_color=rgba(tone), character_set=pdk.types.String("auto"), font_family=pdk.types.String(FONT),
        get_text_anchor=pdk.types.String(anchor), get_alignment_baseline=pdk.types.String("bottom"),
        get_pixel_offset=offset if isinstance(offset, str) else list(offset), parameters=ALWAYS_ON_TOP,
        pickable=is_clickable, **box,
    )


def deck(layers: Sequence[pdk.Layer], view: pdk.ViewState) -> pdk.Deck:
    """Leaving map_style out and naming no provider is what keeps every request at home."""
    tip = {
        "html": "<b>{title}</b><div style='white-space: pre-line'>{tip}</div>",
        "style": {"backgroundColor": PANEL.now, "color": INK.now, "fontSize": "13px", "lineHeight": "1.6",
                  "border": f"1px solid {LINE.now}", "borderRadius": "4px", "padding": "8px 12px", "maxWidth": "320px"},
    }
    return pdk.Deck(
        layers=list(layers), initial_view_state=view, map_provider=None, tooltip=tip, parameters={"cull": False},
        views=[pdk.View(type="MapView", controller=True)],
    )


def show_map(drawn: pdk.Deck, legend: str, *, height: int, key: str, alt: str, on_pick: Callable[[str], None]) -> None:
    """Draw the deck with its legend and a button that brings the first view back; on_pick is told the clicked code."""
    st.html(STYLE)
    turn = st.session_state.setdefault(f"{key}-turn", 0)
    widget = f"{key}-{turn}"
    with st.container(key="map-frame"):
        st.pydeck_chart(
            drawn, key=widget, height=height, selection_mode="single-object", alt=alt,
            on_select=lambda: _tell(widget, f"{key}-turn", on_pick),
        )
        st.html(legend)
        st.button("复位视角", key=f"{key}-reset", icon=":material/recenter:", on_click=_turn, args=(f"{key}-turn",))


def _turn(key: str) -> None:
    """A new key is a new chart, and so the first view, with nothing dimmed by an earlier click."""
    st.session_state[key] += 1


def _tell(widget: str, turn: str, on_pick: Callable[[str], None]) -> None:
    clicked = [one for layer in st.session_state[widget].selection.objects.values() for one in layer]
    if clicked and clicked[0].get("code"):
        _turn(turn)
        on_pick(clicked[0]["code"])


def tip(title: str, rows: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What is shown beside the pointer, as columns of a layer's data."""
    return {"title": title, "tip": "\n".join(f"{label}：{value}" for label, value in rows)}
