"""A form that was begun is there again, for whoever began it and for nobody else."""

from datetime import date

import pytest

from core.access import Role, User
from data.drafts import all_kept, drop, keep, kept
from data.engine import writing
from data.tables import Account

ONE, OTHER = (User(name, name, Role.OPERATOR, ("331181",)) for name in ("one", "other"))


@pytest.fixture
def accounts(engine):
    with writing(engine) as session:
        for user in (ONE, OTHER):
            session.add(Account(name=user.name, full_name=user.name, role="园区填报员", created_at="2026-01-01"))
    return engine


def test_what_was_kept_is_there_again(accounts):
    keep(accounts, ONE, "合同", "", {"起始日期": date(2026, 1, 1), "租金": 9.5})
    assert kept(accounts, ONE, "合同", "").content == {"起始日期": "2026-01-01", "租金": 9.5}


def test_the_last_keeping_holds(accounts):
    for rent in (9.5, 10):
        keep(accounts, ONE, "合同", "HT1", {"租金": rent})
    assert [(one.subject, one.content) for one in all_kept(accounts, ONE)] == [("HT1", {"租金": 10})]


def test_nobody_sees_anothers_draft(accounts):
    keep(accounts, ONE, "合同", "", {"租金": 9.5})
    assert (kept(accounts, OTHER, "合同", ""), all_kept(accounts, OTHER)) == (None, [])


def test_a_dropped_draft_is_gone(accounts):
    keep(accounts, ONE, "合同", "", {"租金": 9.5})
    drop(accounts, ONE, "合同", "")
    drop(accounts, ONE, "合同", "")
    assert all_kept(accounts, ONE) == []
