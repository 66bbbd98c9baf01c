"""Reference data that the product ships: industries of GB/T 4754-2017, towns and outlines. Sources in NOTICE.md."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from core.terms import industry_digits

HERE = Path(__file__).resolve().parent
OUTLINES = {"331181": "longquan.geojson", "331100": "lishui.geojson"}


@cache
def industries() -> pd.DataFrame:
    """code, level (section, division, group, class), parent, name; all texts, codes without the section letter.

    All sections and divisions, and those groups and classes that the demonstration uses.
    """
    return pd.read_csv(HERE / "industries.csv", dtype=str, keep_default_na=False)


@cache
def _industry_names() -> dict[str, str]:
    table = industries()
    return dict(zip(table["code"], table["name"], strict=True))


def industry_name(code: str) -> str:
    """The name of a code of 1 to 4 characters, with or without section letter, or of the nearest one above it.

    An unknown code is its own name.
    """
    digits = industry_digits(code) or code
    known = (digits[:length] for length in range(len(digits), 0, -1))
    names = _industry_names()
    return next((names[part] for part in known if part in names), code)


@cache
def section_of(code: str) -> str:
    """The section letter of an industry code; empty where its division is unknown."""
    digits = industry_digits(code)
    table = industries()
    parents = table.loc[table["level"].eq("division") & table["code"].eq(digits[:2]), "parent"]
    return str(parents.iloc[0]) if len(parents) else ""


@cache
def towns() -> pd.DataFrame:
    """The nineteen towns and streets of Longquan: code, name, approximate_longitude, approximate_latitude, remark.

    The points (CGCS2000) only show roughly where a town lies; remark says so on screen.
    """
    return pd.read_csv(HERE / "longquan_towns.csv", dtype={"code": str})


@cache
def counties() -> pd.DataFrame:
    """The counties of Zhejiang: code, name, approximate_longitude, approximate_latitude, remark (示意位置)."""
    return pd.read_csv(HERE / "zhejiang_counties.csv", dtype={"code": str})


def outline(code: str = "331181") -> dict[str, Any]:
    """GeoJSON (CGCS2000) of a county, or of the counties of a prefecture (331100). KeyError for others."""
    parsed: dict[str, Any] = json.loads((HERE / OUTLINES[code]).read_text(encoding="utf-8"))
    return parsed
