"""Accounts, sessions, the append-only record of acts, and what lies on people's desks.

An act and its changes can be added at the end, and neither changed nor removed: triggers refuse it on both databases.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String

revision = "0003"
down_revision = "0002"

ROLES = ("领导", "园区填报员", "部门", "联席会议办公室", "管理员", "省级")
APPEND_ONLY = ("act", "act_change")
SQLITE_REFUSAL = """
CREATE TRIGGER {table}_refuses_{event} BEFORE {event} ON {table}
BEGIN SELECT raise(ABORT, 'append_only'); END
"""
NOT_NEXT = {
    "act": "NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM act)",
    "act_change": "NEW.sequence <> (SELECT max(sequence) FROM act)",
}
"""What is added anywhere but at the end. It also keeps INSERT OR REPLACE out, whose deletion fires no trigger in a
connection without SQLite's recursive_triggers."""
SQLITE_ORDER = """
CREATE TRIGGER {table}_only_at_the_end BEFORE INSERT ON {table} WHEN {wrong}
BEGIN SELECT raise(ABORT, 'append_only'); END
"""
POSTGRES_UP = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append_only'; END $$
"""
POSTGRES_ORDER = """
CREATE FUNCTION {table}_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF {wrong} THEN RAISE EXCEPTION 'append_only'; END IF; RETURN NEW; END $$;
CREATE TRIGGER {table}_only_at_the_end BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_at_the_end()
"""
POSTGRES_REFUSAL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=16)


def text(
    name: str, *, key: bool = False, refers: str | None = None, blank: bool = False, length: int | None = None,
    index: bool | None = None, unique: bool | None = None,
) -> Column[str]:
    target = [ForeignKey(refers)] if refers else []
    return Column(name, String(length), *target, primary_key=key, nullable=blank, index=index, unique=unique)


def upgrade() -> None:
    op.create_table(
        "account",
        text("name", key=True, length=40), text("full_name"),
        Column("role", one_of("role", *ROLES), nullable=False),
        text("counties"), text("parks"),
        Column("line", one_of("supervisionline", "生态环境", "安全生产", "违建处置", "生产经营", "消防")),
        text("password_hash", blank=True), text("old_passwords"), text("password_set_at", blank=True),
        Column("must_change_password", Boolean, nullable=False), Column("is_disabled", Boolean, nullable=False),
        text("subject", blank=True, unique=True), text("created_at"),
    )
    op.create_table(
        "user_session",
        text("token_hash", key=True, length=64), text("account", refers="account.name", index=True),
        text("started_at"), text("seen_at"), text("address"), text("ended_at", blank=True),
    )
    op.create_table(
        "sign_in_failure",
        Column("id", Integer, primary_key=True), text("account", index=True), text("address", index=True), text("at"),
    )
    op.create_table(
        "act",
        Column("sequence", Integer, primary_key=True, autoincrement=False),
        text("at", index=True), text("account", index=True), text("full_name"), text("role"), text("kind"),
        text("subject"), text("detail"), text("changes_digest"), text("previous_hash"), text("hash"),
    )
    op.create_table(
        "act_change",
        Column("sequence", Integer, ForeignKey("act.sequence"), primary_key=True),
        Column("number", Integer, primary_key=True),
        text("sheet"), text("record_key"), text("park_code", blank=True), text("old", blank=True),
        text("new", blank=True),
        sa.Index("ix_act_change_record", "sheet", "record_key"), sa.Index("ix_act_change_park", "park_code"),
    )
    op.create_table(
        "draft",
        text("account", key=True, refers="account.name"), text("form", key=True), text("subject", key=True),
        text("content"), text("saved_at"),
    )
    op.create_table(
        "submission",
        text("key", key=True, length=64), text("account"),
        Column("act_sequence", Integer, ForeignKey("act.sequence"), nullable=False),
    )
    op.create_table(
        "header_mapping",
        text("park_code", key=True, refers="park.code"), text("fingerprint", key=True), text("mapping"),
        text("saved_by"), text("saved_at"),
    )
    op.create_table(
        "reminder",
        Column("id", Integer, primary_key=True), text("park_code", refers="park.code", index=True),
        text("credit_code", refers="enterprise.credit_code", blank=True), text("period"),
        Column("due_on", Date, nullable=False), text("reminded_at"), text("reminded_by"), text("note"),
    )
    _refuse_changes()


def _refuse_changes() -> None:
    is_postgres = op.get_context().dialect.name == "postgresql"
    if is_postgres:
        op.execute(POSTGRES_UP)
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE") if not is_postgres else ("",):
            op.execute((POSTGRES_REFUSAL if is_postgres else SQLITE_REFUSAL).format(table=table, event=event))
        order = POSTGRES_ORDER if is_postgres else SQLITE_ORDER
        op.execute(order.format(table=table, wrong=NOT_NEXT[table]))


def downgrade() -> None:
    for table in ("reminder", "header_mapping", "submission", "draft", "act_change", "act", "sign_in_failure",
                  "user_session", "account"):
        op.drop_table(table)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change, act_at_the_end, act_change_at_the_end")
