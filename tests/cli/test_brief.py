"""``manage.py brief``: frozen once, written whole, never over a file that is there."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from cli import brief
from core.access import EVERYTHING, Role, User
from core.bulletin import Span
from data import clock
from data.demo import fill
from data.documents import Format, write
from data.engine import bump, migrate, open_engine, writing
from data.papers import papers_of
from tests.cli.test_manage import manage  # noqa: F401

COUNTY = "331181"
OFFICE = User("office", "办公室甲", Role.OFFICE, EVERYTHING.counties)
DAY = ("--as-of", "2026-06-30")
FIRST = f"简报〔{clock.today().year}〕1号"


@pytest.fixture(scope="session")
def one_park(tmp_path_factory):
    """A database file with a demonstration of one park; tests copy it."""
    directory = tmp_path_factory.mktemp("one_park_for_briefs")
    engine = open_engine(f"sqlite:///{directory / 'parks.db'}")
    migrate(engine)
    fill(engine, parks=1)
    engine.dispose()
    return directory


@pytest.fixture
def run(manage, one_park, tmp_path):  # noqa: F811
    """Runs the command into ``tmp_path/out``; gives exit code, what was printed, and the complaint."""
    (tmp_path / "out").mkdir()
    shutil.copytree(one_park, tmp_path / "var")

    def command(*words, out=tmp_path / "out"):
        return manage("brief", "--out", out, *words)
    return command


@pytest.fixture
def out(tmp_path):
    """Names of all that is in the directory, hidden files too, in order."""
    return lambda: sorted(path.name for path in (tmp_path / "out").iterdir())


def stored():
    return [(one.number, one.version) for one in papers_of(open_engine(), OFFICE)]


def is_whole(path: Path):
    content = path.read_bytes()
    return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF") if path.suffix == ".pdf" else (
        zipfile.ZipFile(io.BytesIO(content)).testzip() is None)


def end_a_contract():
    with writing(open_engine()) as session:
        session.connection().execute(text(
            "UPDATE contract SET terminated_on = '2026-05-31' WHERE number = (SELECT number FROM contract WHERE"
            " terminated_on IS NULL AND ends_on > '2026-07-01' LIMIT 1)"))
        bump(session)


def test_it_writes_all_four_files_whole(run, out, tmp_path):
    code, printed, complaint = run(*DAY)
    assert (code, complaint) == (0, "")
    assert out() == sorted(f"{FIRST}第1版.{one}" for one in Format)
    assert all(is_whole(tmp_path / "out" / name) for name in out())
    assert f"已定稿{FIRST}第1版：关于龙泉市" in printed
    assert printed.count("已写出") == 4


def test_a_second_run_keeps_the_version_and_the_files(run, out, tmp_path):
    run(*DAY, "--format", "docx")
    edited = tmp_path / "out" / f"{FIRST}第1版.docx"
    edited.write_text("修改过")
    code, printed, _ = run(*DAY)
    assert code == 0
    assert f"内容没有变化，沿用{FIRST}第1版" in printed
    assert f"{edited} 已存在，没有覆盖。" in printed
    assert edited.read_text() == "修改过"
    assert len(out()) == 4
    assert stored() == [(FIRST, 1)]


def test_changed_facts_give_a_second_version_beside_the_first(run, out):
    run(*DAY, "--format", "docx")
    end_a_contract()
    assert "已定稿" in run(*DAY, "--format", "docx")[1]
    assert out() == [f"{FIRST}第1版.docx", f"{FIRST}第2版.docx"]
    assert stored() == [(FIRST, 2), (FIRST, 1)]


@pytest.mark.parametrize(("span", "name"), [
    (Span.MONTH, "2026年6月"), (Span.QUARTER, "2026年第二季度"), (Span.YEAR, "2025年度"),
])
def test_a_bulletin_of_the_latest_period_that_has_ended(run, out, span, name):
    code, printed, _ = run("--as-of", "2026-07-15", "--bulletin", span, "--format", "xlsx")
    assert code == 0
    assert f"关于{name}龙泉市" in printed
    assert out() == [f"{FIRST.replace('简报', '通报')}第1版.xlsx"]


def test_sections_go_by_key_or_title_and_formats_count_once(run, out):
    words = ("--section", "overall", "--section", "下一步工作", "--format", "docx", "--format", "docx")
    assert run(*DAY, *words)[0] == 0
    assert out() == [f"{FIRST}第1版.docx"]


@pytest.mark.parametrize(("words", "sentence"), [
    (["--section", "天气"], "没有这个章节：天气。可选：overall、"),
    (["--format", "odt"], "--format"),
    (["--as-of", "2026-02-30"], "日期“2026-02-30”读不懂"),
    (["--as-of", "1899-12-31"], "太早"),
    (["--compare-to", "昨天"], "日期“昨天”读不懂"),
    ([*DAY, "--compare-to", "2026-06-30"], "对比日2026-06-30应早于截至日2026-06-30。"),
    ([*DAY, "--compare-to", "2026-07-01"], "对比日2026-07-01应早于截至日2026-06-30。"),
    (["--county", "331102"], "数据库里没有县级代码331102，请核对 --county。"),
    (["--bulletin", "每周"], "--bulletin"),
], ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_a_mistake_is_answered_in_chinese_and_nothing_is_made(run, out, words, sentence):
    code, _, complaint = run(*words)
    assert code == 1
    assert sentence in complaint
    assert complaint.count("\n") == 1
    assert (out(), stored()) == ([], [])


def test_the_day_before_is_early_enough_to_compare_with(run):
    assert run(*DAY, "--compare-to", "2026-06-29", "--format", "xlsx")[0] == 0


def test_a_directory_that_is_not_there_is_said_so(run, tmp_path):
    code, _, complaint = run(*DAY, out=tmp_path / "no")
    assert (code, f"没有这个目录：{tmp_path / 'no'}。" in complaint) == (1, True)
    assert stored() == []


def test_a_directory_has_to_be_named(manage):  # noqa: F811
    code, _, complaint = manage("brief")
    assert (code, complaint) == (1, "缺少参数 目录。请加 --help 查看用法。\n")


def test_a_database_without_parks_is_said_so(manage, tmp_path):  # noqa: F811
    code, _, complaint = manage("brief", "--out", tmp_path, *DAY)
    assert (code, "数据库里没有县级代码331181" in complaint) == (1, True)


def test_a_writer_that_fails_leaves_no_file(run, out, monkeypatch):
    def failing(frozen, form):
        return 1 / 0 if form is Format.PDF else write(frozen, form)

    monkeypatch.setattr(brief, "write", failing)
    code, _, complaint = run(*DAY)
    assert (code, "没有料到的情况" in complaint, out()) == (1, True, [])


def test_after_a_writer_has_failed_the_next_run_writes_the_same_version(run, out, tmp_path):
    fonts = tmp_path / "var" / "fonts"
    fonts.mkdir()
    (fonts / "仿宋.ttf").write_text("no font")
    code, _, complaint = run(*DAY)
    assert (code, out()) == (1, [])
    assert "字体文件无法读取：仿宋.ttf。请在字体文件夹中换上完好的文件，或将其移除后再生成。" in complaint
    (fonts / "仿宋.ttf").unlink()
    assert run(*DAY)[0] == 0
    assert len(out()) == 4
    assert stored() == [(FIRST, 1)]


def test_a_disk_that_is_full_leaves_nothing_half_written(run, out, monkeypatch):
    put = Path.write_bytes

    def half(path, content):
        put(path, content[: len(content) // 2])
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", half)
    code, _, complaint = run(*DAY, "--format", "docx")
    assert (code, out()) == (1, [])
    assert "磁盘已满，没有写完" in complaint


def test_a_directory_that_may_not_be_written_is_said_so(run, monkeypatch):
    def refused(path, _):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes", refused)
    code, _, complaint = run(*DAY, "--format", "docx")
    assert (code, "没有读写权限" in complaint) == (1, True)
