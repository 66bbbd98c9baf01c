"""manage.py user …: accounts from the command line, above all the first administrator."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated
from uuid import uuid4

import typer
from sqlalchemy import Engine

from cli.guard import CommandError
from cli.screen import say
from core.access import COMMAND_LINE, Role
from core.terms import SupervisionLine
from data.account_list import Listed, accounts
from data.accounts import AccountError, create, disable, enable, reset, unlock
from data.acts import in_china
from data.engine import migrate, open_engine
from data.tokens import one_time_password
from data.wanted import Wanted

app = typer.Typer(help="账号：新建、查看、停用、启用、重置密码、解锁。", rich_markup_mode=None)
BY = replace(COMMAND_LINE, role=Role.ADMINISTRATOR)
Name = Annotated[str, typer.Argument(metavar="账号", help="账号名", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="事由，记入操作记录")]


@app.callback(invoke_without_command=True)
def _list_commands(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())


@app.command("create")
def create_user(
    name: Name,
    full_name: Annotated[str, typer.Option("--full-name", help="姓名")],
    role: Annotated[Role, typer.Option("--role", help="角色")] = Role.ADMINISTRATOR,
    county: Annotated[list[str] | None, typer.Option("--county", help="县级代码，可重复")] = None,
    park: Annotated[list[str] | None, typer.Option("--park", help="园区编码，可重复；园区填报员用")] = None,
    line: Annotated[SupervisionLine | None, typer.Option("--line", help="条线；部门用")] = None,
    unit: Annotated[str, typer.Option("--unit", help="单位名称；联席会议向它交办事项")] = "",
    subject: Annotated[str | None, typer.Option("--subject", help="统一身份认证标识；填了就不用密码登录")] = None,
) -> None:
    """新建账号；一次性密码只显示一次，首次登录必须修改。"""
    wanted = Wanted(name, full_name, role, tuple(county or ()), tuple(park or ()), line, subject, unit)
    password = one_time_password()
    problems = create(_engine(), BY, wanted, password, key=uuid4().hex)
    if problems:
        raise CommandError("\n".join(problems.values()))
    say(f"已新建账号 {wanted.name.strip().lower()}（{full_name} · {role.value}）。")
    say("用统一身份认证登录，没有密码。" if subject else _once(password))


@app.command("list")
def list_users() -> None:
    """列出全部账号及其状态。"""
    found = accounts(_engine())
    for one in found:
        say("  ".join((one.wanted.name, one.wanted.full_name, one.wanted.role.value, one.state, _last(one))))
    if not found:
        say("还没有账号。请新建第一个管理员：python manage.py user create 账号 --full-name 姓名")


@app.command("disable")
def disable_user(name: Name, reason: Reason = "") -> None:
    """停用账号；已登录的在下一次点击时退出。"""
    _do(lambda engine: disable(engine, BY, name, reason=reason))
    say(f"已停用账号 {name}。")


@app.command("enable")
def enable_user(name: Name, reason: Reason = "") -> None:
    """启用已停用的账号；密码不变。"""
    _do(lambda engine: enable(engine, BY, name, reason=reason))
    say(f"已启用账号 {name}。")


@app.command("reset")
def reset_user(name: Name, reason: Reason = "") -> None:
    """重置密码，并让这个账号在全部设备上退出；一次性密码只显示一次。"""
    password = one_time_password()
    _do(lambda engine: reset(engine, BY, name, password, reason=reason, key=uuid4().hex))
    say(f"已重置账号 {name} 的密码。")
    say(_once(password))


@app.command("unlock")
def unlock_user(name: Name, reason: Reason = "") -> None:
    """解除因登录失败过多造成的锁定。"""
    _do(lambda engine: unlock(engine, BY, name, reason=reason))
    say(f"账号 {name} 现在可以登录了。")


def _engine() -> Engine:
    engine = open_engine()
    migrate(engine)
    return engine


def _do(change: Callable[[Engine], None]) -> None:
    try:
        change(_engine())
    except AccountError as refusal:
        raise CommandError(str(refusal)) from refusal


def _once(password: str) -> str:
    return f"一次性密码：{password}\n请当面或用可靠方式交给本人；只显示这一次，首次登录必须修改。"


def _last(one: Listed) -> str:
    if one.last_sign_in is None:
        return "从未登录"
    return f"{in_china(one.last_sign_in)} 登录"
