"""The pages there are, in the order of the menu."""

from typing import NamedTuple

from core.access import Action, User


class Entry(NamedTuple):
    """name: of the script and in the address; icon: a Material symbol; needs: what an account must be allowed."""

    name: str
    title: str
    icon: str
    needs: Action = Action.SEE


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
    "管理": (
        Entry("acts", "操作记录", "history", Action.READ_ACTS),
    ),
}


def menu_of(user: User) -> dict[str, list[Entry]]:
    """The groups of the menu with the pages that the account may open."""
    offered = {group: [one for one in entries if user.may(one.needs)] for group, entries in MENU.items()}
    return {group: entries for group, entries in offered.items() if entries}
