"""One cell: what was typed -> the value that its column holds, and whether it had to be normalised."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

import shapely

from data.intake import codes
from data.intake.numbers import half_width, read_integer, read_number, read_period, read_share, read_year
from data.intake.problems import CellError
from data.intake.schema import Column, Kind, Value

Reading = tuple[Value, bool]
SEPARATORS = re.compile(r"[、，,;；\n]")
TYPED_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)", re.ASCII)
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
"""Control and zero-width characters, which come in by copying from web pages and chat."""
WIDE_LETTERS = {ord(wide): ord(wide) - 0xFEE0 for wide in "".join(map(chr, range(0xFF10, 0xFF5B))) if wide.isalnum()}
EARLIEST_DAY, LATEST_DAY = date(1949, 10, 1), date(2200, 12, 31)
LONGEST_TEXT = 32_767
LONGEST_CODE = 100
"""An index of PostgreSQL holds some 2,700 bytes of a key."""
SAFE_DIGITS = 15
FLAGS = {"是": True, "否": False}


def read_cell(raw: object, column: Column) -> Reading:
    """(value, whether it was normalised); a blank cell is None. Raises CellError with reason and remedy."""
    is_blank = raw is None or raw == "" or (isinstance(raw, str) and not tidy(raw))
    value, is_normalised = (None, False) if is_blank else READERS[column.kind](raw, column)
    if value in (None, "") and column.is_required:
        raise CellError("必填项为空", f"请填写{column.header}")
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise CellError(f"文字超过{LONGEST_TEXT}个字符", "请缩短")
    return None if value == "" else value, is_normalised


def shown(value: object) -> str:
    """A value as the workbook's reader would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**SAFE_DIGITS else repr(value)
    return str(value)


def tidy(text: str) -> str:
    """Without characters that nobody sees and without spaces around."""
    return UNSEEN.sub("", text).strip()


def read_text(raw: object, column: Column) -> Reading:
    text = tidy(_as_text(raw))
    if column.is_list:
        text = "、".join(_parts(text))
    return text or None, isinstance(raw, str) and text != raw


def read_code(raw: object, column: Column) -> Reading:
    """A number or name that other rows refer to; its digits and letters are half-width."""
    if isinstance(raw, (date, time, timedelta)):
        raise CellError("编号被 Excel 变成了日期或时间", "请把这一列设为文本格式后重新填写")
    text = tidy(_as_text(raw)).translate(WIDE_LETTERS)
    parts = sorted(set(_parts(text))) if column.is_list else [text]
    if any(len(part) > LONGEST_CODE for part in parts):
        raise CellError(f"编号超过{LONGEST_CODE}个字符", "请缩短")
    text = "、".join(parts)
    return text, isinstance(raw, str) and _without_order(text) != _without_order(raw)


def read_credit_code(raw: object, column: Column) -> Reading:
    text, _ = read_code(raw, column)
    code = str(text).replace(" ", "").upper()
    if fault := codes.credit_code_fault(code):
        raise CellError(fault, "请对照营业执照核对")
    return code, code != raw


def read_industry_code(raw: object, column: Column) -> Reading:
    text = half_width(tidy(_as_text(raw))).upper()
    parts = list(dict.fromkeys(_parts(text))) if column.is_list else [text]
    for part in parts:
        if fault := codes.industry_code_fault(part):
            raise CellError(fault, "请对照《国民经济行业分类》（GB/T 4754-2017）填写，单元格设为文本以保留开头的0")
    return "、".join(parts), isinstance(raw, str) and raw != "、".join(parts)


def read_date(raw: object, column: Column) -> Reading:  # noqa: ARG001
    if isinstance(raw, date):
        day = raw.date() if isinstance(raw, datetime) else raw
        return _plausible(day), isinstance(raw, datetime) and raw.time() != time()
    text = half_width(raw).replace(" ", "") if isinstance(raw, str) else ""
    match = TYPED_DATE.fullmatch(text)
    if not match:
        raise CellError("不是日期", "请填写如 2026-06-30、2026/6/30 或 2026年6月30日 的日期")
    try:
        return _plausible(date(*(int(part) for part in match.groups() if part))), text != raw
    except ValueError as error:
        if isinstance(error, CellError):
            raise
        raise CellError("没有这一天", "请核对年月日") from None


def read_flag(raw: object, column: Column) -> Reading:  # noqa: ARG001
    if isinstance(raw, bool):
        return raw, True
    word = tidy(raw) if isinstance(raw, str) else ""
    if word not in FLAGS:
        raise CellError("只能填是或否", "请填写 是 或 否，不清楚就留空")
    return FLAGS[word], word != raw


def read_choice(raw: object, column: Column) -> Reading:
    typed = half_width(tidy(raw)) if isinstance(raw, str) else ""
    word = next((one for one in column.choices if one.casefold() == typed.casefold()), None)
    if word is None:
        raise CellError("不在可选范围内", "请从中选一：" + "、".join(column.choices))
    return word, word != raw


def read_outline(raw: object, column: Column) -> Reading:
    text, is_normalised = read_text(raw, column)
    shape = shapely.from_wkt(str(text), on_invalid="ignore")
    if shape is None or shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty or not shape.is_valid:
        raise CellError("不是有效的面", "请填写如 POLYGON((经度 纬度, …)) 的闭合、不自交的轮廓，没有就留空")
    return text, is_normalised


def _as_text(raw: object) -> str:
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and abs(raw) >= 10**SAFE_DIGITS:
        raise CellError("数字超过15位，Excel 已丢失末尾几位", "请把单元格设为文本格式后重新填写")
    return shown(raw)


def _parts(text: str) -> list[str]:
    return [part for one in SEPARATORS.split(text) if (part := one.strip())]


def _without_order(text: str) -> list[str]:
    return sorted(text.split("、"))


def _plausible(day: date) -> date:
    if day < EARLIEST_DAY:
        raise CellError("日期太早", "请核对年份")
    if day > LATEST_DAY:
        raise CellError("日期太晚", "请核对年份；没有截止日期的请留空")
    return day


READERS: Mapping[Kind, Callable[[object, Column], Reading]] = MappingProxyType({
    Kind.TEXT: read_text, Kind.CODE: read_code, Kind.CREDIT_CODE: read_credit_code,
    Kind.INDUSTRY_CODE: read_industry_code, Kind.OUTLINE: read_outline, Kind.NUMBER: read_number,
    Kind.INTEGER: read_integer, Kind.YEAR: read_year, Kind.SHARE: read_share, Kind.DATE: read_date,
    Kind.FLAG: read_flag, Kind.CHOICE: read_choice, Kind.PERIOD: read_period,
})
