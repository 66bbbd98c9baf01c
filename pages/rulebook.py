"""政策规则 — which rule says so?"""

from pages.parts.header import open_page

scope = open_page("政策规则", "依据哪份文件、哪一条、哪个参数")
