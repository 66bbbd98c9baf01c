"""The sample ledger comes out as it is written beside it, digit for digit, and goes all the way into a database."""

import json

import pytest

from data.engine import reading
from data.intake.importing import preview
from data.intake.ledger import interpret
from data.intake.preview import compare
from data.intake.stored import Stored
from tests.data.intake.ledger.writing import as_described, interpreted
from tests.data.intake.workbooks import SAMPLE as COUNTY
from tests.data.intake.workbooks import apply

SAMPLES = COUNTY.parent
LEDGER = SAMPLES / "ledger-1-leases.xlsx"
ANSWERS = {
    "park": "LQ0005 八都镇小微企业园5", "vacant": "空置，只登记单元，不建合同", "mode": "租赁",
    "signed": "与起始日期相同",
    "floor": "按单元编号推断", "new:用途": "生产", "new:持有方式": "自持",
    "area:LQ0005/1-201": "880.25", "area:LQ0005/1-202": 880,
    "industry:91331181MA2HJ4K163": "3670", "industry:913311817046138254": "C2041",
    "industry:92331181MA7CWD0T8L": "33", "industry:N2331181MF0194QB1Q": "0142",
}


@pytest.fixture
def county(sqlite_engine):
    apply(sqlite_engine, COUNTY)
    return sqlite_engine


def test_it_is_read_as_it_is_described(county):
    described = json.loads((SAMPLES / "ledger-1-leases.json").read_text(encoding="utf-8"))
    found = as_described(*interpreted(county, LEDGER))
    assert found == {name: value for name, value in described.items() if name not in ("file", "asks")}


def test_what_it_does_not_say_is_asked(county):
    _, _, found = interpreted(county, LEDGER)
    asks = {one.key: one for one in found.asks}
    assert asks["park"].suggestion == "LQ0005 八都镇小微企业园5"
    assert asks["vacant"].rows == (10,)
    _, _, found = interpreted(county, LEDGER, {"park": ANSWERS["park"]})
    asks = {one.key: one for one in found.asks}
    assert {"area:LQ0005/1-201", "area:LQ0005/1-202"} <= asks.keys()
    assert asks["area:LQ0005/1-201"].suggestion is None
    assert "1760.25" in asks["area:LQ0005/1-201"].question


def test_nothing_can_be_imported_before_all_is_answered(county):
    _, _, found = interpreted(county, LEDGER)
    with reading(county) as session:
        looked_at = compare(found.workbook, Stored(session.connection()))
    assert "没有回答" in looked_at.problems[0].reason
    assert not apply(county, looked_at).is_written


def test_with_all_answers_it_is_imported_and_a_second_time_nothing_changes(county):
    ledger, choices, found = interpreted(county, LEDGER, ANSWERS)
    assert (found.asks, found.problems) == ((), ())
    with reading(county) as session:
        looked_at = compare(found.workbook, Stored(session.connection()))
    assert looked_at.problems == []
    added = {name: len(one.added) for name, one in looked_at.sheets.items() if one.added}
    assert added == {"单元": 7, "企业": 4, "合同": 5}
    assert apply(county, looked_at).is_written
    with reading(county) as session:
        answers = {key: ANSWERS[key] for key in ("park", "vacant")}
        again = interpret(ledger, choices, answers, Stored(session.connection()))
        assert again.asks == ()
        assert not compare(again.workbook, Stored(session.connection())).changes_anything


def test_areas_that_do_not_add_up_are_a_problem(county):
    _, _, found = interpreted(county, LEDGER, ANSWERS | {"area:LQ0005/1-202": "900"})
    assert [(one.row, one.column) for one in found.problems] == [(6, "建筑面积(㎡)")]


def test_a_bad_answer_is_asked_again_with_what_is_wrong(county):
    _, _, found = interpreted(county, LEDGER, ANSWERS | {"industry:92331181MA7CWD0T8L": "剑"})
    (ask,) = found.asks
    assert (ask.key, ask.rows) == ("industry:92331181MA7CWD0T8L", (9,))
    assert "行业代码" in ask.fault


def test_the_template_itself_is_left_alone(county):
    assert preview(county, COUNTY).problems == []
