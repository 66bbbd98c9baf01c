"""What an account did lately: its own, the latest first, and only what changed something."""

from core.access import Role, User
from data.acts import ActKind, Done, record
from data.recent import recent_acts

ONE, OTHER = (User(name, name, Role.OPERATOR, ("331181",)) for name in ("one", "other"))


def test_only_ones_own_writing_is_listed_the_latest_first(engine):
    for user, kind, subject in (
        (ONE, ActKind.SAVE, "合同 HT1"), (OTHER, ActKind.SAVE, "合同 HT2"), (ONE, ActKind.SIGN_IN, ""),
        (ONE, ActKind.VOID, "合同 HT1"), (ONE, ActKind.EXPORT, "总览.xlsx"),
    ):
        record(engine, user, Done(kind, subject))
    assert [(one.kind, one.subject) for one in recent_acts(engine, ONE, 5)] == [
        ("作废", "合同 HT1"), ("填报", "合同 HT1"),
    ]
    assert len(recent_acts(engine, ONE, 1)) == 1
    assert [one.kind for one in recent_acts(engine, ONE, 5, (ActKind.EXPORT,))] == ["导出"]
