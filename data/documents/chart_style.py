"""How a native chart looks: colours, fonts, labels and axes, put into the XML that python-pptx writes."""

from dataclasses import dataclass
from typing import Any

from lxml import etree

from core.paper import Chart, ChartForm
from data.documents.chart_labels import begins_at_nought, draw_labels, labels_fit, number_format
from data.documents.chart_piles import GAP_WIDTH, Plot, Room, beside, plot_of
from data.documents.chart_target import draw_target_grid, draw_target_series, has_own_series, is_grid_line
from data.documents.chart_xml import C, drop_children, element, insert_after, solid, text_style
from data.documents.palette import FAINT_INK, INK, LINE, series_colours

LONGEST_NAME = 34
"""Characters of a series' name that one line of the legend holds."""
MOST_LEVEL = 16
"""Names of categories that have room side by side."""


@dataclass(frozen=True)
class Style:
    """font: for Chinese and Latin letters alike. points: their size. size: of the chart in points."""

    font: str
    points: float = 10.5
    size: tuple[float, float] = (436.5, 212.6)

    @property
    def room(self) -> Room:
        return Room(*self.size, self.points - 1, self.points)


def styled(xml: bytes, chart: Chart, style: Style) -> bytes:
    """The chart part: what python-pptx wrote, with our look."""
    space = etree.fromstring(xml)
    plot = space.find(f".//{C}plotArea")
    group = plot.find(f"{C}lineChart" if chart.form is ChartForm.LINES else f"{C}barChart")
    all_series = group.findall(f"{C}ser")
    is_labelled_pile = chart.form is ChartForm.STACKED and labels_fit(chart) and begins_at_nought(chart)
    moved = beside(chart, style.room) if is_labelled_pile else {}
    for order, (series, colour) in enumerate(zip(all_series, series_colours(chart.series), strict=False)):
        own = {place: way for (part, place), way in moved.items() if part == order}
        _dress_series(series, chart, colour, draw_labels(chart, colour, style.points - 1, style.font, own))
    if chart.form is not ChartForm.LINES:
        _arrange_bars(group, stacked=chart.form is ChartForm.STACKED)
    _arrange_categories(plot.find(f"{C}catAx"), chart)
    _arrange_values(plot.find(f"{C}valAx"), chart, style)
    if is_labelled_pile:
        _fix_plot(plot, plot_of(chart, style.room))
    if has_own_series(chart):
        draw_target_series(group, all_series[-1], chart)
    _dress_space(space, style, legend=len(all_series) > 1)
    written: bytes = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _dress_series(series: Any, chart: Chart, colour: str, labels: str) -> None:
    drop_children(series, f"{C}marker")
    if chart.form is ChartForm.LINES:
        line = f'<c:spPr><a:ln w="28575" cap="rnd">{solid(colour)}<a:round/></a:ln></c:spPr>'
        dot = f"<c:spPr>{solid(colour)}<a:ln><a:noFill/></a:ln></c:spPr>"
        paint = f'{line}<c:marker><c:symbol val="circle"/><c:size val="6"/>{dot}</c:marker>'
    else:
        paint = f'<c:spPr>{solid(colour)}</c:spPr><c:invertIfNegative val="0"/>'
    insert_after(series.find(f"{C}tx"), element(f"<c:x>{paint}{labels}</c:x>"))


def _arrange_bars(group: Any, *, stacked: bool) -> None:
    drop_children(group, f"{C}varyColors", f"{C}overlap")
    group.find(f"{C}grouping").addnext(element('<c:varyColors val="0"/>'))
    gaps = f'<c:x><c:gapWidth val="{GAP_WIDTH if stacked else 60}"/><c:overlap val="{100 if stacked else 0}"/></c:x>'
    insert_after(group.findall(f"{C}ser")[-1], element(gaps))


def _arrange_categories(axis: Any, chart: Chart) -> None:
    """Lying bars begin above, as a list does; names lie level where they are few enough to be broken into lines."""
    if chart.form is ChartForm.BARS:
        axis.find(f"{C}scaling/{C}orientation").set("val", "maxMin")
    axis.find(f"{C}majorTickMark").set("val", "none")
    labels = axis.find(f"{C}tickLblPos")
    labels.set("val", "low")
    line = f'<c:spPr><a:ln w="19050">{solid(FAINT_INK)}</a:ln></c:spPr>'
    level = '<c:txPr><a:bodyPr rot="0" vert="horz"/><a:p><a:pPr><a:defRPr/></a:pPr></a:p></c:txPr>'
    insert_after(labels, element(f"<c:x>{line}{level if len(chart.categories) <= MOST_LEVEL else ''}</c:x>"))


def _fix_plot(plot: Any, place: Plot) -> None:
    """Where the labels reckon with it."""
    drop_children(plot, f"{C}layout")
    sides = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in (
        ("x", place.left), ("y", place.top), ("w", place.width), ("h", place.height)))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    plot.insert(0, element(f"<c:layout><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>"))
    scaling = plot.find(f"{C}valAx/{C}scaling")
    drop_children(scaling, f"{C}max", f"{C}min")
    scaling.extend([element(f'<c:max val="{place.high}"/>'), element('<c:min val="0"/>')])


def _arrange_values(axis: Any, chart: Chart, style: Style) -> None:
    """No axis where every value bears its label, save for the name of the target."""
    if chart.form is ChartForm.BARS:
        axis.find(f"{C}crosses").set("val", "max")
    if begins_at_nought(chart):
        axis.find(f"{C}scaling").append(element('<c:min val="0"/>'))
    axis.find(f"{C}majorTickMark").set("val", "none")
    grid = axis.find(f"{C}majorGridlines")
    if is_grid_line(chart):
        axis.remove(grid)
        draw_target_grid(axis, chart, style.points, style.font)
    elif labels_fit(chart) and chart.form is not ChartForm.LINES:
        axis.find(f"{C}delete").set("val", "1")
        axis.remove(grid)
    else:
        grid.append(element(f'<c:spPr><a:ln w="9525">{solid(LINE)}</a:ln></c:spPr>'))
        grid.addnext(element(f'<c:numFmt formatCode="{number_format(chart)}" sourceLinked="0"/>'))
        axis.find(f"{C}tickLblPos").addnext(element("<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"))


def _dress_space(space: Any, style: Style, *, legend: bool) -> None:
    chart = space.find(f"{C}chart")
    chart.find(f"{C}autoTitleDeleted").set("val", "1")
    drop_children(chart, f"{C}legend", f"{C}plotVisOnly", f"{C}dispBlanksAs", f"{C}showDLblsOverMax")
    if legend:
        letters = text_style(_legend_points(space, style), INK, style.font)
        chart.append(element(f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{letters}</c:legend>'))
    chart.append(element('<c:plotVisOnly val="1"/>'))
    chart.append(element('<c:dispBlanksAs val="gap"/>'))
    drop_children(space, f"{C}txPr", f"{C}roundedCorners")
    space.find(f"{C}date1904").addnext(element('<c:roundedCorners val="0"/>'))
    frame = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    insert_after(chart, element(f"<c:x>{frame}{text_style(style.points, INK, style.font)}</c:x>"))


def _legend_points(space: Any, style: Style) -> float:
    """Smaller for a long name: LibreOffice prints broken lines of a legend on top of each other."""
    longest = max(len(one.findtext(f"{C}tx//{C}v") or "") for one in space.iter(f"{C}ser"))
    return round(style.points * min(1.0, LONGEST_NAME / max(longest, 1)), 1)
