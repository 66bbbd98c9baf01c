"""Whether the record of acts is as it was written: every hash again, from the first act to the last."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

from sqlalchemy import Connection, Engine, RowMapping, func, select

from data.acts import START, digest_of, hash_of, utc_now
from data.engine import reading_connection
from data.intake.schema import table_of
from data.tables import Act, ActChange

BATCH = 2_000


@dataclass(frozen=True)
class Anchor:
    """What the record of acts ended with at a moment; kept outside, it shows what was cut off or written anew."""

    sequence: int
    hash: str
    at: str


@dataclass(frozen=True)
class Verification:
    """acts: how many were looked at. faults: one sentence each, in the order of the acts."""

    acts: int
    last: Anchor
    faults: list[str]


def anchor_of(engine: Engine) -> Anchor:
    """The end of the record as it is now; sequence 0 where there is no act yet."""
    act = table_of(Act).c
    with reading_connection(engine) as connection:
        last = connection.execute(select(act.sequence, act.hash).order_by(act.sequence.desc()).limit(1)).first()
    return Anchor(last.sequence if last else 0, last.hash if last else START, utc_now())


def as_line(anchor: Anchor) -> str:
    """One line of an anchor file."""
    return json.dumps(asdict(anchor), ensure_ascii=False)


def read_anchors(text: str) -> list[Anchor]:
    """The anchors of a file, one a line. Raises ValueError where a line is none."""
    try:
        return [Anchor(**json.loads(line)) for line in text.splitlines() if line.strip()]
    except TypeError as error:
        raise ValueError(str(error)) from error


def verify(
    engine: Engine, anchors: Iterable[Anchor] = (), advance: Callable[[int], None] = lambda _: None,
) -> Verification:
    """Look at every act and change, in bounded memory; ``advance`` is told how many acts are done."""
    kept = {one.sequence: one.hash for one in anchors}
    faults: list[str] = []
    previous, expected, seen = START, 1, 0
    with reading_connection(engine) as connection:
        changes = _Changes(connection)
        for act in _acts(connection):
            faults += _faults_of(act, previous, expected, changes.of(act["sequence"]))
            if kept.pop(act["sequence"], act["hash"]) != act["hash"]:
                faults.append(f"第{act['sequence']}条与留存的锚点不符，这一条或以前的记录被改写过")
            previous, expected, seen = act["hash"], act["sequence"] + 1, seen + 1
            advance(seen)
        faults += [f"第{one}条没有操作记录，却有它的变更明细" for one in changes.without_act()]
    faults += [f"锚点记有第{one}条，现在没有，末尾的记录被删去" for one in sorted(kept) if one >= expected]
    return Verification(seen, Anchor(expected - 1, previous, utc_now()), faults)


def count_acts(engine: Engine) -> int:
    """For a progress bar."""
    with reading_connection(engine) as connection:
        return int(connection.scalar(select(func.count()).select_from(table_of(Act))) or 0)


def _faults_of(act: RowMapping, previous: str, expected: int, changes: list[RowMapping]) -> Iterator[str]:
    number = act["sequence"]
    if number > expected:
        missing = f"第{expected}条" if number == expected + 1 else f"第{expected}至{number - 1}条"
        yield f"缺少{missing}，记录被删去"
    elif act["previous_hash"] != previous:
        yield f"第{number}条与前一条接不上，前后的记录被改动、插入或调换过"
    if hash_of(act) != act["hash"]:
        yield f"第{number}条的内容被改动过"
    if digest_of(changes) != act["changes_digest"]:
        yield f"第{number}条的变更明细被改动、增加或删去过"


class _Changes:
    """The changes of the acts, asked for in their order."""

    def __init__(self, connection: Connection) -> None:
        rows = _in_batches(connection, ActChange)
        self._groups = groupby(rows, key=lambda row: int(row["sequence"]))
        self._stray: list[int] = []
        self._next = self._read()

    def _read(self) -> tuple[int, list[RowMapping]] | None:
        group = next(self._groups, None)
        return (group[0], list(group[1])) if group else None

    def of(self, sequence: int) -> list[RowMapping]:
        """Those of this act; changes of acts before it that nobody asked for are set aside."""
        while self._next and self._next[0] < sequence:
            self._set_aside()
        if not self._next or self._next[0] != sequence:
            return []
        found = self._next[1]
        self._next = self._read()
        return found

    def without_act(self) -> list[int]:
        """The acts that have changes and are not there; asked for at the end."""
        while self._next:
            self._set_aside()
        return self._stray

    def _set_aside(self) -> None:
        assert self._next
        self._stray.append(self._next[0])
        self._next = self._read()


def _acts(connection: Connection) -> Iterator[RowMapping]:
    return _in_batches(connection, Act)


def _in_batches(connection: Connection, table: type[Act] | type[ActChange]) -> Iterator[RowMapping]:
    stored = table_of(table)
    result = connection.execution_options(yield_per=BATCH).execute(select(stored).order_by(*stored.primary_key))
    return iter(result.mappings())
