"""Small rules of the house that no other tool checks."""

import ast
from pathlib import Path

import pytest

from pages.parts.menu import MENU

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FUNCTION = 40
HOUSE = [path for part in ("core", "data", "pages", "cli", "server") for path in sorted((ROOT / part).rglob("*.py"))]
HOUSE += [path for path in (ROOT / "app.py", ROOT / "manage.py") if path.exists()]


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", names(HOUSE))
def test_a_module_says_in_a_docstring_what_it_is(path):
    assert ast.get_docstring(ast.parse((ROOT / path).read_text()))


@pytest.mark.parametrize("path", names(one for one in HOUSE if "migrations" not in one.parts))
def test_a_function_fits_a_screen(path):
    tree = ast.parse((ROOT / path).read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [one.name for one in functions if one.end_lineno - one.lineno + 1 > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", names(sorted((ROOT / "core").rglob("*.py")) + sorted((ROOT / "data").rglob("*.py"))))
def test_the_screen_stays_out_of_core_and_data(path):
    text = (ROOT / path).read_text()
    assert "streamlit" not in text
    assert "plotly" not in text


def test_every_page_is_on_the_menu_and_the_menu_has_no_other():
    files = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__", "navigation"}
    assert {page.name for pages in MENU.values() for page in pages} == files
