"""The values that a native chart bears at its bars and points."""

from collections.abc import Mapping

from core.paper import Chart, ChartForm
from data.documents.chart_xml import text_style
from data.documents.palette import INK, ink_on

MOST_LABELS = 48
"""With more points than this, only the last of each line bears its value, and the axis says the rest."""
POSITIONS = {ChartForm.BARS: "outEnd", ChartForm.COLUMNS: "outEnd", ChartForm.STACKED: "ctr", ChartForm.LINES: "t"}
NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext>'
    "</c:extLst>"
)
"""Without lines from a value beside its column to its part: it bears the part's colour."""


def labels_fit(chart: Chart) -> bool:
    """Whether every value can bear its label."""
    return len(chart.categories) * len(chart.series) <= MOST_LABELS


def begins_at_nought(chart: Chart) -> bool:
    """Whether the axis of the values does: a bar that begins elsewhere misleads, a line does not."""
    values = [value for one in chart.series for value in one.values if value is not None]
    return chart.form is not ChartForm.LINES and not any(value < 0 for value in values)


def number_format(chart: Chart) -> str:
    """As Excel writes it; the unit is in the caption."""
    decimals = f".{'0' * chart.decimals}" if chart.decimals else ""
    return f"0{decimals}%" if chart.kind == "percent" else f"#,##0{decimals}"


def draw_labels(
    chart: Chart, colour: str, points: float, font: str, moved: Mapping[int, tuple[float, float]],
) -> str:
    """``c:dLbls`` of one series. moved: the values that stand beside their parts, by place, with their way there."""
    code = number_format(chart)
    if chart.form is ChartForm.STACKED:
        code = f"{code};-{code};"  # a nought has no height to stand in
    plain = f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
    inner = ink_on(colour)
    look = plain + text_style(points, inner if chart.form is ChartForm.STACKED else INK, font)
    if labels_fit(chart):
        position = f'<c:dLblPos val="{POSITIONS[chart.form]}"/>{_shown(value=True)}'
        outer = plain + text_style(points, INK if inner == INK else colour, font)
        aside = "".join(
            f'<c:dLbl><c:idx val="{place}"/><c:layout><c:manualLayout><c:x val="{right:.5f}"/><c:y val="{down:.5f}"/>'
            f"</c:manualLayout></c:layout>{outer}{position}</c:dLbl>" for place, (right, down) in moved.items()
        )
        return f"<c:dLbls>{aside}{look}{position}{NO_LEADERS if aside else ''}</c:dLbls>"
    last = ""
    if chart.form is ChartForm.LINES:
        index = f'<c:idx val="{len(chart.categories) - 1}"/>'
        last = f'<c:dLbl>{index}{look}<c:dLblPos val="r"/>{_shown(value=True)}</c:dLbl>'
    return f"<c:dLbls>{last}{_shown(value=False)}</c:dLbls>"


def _shown(*, value: bool) -> str:
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return "".join(f'<c:show{name} val="{int(value and name == "Val")}"/>' for name in names)
