"""What others did to the records, and what the administrator watches."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from core.access import Action, Role, User
from core.terms import Severity
from data.acts import ActKind
from data.clock import CHINA
from data.reminders import read_reminders
from data.visits import Changed, Visit, changed_since, counted_since, hazards_since
from pages.parts.database import catalogue, engine
from pages.parts.look import LEVELS
from pages.parts.tasks import Task
from pages.parts.visit.line import BETTER, BY_ACTS, TOLD, WORSE, line

REPORTS = "数据填报"
WATCHED = {
    ActKind.LOCK: "账号被锁定", ActKind.SIGN_IN_FAILED: "登录未成功", ActKind.DENY: "越权访问被拒绝",
    ActKind.BACKUP: "备份", ActKind.RESTORE_BACKUP: "恢复备份",
}
GOOD_NEWS = (ActKind.BACKUP, ActKind.RESTORE_BACKUP)


def of_reminders(user: User, visit: Visit) -> list[Task]:
    """Reminders of reports of the account's parks."""
    found = read_reminders(engine(), user.reach)
    found = found[found["reminded_at"] > _in_china(visit)]
    pairs = zip(found["reminded_by"], found["period"], strict=True)
    said = [f"{by}催报{period}" for by, period in dict.fromkeys(pairs)]
    return [line("收到催报", f"{len(found)}项", BY_ACTS, said, LEVELS[Severity.ORANGE], "calendar.py")] if said else []


def of_hazards(user: User, visit: Visit) -> list[Task]:
    """Hazards of the department's line."""
    counts = hazards_since(engine(), user, visit.sequence)
    return [
        line(f"{user.line}隐患{word}", f"{count}处", BY_ACTS, [f"他人或导入{word}"], mark, "compliance.py",
             line=str(user.line))
        for word, count, mark in zip(("新登记", "销号"), counts, (WORSE, BETTER), strict=True) if count
    ]


def of_records(user: User, visit: Visit) -> list[Task]:
    """What others changed; the office is told apart what operators reported."""
    changes = changed_since(engine(), user, visit.sequence)
    if not user.may(Action.REMIND):
        return _changed(user, visit, "他人改动台账", changes)
    reports = [one for one in changes if one.role == Role.OPERATOR and one.sheet == REPORTS]
    kept = [one for one in changes if one.role == Role.OPERATOR and one.sheet != REPORTS]
    others = [one for one in changes if one.role != Role.OPERATOR]
    return [line_ for title, some in (("园区报送数据", reports), ("园区改动台账", kept), ("他人改动台账", others))
            for line_ in _changed(user, visit, title, some)]


def of_accounts(user: User, visit: Visit) -> list[Task]:
    """What the administrator watches, kind by kind."""
    counts = counted_since(engine(), user, visit.sequence, list(WATCHED))
    return [
        line(WATCHED[kind], f"{count}次", BY_ACTS, [f"“{kind}”类操作"], TOLD if kind in GOOD_NEWS else WORSE,
             "acts.py", kinds=kind.value, **_from(visit))
        for kind, count in counts.items()
    ]


def _changed(user: User, visit: Visit, title: str, changes: Sequence[Changed]) -> list[Task]:
    """By park, and for who has but one by person."""
    names = {one.code: one.name for one in catalogue(user.reach).parks}
    counts: Counter[str] = Counter()
    for one in changes:
        by_person = f"{one.person}{one.kind}{one.sheet}"
        counts[names.get(one.park or "", "企业名录") if len(names) > 1 else by_person] += one.count
    if not counts:
        return []
    said = [f"{what}{count}条" for what, count in counts.most_common()]
    page, query = ("acts.py", _from(visit)) if user.may(Action.READ_ACTS) else ("park.py", _first_park(changes, names))
    return [line(title, f"{counts.total()}条", BY_ACTS, said, TOLD, page, **query)]


def _first_park(changes: Sequence[Changed], names: Collection[str]) -> dict[str, str]:
    """The one with the most changes."""
    return next(({"park": one.park} for one in changes if one.park in names), {})


def _in_china(visit: Visit) -> datetime:
    """Without a zone."""
    return datetime.fromisoformat(visit.at).astimezone(CHINA).replace(tzinfo=None)


def _from(visit: Visit) -> dict[str, str]:
    return {"from": _in_china(visit).date().isoformat()}
