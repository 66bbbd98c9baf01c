"""政策规则: every clause with its parameters, what rests on it now, and what is undecided."""

import pytest

from core.access import EVERYTHING
from core.assessment import assess
from core.policy import load_policy
from core.rules import BY_ID
from data.demo import LAST_DAY
from data.engine import open_engine
from data.snapshot import read_snapshot
from pages.parts.parameters import parameter_frame, value_in_words
from tests.pages.conftest import html_of

POLICY = load_policy()


@pytest.fixture(scope="module")
def findings(databases):
    engine = open_engine(f"sqlite:///{databases('demo') / 'parks.db'}")
    yield assess(read_snapshot(engine, EVERYTHING), POLICY, LAST_DAY).findings
    engine.dispose()


def test_every_clause_and_every_parameter_is_shown(open_page):
    page = html_of(open_page("rulebook"))
    for book in POLICY.documents:
        assert all(clause.summary in page for clause in book.clauses.values())
    for book in POLICY.books:
        assert all(one.label in page for one in book.parameters.values())


def test_every_rule_says_how_much_rests_on_it_and_leads_there(open_page, findings):
    app = open_page("rulebook")
    links = [one.proto for one in app.get("page_link")]
    rested = findings[findings["rule"] == "concentration_below_floor"]
    link = next(one for one in links if "rule=concentration_below_floor" in one.query_string)
    assert link.label == f"{len(rested)}条预警"
    assert link.page.endswith("compliance")
    assert BY_ID["concentration_below_floor"].title in html_of(app)


def test_good_news_is_not_called_a_breach(open_page, findings):
    links = [one.proto for one in open_page("rulebook").get("page_link")]
    good = findings[findings["rule"] == "support_due"]
    assert next(one for one in links if "rule=support_due" in one.query_string).label == f"{len(good)}条符合条件"


def test_one_document_can_be_shown_alone(open_page):
    local, provincial = POLICY.documents
    app = open_page("rulebook", document=str(provincial.document))
    assert provincial.clauses["P8"].summary in html_of(app)
    assert local.clauses["L10"].summary not in html_of(app)


def test_before_its_day_a_document_is_not_in_force(open_page):
    app = open_page("rulebook", as_of="2022-06-30")
    assert html_of(app).count("尚未施行") > 1
    assert not app.exception


def test_what_the_joint_meeting_has_to_decide_is_marked(open_page):
    page = html_of(open_page("rulebook"))
    assert page.count("待联席会议确定</span>") == sum(
        one.is_provisional for book in POLICY.books for one in book.parameters.values()
    )


@pytest.mark.parametrize(("value", "unit", "said"), [
    (0.7, "比例", "70%"), (20, "亩", "20 亩"), (20000, "㎡", "20,000 ㎡"), (True, "是否", "是"), (2022, "年", "2022年"),
    ([30, 60, 90], "天", "30、60、90天"), ("03-31", "月-日", "次年3月31日"), ("area", "口径", "按面积"),
    ([13, 43], "GB/T 4754-2017 大类", "13至43大类"), ({"亩均税收": 30, "投资强度": 20}, "分", "亩均税收30、投资强度20"),
])
def test_values_are_written_as_people_write_them(value, unit, said):
    assert value_in_words(value, unit) == said


def test_the_exported_table_has_every_value_of_every_parameter():
    frame = parameter_frame(POLICY, LAST_DAY)
    assert len(frame) == sum(len(one.values) for book in POLICY.books for one in book.parameters.values())
    relaxed = frame[frame["parameter"] == "省定用地下限是否放宽"].set_index("document")["in_force"]
    assert relaxed.to_dict() == {"龙政办发〔2022〕43号": "是", "浙小微园办〔2022〕3号": "否"}
