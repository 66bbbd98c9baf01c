"""A process of its own that writes without end, or a given number of times; each write is told once it is done."""

import multiprocessing
import sys
from contextlib import contextmanager
from types import ModuleType
from unittest.mock import patch

from core.access import COMMAND_LINE
from data.acts import ActKind, Done, record
from data.engine import open_engine, reading_connection
from data.intake.rows import Entry
from data.intake.schema import workbook_schema
from data.intake.stored import Stored
from data.records import save

RENT = "租金(元/㎡·月)"
FROM_HERE = multiprocessing.get_context("forkserver")
FROM_HERE.set_forkserver_preload(["tests.writer"])


def started(task, *arguments):
    """A process that runs the task; ended with this one."""
    running = FROM_HERE.Process(target=task, args=arguments, daemon=True)
    with patch.dict(sys.modules, __main__=ModuleType("__main__")):  # A page that was tested may stand there.
        running.start()
    return running


@contextmanager
def process(task, *arguments):
    """A process that is surely gone after the block."""
    running = started(task, *arguments)
    try:
        yield running
    finally:
        running.kill()
        running.join()


def write_until_killed(url, contract, told):
    """Acts alone and changes of a rent by turns; tells (sequence, rent that stands now)."""
    engine = open_engine(url)
    rent = rent_of(engine, contract)
    while True:
        told.send((record(engine, COMMAND_LINE, Done(ActKind.EXPORT, "清单")), rent))
        entry = Entry("合同", {RENT: rent + 1}, as_stored(engine, contract))
        act = save(engine, COMMAND_LINE, [entry], key=f"{contract}-{rent + 1}").act
        rent += 1
        told.send((act, rent))


def write_acts(url, count, told):
    """So many acts; tells their sequences."""
    engine = open_engine(url)
    told.send([record(engine, COMMAND_LINE, Done(ActKind.EXPORT, "清单")) for _ in range(count)])


def as_stored(engine, contract):
    columns = [one.header for one in workbook_schema()["合同"].columns]
    with reading_connection(engine) as connection:
        return dict(zip(columns, Stored(connection).by_key("合同")[contract,], strict=True))


def rent_of(engine, contract):
    return as_stored(engine, contract)[RENT]
