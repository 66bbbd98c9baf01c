"""The words by which rows that are no data are known: sums, counts, notes, numbers of columns."""

import re
from collections.abc import Iterable

from data.intake.numbers import half_width

SUM = re.compile(
    r"(.{0,20}?)(小计|合计|总计|共计|累计|汇总|其中|平均值?)(?:数|额|面积|金额|户数)?(?:[:(].*|[\d,.]+.*)?", re.DOTALL,
)
WHOLE = {"", "总", "全园", "全部", "园区", "全区", "全市", "本园区", "以上", "全县", "园区总"}
COUNT = re.compile(r"[共计]*[\d,.]+(?:家|户|间|套|个|名|人|份|处|条|幢|栋|层)?")
NOTE = re.compile(
    r"注|备注|说明|附注|填表|制表|审核|复核|填报|编制|经办|负责|联系|电话|单位负责|单位[(（]?盖章|盖章|签字|日期|打印|统计|报送|"
    r"分管|审批|记录|主管|园区负责|填写|温馨提示|要求|本表|此表|以上|声明|[※★*]",
)
SIGNED = re.compile(r"[^:：]{1,12}[:：].*", re.DOTALL)
NUMBERED = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[.、．:：\s].*", re.DOTALL)
FEWEST_COLUMNS = 3
CREDIT_CODE = re.compile(r"[0-9A-Za-z]{18}")


def are_column_numbers(texts: Iterable[str]) -> bool:
    """1 2 3 4, or 甲 乙 1 2."""
    words = [re.sub(r"[()（）\s]", "", half_width(one)) for one in texts]
    numbers = [int(one) for one in words if re.fullmatch(r"\d{1,2}", one)]
    others = [one for one in words if not re.fullmatch(r"\d{1,2}(=.*)?", one)]
    if len(words) < FEWEST_COLUMNS or len(numbers) < FEWEST_COLUMNS - 1 or numbers[0] > 1:
        return False
    is_counting = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return is_counting and all(re.fullmatch("[甲乙丙丁戊己A-Z]|栏次", one) for one in others)


def is_plain_sum(text: str) -> bool:
    """Whether a row says 合计 and no more."""
    return "合计" in re.sub(r"\s", "", text)


def is_sum_or_count(text: str) -> bool:
    """Whether a cell names nobody: 小计, 3家, a dash."""
    plain = re.sub(r"\s", "", half_width(text))
    return bool(COUNT.fullmatch(plain) or SUM.fullmatch(plain) or plain in ("/", "-", "--", "—"))


def number_in(cell: object) -> float | None:
    """A cell's number, where it is one."""
    if isinstance(cell, str):
        plain = half_width(cell).replace(",", "")
        return float(plain) if re.fullmatch(r"[+-]?\d*\.?\d+", plain, re.ASCII) else None
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None
