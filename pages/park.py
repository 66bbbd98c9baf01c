"""园区档案 — everything about one park."""

from pages.parts.header import open_page

scope = open_page("园区档案", "一个园区的全部情况")
