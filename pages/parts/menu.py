"""The pages there are, in the order of the menu."""

from typing import NamedTuple


class Entry(NamedTuple):
    """name: of the script and in the address; icon: a Material symbol."""

    name: str
    title: str
    icon: str


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
}
FIRST = "overview"
