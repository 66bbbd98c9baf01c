"""Where two answers for the same county differ, in words."""

from collections import Counter
from math import isclose
from typing import Any

Answer = dict[str, Any]


def differences(expected: Answer, actual: Answer) -> list[str]:
    """Every leaf of the expected answer that the actual one lacks or gives otherwise; floats within 1e-9 relative.

    Findings are compared by rule, clause, park, subject and verdict; what else the actual one holds is ignored.
    """
    found = [] if expected["as_of"] == actual["as_of"] else ["as_of"]
    for section, key in (("parks", "code"), ("contracts", "number"), ("exits", "contract")):
        found += rows_differ(section, by_key(expected[section], key), by_key(actual[section], key))
    wanted, given = finding_keys(expected), finding_keys(actual)
    found += [f"finding missing: {one}" for one in sorted((wanted - given).elements())]
    return found + [f"finding not expected: {one}" for one in sorted((given - wanted).elements())]


def by_key(rows: list[Answer], key: str) -> dict[str, Any]:
    """Indicators and reasons have no order either."""
    keyed = {}
    for row in rows:
        indicators = {one["indicator"]: one for one in row.get("indicators", [])}
        keyed[row[key]] = row | {"indicators": indicators, "reasons": sorted(row.get("reasons", []))}
    assert len(keyed) == len(rows), f"a {key} is given twice"
    return keyed


def rows_differ(where: str, expected: dict[str, Any], actual: dict[str, Any]) -> list[str]:
    found = [f"{where} {one}: not expected" for one in actual.keys() - expected.keys()]
    for key, row in expected.items():
        found += tree_differs(f"{where} {key}", row, actual[key]) if key in actual else [f"{where} {key}: missing"]
    return found


def tree_differs(where: str, expected: Any, actual: Any) -> list[str]:
    if isinstance(expected, dict) and isinstance(actual, dict):
        more = [f"{where} {key}: not expected" for key in actual.keys() - expected.keys()]
        return more + [
            line for key, value in expected.items()
            for line in tree_differs(f"{where} {key}", value, actual.get(key, "(absent)"))
        ]
    return [] if same(expected, actual) else [f"{where}: expected {expected!r}, got {actual!r}"]


def same(expected: Any, actual: Any) -> bool:
    numbers = (int, float)
    if isinstance(expected, numbers) and isinstance(actual, numbers):
        return isclose(expected, actual, rel_tol=1e-9, abs_tol=0)
    return bool(expected == actual)


def finding_keys(answer: Answer) -> Counter[tuple[str, ...]]:
    return Counter(
        (one["rule"], one["clause"], one["park"], one["subject"], one["verdict"]) for one in answer["findings"]
    )
