"""The commands that carry workbooks in and out, as a person runs them."""

import gc
import shutil

import pytest
from sqlmodel import Session, select

from cli.guard import run
from data.engine import open_engine
from data.tables import Park
from manage import app
from tests.data.intake.workbooks import SAMPLE, Draft, load
from tests.tampering import put, tampering, without_guards

BROKEN = load("broken")


@pytest.fixture
def manage(tmp_path, monkeypatch, capsys):
    """Runs a command on a database of its own; gives exit code, what was printed, and what went to standard error."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def command(*words):
        code = run(lambda: app([str(word) for word in words], standalone_mode=False))
        printed, complaint = capsys.readouterr()
        assert "Traceback" not in printed + complaint
        return code, printed, complaint
    return command


@pytest.mark.parametrize("name", BROKEN)
def test_no_broken_workbook_gets_through(name, sqlite_template, manage, tmp_path):
    (tmp_path / "var").mkdir()
    shutil.copy(sqlite_template, tmp_path / "var" / "parks.db")
    code, printed, complaint = manage("import", Draft().apply(BROKEN[name]["break"]).write(tmp_path / "bad.xlsx"))
    assert (code, parks()) == (1, 0)
    assert f"没有导入：请改正上面的{len(BROKEN[name]['problems'])}个问题" in complaint
    for sheet, row, *_ in BROKEN[name]["problems"]:
        assert f"工作表「{sheet}」" + (f"第{row}行" if row else "") in printed


def parks():
    with Session(open_engine()) as session:
        return len(session.exec(select(Park)).all())


def test_a_workbook_goes_in_and_comes_out(manage, tmp_path):
    assert manage("init")[0] == 0
    code, printed, _ = manage("import", SAMPLE)
    assert (code, parks()) == (0, 6)
    assert "导入完成" in printed
    assert manage("export", tmp_path / "out.xlsx")[0] == 0
    assert "没有变更" in manage("import", tmp_path / "out.xlsx")[1]


def test_a_dry_run_shows_the_preview_and_writes_nothing(manage):
    code, printed, _ = manage("import", SAMPLE, "--dry-run")
    assert (code, parks()) == (0, 0)
    assert "1,199" in printed
    assert "没有写入" in printed


def test_problems_are_listed_whole_with_exit_code_1(manage, tmp_path):
    draft = Draft().apply({"set": ["单元", 2, "用途", "车间"], "set 2": ["清退", 2, "决议日期", "待定"]})
    code, printed, complaint = manage("import", draft.write(tmp_path / "bad.xlsx"))
    assert (code, parks()) == (1, 0)
    assert "工作表「单元」第2行「用途」列的值“车间”：不在可选范围内。请从中选一：生产、仓储、" in printed
    assert "工作表「清退」第2行「决议日期」列的值“待定”：不是日期。" in printed
    assert "2个问题" in complaint


def test_normalisations_and_changes_are_shown(manage, tmp_path):
    manage("import", Draft().write(tmp_path / "good.xlsx"))
    draft = Draft().apply({"set": ["园区", 2, "约定主导产业占比", "70 %"], "set 2": ["园区", 2, "占地面积(亩)", 31]})
    printed = manage("import", draft.write(tmp_path / "more.xlsx"))[1]
    assert "园区 第2行 约定主导产业占比：“70 %” → “0.7”" in printed
    assert "园区 第2行 占地面积(亩)：“30.5” → “31”" in printed


def test_a_file_that_is_no_workbook_is_one_sentence(manage, tmp_path):
    (tmp_path / "bad.xlsx").write_text("园区编码")
    code, printed, _ = manage("import", tmp_path / "bad.xlsx")
    assert code == 1
    assert "不是 .xlsx 工作簿" in printed


def test_the_template_can_be_imported_as_it_is(manage, tmp_path):
    assert manage("template", tmp_path / "template.xlsx")[0] == 0
    assert manage("import", tmp_path / "template.xlsx")[0] == 0


@pytest.mark.parametrize(("words", "sentence"), [
    (["nonsense"], "没有这个命令"),
    (["import"], "缺少参数 文件"),
    (["import", "--nonsense", "a.xlsx"], "没有选项 --nonsense"),
    (["import", "nothing.xlsx"], "没有导入"),
    (["export", "/no/such/directory/a.xlsx"], "没有这个目录"),
    (["template", "a.docx"], "应以 .xlsx 结尾"),
    (["evaluate", "--as-of", "2026-02-30"], "读不懂"),
    (["evaluate", "--as-of", "1899-12-31"], "太早"),
])
def test_a_mistake_is_answered_in_chinese(words, sentence, manage):
    code, _, complaint = manage(*words)
    assert code == 1
    assert sentence in complaint


def test_the_earliest_day_has_its_rules(manage):
    assert manage("evaluate", "--as-of", "1900-01-01", "--format", "json")[0] == 0


def test_a_database_that_cannot_be_opened_is_said_so(manage, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    code, _, complaint = manage("import", SAMPLE)
    assert code == 1
    assert "DATABASE_URL" in complaint
    assert (tmp_path / "var" / "errors.log").read_text()


def test_what_nobody_foresaw_is_a_sentence_and_a_log(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    assert run(lambda: 1 / 0) == 1
    assert "errors.log" in capsys.readouterr().err
    assert "ZeroDivisionError" in (tmp_path / "errors.log").read_text()


def test_the_record_of_acts_is_verified_and_anchored(manage, tmp_path):
    manage("import", SAMPLE)
    code, printed, _ = manage("audit", "anchor", tmp_path / "anchors")
    assert (code, "最后一条　第1条" in printed) == (0, True)
    code, printed, _ = manage("audit", "verify", "--anchor", tmp_path / "anchors")
    assert (code, "与1份存证一致" in printed) == (0, True)
    assert "--anchor" in manage("audit", "verify")[1]
    engine = open_engine()
    without_guards(engine)
    with tampering(engine) as connection:
        put(connection, 1, full_name="别人")
        connection.commit()
    code, printed, complaint = manage("audit", "verify")
    assert (code, "第1条" in printed, "1处问题" in complaint) == (1, True, True)


def test_without_acts_there_is_no_anchor(manage):
    code, _, complaint = manage("audit", "anchor")
    assert (code, "还没有操作记录" in complaint) == (1, True)


def test_a_file_that_holds_no_anchors_is_said_so(manage, tmp_path):
    (tmp_path / "anchors").write_text("x")
    code, _, complaint = manage("audit", "verify", "--anchor", tmp_path / "anchors")
    assert (code, "第1行读不懂" in complaint) == (1, True)


def test_a_database_is_backed_up_and_brought_back(manage, tmp_path):
    manage("import", SAMPLE)
    code, printed, _ = manage("backup", tmp_path / "a.backup")
    assert (code, "已备份到" in printed) == (0, True)
    code, _, complaint = manage("restore", tmp_path / "a.backup")
    assert (code, "加 --yes" in complaint) == (1, True)
    gc.collect()  # Engines of the commands before.
    code, printed, _ = manage("restore", tmp_path / "a.backup", "--yes")
    assert (code, "与备份一致" in printed, parks()) == (0, True, 6)
    assert "没有这个目录" in manage("backup", tmp_path / "no" / "a.backup")[2]
