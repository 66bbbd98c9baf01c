"""A paper that is sent: each recipient once, receipt confirmed by whom it went to."""

import pytest
from sqlmodel import Session, select

from core.access import AccessError, Role, User
from data.dispatches import Recipient, awaiting_receipt, dispatches_of, receipts_of, receive, send
from data.papers import paper_of
from data.tables import Act
from tests.data.test_papers import OFFICE, USERS, acts, county, frozen  # noqa: F401
from tests.factory import COUNTY, OTHER_PARK, PARK
from tests.together import in_threads

OPERATOR = USERS[Role.OPERATOR]
NEIGHBOUR = User("b", "填报员乙", Role.OPERATOR, (COUNTY,), (OTHER_PARK,))
UNIT = User("yj", "王应急", Role.DEPARTMENT, (COUNTY,), unit="市应急管理局")
TO = [Recipient("演示园", PARK), Recipient("市应急管理局")]


@pytest.fixture
def sent(county):  # noqa: F811
    paper = frozen(county)
    assert send(county, OFFICE, paper, TO, key="s") == 2
    return county, paper


def test_each_recipient_gets_it_once(sent):
    engine, paper = sent
    assert send(engine, OFFICE, paper, [*TO, Recipient("乙园", OTHER_PARK)], key="again") == 1
    assert send(engine, OFFICE, paper, TO, key="again") == 0
    assert [one.recipient for one in dispatches_of(engine, OFFICE, paper)] == ["演示园", "市应急管理局", "乙园"]


def test_the_operator_reads_it_and_confirms_once(sent):
    engine, paper = sent
    assert [one.paper_id for one in awaiting_receipt(engine, OPERATOR)] == [paper]
    assert paper_of(engine, OPERATOR, paper).stamp.number == "简报〔2026〕1号"
    assert receive(engine, OPERATOR, paper) == 1
    assert receive(engine, OPERATOR, paper) == 0
    assert awaiting_receipt(engine, OPERATOR) == []
    by = {one.recipient: one.received_by for one in dispatches_of(engine, OFFICE, paper)}
    assert by == {"演示园": OPERATOR.full_name, "市应急管理局": None}


def test_a_unit_confirms_its_own_line_alone(sent):
    engine, paper = sent
    assert [one.recipient for one in dispatches_of(engine, UNIT, paper)] == ["市应急管理局"]
    assert receive(engine, UNIT, paper) == 1
    assert [one.paper_id for one in awaiting_receipt(engine, OPERATOR)] == [paper]


def test_ten_clicks_at_once_confirm_once(sent):
    engine, paper = sent
    assert in_threads([lambda: receive(engine, OPERATOR, paper)] * 10) == []
    with Session(engine) as session:
        acts = session.exec(select(Act).where(Act.subject == "简报〔2026〕1号 签收")).all()
    assert len(acts) == 1


def test_another_park_neither_reads_nor_confirms(sent):
    engine, paper = sent
    assert awaiting_receipt(engine, NEIGHBOUR) == []
    with pytest.raises(AccessError):
        receive(engine, NEIGHBOUR, paper)


@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPARTMENT, Role.PROVINCE])
def test_only_the_office_sends(county, role):  # noqa: F811
    paper = frozen(county)
    with pytest.raises(AccessError):
        send(county, USERS[role], paper, TO, key="s")
    assert dispatches_of(county, OFFICE, paper) == []


def test_nothing_goes_to_a_park_out_of_reach(county):  # noqa: F811
    paper = frozen(county)
    with pytest.raises(AccessError):
        send(county, OFFICE, paper, [Recipient("外县园", "331102-A")], key="s")
    assert dispatches_of(county, OFFICE, paper) == []


def test_leaders_confirm_nothing(sent):
    engine, paper = sent
    with pytest.raises(AccessError):
        receive(engine, USERS[Role.LEADER], paper)
    assert [act.subject for act in acts(engine, "拒绝访问")] == ["签收简报〔2026〕1号"]


def test_what_awaits_a_receipt_is_named_once_however_many_parks_it_went_to(county):  # noqa: F811
    paper = frozen(county)
    both = User("b", "填报员丙", Role.OPERATOR, (COUNTY,), (PARK, OTHER_PARK))
    send(county, OFFICE, paper, [Recipient("演示园", PARK), Recipient("乙园", OTHER_PARK)], key="s")
    [one] = awaiting_receipt(county, both)
    assert (one.number, one.version, one.title, one.sent_by) == (
        "简报〔2026〕1号", 1, "关于龙泉市小微企业园运行情况的简报", OFFICE.full_name)


def test_the_office_counts_all_receipts_and_a_recipient_its_own(sent):
    engine, paper = sent
    receive(engine, OPERATOR, paper)
    unsent = frozen(engine, key="other")
    assert receipts_of(engine, OFFICE, [paper, unsent]) == {paper: (2, 1)}
    assert receipts_of(engine, USERS[Role.LEADER], [paper]) == {paper: (2, 1)}
    assert receipts_of(engine, OPERATOR, [paper]) == {paper: (1, 1)}
    assert receipts_of(engine, NEIGHBOUR, [paper]) == {}
    assert receipts_of(engine, OFFICE, []) == {}
