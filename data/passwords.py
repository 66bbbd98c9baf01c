"""Passwords: how they are kept (argon2id), and what a good one must be."""

import json
import secrets
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache

from pwdlib import PasswordHash

from data.settings import Settings, settings
from data.tables import Account

LONGEST = 128
MOST_KEPT = 24
AT_ONCE = 2
"""Each takes 64 MiB and a core for a moment: more at once would only let strangers exhaust the machine."""
DEMO_PASSWORD = "Yanshi-2026"  # Known to everybody, and taken in demo mode alone.
CLASSES = "大写字母、小写字母、数字、符号"

_HASHING = PasswordHash.recommended()
_TURNSTILE = threading.BoundedSemaphore(AT_ONCE)


def hashed(password: str) -> str:
    """As it is stored."""
    with _TURNSTILE:
        return _HASHING.hash(_normal(password))


def fits(password: str, stored: str | None) -> tuple[bool, str | None]:
    """Whether it is the password, and a new hash to store where the old one has grown weak. stored None: never."""
    if len(password) > LONGEST:
        return False, None
    against = stored or _nobodys()
    with _TURNSTILE:
        is_right, renewed = _HASHING.verify_and_update(_normal(password), against)
    is_known_to_all = password == DEMO_PASSWORD and not settings().demo_mode
    return (is_right and stored is not None and not is_known_to_all), renewed


@cache
def _nobodys() -> str:
    """A hash that nothing fits, so that an unknown name takes as long as a known one."""
    return hashed(secrets.token_urlsafe())


def rules_in_words(rules: Settings) -> list[str]:
    """For whoever is to think of one."""
    said = [
        f"至少{rules.password_min_length}个字符", f"{CLASSES}中至少{rules.password_classes}类", "不含账号名和姓名",
    ]
    if rules.password_history:
        said.append(f"不与最近{rules.password_history}次用过的相同")
    return said


def weakness(password: str, names: Iterable[str], rules: Settings) -> str | None:
    """What is wrong with a new password, in words; names: of the account and its holder."""
    normal = _normal(password)
    if len(normal) < rules.password_min_length:
        return f"太短，应至少{rules.password_min_length}个字符。"
    if len(normal) > LONGEST:
        return f"太长，应不超过{LONGEST}个字符。"
    if len(_classes(normal)) < rules.password_classes:
        return f"太简单，{CLASSES}中应至少有{rules.password_classes}类。"
    if any(name.lower() in normal.lower() for name in names if name):
        return "不能包含账号名或姓名。"
    if normal == DEMO_PASSWORD:
        return "这是公开的演示密码，请另选一个。"
    return None


def was_used(password: str, account: Account, rules: Settings) -> bool:
    """Whether it is one of the last so many of an account."""
    old = [account.password_hash, *json.loads(account.old_passwords)][:rules.password_history]
    return any(fits(password, one)[0] for one in old if one)


def put_password(account: Account, stored: str, now: str, *, must_change: bool) -> None:
    """Give an account a password by its hash, and keep the hashes of the last ones."""
    old = [account.password_hash, *json.loads(account.old_passwords)] if account.password_hash else []
    account.old_passwords = json.dumps(old[:MOST_KEPT])
    account.password_hash, account.password_set_at, account.must_change_password = stored, now, must_change


def _normal(password: str) -> str:
    """Full-width letters that an input method may give count as the plain ones."""
    return unicodedata.normalize("NFKC", password)


def _classes(password: str) -> set[str]:
    return {
        "upper" if one.isupper() else "lower" if one.islower() else "digit" if one.isdigit() else "sign"
        for one in password
    }
