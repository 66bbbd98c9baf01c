"""The vocabulary of the joint meeting (L1, L4): its states, its agenda, its decisions, and who may turn one into which.

Nothing here is stored; ``data.meetings`` keeps the records.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class MeetingState(StrEnum):
    """notice → open → minutes → issued, or cancelled before it has opened."""

    NOTICE = "已通知"
    OPEN = "会议中"
    MINUTES = "拟纪要"
    ISSUED = "已印发"
    CANCELLED = "已取消"


FOLLOWS = {
    MeetingState.NOTICE: (MeetingState.OPEN, MeetingState.CANCELLED),
    MeetingState.OPEN: (MeetingState.MINUTES,),
    MeetingState.MINUTES: (MeetingState.ISSUED,),
    MeetingState.ISSUED: (),
    MeetingState.CANCELLED: (),
}


class ItemKind(StrEnum):
    """What an item of the agenda is about; free items are 其他事项."""

    EXIT = "企业清退"
    LOW_CONCENTRATION = "集聚度不达标"
    RED_ALERT = "红色预警"
    OVERDUE_ACTION = "逾期交办"
    FREE = "其他事项"


@dataclass(frozen=True)
class Proposal:
    """What may go on an agenda. park: code, None of what concerns no one park; subject: as of an agenda item."""

    kind: ItemKind
    title: str
    motion: str
    park: str | None = None
    subject: str = ""


class ItemState(StrEnum):
    """An item ends decided, deferred (copied to the next meeting) or withdrawn."""

    OPEN = "待议"
    DECIDED = "已议定"
    DEFERRED = "缓议"
    WITHDRAWN = "撤回"


class Result(StrEnum):
    """What was decided on a motion."""

    AGREED = "同意"
    AMENDED = "修改后同意"
    RECTIFY = "限期整改"
    REJECTED = "不同意"


NEEDS_TEXT = frozenset({Result.AMENDED, Result.RECTIFY, Result.REJECTED})
"""What differs from the motion says in words what holds instead."""
NEEDS_DEADLINE = frozenset({Result.RECTIFY})


class ActionState(StrEnum):
    """An action item is reported done, then confirmed or sent back."""

    UNDER_WAY = "办理中"
    REPORTED = "已报办结"
    SENT_BACK = "退回补办"
    DONE = "已办结"


ANSWERABLE = frozenset({ActionState.UNDER_WAY, ActionState.SENT_BACK})
"""States in which the responsible unit may report that it is done."""


MEMBER_UNITS = {
    "331181": (
        "市府办", "经商局", "经济开发区", "发改局", "财政局", "自然资源和规划局", "建设局", "丽水生态环境局龙泉分局",
        "林业局", "水利局", "应急管理局", "科技局", "市场监管局", "税务局", "金融发展中心", "土地房屋征储中心",
        "行政服务中心", "八都镇", "消防大队", "供电公司", "开发区集团公司",
    ),
}
"""County -> its member units (龙政办发〔2022〕43号附件); those of one meeting are named in its notice."""


@dataclass(frozen=True)
class Attendee:
    """Who came, for which unit."""

    unit: str
    name: str = ""


@dataclass(frozen=True)
class Sitting:
    """What minutes say of a meeting. county: in words; starts_at: in China; units: invited; present: came."""

    county: str
    year: int
    serial: int
    starts_at: datetime
    place: str
    convener: str
    units: tuple[str, ...]
    present: tuple[Attendee, ...]
    as_of: date


@dataclass(frozen=True)
class Ruling:
    """What was decided on an item. number: None until the minutes are issued."""

    result: Result
    text: str
    units: tuple[str, ...] = ()
    due_on: date | None = None
    number: str | None = None


@dataclass(frozen=True)
class Deliberated:
    """An item of the agenda as it ended. remark: why it was deferred or withdrawn."""

    topic: Proposal
    state: ItemState
    remark: str = ""
    ruling: Ruling | None = None
