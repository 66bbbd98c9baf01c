"""The schema says of every column what the tables say."""

from data.intake.schema import Kind, workbook_schema


def test_the_headers_that_must_not_be_missing_are_those_that_the_tables_need():
    required = {
        name: {one.header for one in sheet.columns if one.is_required} for name, sheet in workbook_schema().items()
    }
    assert required["清退"] == {"合同编号"}
    assert required["入驻核查"] == {"核查日期", "园区编码", "单元编号"}
    assert required["合同"] == {
        "合同编号", "园区编码", "单元编号", "统一社会信用代码", "方式", "签订日期", "起始日期",
    }


def test_the_key_of_a_check_is_not_its_number_in_the_database():
    sheet = workbook_schema()["入驻核查"]
    assert [sheet.columns[place].header for place in sheet.key] == ["核查日期", "园区编码", "单元编号", "实际使用企业"]


def test_only_agreed_shares_are_shares():
    shares = {one.header for sheet in workbook_schema().values() for one in sheet.columns if one.kind is Kind.SHARE}
    assert shares == {"约定主导产业占比", "约定自持比例", "约定可售比例"}


def test_spaces_are_referred_to_within_their_park():
    references = {
        name: {one.headers: one.target for one in sheet.references} for name, sheet in workbook_schema().items()
    }
    for name in ("合同", "入驻核查", "检查隐患"):
        assert references[name]["园区编码", "单元编号"] == "单元"
    assert references["单元"] == {("园区编码",): "园区", ("园区编码", "楼栋编号"): "楼栋"}


def test_every_sheet_comes_after_those_that_it_refers_to():
    order = list(workbook_schema())
    for name, sheet in workbook_schema().items():
        assert all(order.index(one.target) < order.index(name) for one in sheet.references)
