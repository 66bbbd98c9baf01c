"""Every setting of a deployment, read from environment variables of the same name, and what makes the server refuse."""

import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
FEWEST_CHARACTERS = 8
HOW_TO_MAKE_A_SECRET = 'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'


class SettingsError(Exception):
    """A setting that is wrong or unsafe; the text says in Chinese which, and how to mend it."""


class Settings(BaseSettings):
    """Names are those of the variables in lower case; an empty variable counts as not set."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore", validate_default=False)

    var_dir: Path = ROOT / "var"
    """Everything that the running product writes."""
    database_url: str | None = None
    """None = the SQLite file in var_dir."""
    pg_bin: str | None = None
    """Directory of pg_dump and pg_restore; None = on the PATH."""
    county_code: str | None = None
    county_name: str | None = None
    """Of the county that imported parks belong to."""

    demo_mode: bool = False
    secret_key: SecretStr = SecretStr("")
    """Signs forms and the state of a sign-in elsewhere; changing it makes open forms stale and ends no session."""
    secure_cookie: bool | None = None
    """Cookies over https alone, and HSTS. None = except in demo mode."""
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    """How many proxies stand in front, each of which adds the address it sees to X-Forwarded-For."""

    letter_issuer: str = "小微企业园建设工作领导小组办公室"
    """发文机关 of briefings, bulletins and minutes."""
    letter_code: str = ""
    """Stands before the kind in a document number: 龙小微办 gives 龙小微办简报〔2026〕1号."""
    letter_addressees: str = "各成员单位，各园区运营机构"
    letter_copies: str = ""
    letter_contact: str = ""

    session_idle_minutes: int = Field(default=30, ge=1)
    session_absolute_minutes: int = Field(default=720, ge=1)
    lockout_account_failures: int = Field(default=5, ge=1)
    lockout_address_failures: int = Field(default=30, ge=1)
    """Offices share one address, so an address may fail more often than an account."""
    lockout_minutes: int = Field(default=15, ge=1)
    sign_ins_per_minute: int = Field(default=30, ge=1)
    """Forms that one address may send to the sign-in and password pages."""

    password_min_length: int = Field(default=10, ge=8, le=64)
    password_classes: int = Field(default=3, ge=1, le=4)
    """Of upper case, lower case, digits and signs."""
    password_history: int = Field(default=5, ge=0, le=24)
    password_max_age_days: int = Field(default=90, ge=0)
    """0 = never too old."""
    one_time_password_days: int = Field(default=7, ge=1)

    public_url: str | None = None
    """As people type it, such as https://yq.example.gov.cn; OpenID Connect needs it."""
    oidc_issuer: str | None = None
    """None = no OpenID Connect."""
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_scope: str = "openid profile"
    oidc_claim: str = "sub"
    """The claim that is looked up among the accounts."""
    oidc_label: str = "统一身份认证"

    @model_validator(mode="after")
    def _openid_connect_is_whole(self) -> Self:
        if self.oidc_issuer and not (self.oidc_client_id and self.public_url):
            raise ValueError("启用统一身份认证（OIDC_ISSUER）时，还要设置 OIDC_CLIENT_ID 和 PUBLIC_URL")
        return self

    @property
    def url(self) -> str:
        """Of the database."""
        return self.database_url or f"sqlite:///{self.var_dir / 'parks.db'}"

    @property
    def is_secure(self) -> bool:
        return not self.demo_mode if self.secure_cookie is None else self.secure_cookie

    @property
    def session_cookie(self) -> str:
        """The prefix makes browsers refuse a cookie that another host or plain http has set."""
        return "__Host-smepark" if self.is_secure else "smepark"

    @property
    def signing_key(self) -> bytes:
        """The secret; in demo mode without one, a secret of this process."""
        return (self.secret_key.get_secret_value() or _secret_of_this_process()).encode()


@lru_cache(maxsize=1)
def _secret_of_this_process() -> str:
    return secrets.token_urlsafe(48)


def environment_with(**more: str) -> dict[str, str]:
    """This process's environment with more variables, for a program that is started."""
    return {**os.environ, **more}


NAMES = tuple(name.upper() for name in Settings.model_fields)


def settings() -> Settings:
    """Read anew only when the environment has changed."""
    return _read(tuple(os.environ.get(name) for name in NAMES))


@lru_cache(maxsize=4)
def _read(_: tuple[str | None, ...]) -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("；".join(map(_sentence, error.errors())) + "。") from None


def _sentence(problem: object) -> str:
    """Never with the value: it may be a secret."""
    assert isinstance(problem, dict)
    if not problem["loc"]:
        return str(problem["ctx"]["error"])
    bounds = {word: sign for word, sign in (("ge", "不小于"), ("le", "不大于")) if word in problem.get("ctx", {})}
    must = "，应".join(["", *(f"{sign}{problem['ctx'][word]}" for word, sign in bounds.items())])
    return f"环境变量 {str(problem['loc'][0]).upper()} 的值不对{must or '，读不懂'}"


def refuse_weak_secret(chosen: Settings) -> None:
    """Raises SettingsError outside demo mode where the secret was left out or can be guessed."""
    secret = chosen.secret_key.get_secret_value()
    if chosen.demo_mode or (len(secret) >= SHORTEST_SECRET and len(set(secret)) >= FEWEST_CHARACTERS):
        return
    what = "没有设置 SECRET_KEY" if not secret else f"SECRET_KEY 太弱（至少{SHORTEST_SECRET}个字符，且不能重复单调）"
    raise SettingsError(
        f"{what}，服务没有启动。请用下面的命令生成一个，写入环境变量 SECRET_KEY：\n  {HOW_TO_MAKE_A_SECRET}\n"
        "只看演示时请设 DEMO_MODE=1。"
    )
