"""The joint meetings of the demonstration: one held in spring, whose minutes are issued, and one called for July."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import Engine

from cli.demo.county import County, home_county
from cli.demo.papers import announce, brief
from core.meeting import MEMBER_UNITS, ActionState, Attendee, ItemKind, Proposal, Result, Ruling
from core.minutes import minutes
from data.demo import LAST_DAY
from data.demo.accounts import HOME
from data.meetings.actions import confirm_done, report_done, send_back
from data.meetings.calling import Notice, call, open_meeting
from data.meetings.deciding import decide, defer
from data.meetings.materials import attach
from data.meetings.minutes import confirm, issue, to_minutes
from data.meetings.proposing import overdue_actions
from data.meetings.reading import read_actions, read_meeting
from data.meetings.telling import deliberated, sitting_of, topic_of
from data.meetings.views import SeenItem, WholeMeeting

LOOKED_AT, HELD_AT, ISSUED_ON = date(2026, 3, 31), datetime(2026, 4, 16, 14, 30), date(2026, 4, 20)
COMING_AT = datetime(2026, 7, 8, 9, 0)
PLACE = "市政府2号会议室（演示）"
SAFETY, TIMBER, CELADON, TRADE = "市应急管理局", "八都竹木产业园运营机构", "龙渊青瓷文创园运营机构", "经商局"
INSPECTION = Proposal(
    ItemKind.FREE, "关于开展园区安全生产联合检查事项（演示）",
    "由市应急管理局牵头，对全部园区开展一次安全生产联合检查。",
)
REPORTING = Proposal(
    ItemKind.FREE, "关于补报园区数据事项（演示）",
    "由龙渊青瓷文创园运营机构核对并补报一季度数据，由办公室逐月通报报送情况。",
)
REPORTS = {
    SAFETY: ("anquan", "全部园区已检查完毕，发现的隐患已录入台账并逐项跟踪。"),
    TIMBER: ("yuanqu1", "已向承租方发出停止转租通知，实际使用企业承诺6月底前搬离。"),
    CELADON: ("yuanqu2", "一季度数据已核对。"),
}
"""Unit -> the account that reports for it that it is done, and in what words."""
MOST_EXITS = 4
WHY_DEFERRED, WHY_SENT_BACK = "腾空面积和回购价款待核实", "仍有企业未补报，请补齐后再报。"


def conduct(engine: Engine) -> bool:
    """Give the demonstration its papers and meetings; False, and nothing is done, where there are some already."""
    county = home_county(engine)
    if county is None:
        return False
    _hold(county)
    _follow_up(county)
    _call_next(county, brief(county))
    announce(county)
    return True


def _hold(county: County) -> None:
    """The first item is put off, all others are agreed; nothing that was decided touches the facts."""
    meeting = _call(county, _notice(HELD_AT, LOOKED_AT), [*_first_matters(county), INSPECTION, REPORTING], "held")
    came = [Attendee(unit, name) for unit, name in _came(county)]
    open_meeting(county.engine, county.office, meeting, came, seen_version=_seen(county, meeting).version,
                 key="demo-open")
    for item in _seen(county, meeting).items:
        _conclude(county, item)
    to_minutes(county.engine, county.office, meeting, seen_version=_seen(county, meeting).version, key="demo-end")
    confirm(county.engine, county.leader, meeting, seen_version=_seen(county, meeting).version, key="demo-confirm")
    issue(county.engine, county.office, meeting, lambda whole: minutes(
        sitting_of(whole, county.place), deliberated(whole), rules=county.policy.versions,
        data_version=county.version,
    ), seen_version=_seen(county, meeting).version, on=ISSUED_ON, key="demo-issue")


def _first_matters(county: County) -> Iterator[Proposal]:
    """One contract that still waits in June, the park below the floor, and a red alert of the operator's own park."""
    then, now = county.suggested(LOOKED_AT), {one.subject for one in county.suggested(LAST_DAY)}
    for kind in (ItemKind.EXIT, ItemKind.LOW_CONCENTRATION, ItemKind.RED_ALERT):
        found = [one for one in then if one.kind is kind and one.subject in now]
        yield from [*(one for one in found if one.park == f"{HOME}001"), *found][:1]


def _conclude(county: County, item: SeenItem) -> None:
    key = f"demo-item-{item.position}"
    if item.kind is ItemKind.EXIT:
        defer(county.engine, county.office, item.id, WHY_DEFERRED, seen_version=item.version, key=key)
    else:
        decide(county.engine, county.office, item.id, _ruling(item), seen_version=item.version, key=key)


def _ruling(item: SeenItem) -> Ruling:
    match item.kind:
        case ItemKind.LOW_CONCENTRATION:
            return Ruling(Result.AGREED, "", (TRADE,), date(2026, 6, 15))
        case ItemKind.RED_ALERT:
            text = "由运营机构责令承租方停止转租，6月底前清出实际使用企业。"
            return Ruling(Result.AMENDED, text, (TIMBER,), date(2026, 6, 30))
    if item.title == INSPECTION.title:
        return Ruling(Result.AGREED, "", (SAFETY,), date(2026, 5, 31))
    return Ruling(Result.AGREED, "", (CELADON, "小微企业园联席会议办公室"), date(2026, 7, 31))


def _follow_up(county: County) -> None:
    """One unit is done, one waits for confirmation, one was sent back; the others go on, one of them too late."""
    engine, office = county.engine, county.office
    for one in read_actions(engine, office):
        account, note = REPORTS.get(one.unit, ("", ""))
        if user := county.people.get(account):
            report_done(engine, user, one.id, note, seen_version=one.version, key=f"demo-report-{one.id}")
    for one in read_actions(engine, office):
        if one.state is ActionState.REPORTED and one.unit == SAFETY:
            confirm_done(engine, office, one.id, "情况属实。", seen_version=one.version, key="demo-done")
        elif one.state is ActionState.REPORTED and one.unit == CELADON:
            send_back(engine, office, one.id, WHY_SENT_BACK, seen_version=one.version, key="demo-back")


def _call_next(county: County, opening: int) -> None:
    """With what the figures suggest, what is overdue, and what was put off; the half year's briefing opens it."""
    found = county.suggested(LAST_DAY)
    exits = [one for one in found if one.kind is ItemKind.EXIT]
    others = [one for one in found if one.kind is not ItemKind.EXIT]
    late = overdue_actions(county.engine, county.office, as_of=LAST_DAY)
    _call(county, _notice(COMING_AT, LAST_DAY, opening), [*exits[:MOST_EXITS], *others[:2], *late], "coming")


def _call(county: County, notice: Notice, items: Sequence[Proposal], key: str) -> int:
    """With the material of every item; the meeting's id."""
    meeting = call(county.engine, county.office, HOME, notice, items, key=f"demo-{key}")
    agenda = _seen(county, meeting).items
    papers = county.material(notice.as_of, [topic_of(one) for one in agenda])
    for item, paper in zip(agenda, papers, strict=True):
        attach(county.engine, county.office, item.id, paper, signed_on=notice.as_of, seen_version=item.version,
               key=f"demo-{key}-{item.position}")
    return meeting


def _notice(starts_at: datetime, as_of: date, opening: int | None = None) -> Notice:
    return Notice(starts_at, PLACE, "李领导", _units(), as_of, opening=opening)


def _units() -> tuple[str, ...]:
    return (SAFETY, *(one for one in MEMBER_UNITS[HOME] if not SAFETY.endswith(one)))


def _came(county: County) -> Iterator[tuple[str, str]]:
    """All but the last two of those who were invited; of the units that have an account, its holder."""
    holders = {one.unit: one.full_name for one in county.people.values() if one.unit}
    return ((unit, holders.get(unit, "")) for unit in _units()[:-2])


def _seen(county: County, meeting: int) -> WholeMeeting:
    return read_meeting(county.engine, county.office, meeting)
