"""The values that a native chart bears at its bars and points."""

from core.paper import Chart, ChartForm

MOST_LABELS = 48
"""With more points than this, only the last of each line bears its value, and the axis says the rest."""
POSITIONS = {ChartForm.BARS: "outEnd", ChartForm.COLUMNS: "outEnd", ChartForm.STACKED: "ctr", ChartForm.LINES: "t"}


def labels_fit(chart: Chart) -> bool:
    """Whether every value can bear its label."""
    return len(chart.categories) * len(chart.series) <= MOST_LABELS


def number_format(chart: Chart) -> str:
    """As Excel writes it; the unit is in the caption."""
    decimals = f".{'0' * chart.decimals}" if chart.decimals else ""
    return f"0{decimals}%" if chart.kind == "percent" else f"#,##0{decimals}"


def draw_labels(chart: Chart, text_style: str) -> str:
    """``c:dLbls`` of one series."""
    code = number_format(chart)
    if chart.form is ChartForm.STACKED:
        code = f"{code};-{code};"  # a nought has no height to stand in
    look = f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
    look += text_style
    if labels_fit(chart):
        return f'<c:dLbls>{look}<c:dLblPos val="{POSITIONS[chart.form]}"/>{_shown(value=True)}</c:dLbls>'
    last = ""
    if chart.form is ChartForm.LINES:
        index = f'<c:idx val="{len(chart.categories) - 1}"/>'
        last = f'<c:dLbl>{index}{look}<c:dLblPos val="r"/>{_shown(value=True)}</c:dLbl>'
    return f"<c:dLbls>{last}{_shown(value=False)}</c:dLbls>"


def _shown(*, value: bool) -> str:
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return "".join(f'<c:show{name} val="{int(value and name == "Val")}"/>' for name in names)
