"""The vocabulary of people's ledgers: which of our headers one of theirs means."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from data.intake.ledger.units import Unit, parse_unit, unit_at_end
from data.intake.numbers import half_width

BRACKETS = re.compile(r"[(\[【〔<《{]([^()\[\]【】〔〕<>《》{}]*)[)\]】〕>》}]")
SIGNS = re.compile(r"[\s*※◆★:;,.、·/|_&\"'“”\-—]+")
ENDS_IN_BRACKETS = {"起", "止", "自", "至", "开始", "结束", "起始", "终止", "到期", "起止"}
SPAN = "租期(起止)"
SHORTEST_ENDING = 2
DEEPEST_BRACKETS = 2
EXACT, SYNONYM, ENDING = 3, 2, 1


@dataclass(frozen=True)
class LedgerKind:
    """One kind of ledger, by its name on screen: the fields that it may hold, and those that tell it from others."""

    name: str
    fields: tuple[str, ...]
    telling: frozenset[str]


@dataclass(frozen=True)
class Match:
    """field: our header. quality: EXACT, SYNONYM or ENDING; rank: the place among the synonyms, 0 the best."""

    field: str
    quality: int
    rank: int


@cache
def vocabulary() -> dict[str, Any]:
    text = Path(__file__).with_name("vocabulary.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def kinds() -> dict[str, LedgerKind]:
    return {
        name: LedgerKind(name, tuple(one["fields"]), frozenset(one["telling"]))
        for name, one in vocabulary()["kinds"].items()
    }


def bare(text: str) -> str:
    """A header without brackets, spaces, line breaks, signs and width; words in brackets that say which end stay."""
    return SIGNS.sub("", _without_brackets(half_width(text))).lower()


def _without_brackets(text: str) -> str:
    for _ in range(DEEPEST_BRACKETS):
        text = BRACKETS.sub(lambda found: found[1] if found[1].strip() in ENDS_IN_BRACKETS else "", text)
    return text


def unit_of(text: str) -> Unit | None:
    """The unit that a header carries, in brackets or behind it."""
    plain = re.sub(r"\s", "", half_width(text))
    outermost = re.search(r"\((.+)\)$", plain)
    inside = [outermost[1]] if outermost else []
    inside += [part for one in BRACKETS.findall(plain) for part in re.split("[,;:、]", one)]
    return next((unit for one in inside if (unit := parse_unit(one))), None) or unit_at_end(_without_brackets(plain))


def is_remark(header: str) -> bool:
    """Whether a header of theirs stands over remarks."""
    return any(bare(header).endswith(one) for one in vocabulary()["remarks"])


@cache
def meaning(parts: tuple[str, ...], fields: tuple[str, ...]) -> Match | None:
    """What a header means, of the given fields; parts: its rows from the top, 租赁期限 and 起."""
    texts = [bare(one) for one in parts]
    whole, last = "".join(texts), texts[-1] if texts else ""
    without_unit = _without_unit("".join(parts))
    for text in dict.fromkeys([whole, without_unit]):
        if match := _exactly(text, fields):
            return match
    if len(texts) > 1 and (match := _exactly(last, fields)) and _fits(texts[0]):
        return Match(match.field, SYNONYM, match.rank)
    return _by_ending(without_unit, fields) or _by_ending(whole, fields)


def _without_unit(text: str) -> str:
    plain = _without_brackets(re.sub(r"\s", "", half_width(text)))
    starts = (start for start in range(2, len(plain)) if unit_at_end("?" + plain[start:]))
    start = next(starts, None)
    return bare(plain[:start])


def _exactly(text: str, fields: tuple[str, ...]) -> Match | None:
    found = _index().get(text, [])
    return next((one for one in found if one.field in fields), None)


def _fits(group: str) -> bool:
    """Whether a sub header may be read alone under the group: 单价 of 物业费 is not of the rent."""
    return not any(group.startswith(one) or group.endswith(one + "费") for one in vocabulary()["not_after"])


def _by_ending(text: str, fields: tuple[str, ...]) -> Match | None:
    for start in range(1, len(text) - SHORTEST_ENDING + 1):
        before = text[:start]
        if match := _exactly(text[start:], fields):
            if any(word in before for word in vocabulary()["not_after"]):
                return None
            return Match(match.field, ENDING, match.rank)
    return None


@cache
def _index() -> dict[str, list[Match]]:
    """Bare header -> what it may mean."""
    found: dict[str, list[Match]] = {}
    for field, synonyms in vocabulary()["fields"].items():
        found.setdefault(bare(field), []).append(Match(field, EXACT, 0))
        for rank, synonym in enumerate(synonyms, 1):
            found.setdefault(bare(synonym), []).append(Match(field, SYNONYM, rank))
    return found


@cache
def all_fields() -> tuple[str, ...]:
    return tuple(vocabulary()["fields"])


def word_for(header: str, typed: str) -> str | None:
    """The word of ours that a typed one means under a header; None where it is not known."""
    words = vocabulary()["values"].get(header) or {}
    plain = half_width(typed).replace(" ", "")
    return next((ours for ours, theirs in words.items() if plain == ours or plain in theirs), None)


def says_nothing(text: str) -> bool:
    return half_width(text) in vocabulary()["nothing"] or text.strip() in vocabulary()["nothing"]


def says_vacant(text: str) -> bool:
    return SIGNS.sub("", BRACKETS.sub("", half_width(text))) in vocabulary()["vacant"]
