"""Nothing that was acknowledged is lost, whatever becomes of the process; many who write at once form one chain."""

from datetime import date
from random import Random

import pytest

from core.access import COMMAND_LINE
from data.acts import ActKind, Done, append, record
from data.anchors import anchor_now
from data.audit import verify
from data.engine import writing
from data.tables import Enterprise
from tests.factory import a_contract, a_county
from tests.together import in_threads
from tests.writer import FROM_HERE, process, rent_of, started, write_acts, write_until_killed

FIRM = "91331181MA2HJ4K163"
KILLS, MOST_HEARD = 30, 6
WRITERS, EACH = 20, 10


def url_of(engine):
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture
def contract(engine):
    """A database with one contract, whose number it gives."""
    with writing(engine) as session:
        a_county(session)
        session.add(Enterprise(credit_code=FIRM, name="演示清音公司", industry_code="3670"))
        session.flush()
        a_contract(session, "HT1", date(2024, 1, 1), date(2026, 12, 31), enterprise=FIRM)
    return "HT1"


def test_thirty_kills_in_the_midst_of_writing_lose_nothing_that_was_acknowledged(engine, contract):
    random, acknowledged = Random(2022), 0
    for _ in range(KILLS):
        sequence, rent = killed_while_writing(engine, contract, random)
        last, stored = anchor_now(engine).sequence, rent_of(engine, contract)
        assert last >= sequence > acknowledged
        assert stored in (rent, rent + 1)
        acknowledged = sequence
    verdict = verify(engine)
    assert (verdict.is_clean, verdict.acts) == (True, verdict.last.sequence), verdict.faults
    assert verdict.changes == rent_of(engine, contract) - 12.5


def killed_while_writing(engine, contract, random):
    """The last thing that was heard of a writer that was killed without warning."""
    ours, theirs = FROM_HERE.Pipe(duplex=False)
    with process(write_until_killed, url_of(engine), contract, theirs) as writer:
        theirs.close()
        for _ in range(random.randint(1, MOST_HEARD)):
            heard = ours.recv()
        ours.poll(random.random() / 200)  # Anywhere between two acknowledgements.
        writer.kill()
        writer.join()
        while ours.poll():
            try:
                heard = ours.recv()
            except EOFError:
                break
    return heard


def test_twenty_threads_form_one_chain(engine):
    told = []

    def write():
        for _ in range(EACH):
            told.append(record(engine, COMMAND_LINE, Done(ActKind.EXPORT, "清单")))  # noqa: PERF401 - each as it is done

    assert in_threads([write] * WRITERS) == []
    whole(engine, told)


def whole(engine, told):
    assert sorted(told) == list(range(1, WRITERS * EACH + 1))
    verdict = verify(engine)
    assert (verdict.is_clean, verdict.acts) == (True, WRITERS * EACH)


def test_twenty_processes_form_one_chain(engine):
    ours, theirs = FROM_HERE.Pipe(duplex=False)
    writers = [started(write_acts, url_of(engine), EACH, theirs) for _ in range(WRITERS)]
    told = [sequence for _ in writers for sequence in ours.recv()]
    for one in writers:
        one.join()
    whole(engine, told)


def test_an_act_whose_transaction_fails_leaves_no_gap(engine):
    with pytest.raises(RuntimeError), writing(engine) as session:
        append(session, COMMAND_LINE, Done(ActKind.EXPORT, "清单"))
        raise RuntimeError
    assert record(engine, COMMAND_LINE, Done(ActKind.EXPORT, "清单")) == 1
    assert verify(engine).is_clean
