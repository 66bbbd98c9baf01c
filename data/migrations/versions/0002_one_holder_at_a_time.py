"""No two contracts hold one space on the same day.

A contract holds its spaces from held_from up to, not with, held_until: the least of the day after ends_on,
terminated_on and the exit case's completed_on; null = open. Triggers keep both days in contract_space. SQLite refuses
an overlap at once, PostgreSQL at the end of the transaction. Whoever changes the dates of several contracts in one
transaction therefore takes their rows out of contract_space first, and puts them back last.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE_HOLD = """
UPDATE contract_space SET (held_from, held_until) = (
    SELECT starts_on, nullif(min(
        coalesce(date(ends_on, '+1 day'), '9999-12-31'),
        coalesce(terminated_on, '9999-12-31'),
        coalesce(completed_on, '9999-12-31')
    ), '9999-12-31')
    FROM contract LEFT JOIN exit_case ON exit_case.contract_number = contract.number
    WHERE contract.number = contract_space.contract_number
) WHERE contract_number = {number}
"""
SQLITE_TRIGGERS = {
    "held_by_new_space": ("INSERT ON contract_space", ["NEW.contract_number"]),
    "held_by_moved_space": (
        "UPDATE OF contract_number, park_code, space_code ON contract_space", ["NEW.contract_number"],
    ),
    "held_by_contract": ("UPDATE OF starts_on, ends_on, terminated_on ON contract", ["NEW.number"]),
    "held_by_new_exit": ("INSERT ON exit_case", ["NEW.contract_number"]),
    "held_by_changed_exit": (
        "UPDATE OF contract_number, completed_on ON exit_case", ["OLD.contract_number", "NEW.contract_number"],
    ),
    "held_by_dropped_exit": ("DELETE ON exit_case", ["OLD.contract_number"]),
}
SQLITE_REFUSAL = """
CREATE TRIGGER one_holder_at_a_time AFTER UPDATE OF held_from, held_until ON contract_space
WHEN NEW.held_from < coalesce(NEW.held_until, '9999-12-31')
BEGIN
    SELECT raise(ABORT, 'one_holder_at_a_time') FROM contract_space AS other
    WHERE other.park_code = NEW.park_code AND other.space_code = NEW.space_code
        AND other.contract_number <> NEW.contract_number
        AND other.held_from < coalesce(other.held_until, '9999-12-31')
        AND other.held_from < coalesce(NEW.held_until, '9999-12-31')
        AND NEW.held_from < coalesce(other.held_until, '9999-12-31');
END
"""

POSTGRES_UP = """
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE FUNCTION hold_space() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM contract WHERE number = NEW.contract_number FOR NO KEY UPDATE;
    SELECT starts_on, least(ends_on + 1, terminated_on, completed_on) INTO NEW.held_from, NEW.held_until
    FROM contract LEFT JOIN exit_case ON exit_case.contract_number = contract.number
    WHERE contract.number = NEW.contract_number;
    RETURN NEW;
END $$;

CREATE FUNCTION hold_spaces_of_contract() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE contract_space SET held_from = NULL WHERE contract_number = NEW.number;
    RETURN NULL;
END $$;

CREATE FUNCTION hold_spaces_of_exit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM contract WHERE number IN (OLD.contract_number, NEW.contract_number) FOR NO KEY UPDATE;
    UPDATE contract_space SET held_from = NULL WHERE contract_number IN (OLD.contract_number, NEW.contract_number);
    RETURN NULL;
END $$;

CREATE TRIGGER hold_space BEFORE INSERT OR UPDATE ON contract_space
    FOR EACH ROW EXECUTE FUNCTION hold_space();
CREATE TRIGGER hold_spaces_of_contract AFTER UPDATE OF starts_on, ends_on, terminated_on ON contract
    FOR EACH ROW EXECUTE FUNCTION hold_spaces_of_contract();
CREATE TRIGGER hold_spaces_of_exit AFTER INSERT OR DELETE OR UPDATE OF contract_number, completed_on ON exit_case
    FOR EACH ROW EXECUTE FUNCTION hold_spaces_of_exit();

ALTER TABLE contract_space ADD CONSTRAINT one_holder_at_a_time EXCLUDE USING gist (
    park_code WITH =, space_code WITH =, daterange(held_from, held_until) WITH &&
) WHERE (held_from < coalesce(held_until, 'infinity')) DEFERRABLE INITIALLY DEFERRED;
"""
POSTGRES_DOWN = """
ALTER TABLE contract_space DROP CONSTRAINT one_holder_at_a_time;
DROP TRIGGER hold_spaces_of_exit ON exit_case;
DROP TRIGGER hold_spaces_of_contract ON contract;
DROP TRIGGER hold_space ON contract_space;
DROP FUNCTION hold_spaces_of_exit, hold_spaces_of_contract, hold_space;
"""


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(POSTGRES_UP)
        return
    for name, (event, numbers) in SQLITE_TRIGGERS.items():
        steps = "".join(SQLITE_HOLD.format(number=number) + ";" for number in numbers)
        op.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {steps} END")
    op.execute(SQLITE_REFUSAL)


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(POSTGRES_DOWN)
        return
    for name in ["one_holder_at_a_time", *SQLITE_TRIGGERS]:
        op.execute(f"DROP TRIGGER {name}")
