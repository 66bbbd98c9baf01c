"""Whoever holds the database itself: acts to tamper with, the triggers out of the way, and every kind of tampering."""

from sqlalchemy import delete, insert, inspect, select, text, update

from core.access import Role, User
from data.acts import ActKind, Change, Done, append, digest_of, hash_of
from data.engine import writing
from data.intake.schema import table_of
from data.tables import Act, ActChange

CLERK = User("clerk", "填报员甲", Role.OPERATOR, ("331181",), ("331181-A",))
ACT, CHANGE = table_of(Act), table_of(ActChange)
GUARDS = ("refuses_update", "refuses_delete", "append_only", "only_at_the_end")


def some_acts(engine, count, changes=3):
    """So many acts, each with so many changes."""
    with writing(engine) as session:
        for number in range(1, count + 1):
            changed = [Change("合同", (f"HT{number}-{one}",), "331181-A", {"租金": 1}, {"租金": one})
                       for one in range(changes)]
            append(session, CLERK, Done(ActKind.SAVE, f"合同 HT{number}", {"事由": "更正"}, changed))


def without_guards(engine):
    """Drop the triggers, and on SQLite the foreign keys of the connections to come."""
    with engine.begin() as connection:
        for table in ("act", "act_change"):
            for guard in GUARDS:
                on = f" ON {table}" if engine.dialect.name == "postgresql" else ""
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_{guard}{on}"))
        if engine.dialect.name == "postgresql":
            for key in inspect(connection).get_foreign_keys("act_change"):
                connection.execute(text(f"ALTER TABLE act_change DROP CONSTRAINT {key['name']}"))


def tampering(engine):
    """A transaction that nothing refuses."""
    connection = engine.connect()
    if engine.dialect.name == "sqlite":
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
    connection.begin()
    return connection


def act_of(connection, sequence):
    return dict(connection.execute(select(ACT).where(ACT.c.sequence == sequence)).mappings().one())


def put(connection, sequence, /, **values):
    connection.execute(update(ACT).where(ACT.c.sequence == sequence).values(**values))


def take_out(connection, sequence):
    connection.execute(delete(ACT).where(ACT.c.sequence == sequence))
    connection.execute(delete(CHANGE).where(CHANGE.c.sequence == sequence))


def move_up(connection, first, last):
    """Make room before an act: those from the last down to it get the next number."""
    for sequence in range(last, first - 1, -1):
        for table in (ACT, CHANGE):
            connection.execute(
                update(table).where(table.c.sequence == sequence).values(sequence=sequence + 1))


def slip_in(connection, sequence, last):
    """An act that never was, well formed in itself, before another one."""
    before = act_of(connection, sequence - 1)
    move_up(connection, sequence, last)
    forged = {**before, "sequence": sequence, "subject": "合同 HT-假", "previous_hash": before["hash"],
              "changes_digest": digest_of([])}
    connection.execute(insert(ACT), {**forged, "hash": hash_of(forged)})


def swap(connection, one, other):
    """Everything but the number."""
    first, second = act_of(connection, one), act_of(connection, other)
    put(connection, one, **{**second, "sequence": one})
    put(connection, other, **{**first, "sequence": other})


def chain_anew(connection, first, last):
    """Give every act from one on the hash that fits what it now says."""
    for sequence in range(first, last + 1):
        act = act_of(connection, sequence)
        changes = connection.execute(
            select(CHANGE).where(CHANGE.c.sequence == sequence).order_by(CHANGE.c.number)).mappings().all()
        before = act_of(connection, sequence - 1)["hash"] if sequence > 1 else "0" * 64
        act |= {"previous_hash": before, "changes_digest": digest_of(changes)}
        put(connection, sequence, **{**act, "hash": hash_of(act)})
