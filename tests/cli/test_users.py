"""Accounts from the command line."""

import re

import pytest

from data.engine import open_engine
from data.sessions import visitor
from data.sign_in import SignInError, sign_in
from tests.cli.test_manage import manage  # noqa: F401

FIRST = ("user", "create", "zhao", "--full-name", "赵管理")


def password_in(printed):
    return re.search(r"一次性密码：(\S+)", printed).group(1)


def test_the_first_administrator_is_made_on_an_empty_machine_and_must_change_the_password(manage):  # noqa: F811
    code, printed, _ = manage(*FIRST)
    assert code == 0
    engine = open_engine()
    who = visitor(engine, sign_in(engine, "zhao", password_in(printed), "local"))
    assert (who.user.role.value, who.must_change) == ("管理员", True)
    assert "赵管理  管理员  待改密码  20" in manage("user", "list")[1]


def test_an_operator_needs_parks_and_the_county_of_this_deployment_is_known_from_the_start(manage):  # noqa: F811
    code, _, complaint = manage("user", "create", "wu", "--full-name", "吴", "--role", "园区填报员")
    assert (code, complaint) == (1, "请至少选择一个园区。\n")
    assert manage("user", "create", "li", "--full-name", "李", "--role", "领导", "--county", "331181")[0] == 0


def test_an_account_is_disabled_enabled_reset_and_unlocked(manage):  # noqa: F811
    first = password_in(manage(*FIRST)[1])
    manage("user", "create", "qian", "--full-name", "钱管理")
    assert "已停用" in manage("user", "disable", "zhao", "--reason", "离岗")[1]
    with pytest.raises(SignInError, match="停用"):
        sign_in(open_engine(), "zhao", first, "local")
    assert manage("user", "enable", "zhao")[0] == 0
    second = password_in(manage("user", "reset", "zhao")[1])
    assert second != first
    assert sign_in(open_engine(), "zhao", second, "local")
    assert manage("user", "unlock", "zhao")[0] == 0


@pytest.mark.parametrize(("words", "said"), [
    (("user", "disable", "nobody"), "没有账号“nobody”"),
    (("user", "disable", "zhao"), "最后一个可用的管理员"),
    (FIRST, "已有账号“zhao”"),
    (("user", "create", "X!", "--full-name", "某"), "账号名由"),
])
def test_what_cannot_be_done_is_a_sentence(manage, words, said):  # noqa: F811
    manage(*FIRST)
    code, _, complaint = manage(*words)
    assert code == 1
    assert said in complaint


def test_without_accounts_the_list_says_how_to_make_the_first(manage):  # noqa: F811
    assert "user create" in manage("user", "list")[1]


def test_a_demonstration_brings_its_accounts_and_a_second_run_changes_nothing(manage):  # noqa: F811
    assert manage("demo")[0] == 0
    listed = manage("user", "list")[1]
    assert [line.split("  ")[0] for line in listed.splitlines()] == [
        "anquan", "guanli", "lianxi", "lingdao", "shengji", "yuanqu1", "yuanqu2",
    ]
    assert manage("demo", "--if-empty")[0] == 0
    assert manage("user", "list")[1] == listed
