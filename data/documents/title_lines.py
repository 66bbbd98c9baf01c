"""A title over several lines: near equal, words kept whole as far as can be told without a dictionary."""

from math import ceil

from data.documents.letters import width

GOOD_ENDS = (*"的和与及、，》）年月日市县园", "情况", "工作", "会议", "通知", "问题", "公司")
WORDS = (
    "小微企业", "企业园", "企业", "园区", "产业", "建设", "工作", "领导小组", "办公室", "联席会议", "会议纪要",
    "议题", "材料", "通报", "简报", "关于", "年度", "上半年", "下半年", "季度", "入驻率", "集聚度", "得分", "履约",
    "评价", "红色", "橙色", "预警", "整改", "落实", "清退", "回购", "处置", "方案", "资金", "安排", "有关", "问题",
    "运行", "监测", "情况", "偏低", "连续", "合格", "有限公司", "有限责任公司", "股份有限公司", "集团", "事项",
)
"""Which no line end goes through."""
BAD_STARTS = "的和与及、，。；：》）”〕%"
BAD_ENDS = "《（“〔第"


def title_lines(title: str, most: float) -> list[str]:
    """most: characters that one line holds."""
    count = ceil(width(title) / most)
    if count < 2:
        return [title]
    goal = width(title) / count
    cut = min(range(1, len(title)), key=lambda place: _badness(title, place, goal, most))
    return [title[:cut], *title_lines(title[cut:], most)]


def _badness(title: str, place: int, goal: float, most: float) -> float:
    first, rest = title[:place], title[place:]
    bad = abs(width(first) - goal)
    bad -= 3 * first.endswith(GOOD_ENDS)
    bad += 50 * (rest[0] in BAD_STARTS or first[-1] in BAD_ENDS)
    bad += 50 * (first[-1].isascii() and (rest[0].isascii() or rest[0] in "年月日号个家条"))
    bad += 20 * any(_goes_through(word, title, place) for word in WORDS)
    return bad + 500 * (width(first) > most)


def _goes_through(word: str, title: str, place: int) -> bool:
    return any(title.startswith(word, place - before) for before in range(1, min(len(word), place + 1)))
