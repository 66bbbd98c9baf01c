"""入驻与空置 — what is let, what can be let, what falls empty soon?"""

from pages.parts.header import open_page

scope = open_page("入驻与空置", "已租售多少，还能租售什么，近期哪些将到期")
