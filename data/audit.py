"""Verifying the record of acts: walked once in order, in bounded memory; every fault becomes a sentence.

The chain alone shows what was changed, removed, inserted or moved. A cut end, and a history that was written anew from
some act on, are shown by anchors that were kept elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from time import monotonic

from sqlalchemy import Connection, Engine, func, select

from data.anchors import Anchor, in_order
from data.audit_walk import Fault, Row, Walk
from data.engine import reading_connection
from data.intake.schema import table_of
from data.tables import Act, ActChange

BATCH = 500


@dataclass(frozen=True)
class Verdict:
    """acts, changes: how many were read; last: the last act. faults: the first of count.

    is_whole: whether all was read before the time was up.
    """

    acts: int
    changes: int
    last: Anchor | None
    faults: tuple[Fault, ...]
    count: int
    is_whole: bool = True

    @property
    def is_clean(self) -> bool:
        return self.count == 0 and self.is_whole

    def in_words(self) -> str:
        """How it stands, for the screen and the command line."""
        read = f"操作记录{self.acts:,}条、变更明细{self.changes:,}条"
        if self.count:
            return f"已核对{read}，发现{self.count:,}处问题。第一处：{self.faults[0].sentence}"
        if not self.is_whole:
            return f"因用时所限只核对了最早的{read}，没有发现问题；其余请在服务器上运行 manage.py audit verify。"
        if self.last is None:
            return "还没有操作记录。"
        return f"已核对全部{read}：首尾相接，没有改动、缺失、插入或调换。"


def verify(
    engine: Engine, anchors: Iterable[Anchor] = (), advance: Callable[[str], None] = lambda _: None,
    limit_s: float | None = None,
) -> Verdict:
    """Read all acts and their changes as they are at this moment; ``advance`` is told of every ``BATCH`` acts.

    limit_s: after so many seconds the walk ends where it is.
    """
    walk = Walk(in_order(anchors))
    end = None if limit_s is None else monotonic() + limit_s
    with reading_connection(engine) as connection:
        changes = _Ahead(groupby(_rows(connection, ActChange, "number"), key=lambda one: int(one["sequence"])))
        for act in _rows(connection, Act):
            for sequence, orphans in changes.before(int(act["sequence"])):
                walk.orphans(sequence, orphans)
            walk.look_at(act, changes.of(int(act["sequence"])))
            if walk.acts % BATCH == 0:
                advance(f"第{walk.acts:,}条")
                if end is not None and monotonic() > end:
                    return _verdict(walk, is_whole=False)
        for sequence, orphans in changes.before(None):
            walk.orphans(sequence, orphans)
    walk.end()
    return _verdict(walk)


def batches(engine: Engine) -> int:
    """How often ``verify`` will call ``advance``, about."""
    with reading_connection(engine) as connection:
        return int(connection.scalar(select(func.count()).select_from(table_of(Act))) or 0) // BATCH


class _Ahead:
    """Changes grouped by act, taken in step with the acts."""

    def __init__(self, groups: Iterator[tuple[int, Iterator[Row]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def before(self, sequence: int | None) -> Iterator[tuple[int, Iterator[Row]]]:
        """Those that come before an act; all that are left for None."""
        while self._next and (sequence is None or self._next[0] < sequence):
            yield self._next
            self._next = next(self._groups, None)

    def of(self, sequence: int) -> Iterator[Row]:
        """Those of an act itself."""
        if self._next and self._next[0] == sequence:
            yield from self._next[1]
            self._next = next(self._groups, None)


def _verdict(walk: Walk, *, is_whole: bool = True) -> Verdict:
    last = walk.previous
    anchor = Anchor(int(last["sequence"]), last["hash"], last["at"], walk.acts) if last else None
    return Verdict(walk.acts, walk.changes, anchor, tuple(walk.faults), walk.count, is_whole)


def _rows(connection: Connection, record: type[Act] | type[ActChange], *then: str) -> Iterator[Row]:
    table = table_of(record)
    query = select(table).order_by(table.c.sequence, *(table.c[name] for name in then))
    for row in connection.execution_options(yield_per=BATCH).execute(query).mappings():
        yield dict(row)
