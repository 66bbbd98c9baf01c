"""Days as people type them in ledgers: 2024.3.1, 20240301, 2024年3月, serial numbers of Excel, both ends at once."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from data.intake.numbers import half_width
from data.intake.problems import CellError
from data.intake.values import EARLIEST_DAY, LATEST_DAY, shown

PARTS = (
    r"(?P<y1>\d{4})(?P<s>[./-])(?P<m1>\d{1,2})(?P=s)(?P<d1>\d{1,2})",
    r"(?P<y2>\d{4})年(?P<m2>\d{1,2})月(?P<d2>\d{1,2})[日号]?",
    r"(?P<y3>\d{4})(?P<m3>\d{2})(?P<d3>\d{2})",
    r"(?P<y4>\d{4})年(?P<m4>\d{1,2})月(?:份|底)?",
    r"(?P<y5>\d{4})[./-](?P<m5>\d{1,2})",
)
DAY = re.compile("|".join(PARTS), re.ASCII)
ONE = "|".join(re.sub(r"\?P<\w+>", "", one.replace("(?P=s)", "[./-]")) for one in PARTS)
SPAN = re.compile(rf"(?:自|从)?((?:{ONE}))起?(?:至|到|~|-|—|–|－|起)+((?:{ONE}))(?:日?止|止)?", re.ASCII)
CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$", re.ASCII)
OPEN_ENDS = {"长期", "永久", "无固定期限", "无期限", "长期有效", "不定期"}
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
SERIAL_ZERO = date(1899, 12, 30)
NOT_A_DAY = ("不是日期", "请填写如 2026-06-30、2026.6.30 或 2026年6月30日 的日期")
IMPOSSIBLE = ("没有这一天", "请核对年月日")


@dataclass(frozen=True)
class Month:
    """A month without its day."""

    year: int
    month: int

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])


class OpenEnd:
    """Written instead of a day: 长期."""


Day = date | Month | OpenEnd


def read_day(raw: object) -> tuple[Day, bool]:
    """(day, whether it was typed otherwise). Raises CellError."""
    if isinstance(raw, datetime):
        return _plausible(raw.date()), raw.time() != time()
    if isinstance(raw, date):
        return _plausible(raw), False
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _of_number(raw), True
    text = CLOCK.sub("", half_width(raw)) if isinstance(raw, str) else ""
    text = re.sub(r"\s", "", text)
    if text in OPEN_ENDS:
        return OpenEnd(), True
    match = DAY.fullmatch(re.sub("(?<=[日号月\\d])(起|止|前)$", "", text))
    if not match:
        raise CellError(*NOT_A_DAY)
    return _of_match(match), text != raw or not re.fullmatch(r"\d{4}(-\d+-\d+|/\d+/\d+|年\d+月\d+日)", text)


def read_span(raw: object) -> tuple[Day, Day]:
    """Both ends of 2024.3.1-2027.2.28. Raises CellError."""
    text = re.sub(r"\s", "", half_width(raw)) if isinstance(raw, str) else shown(raw)
    text = re.sub(r"[(（].*[)）]$", "", text)
    match = SPAN.fullmatch(text)
    if not match:
        raise CellError("不是起止日期", "请填写如 2024.3.1-2027.2.28 的起止日期，或分成两列")
    first, last = match[1], text[match.start() :][text.index(match[1]) + len(match[1]) :]
    last = re.sub(r"^(起|至|到|~|-|—|–|－)+|(日?止|止)$", "", last)
    return read_day(first)[0], read_day(last)[0]


def _of_number(raw: float) -> date:
    digits = shown(float(raw))
    if re.fullmatch(r"(19|20|21)\d{6}", digits):
        match = DAY.fullmatch(digits)
        day = _of_match(match) if match else None
        if isinstance(day, date):
            return day
    if FIRST_SERIAL <= raw <= LAST_SERIAL:
        return SERIAL_ZERO + timedelta(days=int(raw))
    raise CellError(*NOT_A_DAY)


def _of_match(match: re.Match[str]) -> date | Month:
    found = {name[0]: int(text) for name, text in match.groupdict().items() if text and name != "s"}
    try:
        if "d" not in found:
            return Month(found["y"], date(found["y"], found["m"], 1).month)
        return _plausible(date(found["y"], found["m"], found["d"]))
    except ValueError as error:
        if isinstance(error, CellError):
            raise
        raise CellError(*IMPOSSIBLE) from None


def _plausible(day: date) -> date:
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise CellError("日期太早" if day < EARLIEST_DAY else "日期太晚", "请核对年份")
    return day
