"""What must be in order before the server starts; otherwise it says in Chinese what to do, and ends."""

import sys

from sqlalchemy.exc import OperationalError

from data.demo.accounts import is_demo
from data.engine import is_up_to_date
from data.settings import SettingsError, refuse_weak_secret, settings
from server.database import engine

NOT_READY = "数据库还没有建立，或版本与程序不符。请先运行：python manage.py init"
NOT_OPEN = "数据库打不开，服务没有启动。请核对 DATABASE_URL 或 VAR_DIR。"
NOT_A_DEMO = (
    "数据库里有演示以外的数据，不能以演示方式运行：演示账号的密码是公开的。"
    "请去掉 DEMO_MODE 并设置 SECRET_KEY 正式运行，或另换一个数据库（VAR_DIR）看演示。"
)


def require_safe_start() -> None:
    """Leave the process with a sentence unless settings and database are fit to serve."""
    try:
        check()
    except SettingsError as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(1)


def check() -> None:
    """Raises SettingsError."""
    refuse_weak_secret(settings())
    try:
        if not is_up_to_date(engine()):
            raise SettingsError(NOT_READY)
    except OperationalError as error:
        raise SettingsError(NOT_OPEN) from error
    if settings().demo_mode and not is_demo(engine()):
        raise SettingsError(NOT_A_DEMO)
