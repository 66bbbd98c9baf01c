"""履约预警 — what is wrong, how bad, since when, by which clause?"""

from pages.parts.header import open_page

scope = open_page("履约预警", "哪里不合规，程度如何，从何时起，依据哪一条")
