"""Unified social credit codes (GB 32100-2015) with their check digits, and industry codes (GB/T 4754-2017)."""

import re

CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_FORM = re.compile(f"[{CREDIT_DIGITS}]{{2}}[0-9]{{6}}[{CREDIT_DIGITS}]{{10}}")
CREDIT_WEIGHTS = [3**place % 31 for place in range(17)]
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
INDUSTRY_FORM = re.compile(r"[A-T]?([0-9]{2,4})")
LAST_DIVISION = 97


def credit_code_fault(code: str) -> str | None:
    """Why this is not a unified social credit code, in Chinese; None where it is one."""
    if len(code) != 18:
        return f"统一社会信用代码应为18位，这里是{len(code)}位"
    if not CREDIT_FORM.fullmatch(code):
        return "统一社会信用代码只用数字和大写字母（不含I、O、S、V、Z），第3至8位为数字"
    if code[17] != credit_check_digit(code[:17]):
        return "统一社会信用代码的校验位（第18位）不符"
    if code[16] != organisation_check_digit(code[8:16]):
        return "统一社会信用代码中主体标识码的校验位（第17位）不符"
    return None


def credit_check_digit(first_17: str) -> str:
    """The 18th character (GB 32100-2015)."""
    total = sum(CREDIT_DIGITS.index(one) * weight for one, weight in zip(first_17, CREDIT_WEIGHTS, strict=True))
    return CREDIT_DIGITS[-total % 31]


def organisation_check_digit(first_8: str) -> str:
    """The last character of an organisation code (GB 11714-1997), the 17th of the credit code."""
    total = sum(int(one, 36) * weight for one, weight in zip(first_8, ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def industry_code_fault(code: str) -> str | None:
    """Why this is not an industry code of 2 to 4 digits, with or without section letter; None where it is one."""
    match = INDUSTRY_FORM.fullmatch(code)
    if not match:
        return "行业代码应为2至4位数字，前面可带门类字母（A至T）"
    if not 1 <= int(match[1][:2]) <= LAST_DIVISION:
        return f"行业大类只有01至{LAST_DIVISION}"
    return None
