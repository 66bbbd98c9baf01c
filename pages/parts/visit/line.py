"""One line of the block: what changed, how much of it, what that rests on, and where it can be seen."""

from collections.abc import Sequence

from pages.parts.look import BAD, GOOD, PRIMARY, Mark
from pages.parts.tasks import Task

BY_DATE, BY_ACTS = "按日期推算", "按操作记录"
"""What a line rests on: today's records judged on the day of the last visit, or what people did since."""
WORSE, BETTER, TOLD = Mark("新增", "▲", BAD), Mark("消除", "✔", GOOD), Mark("变化", "•", PRIMARY)
MOST = 3


def line(title: str, figure: str, basis: str, said: Sequence[str], mark: Mark, page: str, **query: str) -> Task:
    """said: the first of what there is; those left out are counted."""
    more = f"等{len(said)}项" if len(said) > MOST else ""
    return Task(title, figure, f"{basis}：{'、'.join(said[:MOST])}{more}", mark, page, query)
