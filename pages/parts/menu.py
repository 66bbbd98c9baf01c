"""The pages there are, in the order of the menu."""

from typing import NamedTuple

from core.access import Action, Role, User


class Entry(NamedTuple):
    """name: of the script and in the address; icon: a Material symbol; needs: what an account must be allowed.

    sheet: of the exchange workbook, whose records it must be allowed to write.
    """

    name: str
    title: str
    icon: str
    needs: Action = Action.SEE
    sheet: str | None = None


MENU = {
    "综合": (
        Entry("overview", "总览", "dashboard"),
        Entry("park_map", "园区地图", "map"),
    ),
    "监测": (
        Entry("occupancy", "入驻与空置", "apartment"),
        Entry("industry", "产业集聚", "hub"),
        Entry("compliance", "履约预警", "notifications_active"),
        Entry("exits", "清退名单", "logout"),
    ),
    "档案": (
        Entry("park", "园区档案", "domain"),
        Entry("enterprise", "企业档案", "factory"),
        Entry("rulebook", "政策规则", "menu_book"),
    ),
    "会商": (
        Entry("meeting", "联席会议", "groups", Action.FOLLOW),
        Entry("actions", "交办事项", "assignment_turned_in"),
        Entry("papers", "简报通报", "description"),
    ),
    "填报": (
        Entry("desk", "我的工作", "checklist", Action.WRITE),
        Entry("calendar", "报送日历", "calendar_month"),
        Entry("reports", "数据填报", "edit_note", Action.WRITE, "数据填报"),
        Entry("entry", "台账登记", "assignment", Action.WRITE),
        Entry("importing", "导入台账", "upload_file", Action.IMPORT),
    ),
    "管理": (
        Entry("accounts", "账号管理", "manage_accounts", Action.MANAGE_ACCOUNTS),
        Entry("acts", "操作记录", "history", Action.READ_ACTS),
    ),
}
FIRST = {Role.OPERATOR: "填报", Role.DEPARTMENT: "填报"}
"""The group that comes first, and with it the page that opens first; 综合 for everyone else."""


def menu_of(user: User) -> dict[str, list[Entry]]:
    """The groups of the menu with the pages that the account may open."""
    order = sorted(MENU, key=lambda group: group != FIRST.get(user.role))
    offered = {group: [one for one in MENU[group] if may_open(user, one)] for group in order}
    return {group: entries for group, entries in offered.items() if entries}


def opens_at(user: User) -> str:
    """Name of the page that opens first."""
    return next(iter(menu_of(user).values()))[0].name


def links_to(user: User, name: str) -> bool:
    """Whether the account is offered the page of that name, so that a link may lead there."""
    return any(one.name == name and may_open(user, one) for entries in MENU.values() for one in entries)


def may_open(user: User, entry: Entry) -> bool:
    """Whether the account is offered the page."""
    return user.may(entry.needs) and (entry.sheet is None or user.may_write(entry.sheet))
