"""企业档案 — everything about one enterprise."""

from pages.parts.header import open_page

scope = open_page("企业档案", "一家企业的全部情况")
