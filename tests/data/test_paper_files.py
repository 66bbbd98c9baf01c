"""A paper edited outside is kept beside the frozen one, and neither is ever overwritten."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.access import AccessError, Role
from data.paper_files import attach, files_of, take_file
from data.papers import PaperError, paper_of
from tests.data.test_papers import OFFICE, USERS, acts, county, frozen  # noqa: F401
from tests.papers import full_paper

WORD = b"PK\x03\x04 a document"


@pytest.fixture
def paper(county):  # noqa: F811
    return county, frozen(county)


def test_an_edited_file_is_kept_and_given_back(paper):
    engine, one = paper
    attach(engine, OFFICE, one, "简报修改稿.docx", WORD, note=" 领导改了标题 ", key="u")
    attach(engine, OFFICE, one, "简报修改稿.docx", WORD, note="again", key="u")
    [file] = files_of(engine, OFFICE, one)
    assert (file.filename, file.note, file.uploaded_by) == ("简报修改稿.docx", "领导改了标题", "办公室甲")
    assert take_file(engine, OFFICE, one, file.id) == WORD
    assert [act.subject for act in acts(engine, "导出")] == ["简报〔2026〕1号 简报修改稿.docx"]


def test_making_the_paper_again_leaves_the_edited_file(paper):
    engine, one = paper
    attach(engine, OFFICE, one, "改.docx", WORD, note="", key="u")
    again = frozen(engine, key="2", renews=one)
    assert [file.filename for file in files_of(engine, OFFICE, one)] == ["改.docx"]
    assert files_of(engine, OFFICE, again) == []
    assert paper_of(engine, OFFICE, one).paper == full_paper()


@pytest.mark.parametrize(("name", "content", "said"), [
    ("改.exe", b"MZ", "不是可以上传的文件"), ("改.docx", b"MZ", "不是 docx 文件"), ("改.pdf", WORD, "不是 pdf 文件"),
    ("改", WORD, "不是可以上传的文件"), ("改.docx", b"", "不是 docx 文件"),
    ("大.docx", b"PK" + bytes(20 * 1024 * 1024), "超过20 MB"),
])
def test_a_wrong_file_is_refused_with_a_sentence(paper, name, content, said):
    engine, one = paper
    with pytest.raises(PaperError, match=said):
        attach(engine, OFFICE, one, name, content, note="", key="u")
    assert files_of(engine, OFFICE, one) == []


def test_a_name_cannot_lead_elsewhere(paper):
    engine, one = paper
    attach(engine, OFFICE, one, "../../etc/改.docx", WORD, note="", key="u")
    assert files_of(engine, OFFICE, one)[0].filename == ".._.._etc_改.docx"


def test_leaders_read_and_do_not_upload(paper):
    engine, one = paper
    with pytest.raises(AccessError):
        attach(engine, USERS[Role.LEADER], one, "改.docx", WORD, note="", key="u")
    assert files_of(engine, USERS[Role.LEADER], one) == []


def test_an_operator_neither_sees_nor_takes_it(paper):
    engine, one = paper
    attach(engine, OFFICE, one, "改.docx", WORD, note="", key="u")
    [file] = files_of(engine, OFFICE, one)
    for asked in (lambda who: files_of(engine, who, one), lambda who: take_file(engine, who, one, file.id)):
        with pytest.raises(AccessError):
            asked(USERS[Role.OPERATOR])


@pytest.mark.parametrize("statement", ["UPDATE paper_file SET filename = 'x'", "DELETE FROM paper_file"])
def test_the_database_refuses_to_change_it(paper, statement):
    engine, one = paper
    attach(engine, OFFICE, one, "改.docx", WORD, note="", key="u")
    with pytest.raises(DBAPIError, match="append_only"), engine.begin() as connection:
        connection.execute(text(statement))
