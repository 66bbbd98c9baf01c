"""The one guard around every command: whatever goes wrong ends in a Chinese sentence and exit code 1."""

import contextlib
import errno
import io
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import Any

import typer
from sqlalchemy.exc import OperationalError

from data.engine import var_dir
from data.settings import SettingsError

LOG_NAME = "errors.log"
UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""The parent of all that typer raises for a wrong command line; it gives it no public name."""


class CommandError(Exception):
    """Ends a command; its text is the sentence that is shown."""


def guarded(app: typer.Typer) -> None:
    """Run the application and leave the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(lambda: app(standalone_mode=False)))


def run(command: Callable[[], Any]) -> int:
    """The exit code: 0, or 1 after a sentence on stderr."""
    try:
        code = command()
    except Exception as error:
        sentence = _sentence(error)
    except KeyboardInterrupt:
        sentence = "已中断，没有完成。"
    else:
        return code if isinstance(code, int) else 0
    print(sentence, file=sys.stderr)  # noqa: T201
    return 1


def _sentence(error: Exception) -> str:
    if isinstance(error, CommandError | SettingsError):
        return str(error)
    if isinstance(error, typer.Abort):
        return "已中断，没有完成。"
    if isinstance(error, UsageError):
        return _usage(error)
    if isinstance(error, OperationalError):
        return f"数据库打不开或正忙（详情已记入{_log(error)}）。请核对 DATABASE_URL，稍后再试。"
    if isinstance(error, PermissionError):
        return f"没有读写权限：{error.filename or error}。请核对文件是否正被打开，以及目录的权限。"
    if isinstance(error, FileNotFoundError):
        return f"找不到文件或目录：{error.filename or error}。请核对路径。"
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"磁盘已满，没有写完：{error.filename or ''}。请腾出空间后再运行。"
    return f"程序遇到没有料到的情况，没有完成。详情已记入{_log(error)}，请交给维护人员。"


def _usage(error: Exception) -> str:
    """What is wrong with the command as it was typed; typer's own sentences are English."""
    option, param = getattr(error, "option_name", None), getattr(error, "param", None)
    if option:
        what = f"没有选项 {option}"
    elif param is not None:
        name = param.metavar or param.opts[-1]
        what = f"参数 {name} 的值不对" if type(error) is typer.BadParameter else f"缺少参数 {name}"
    else:
        what = "没有这个命令，或参数过多"
    return f"{what}。请加 --help 查看用法。"


def _log(error: Exception) -> str:
    """Append the traceback to the log; returns the log's path."""
    path = var_dir() / LOG_NAME
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now():%Y-%m-%d %H:%M:%S}\n{''.join(traceback.format_exception(error))}\n")
    return str(path)
