"""Everything that the permission table lets somebody do, as the message of who may: to be sent by who may not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from core.access import Action
from tests import sittings
from tests.wire.client import Visitor
from tests.wire.composing import Message, importing, making_an_account, reminding, saving
from tests.wire.conftest import PARK
from tests.wire.paperwork import a_meeting, a_paper, a_sent_paper, an_action, attaching, calling, freezing, pressing
from tests.wire.rows import a_new, place_in

LOOKING = (Action.SEE, Action.EXPORT, Action.READ_ACTS, Action.FOLLOW)


@dataclass(frozen=True)
class World:
    """The server, what is behind it, and account -> cookie of its session."""

    address: str
    engine: Engine
    cookies: Callable[[str], str]


@dataclass(frozen=True)
class Forged:
    """action: what it needs; author: an account that may; compose: makes the message in a session of the author's.

    beyond: accounts of such a role, but of another county, park or unit.
    """

    action: Action
    author: str
    compose: Callable[[World, Visitor], Message]
    beyond: tuple[str, ...] = ()


def page(name: str) -> Callable[[World, Visitor], Message]:
    return lambda *_: Message(name)


def record(sheet: str) -> Callable[[World, Visitor], Message]:
    return lambda world, visitor: saving(visitor, sheet, a_new(sheet, place_in(world.engine, PARK)))


def workbook(world: World, visitor: Visitor) -> Message:
    rows = {"楼栋": [a_new("楼栋", place_in(world.engine, PARK))]}
    return importing(visitor, world.address, world.cookies("lianxi"), rows)


def file(world: World, visitor: Visitor) -> Message:
    return attaching(visitor, world.address, world.cookies("lianxi"), a_paper(world.engine))


def button(where: str, make: Callable[[Engine], str], label: str, **fields: Any) -> Callable[[World, Visitor], Message]:
    """On the page of one thing, which is made for it. where: its name in the address."""
    return lambda world, visitor: pressing(visitor, PAGES[where], {where: make(world.engine)}, label, **fields)


PAGES = {"paper": "papers", "meeting": "meeting", "action": "actions"}
FORGED = {
    "see": Forged(Action.SEE, "lianxi", page("overview")),
    "export": Forged(Action.EXPORT, "lianxi", page("overview")),
    "save": Forged(Action.WRITE, "lianxi", record("合同")),
    "decide a record": Forged(Action.DECIDE, "lianxi", record("转租审批")),
    "import": Forged(Action.IMPORT, "lianxi", workbook),
    "remind": Forged(Action.REMIND, "lianxi", lambda _, visitor: reminding(visitor)),
    "read acts": Forged(Action.READ_ACTS, "lianxi", page("acts")),
    "account": Forged(Action.MANAGE_ACCOUNTS, "guanli", lambda _, visitor: making_an_account(visitor, "forged")),
    "freeze": Forged(Action.BRIEF, "lianxi", lambda _, visitor: freezing(visitor)),
    "send": Forged(Action.BRIEF, "lianxi", button("paper", a_paper, "发送"), ("waiban",)),
    "upload": Forged(Action.BRIEF, "lianxi", file, ("waiban",)),
    "receive": Forged(Action.RECEIVE, "yuanqu1", button("paper", a_sent_paper, "签收"),
                      ("yuanqu2", "waiyuan", "huanbao", "waibu")),
    "follow": Forged(Action.FOLLOW, "lingdao", page("meeting")),
    "call": Forged(Action.MEET, "lianxi", lambda _, visitor: calling(visitor)),
    "decide": Forged(Action.MEET, "lianxi", button(
        "meeting", lambda engine: a_meeting(engine, sittings.opened), "记为已议定"), ("waiban",)),
    "end": Forged(Action.MEET, "lianxi", button(
        "meeting", lambda engine: a_meeting(engine, sittings.decided), "结束会议，起草纪要"), ("waiban",)),
    "issue": Forged(Action.MEET, "lianxi", button("meeting", lambda engine: a_meeting(
        engine, lambda *facts: sittings.minuted(*facts, is_confirmed=True)), "印发纪要"), ("waiban",)),
    "confirm": Forged(Action.CONFIRM, "lingdao", button(
        "meeting", lambda engine: a_meeting(engine, sittings.minuted), "确认纪要"), ("wailing",)),
    "answer": Forged(Action.ANSWER, "anquan", button("action", an_action, "报办结", 办理情况="已办结"),
                     ("huanbao", "waibu", "yuanqu1", "lianxi", "waiban", "waiyuan")),
    "judge": Forged(Action.MEET, "lianxi", button(
        "action", lambda engine: an_action(engine, is_reported=True), "确认办结"), ("waiban",)),
}
"""What is done -> its message."""
