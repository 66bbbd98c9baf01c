"""Which of our headers each header of a ledger means: suggested by name, or as it was saved for the park."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session, select

from data.intake.ledger.heading import Head, Heading
from data.intake.ledger.rents import RENT, known_basis
from data.intake.ledger.words import SPAN, Match, kinds, meaning
from data.tables import HeaderMapping

LEAST_FOR_KIND = 2


@dataclass(frozen=True)
class SavedMapping:
    """What was once confirmed for a header row: kind of ledger, label -> our header or None, answers about units."""

    kind: str
    mapping: Mapping[str, str | None]
    answers: Mapping[str, str]


def suggest_kind(heading: Heading) -> str | None:
    """The kind of ledger that these headers make; None where they make none."""
    scores = {name: _score(heading, name) for name in kinds()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= LEAST_FOR_KIND else None


def suggest_mapping(heading: Heading, kind: str) -> dict[str, str | None]:
    """Label -> our header, each at most once; None for those that nothing is taken from."""
    fields = kinds()[kind].fields
    matches = {one: match for one in heading.heads if (match := meaning(one.parts, fields))}
    best: dict[str, tuple[Head, Match]] = {}
    for head, match in matches.items():
        if match.field not in best or _place(head, match) < _place(*best[match.field]):
            best[match.field] = head, match
    if SPAN in best and {"起始日期", "终止日期"} & best.keys():
        del best[SPAN]
    chosen = {head.label: field for field, (head, _) in best.items()}
    return {one.label: chosen.get(one.label) for one in heading.heads}


def _place(head: Head, match: Match) -> tuple[int, bool, int, int, int]:
    """Of two headers for one of ours, the lower: of the latest year, with a rent that is known, the nearer word."""
    is_asked = match.field == RENT and known_basis(head) is None
    return -(year_of(head) or 0), is_asked, -match.quality, match.rank, head.column


def year_of(head: Head) -> int | None:
    """The year that a column or the group over it is of."""
    found = re.search(r"20\d{2}", head.label)
    return int(found[0]) if found else None


def _score(heading: Heading, kind: str) -> float:
    """Telling headers count double; enterprises and spaces without what belongs to them count once."""
    found = {field for field in suggest_mapping(heading, kind).values() if field}
    telling = len(found & kinds()[kind].telling)
    has_both = kind == "租赁台账" and {"单元编号", "企业名称"} <= found
    if not telling and not has_both:
        return len(found) / 2 if kind in ("企业名单", "房源清单") else 0
    return len(found) + telling + 2 * has_both - len(found) / 100


def saved_mapping(session: Session, park: str, heading: Heading) -> SavedMapping | None:
    """What was saved for this park and these headers."""
    found = session.get(HeaderMapping, (park, heading.fingerprint))
    return _from_json(found.mapping) if found else None


def saved_mappings(session: Session, heading: Heading, parks: list[str] | None = None) -> dict[str, SavedMapping]:
    """Park -> what was saved for these headers; of some parks only, so that nobody learns of others."""
    query = select(HeaderMapping).where(HeaderMapping.fingerprint == heading.fingerprint)
    rows = session.exec(query.order_by(HeaderMapping.park_code)).all()
    return {one.park_code: _from_json(one.mapping) for one in rows if parks is None or one.park_code in parks}


def save_mapping(session: Session, park: str, heading: Heading, saved: SavedMapping, *, account: str) -> None:
    """Within the caller's transaction; the last one counts."""
    content = {"kind": saved.kind, "mapping": dict(saved.mapping), "answers": dict(saved.answers)}
    row = session.get(HeaderMapping, (park, heading.fingerprint)) or HeaderMapping(
        park_code=park, fingerprint=heading.fingerprint, mapping="", saved_by="", saved_at="",
    )
    row.mapping = json.dumps(content, ensure_ascii=False)
    row.saved_by, row.saved_at = account, datetime.now(UTC).isoformat(timespec="seconds")
    session.add(row)


def _from_json(text: str) -> SavedMapping:
    content = json.loads(text)
    return SavedMapping(content["kind"], content["mapping"], content.get("answers", {}))
