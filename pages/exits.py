"""清退名单 — who must go, and what does it change?"""

from pages.parts.header import open_page

scope = open_page("清退名单", "哪些企业应当退出，退出后有何影响")
