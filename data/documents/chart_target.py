"""The target of a chart: a dashed line across columns and lines, the one line of the grid behind lying bars.

Lying bars can bear no line series in Office, and those tricks that pass for one break in WPS and LibreOffice.
"""

import math
from copy import deepcopy
from typing import Any

from core.paper import Chart, ChartForm
from data.documents.chart_xml import C, drop_children, element, insert_after, solid, text_style
from data.documents.palette import RED


def has_own_series(chart: Chart) -> bool:
    """Whether the target is one more series; if not, it is no target or a line of the grid."""
    return chart.target is not None and not is_grid_line(chart)


def is_grid_line(chart: Chart) -> bool:
    """Behind lying bars whose scale has room for one step of the target's size, and not for two."""
    if chart.form is not ChartForm.BARS or chart.target is None:
        return False
    low, high = _bounds(chart, chart.target)
    return low >= 0 and chart.target > 0 and high < 2 * chart.target


def target_name(chart: Chart) -> str:
    """As the legend or the axis shows it."""
    return chart.target_label or f"目标{chart.written(chart.target)}"


def draw_target_series(group: Any, series: Any, chart: Chart) -> None:
    """Dresses the last series of the group as the target; a line of columns moves into a group of its own."""
    if chart.form is ChartForm.BARS:
        look = f'<c:x><c:spPr><a:noFill/>{_dashes()}</c:spPr><c:invertIfNegative val="0"/></c:x>'
        insert_after(series.find(f"{C}tx"), element(look))
        return
    drop_children(series, f"{C}marker")
    marker = f'<c:marker><c:symbol val="dash"/><c:size val="7"/><c:spPr>{solid(RED)}</c:spPr></c:marker>'
    insert_after(series.find(f"{C}tx"), element(f"<c:x><c:spPr>{_dashes()}</c:spPr>{marker}</c:x>"))
    if chart.form is not ChartForm.LINES:
        _move_into_line_group(group, series)


def draw_target_grid(values: Any, chart: Chart, points: float, font: str) -> None:
    """One line of the grid, where the target is, and its name on the axis beneath."""
    if chart.target is None:
        return
    _, high = _bounds(chart, chart.target)
    values.find(f"{C}scaling")[:] = [element(f'<c:max val="{high}"/>'), element('<c:min val="0"/>')]
    grid = element(f"<c:majorGridlines><c:spPr>{_dashes()}</c:spPr></c:majorGridlines>")
    values.find(f"{C}axPos").addnext(grid)
    name = target_name(chart).replace('"', "")
    code = element('<c:numFmt formatCode="" sourceLinked="0"/>')
    code.set("formatCode", f'[>{chart.target / 2}]"{name}";""')
    grid.addnext(code)
    no_line = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    insert_after(values.find(f"{C}tickLblPos"), element(f"<c:x>{no_line}{text_style(points, RED, font)}</c:x>"))
    values.append(element(f'<c:majorUnit val="{chart.target}"/>'))


def _move_into_line_group(group: Any, series: Any) -> None:
    line = element('<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/></c:lineChart>')
    series.append(element('<c:smooth val="0"/>'))
    line.append(series)
    line.append(element('<c:marker val="1"/>'))
    for axis in group.findall(f"{C}axId"):
        line.append(deepcopy(axis))
    group.addnext(line)


def _dashes() -> str:
    return f'<a:ln w="19050" cap="flat">{solid(RED)}<a:prstDash val="dash"/></a:ln>'


def _bounds(chart: Chart, target: float) -> tuple[float, float]:
    """Of the value axis, with room for the labels."""
    found = [value for one in chart.series for value in one.values if value is not None and not math.isnan(value)]
    low, high = min(0.0, target, *found), max(0.0, target, *found)
    return low, high + (high - low) * 0.12
