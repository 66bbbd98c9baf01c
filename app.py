"""The server: the gate and its pages in front, warm start; hosts pages/navigation.py.

Runs under ``streamlit run app.py`` and under ``uvicorn app:app``.
"""

import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from server.frame import ChineseFrame
from server.gate import Gate
from server.headers import SecurityHeaders
from server.routes import ROUTES
from server.start import require_safe_start

HEAVY = ("plotly.graph_objects", "pydeck", "pyarrow", "xlsxwriter", "core.assessment", "data.snapshot", "data.demo")


@asynccontextmanager
async def warm_start(_: st.App) -> AsyncIterator[None]:
    """Load what every page needs and take it out of the garbage collector's sight, before the first visitor."""
    for name in HEAVY:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    yield


require_safe_start()
app = st.App(
    Path(__file__).parent / "pages" / "navigation.py",
    lifespan=warm_start,
    routes=ROUTES,
    middleware=[Middleware(SecurityHeaders), Middleware(Gate), Middleware(ChineseFrame)],
)
