"""各园区情况: park by park, how it stands, what presses there and by whom it is to be mended."""

from core.paper import Section, Table, Text
from core.sections.alerts import findings_in_words
from core.sections.basis import PRESSING, Basis
from core.terms import Verdict
from core.views.phrases import points, since
from core.views.scorecard import CONCENTRATION, OCCUPANCY, PASS_RATE, TAX

MOST_SAID = 8


def parks(basis: Basis) -> Section:
    """A heading, a paragraph and the pressing alerts of each park."""
    blocks: list[Text | Table] = []
    for code, name in basis.park_names.items():
        blocks += [Text(name, 1), Text(_paragraph(basis, code)), *_alerts(basis, code)]
    return Section("parks", "各园区情况", tuple(blocks) or (Text("没有登记的园区。"),))


def _paragraph(basis: Basis, code: str) -> str:
    card, before = basis.card.loc[[code]], basis.card_before.reindex([code])
    rate, share = OCCUPANCY.of_all(card), CONCENTRATION.written(CONCENTRATION.of_all(card))
    change = points(rate, OCCUPANCY.of_all(before))
    parts = [
        f"入驻率{OCCUPANCY.written(rate)}" + (f"，{since(basis.compare_to)}{change}" if change else ""),
        f"产业集聚度{share}" + ("，低于下限" if card["misses"].iloc[0] else ""),
        f"履约合格率{PASS_RATE.written(PASS_RATE.of_all(card))}",
        f"亩均税收{TAX.written(TAX.of_all(card))}",
        f"红橙预警{int(card['pressing'].iloc[0])}条",
        f"清退候选{int(card['candidates'].iloc[0])}份、清退中{int(card['leaving'].iloc[0])}份",
    ]
    unknown = basis.now.findings
    missing = int((unknown["park"].eq(code) & unknown["verdict"].eq(Verdict.CANNOT_JUDGE)).sum())
    return "；".join(parts) + (f"；因缺少数据无法判断{missing}项" if missing else "") + "。"


def _alerts(basis: Basis, code: str) -> tuple[Table, ...]:
    found = basis.alerts[basis.alerts["level"].isin(PRESSING) & basis.alerts["park"].eq(code)]
    if found.empty:
        return ()
    rest = f"，列前{MOST_SAID}条" if len(found) > MOST_SAID else ""
    name = basis.park_names[code]
    statement = f"{name}红橙预警{len(found)}条{rest}。"
    return (findings_in_words(basis, found.head(MOST_SAID), statement, f"{name}红橙预警"),)

