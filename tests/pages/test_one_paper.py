"""One paper of 简报通报: downloaded whole, compared with today, edited beside, sent, received."""

import io
import zipfile

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from core.access import Role, User
from data.dispatches import Recipient, receive, send
from data.documents import Format
from data.paper_files import files_of
from data.papers import PaperError, paper_of, papers_of
from data.tables import PaperFile
from pages.parts.papers import edited, sent
from pages.parts.papers.detail import taken
from tests.pages.conftest import html_of
from tests.pages.people import (  # noqa: F401
    COUNTY,
    LEADER,
    OFFICE,
    OPERATOR,
    OTHER_PARK,
    PARK,
    own_county,
    said,
    visit,
)
from tests.pages.test_papers import (
    BRIEFING,
    a_paper,
    acts,
    end_three_contracts,
    labels,
    made,
    press,
    versions,
    view,
)

WORD = b"PK\x03\x04 a document"


def test_the_files_are_whole_and_each_that_is_taken_is_recorded(visit, own_county, monkeypatch):  # noqa: F811
    a_paper(own_county)
    before, files = acts(own_county, "导出"), {}
    monkeypatch.setattr(
        "streamlit.download_button", lambda _label, data, file_name, **_: files.update({file_name: data()}))
    visit(LEADER, "papers")
    assert set(files) == {f"简报〔2026〕1号第1版.{one}" for one in Format}
    for name, content in files.items():
        whole = content.startswith(b"%PDF") if name.endswith("pdf") else (
            zipfile.ZipFile(io.BytesIO(content)).testzip() is None)
        assert whole, name
    assert set(acts(own_county, "导出")[len(before):]) == set(files)


def test_an_error_in_the_making_stops_the_file_before_anything_is_recorded(visit, own_county, tmp_path):  # noqa: F811
    paper, before = a_paper(own_county), acts(own_county, "导出")
    visit(OFFICE, "papers")
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "方正小标宋.ttf").write_text("no font")
    with pytest.raises(PaperError, match="字体文件无法读取：方正小标宋.ttf"):
        taken(OFFICE, paper, paper_of(own_county, OFFICE, paper), Format.PDF, "a.pdf")
    assert acts(own_county, "导出") == before


def test_a_paper_that_was_tampered_with_is_not_shown(visit, own_county):  # noqa: F811
    paper = made(visit) and papers_of(own_county, OFFICE)[0].id
    with own_county.begin() as connection:
        connection.execute(text("DROP TRIGGER paper_refuses_UPDATE"))
        connection.execute(text("UPDATE paper SET content = replace(content, '龙泉市', '龙泉')"))
    app = visit(OFFICE, "papers", paper=str(paper))
    assert not app.exception
    assert "内容与校验值不符，不能打开" in html_of(app)
    assert "class=\"sheet\"" not in html_of(app)
    assert "内容与校验值不符，不能打开" in html_of(view(app, "制作简报"))


def test_what_has_changed_since_is_shown_and_leads_to_the_next_version(visit, own_county):  # noqa: F811
    made(visit)
    assert "没有变化，现有数据与定稿一致" in said(visit(OFFICE, "papers"))
    end_three_contracts(own_county)
    leader = visit(LEADER, "papers")
    assert "处与定稿不同；定稿本身不变" in said(leader)
    assert "<td>红橙预警<small>总体情况 · 主要指标</small></td>" in html_of(leader)
    assert not any("定稿" in one for one in labels(leader))
    app = press(visit(OFFICE, "papers"), "按现有数据定稿为第2版")
    assert f"已定稿：{BRIEFING}第2版。" in html_of(app)
    assert [version for _, version in versions(own_county)] == [2, 1]
    assert "没有变化，现有数据与定稿一致" in said(app)


def test_an_older_version_is_not_renewed(visit, own_county):  # noqa: F811
    made(visit)
    end_three_contracts(own_county)
    first = papers_of(own_county, OFFICE)[0].id
    press(visit(OFFICE, "papers"), "按现有数据定稿为第2版")
    app = visit(OFFICE, "papers", paper=str(first))
    assert "处与定稿不同" in said(app)
    assert not any(one.startswith("按现有数据") for one in labels(app))


# Edited outside

def upload(app, paper, name, content, count=0):
    app.file_uploader(key=f"attach-{paper}-{count}-file").upload(name, content)
    app.text_input(key=f"attach-{paper}-{count}-note").set_value("领导改了标题")
    return press(app, "上传")


def test_an_edited_file_is_kept_beside_the_paper(visit, own_county):  # noqa: F811
    paper = a_paper(own_county)
    app = upload(visit(OFFICE, "papers"), paper, "修改稿.docx", WORD)
    assert "已上传修改稿“修改稿.docx”，与定稿并存。" in html_of(app)
    assert "：领导改了标题" in said(app)
    with Session(own_county) as session:
        assert [one.content for one in session.exec(select(PaperFile))] == [WORD]
    assert versions(own_county) == [("简报〔2026〕1号", 1)]
    leader = visit(LEADER, "papers")
    assert "修改稿.docx" in [one.label for one in leader.get("download_button")]
    assert "上传" not in labels(leader)


def test_what_cannot_be_uploaded_is_said_and_the_form_keeps_what_was_typed(visit, own_county):  # noqa: F811
    paper = a_paper(own_county)
    app = press(visit(OFFICE, "papers"), "上传")
    assert "请先选择要上传的文件。" in html_of(app)
    upload(app, paper, "修改稿.docx", b"MZ")
    assert "内容不是 docx 文件" in html_of(app)
    assert app.text_input(key=f"attach-{paper}-0-note").value == "领导改了标题"
    assert files_of(own_county, OFFICE, paper) == []


def thrice(monkeypatch, place, name):
    """A press that comes three times before the page has answered: it bears one key."""
    once = getattr(place, name)
    monkeypatch.setattr(place, name, lambda *told, **named: [once(*told, **named) for _ in range(3)][0])


def test_a_press_that_comes_thrice_uploads_sends_and_confirms_once(visit, own_county, monkeypatch):  # noqa: F811
    thrice(monkeypatch, edited, "attach")
    thrice(monkeypatch, sent, "send")
    thrice(monkeypatch, sent, "receive")
    paper = a_paper(own_county)
    upload(visit(OFFICE, "papers"), paper, "修改稿.docx", WORD)
    assert len(files_of(own_county, OFFICE, paper)) == 1
    assert "已发送给8个单位。" in html_of(press(visit(OFFICE, "papers"), "发送"))
    press(visit(OPERATOR, "papers"), "签收")
    assert [one.split(" ")[1] for one in acts(own_county, "制发文件")] == ["第1版", "上传修改稿", "发送", "签收"]


# Sent and received

def test_a_paper_is_sent_to_whom_the_office_chooses(visit, own_county):  # noqa: F811
    paper = a_paper(own_county)
    app = visit(OFFICE, "papers")
    assert "还没有发送" in html_of(app)
    box = app.multiselect(key=f"send-{paper}-0-to")
    assert len(box.value) == 8
    box.set_value(["八都竹木产业园", "塔石汽车空调零部件产业园", "市应急管理局"])
    press(app, "发送")
    assert "简报〔2026〕1号已发送给3个单位。" in html_of(app)
    assert "已发送3个单位，签收0个，未签收3个" in html_of(app)
    assert "八都竹木产业园" not in app.multiselect(key=f"send-{paper}-3-to").options


def test_neither_the_office_nor_operators_by_their_unit_are_offered_a_paper(visit, own_county):  # noqa: F811
    paper = a_paper(own_county)
    options = visit(OFFICE, "papers").multiselect(key=f"send-{paper}-0-to").options
    assert options[8:] == ["市应急管理局"]


def test_sending_to_nobody_is_refused_with_a_sentence(visit, own_county):  # noqa: F811
    paper = a_paper(own_county)
    app = visit(OFFICE, "papers")
    app.multiselect(key=f"send-{paper}-0-to").set_value([])
    press(app, "发送")
    assert "请先选择发送给哪些园区和单位。" in html_of(app)
    assert "还没有发送" in html_of(app)


def test_the_operator_confirms_and_the_list_says_how_many_have_not(visit, own_county):  # noqa: F811
    paper = a_paper(own_county)
    to = [Recipient("八都竹木产业园", PARK), Recipient("塔石汽车空调零部件产业园", OTHER_PARK)]
    send(own_county, OFFICE, paper, to, key="s")
    app = visit(OPERATOR, "papers")
    assert list(app.dataframe[0].value["receipt"]) == ["待签收"]
    assert list(app.dataframe[1].value["recipient"]) == ["八都竹木产业园"]
    press(app, "签收")
    assert "已签收简报〔2026〕1号。" in html_of(app)
    assert "签收" not in labels(app)
    for user in (OFFICE, LEADER):
        seen = visit(user, "papers")
        assert list(seen.dataframe[0].value["receipt"]) == ["2个单位，1个未签收"]
        assert list(seen.dataframe[1].value["received"])[0] == "未签收"
        assert "签收" not in labels(seen)
    receive(own_county, User("b", "填报员丙", Role.OPERATOR, (COUNTY,), (OTHER_PARK,)), paper)
    assert list(visit(LEADER, "papers").dataframe[0].value["receipt"]) == ["2个单位均已签收"]


def test_a_paper_that_went_nowhere_says_so(visit, own_county):  # noqa: F811
    a_paper(own_county)
    assert list(visit(LEADER, "papers").dataframe[0].value["receipt"]) == ["未发送"]
