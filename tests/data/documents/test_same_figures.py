"""The four files of a paper say the same: every figure of the frozen record in its place, once, and no other.

What is wanted is put together here from the record itself, and not with the writers' own pieces.
"""

import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from core.briefing import briefing
from core.bulletin import Span, bulletin, last_period
from core.paper import Chart, ChartForm, Figures, Section, Table, Text, day_in_words, outline
from core.policy import load_policy
from core.sections.basis import basis_of
from core.slides import slides
from data.demo import LAST_DAY, build_demo
from data.documents import Format, write
from tests.core.county import a_county
from tests.data.documents.reading_back import CHART, PAGE, as_shown, excel, pdf, powerpoint, word
from tests.data.test_demo import snapshot_of
from tests.papers import LONG, frozen, full_paper

BEFORE = date(2025, 12, 31)
NOTHING = {name: [] for name in ("parks", "buildings", "spaces", "enterprises", "contracts")}


@cache
def demo():
    """Facts and names of the demo county."""
    tables = build_demo()
    return snapshot_of(tables), {one["credit_code"]: one["name"] for one in tables["enterprise"]}


def of_county(facts, names, before=BEFORE):
    return basis_of("龙泉市", facts, load_policy(), LAST_DAY, before, names)


@cache
def paper_of(name):
    """Judged once and written once, whatever is then looked at."""
    period = last_period(Span.QUARTER, LAST_DAY)
    match name:
        case "empty county":
            return briefing(of_county(a_county(**NOTHING), {}), 7)
        case "one park":
            return briefing(of_county(a_county(), {"E1": "演示甲公司"}), 7)
        case "demo county":
            return briefing(of_county(*demo()), 7)
        case "bulletin":
            return bulletin(of_county(*demo(), period.before), period, 7)
    return full_paper()


@cache
def written(name, form):
    return write(frozen(paper_of(name)), form)


every_paper = pytest.mark.parametrize("name", ["empty county", "one park", "demo county", "bulletin", "every block"])


def rows_of(block):
    """Header and cells as they are printed, with the units of figures beside them."""
    if isinstance(block, Table):
        return [[one.header for one in block.columns], *(
            [column.written(value) for column, value in zip(block.columns, row, strict=True)] for row in block.rows
        )]
    rows = [[one.label, one.text, one.change, one.note] for one in block.figures]
    kept = [place for place in range(4) if place < 2 or any(row[place] for row in rows)]
    return [[row[place] or "—" for place in kept] for row in [["指标", "数值", "变化", "说明"], *rows]]


def printed(paper):
    """Texts, rows and charts in their order; a statement that was just said is not said again."""
    last = ""
    for block, number in outline(paper):
        match block:
            case Section(title=title):
                yield f"{number}{title}"
                last = ""
            case Text(text=text):
                yield from (f"{number}{line}" for line in text.splitlines() if line.strip())
                last = text
            case _:
                if block.statement not in last:
                    yield block.statement
                    last = block.statement
                yield block


def basis_in_words(paper):
    rules = "；".join(re.sub(r"(\d{4})-0?(\d+)-0?(\d+)", r"\1年\2月\3日", one) for one in paper.rules)
    compared = f"，与{day_in_words(paper.compare_to)}比较" if paper.compare_to else ""
    based = f"，依据{rules}" if rules else ""
    return f"统计口径：范围为{paper.scope}，数据截至{day_in_words(paper.as_of)}{compared}{based}。"


def missing(chart):
    gaps = [f"{name}（{one.name}）" if len(chart.series) > 1 else name for one in chart.series
            for name, value in zip(chart.categories, one.values, strict=True) if value is None]
    return f"无数据：{'、'.join(gaps)}" if gaps else ""


def unit_of(chart):
    return f"（单位：{chart.unit}）" if chart.unit else ""


def is_drawn(chart):
    return any(value is not None for one in chart.series for value in one.values)


def assert_native(found, chart):
    """The points are those of the record, and what they bear are its words; a nought in a pile bears none."""
    names, series = found
    assert names == list(chart.categories)
    for (name, points), one in zip(series, chart.series, strict=False):
        assert name == one.name
        assert [value for value, _ in points] == [None if value is None else pytest.approx(value, rel=1e-14)
                                                  for value in one.values]
        bare = len(chart.categories) * len(chart.series) > 48
        silent = {None, 0} if chart.form is ChartForm.STACKED else {None}
        labels = [words for _, words in points]
        assert labels == ["" if bare or value in silent else chart.written(value) for value in one.values] or (
            bare and labels[:-1] == [""] * (len(labels) - 1))
    for _, points in series[len(chart.series):]:
        assert {value for value, _ in points} == {chart.target}
    assert len(series) - len(chart.series) <= (chart.target is not None)


@every_paper
def test_word_says_what_the_record_says_in_its_order_and_nothing_else(name):
    paper, found = paper_of(name), list(word(written(name, Format.WORD)))
    tables = charts = 0
    for block in printed(paper):
        if isinstance(block, str):
            assert found.pop(0)[1] == block
        elif not isinstance(block, Chart):
            tables += 1
            assert found.pop(0) == ("Caption", f"表{tables}　{block.title}")
            header, *rows = rows_of(block)
            assert found.pop(0) == [header, *(rows or [["无"] * len(header)])]
        else:
            charts += 1
            caption = ("Caption", f"图{charts}　{block.title}{unit_of(block)}")
            if is_drawn(block):
                assert_native(found.pop(0), block)
            assert found.pop(0) == caption
            if not is_drawn(block) or missing(block):
                assert found.pop(0) == ("Note", missing(block) if is_drawn(block) else "无数据。")
    assert found == [("BodyText", basis_in_words(paper))]


@every_paper
def test_the_deck_says_what_its_slides_say_and_nothing_else(name):
    paper = paper_of(name)
    shown, found = slides(paper), list(powerpoint(written(name, Format.POWERPOINT)))
    assert len(found) == len(shown)
    for slide, (texts, tables, charts, notes) in zip(shown[1:], found[1:], strict=True):
        picture = slide.picture
        title = picture.title + (unit_of(picture) if isinstance(picture, Chart) else "")
        wanted = [slide.statement, slide.section, f"{slide.number} / {len(shown)}"]
        wanted += [title] if title != slide.statement else []
        if isinstance(picture, Figures):
            wanted += [text for one in picture.figures for text in (one.label, one.text, one.change, one.note) if text]
        elif isinstance(picture, Chart):
            wanted += [missing(picture)] if is_drawn(picture) and missing(picture) else []
            wanted += [] if is_drawn(picture) else ["无数据"]
            assert len(charts) == is_drawn(picture)
            if charts:
                assert_native(charts[0], picture)
        else:
            header, *rows = rows_of(picture)
            assert tables == [[header, *(rows or [["无", *[""] * (len(header) - 1)]])]]
        assert Counter(one for one in texts if "校验值" not in one) == Counter(wanted)
        section = next(one for one in paper.sections if one.title == slide.section)
        assert notes == "\n".join(one.text for one in section.blocks if isinstance(one, Text))


@every_paper
def test_the_workbook_shows_what_the_record_says_and_nothing_else(name):
    paper, sheets = paper_of(name), list(excel(written(name, Format.EXCEL)))
    pictures = [picture for _, picture in paper.pictures()]
    for picture, (_, head, grid) in zip(pictures, sheets, strict=True):
        assert head[:2] == [[picture.title], [picture.statement]]
        if isinstance(picture, Figures):
            wanted = [["指标", "数值", "单位", "变化", "说明"], *(
                [one.label, one.text.removesuffix(one.unit) if one.value is not None else one.text, one.unit or "—",
                 one.change or "—", one.note or "—"] for one in picture.figures)]
        elif isinstance(picture, Table):
            wanted = rows_of(picture)
        else:
            wanted = grid_of(picture)
        assert [row[:len(wanted[0])] for row in grid] == wanted
        assert not any(any(row[len(wanted[0]):]) for row in grid)


def grid_of(chart):
    """One row a category; last the target."""
    unit = f"（{chart.unit}）" if chart.unit else ""
    columns = [[f"{one.name}{unit}", *map(chart.written, one.values)] for one in chart.series]
    if chart.target is not None:
        columns.append([chart.target_label, *[chart.written(chart.target)] * len(chart.categories)])
    return [list(row) for row in zip(["名称", *chart.categories], *columns, strict=True)]


class Reader:
    """Takes from the letters of a PDF what must come next; a page may begin anywhere."""

    def __init__(self, letters, stamp):
        feet = rf"—\d+—{re.escape(squeezed(stamp))}"
        assert len(re.findall(feet, letters)) == letters.count(PAGE)
        self.left = re.sub(feet, "", letters)

    def take(self, text):
        end = self.end_of(text)
        assert end is not None, f"{text} … {self.left[:80]}"
        self.left = self.left[end:]

    def end_of(self, text):
        """Where it ends, if it comes next."""
        found = re.match(f"{PAGE}*" + f"{PAGE}?".join(map(re.escape, squeezed(text))), self.left)
        return found and found.end()

    def take_row(self, row, header):
        """On a new page the header comes first."""
        text = "".join(row)
        if self.left.startswith(PAGE) and self.end_of(text) is None:
            self.take("".join(header))
        self.take(text)


def squeezed(text):
    return re.sub(r"\s", "", text)


@every_paper
def test_the_pdf_says_what_the_record_says_in_its_order_and_nothing_else(name):
    one = frozen(paper_of(name))
    letters, charts = pdf(written(name, Format.PDF))
    reader = Reader(letters, one.stamp.text)
    letter = one.letter
    for text in (letter.issuer, letter.number, one.paper.title, f"{letter.addressees}："):
        reader.take(text)
    numbers = Counter()
    for block in printed(one.paper):
        if isinstance(block, str):
            reader.take(block)
        elif not isinstance(block, Chart):
            numbers["表"] += 1
            reader.take(f"表{numbers['表']}{block.title}")
            header, *rows = rows_of(block)
            reader.take("".join(header))
            for row in rows or [["无"]]:
                reader.take_row(row, header)
        else:
            numbers["图"] += 1
            reader.take(CHART)
            assert_drawn(charts.pop(0), block)
            reader.take(f"图{numbers['图']}{block.title}{missing(block)}")
    day = day_in_words(letter.signed_on)
    for text in (basis_in_words(one.paper), letter.issuer, day, f"（{letter.contact}）", f"抄送：{letter.copies}。",
                 letter.issuer, f"{day}印发"):
        reader.take(text)
    assert reader.left.strip(PAGE) == ""
    assert not charts


NUMBER = re.compile(r"-?[\d,]+(\.\d+)?%?")


def assert_drawn(found, chart):
    """Every figure once, a nought in a pile excepted; beside them the sums of piles and the marks of the axis."""
    left = Counter(found)
    values = [value for one in chart.series for value in one.values if value is not None]
    is_pile = chart.form is ChartForm.STACKED
    left.subtract(chart.written(value) for value in values if value or not is_pile)
    left.subtract(one for one in chart.categories if NUMBER.fullmatch(one))
    if is_pile:
        piles = list(zip(*(one.values for one in chart.series), strict=True))
        left.subtract(chart.written(sum(pile)) for pile in piles if None not in pile)
    assert min(left.values(), default=0) >= 0, f"缺少 {-left}"
    marks = [float(one.rstrip("%").replace(",", "")) for one in (+left).elements() if NUMBER.fullmatch(one)]
    assert_axis(sorted(marks), chart)
    named = squeezed("".join([*chart.categories, *(one.name for one in chart.series), chart.target_label, LONG,
                              f"单位：{chart.unit}", "无数据部分●◆▲■"]))
    others = [one for one in +left if not NUMBER.fullmatch(one)]
    assert [one for one in others if one.rstrip("…") not in named] == []


def assert_axis(marks, chart):
    """At equal steps from below the smallest to above the largest; lying bars have none."""
    if chart.form is ChartForm.BARS or not is_drawn(chart):
        assert marks == []
        return
    steps = {round(after - before, 9) for before, after in pairwise(marks)}
    assert len(steps) == 1
    assert min(steps) > 0


@pytest.mark.parametrize(("value", "code", "words"), [
    (4.35, "#,##0.0", "4.4"), (0.8345, "0.0%", "83.5%"), (12345.6, "#,##0", "12,346"), (-0.04, "0.0%", "-4.0%"),
    (0, "0;-0;", ""),
])
def test_a_spreadsheet_shows_a_number_so(value, code, words):
    assert as_shown(value, code) == words
