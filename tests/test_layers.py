"""Imports point one way only: app -> server, pages -> data -> core, and core to nothing of ours."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "core": {"core"},
    "data": {"data", "core"},
    "pages": {"pages", "data", "core"},
    "server": {"server", "data", "core"},
    "app.py": {"server"},
    "cli": {"cli", "data", "core"},
    "manage.py": {"cli", "data", "core"},
}
OURS = {"core", "data", "pages", "cli", "server", "app", "manage", "tests"}
CORE_LIBRARIES = {"numpy", "pandas", "yaml"}
DATA_MAY_TAKE_FROM_CORE = {
    "core.access", "core.terms", "core.facts", "core.paper", "core.paper_record", "core.slides", "core.meeting",
    "core.deck",
}


def modules(part):
    path = ROOT / part
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imports(path):
    """Dotted names of everything that a module imports, wherever in it."""
    package = ".".join(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            yield ".".join([*parents, *filter(None, [node.module])])


def top(name):
    return name.partition(".")[0]


def test_every_part_is_looked_at():
    scripts = {path.name for path in ROOT.glob("*.py")}
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert scripts | packages == {*MAY_IMPORT, "tests"}


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_it_imports_only_what_lies_below(part):
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules(part) for name in imports(path) if top(name) in OURS - MAY_IMPORT[part]
    }
    assert wrong == set()


def test_core_needs_only_the_standard_library_and_three_more():
    allowed = sys.stdlib_module_names | CORE_LIBRARIES | {"core"}
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules("core") for name in imports(path) if top(name) not in allowed
    }
    assert wrong == set()


def test_data_takes_only_the_vocabulary_the_facts_and_the_rights_from_core():
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules("data") for name in imports(path)
        if top(name) == "core" and name not in {*DATA_MAY_TAKE_FROM_CORE, "core"}
    }
    assert wrong == set()


def test_core_asks_neither_the_clock_nor_the_environment():
    asked = ("date.today(", "datetime.now(", "time.time(", "os.environ", "os.getenv(")
    wrong = {
        f"{path.relative_to(ROOT)}: {call}" for path in modules("core") for call in asked if call in path.read_text()
    }
    assert wrong == set()
