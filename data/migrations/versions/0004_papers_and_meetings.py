"""Frozen papers, the joint meeting with its decisions, and the unit that an account belongs to.

A frozen paper, an edited file and a step of an action item never change, nor does a decision once it is in force:
triggers refuse it on both databases.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, String, UniqueConstraint

revision = "0004"
down_revision = "0003"

NEVER = ("paper", "paper_file", "action_step")
SQLITE_REFUSAL = """
CREATE TRIGGER {table}_refuses_{event} BEFORE {event} ON {table} WHEN {when}
BEGIN SELECT raise(ABORT, 'append_only'); END
"""
POSTGRES_REFUSAL = """
CREATE TRIGGER {table}_refuses_{event} BEFORE {event} ON {table}
    FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION refuse_change()
"""


def one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=16)


def text(name: str, *, refers: str | None = None, blank: bool = False, length: int | None = None,
         index: bool | None = None) -> Column[str]:
    target = [ForeignKey(refers)] if refers else []
    return Column(name, String(length), *target, nullable=blank, index=index)


def number(name: str, *, refers: str | None = None, blank: bool = False, index: bool | None = None) -> Column[int]:
    target = [ForeignKey(refers)] if refers else []
    return Column(name, Integer, *target, nullable=blank, index=index)


def key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def upgrade() -> None:
    op.add_column("account", Column("unit", String, nullable=False, server_default=""))
    _papers()
    _meetings()
    _decisions()
    for table in NEVER:
        _refuse(table, "1 = 1")
    _refuse("decision", "OLD.in_force_at IS NOT NULL")


def _papers() -> None:
    op.create_table(
        "paper",
        key(), Column("kind", one_of("paperkind", "简报", "通报", "议题材料", "会议纪要"), nullable=False),
        text("counties", index=True), text("parks"), number("year"), number("serial"), number("version"),
        text("number"), text("title"), Column("as_of", Date, nullable=False), text("content"),
        text("hash", length=64), number("data_version"), number("anchor_sequence"), text("anchor_hash"),
        text("made_at"), text("made_by"),
        UniqueConstraint("kind", "counties", "year", "serial", "version"),
    )
    op.create_table(
        "paper_file",
        key(), number("paper_id", refers="paper.id", index=True), text("filename"),
        Column("content", LargeBinary, nullable=False), text("hash", length=64), text("note"), text("uploaded_at"),
        text("uploaded_by"),
    )
    op.create_table(
        "dispatch",
        key(), number("paper_id", refers="paper.id", index=True), text("recipient"),
        text("park_code", refers="park.code", blank=True, index=True), text("sent_at"), text("sent_by"),
        text("received_at", blank=True), text("received_by", blank=True),
        UniqueConstraint("paper_id", "recipient"),
    )


def _meetings() -> None:
    op.create_table(
        "meeting",
        key(), text("county_code", index=True), number("year"), number("serial"), text("title"),
        Column("state", one_of("meetingstate", "已通知", "会议中", "拟纪要", "已印发", "已取消"), nullable=False),
        text("starts_at"), text("place"), text("convener"), text("units"), text("attendance"),
        Column("as_of", Date, nullable=False), number("deck_id", refers="paper.id", blank=True), number("slide"),
        number("minutes_id", refers="paper.id", blank=True), text("confirmed_at", blank=True),
        text("confirmed_by", blank=True), Column("issued_on", Date), text("cancelled_why"), number("version"),
        UniqueConstraint("county_code", "year", "serial"),
    )
    op.create_table(
        "agenda_item",
        key(), number("meeting_id", refers="meeting.id", index=True), number("position"),
        Column("kind", one_of("itemkind", "企业清退", "集聚度不达标", "红色预警", "逾期交办", "其他事项"),
               nullable=False),
        text("title"), text("motion"), text("park_code", refers="park.code", blank=True), text("subject"),
        Column("state", one_of("itemstate", "待议", "已议定", "缓议", "撤回"), nullable=False), text("remark"),
        number("paper_id", refers="paper.id", blank=True), number("copied_from", refers="agenda_item.id", blank=True),
        number("version"),
    )


def _decisions() -> None:
    states = one_of("actionstate", "办理中", "已报办结", "退回补办", "已办结")
    op.create_table(
        "decision",
        key(), number("item_id", refers="agenda_item.id", index=True), text("county_code", index=True),
        number("year"), number("serial", blank=True), text("number", blank=True),
        Column("result", one_of("result", "同意", "修改后同意", "限期整改", "不同意"), nullable=False), text("text"),
        text("units"), Column("due_on", Date), Column("decided_on", Date, nullable=False), text("entered_at"),
        text("entered_by"), text("in_force_at", blank=True), number("corrects", refers="decision.id", blank=True),
        text("why"), text("rectification", blank=True), number("version"),
        UniqueConstraint("county_code", "year", "serial"),
    )
    op.create_table(
        "action_item",
        key(), number("decision_id", refers="decision.id", index=True), text("county_code", index=True),
        text("unit", index=True), text("task"), Column("due_on", Date), Column("state", states, nullable=False),
        number("version"),
    )
    op.create_table(
        "action_step",
        key(), number("action_id", refers="action_item.id", index=True), Column("state", states, nullable=False),
        text("note"), text("at"), text("by"),
    )


def _refuse(table: str, when: str) -> None:
    is_postgres = op.get_context().dialect.name == "postgresql"
    for event in ("UPDATE", "DELETE"):
        op.execute((POSTGRES_REFUSAL if is_postgres else SQLITE_REFUSAL).format(table=table, event=event, when=when))


def downgrade() -> None:
    for table in ("action_step", "action_item", "decision", "agenda_item", "meeting", "dispatch", "paper_file",
                  "paper"):
        op.drop_table(table)
    op.drop_column("account", "unit")
