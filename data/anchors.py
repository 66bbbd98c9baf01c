"""Anchors: what the record of acts came to at some time, kept outside the database.

Whoever holds the database can rewrite the record as a whole, chain and all, or cut its end. An anchor on paper or on
another machine shows both.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Engine, func, select

from data.acts import in_china
from data.engine import reading_connection
from data.intake.schema import table_of
from data.tables import Act

HASH = re.compile(r"[0-9a-f]{64}")


class AnchorError(Exception):
    """A file of anchors that cannot be used; the text says in Chinese why."""


@dataclass(frozen=True)
class Anchor:
    """The last act at some time. at: when that act was recorded (UTC); acts: how many there were."""

    sequence: int
    hash: str
    at: str
    acts: int


def anchor_now(engine: Engine) -> Anchor | None:
    """Of the last act; None where there is none yet."""
    act = table_of(Act).c
    with reading_connection(engine) as connection:
        query = select(act.sequence, act.hash, act.at).order_by(act.sequence.desc()).limit(1)
        last = connection.execute(query).first()
        count = connection.scalar(select(func.count()).select_from(table_of(Act)))
    return Anchor(last.sequence, last.hash, last.at, int(count or 0)) if last else None


def add_to_file(path: Path, anchor: Anchor) -> None:
    """Append the anchor as one line of JSON."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(anchor), ensure_ascii=False) + "\n")


def read_file(path: Path) -> list[Anchor]:
    """All anchors of a file, in the order of their acts. Raises AnchorError."""
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    found = [_read(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise AnchorError(f"{path.name} 里没有存证。请核对文件。")
    return in_order(found)


def in_order(anchors: Iterable[Anchor]) -> list[Anchor]:
    return sorted(set(anchors), key=lambda one: (one.sequence, one.hash))


def on_paper(anchor: Anchor) -> str:
    """To be printed and put away; the hash in groups that the eye can follow."""
    groups = " ".join(anchor.hash[first:first + 8] for first in range(0, 64, 8))
    return (
        f"操作记录存证\n最后一条　第{anchor.sequence}条\n登记时间　{in_china(anchor.at)}\n"
        f"记录总数　{anchor.acts}条\n校验值　　{groups}"
    )


def _read(number: int, line: str) -> Anchor:
    """A line as it was exported; of one typed off paper sequence and hash are enough."""
    try:
        said = json.loads(line)
        sequence, hash_ = int(said["sequence"]), re.sub(r"\s", "", str(said["hash"])).lower()
        anchor = Anchor(sequence, hash_, str(said.get("at", "")), int(said.get("acts", sequence)))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise AnchorError(f"存证文件第{number}行读不懂。每行应为一条存证，由 audit anchor 导出。") from None
    if sequence < 1 or not HASH.fullmatch(hash_):
        raise AnchorError(f"存证文件第{number}行的序号或校验值不对，请核对是否完整。")
    return anchor
