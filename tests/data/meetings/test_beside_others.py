"""Issuing beside everything else that writes, and what operators are shown of it."""

from dataclasses import replace

from core.access import Role, User
from core.paper import Coverage, PaperKind
from data.audit import verify
from data.freezing import freeze
from data.history import history_of
from data.intake.rows import Entry
from data.meetings.materials import attach
from data.records import save
from data.tables import Commitment, Decision, ExitCase, FrozenPaper
from tests.data.meetings.scene import (
    AGREED,
    COUNTY,
    EXIT,
    FREE,
    ISSUE_DAY,
    OFFICE,
    OPERATOR,
    OTHER_EXIT,
    OTHER_PARK,
    RECTIFY,
    TO_DO,
    Meeting,
    issued,
    key,
    stored,
)
from tests.papers import empty_paper
from tests.together import in_threads


def test_nobody_waits_for_each_other_without_end(county):
    ready = [Meeting(county, FREE).ready(TO_DO) for _ in range(4)]
    ready.append(Meeting(county, EXIT, OTHER_EXIT).ready(AGREED, RECTIFY))
    coming = [Meeting(county, FREE) for _ in range(4)]
    material = replace(empty_paper(), kind=PaperKind.MATERIAL)

    def attached(meeting):
        attach(county, OFFICE, meeting.item().id, material, signed_on=ISSUE_DAY, seen_version=1, key=key())

    def saved(year):
        entry = Entry("承诺指标", {"合同编号": "HT-1", "年度": year, "指标": "亩均税收", "承诺值": 12})
        assert save(county, OFFICE, [entry], key=key()).is_written

    tasks = [one.issue for one in ready] + [lambda one=one: attached(one) for one in coming]
    tasks += [lambda: freeze(county, OFFICE, empty_paper(), Coverage((COUNTY,)), signed_on=ISSUE_DAY, key=key())] * 4
    tasks += [lambda one=one: saved(one) for one in range(2023, 2027)]
    assert in_threads(tasks) == []
    assert sorted(one.serial for one in stored(county, Decision)) == [1, 2, 3, 4, 5, 6]
    assert (len(stored(county, FrozenPaper)), len(stored(county, ExitCase)), len(stored(county, Commitment))) == (
        13, 1, 4)
    assert verify(county).is_clean


def test_an_operator_sees_the_decision_in_the_history_of_its_own_contracts_alone(county):
    issued(county, (EXIT, AGREED), (OTHER_EXIT, AGREED))
    other = User("park-b", "填报员乙", Role.OPERATOR, (COUNTY,), (OTHER_PARK,))
    seen = {
        (user.name, contract): len(history_of(county, user, "清退", [contract]))
        for user in (OPERATOR, other) for contract in ("HT-1", "HT-2")
    }
    assert seen == {("park-a", "HT-1"): 1, ("park-a", "HT-2"): 0, ("park-b", "HT-1"): 0, ("park-b", "HT-2"): 1}
