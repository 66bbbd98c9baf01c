"""One act after another is held against the one before it, its own hash, its changes and the anchors."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.acts import START, as_json, hash_of, in_china
from data.anchors import Anchor
from data.intake.schema import table_of
from data.tables import ActChange

MOST_FAULTS = 1000
FAR = 300
"""How far from its place an act is looked for that stands where it does not belong."""
MOST_SEARCHES = 50
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """sequence: of the act that it is about."""

    sequence: int
    sentence: str


@dataclass
class Walk:
    """Where the walk has come to. shift: by how much the act before stood away from its place, None = it was changed.

    faults: the first MOST_FAULTS of count.
    """

    anchors: Sequence[Anchor]
    previous: Row | None = None
    shift: int | None = 0
    acts: int = 0
    changes: int = 0
    searches: int = 0
    count: int = 0
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._hashes: dict[int, set[str]] = {}
        for one in self.anchors:
            self._hashes.setdefault(one.sequence, set()).add(one.hash)

    def look_at(self, act: Row, changes: Iterable[Row]) -> None:
        """The next act by sequence, with its changes by number."""
        sequence, previous = int(act["sequence"]), self.previous
        expected = int(previous["sequence"]) + 1 if previous else 1
        digest_fault = self._digest_fault(changes, act["changes_digest"])
        if sequence != expected:
            self._say_gap(expected, sequence)
        shift = self._shift_of(act)
        if shift is None:
            self._say(act, "的内容与登记时的校验值不符：被改动过。")
        elif shift not in (0, self.shift):
            which = "前面插入了记录，或与别的记录调换过" if shift > 0 else "前面有记录被删去，或与别的记录调换过"
            self._say(act, f"原是第{sequence - shift}条：{which}。")
        elif shift == self.shift and sequence == expected and not _is_linked(act, previous):
            before = f"第{previous['sequence']}条" if previous else "开头"
            self._say(act, f"与{before}接不上：前面的记录被改写、插入或调换过。")
        if shift == 0 and digest_fault:
            self._say(act, digest_fault)
        if self._hashes.get(sequence, set()) - {act["hash"]}:
            self._say(act, "的校验值与存证不符：它或它之前的记录在存证之后被改写。")
        self.previous, self.shift, self.acts = act, shift, self.acts + 1

    def orphans(self, sequence: int, changes: Iterable[Row]) -> None:
        """Changes of an act that is not there."""
        number = sum(1 for _ in changes)
        self.changes += number
        self.fault(sequence, f"有{number}条变更明细属于第{sequence}条操作记录，而没有这一条。")

    def end(self) -> None:
        """There are no more acts: what the anchors know of beyond them was cut off."""
        last = int(self.previous["sequence"]) if self.previous else 0
        known = max((one.sequence for one in self.anchors), default=0)
        if known > last:
            self.fault(last + 1, f"{_span(last + 1, known)}缺失：存证记有{known}条，末尾的记录被删去。")

    def fault(self, sequence: int, sentence: str) -> None:
        self.count += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(sequence, sentence))

    def _say(self, act: Row, what: str) -> None:
        self.fault(int(act["sequence"]), f"第{act['sequence']}条（{in_china(str(act['at']))}）{what}")

    def _say_gap(self, expected: int, sequence: int) -> None:
        if sequence < expected:
            self.fault(sequence, f"多出了序号为{sequence}的记录：序号应从1开始。")
        else:
            self.fault(expected, f"{_span(expected, sequence - 1)}缺失：记录被删去，或序号被改动。")

    def _shift_of(self, act: Row) -> int | None:
        """0 where the act is itself; by how much it was moved, if it is found nearby; None where it was changed."""
        if hash_of(act) == act["hash"]:
            return 0
        if self.shift and self._was_at(act, self.shift):
            return self.shift
        if self.searches >= MOST_SEARCHES:
            return None
        self.searches += 1
        tries = (shift for far in range(1, FAR + 1) for shift in (far, -far))
        return next((shift for shift in tries if self._was_at(act, shift)), None)

    def _was_at(self, act: Row, shift: int) -> bool:
        return bool(hash_of({**act, "sequence": act["sequence"] - shift}) == act["hash"])

    def _digest_fault(self, changes: Iterable[Row], stored: str) -> str | None:
        """What is wrong with the changes of an act; None where nothing is."""
        names = [one.name for one in table_of(ActChange).columns]
        running = hashlib.sha256()
        found, is_in_order, fits_after = 0, True, 0 if running.hexdigest() == stored else None
        for change in changes:
            found += 1
            is_in_order = is_in_order and change["number"] == found
            running.update(as_json([change[name] for name in names]).encode() + b"\n")
            if running.copy().hexdigest() == stored:
                fits_after = found
        self.changes += found
        if fits_after == found:
            return None
        if fits_after is not None:
            return f"多出了{found - fits_after}条变更明细：登记时只有{fits_after}条。"
        if found and is_in_order:
            return f"的变更明细（现有{found}条）与登记时不符：被改动，或末尾的被删去。"
        return "的变更明细序号不连续：有明细被删去或加入。" if found else "的变更明细缺失：有明细被删去。"


def _is_linked(act: Row, previous: Row | None) -> bool:
    return bool(act["previous_hash"] == (previous["hash"] if previous else START))


def _span(first: int, last: int) -> str:
    return f"第{first}条" if first == last else f"第{first}至第{last}条"
