"""What the figures suggest for the agenda of the joint meeting (L1): one item each, with its motion."""

from collections import Counter
from collections.abc import Callable, Mapping

from core.assessment import Assessment
from core.meeting import ItemKind, Proposal
from core.rules import BY_ID
from core.sections.basis import rows_of
from core.terms import ExitStep, Severity, Verdict
from core.views.citing import cited
from core.views.concentration_table import concentration_table
from core.views.departures import EXIT, exit_rules, exits_table
from core.views.scorecard import concentration_floor
from core.wording import AREA, PERCENT, WORDING

Source = Callable[[Assessment, Mapping[str, str]], list[Proposal]]
FLOOR = "concentration_below_floor"
BETWEEN = "~"
"""Stands between rule and park in the subject of red alerts."""


def proposals(assessment: Assessment, names: Mapping[str, str]) -> list[Proposal]:
    """Of every source in their order. names: credit code -> enterprise."""
    return [one for source in SOURCES for one in source(assessment, names)]


def exit_candidates(assessment: Assessment, names: Mapping[str, str]) -> list[Proposal]:
    """One for each contract, ranked as 清退名单 ranks them (L9)."""
    table = exits_table(assessment)
    rows = rows_of(table[table["step"].eq(ExitStep.CANDIDATE)])
    firms = Counter(row["credit_code"] for row in rows)
    reasons = {one.contract: one.reasons for one in assessment.exits}
    return [
        _exit(row, assessment, names, reasons[row["contract"]], is_only=firms[row["credit_code"]] == 1) for row in rows
    ]


def _exit(
    row: Mapping[str, object], assessment: Assessment, names: Mapping[str, str], reasons: list[str],
    *, is_only: bool,
) -> Proposal:
    code, contract, park = str(row["credit_code"]), str(row["contract"]), str(row["park"])
    firm, where = names.get(code, code), str(assessment.parks["name"][park])
    basis = "、".join(cited(assessment.policy, rule) for rule in exit_rules(reasons))
    held = f"合同{contract}，{AREA.write(float(row['area_freed_m2']), 0)}"  # type: ignore[arg-type]
    motion = (
        f"对{where}{firm}（{held}）予以清退，由运营机构依照入园管理合同收回厂房，组织再租售。"
        f"事由：{row['reasons']}。依据：{basis}。"
    )
    title = f"关于{firm}清退事项" if is_only else f"关于{firm}（合同{contract}）清退事项"
    return Proposal(ItemKind.EXIT, title, motion, park, contract)


def low_concentrations(assessment: Assessment, names: Mapping[str, str]) -> list[Proposal]:  # noqa: ARG001
    """One for each park below the floor, the lowest first (L6)."""
    floor = concentration_floor(assessment)
    if floor is None:
        return []
    table, basis = concentration_table(assessment), cited(assessment.policy, FLOOR)
    return [
        Proposal(
            ItemKind.LOW_CONCENTRATION, f"关于{row['name']}产业集聚度不达标事项",
            f"由{row['name']}运营机构调整招商方向，停止引入其他产业企业，制定提升方案，将产业集聚度由"
            f"{WORDING[FLOOR].texts(row['official'], floor)[0]}提高到{PERCENT.write(floor, 0)}以上。依据：{basis}。",
            row["park"], row["park"],
        )
        for row in rows_of(table[table["verdict"].eq(Verdict.BREACHED)])
    ]


def red_alerts(assessment: Assessment, names: Mapping[str, str]) -> list[Proposal]:  # noqa: ARG001
    """One for each rule and park, however many subjects there are, so that the agenda stays short (P16)."""
    found = assessment.findings
    red = found[found["verdict"].eq(Verdict.BREACHED) & found["severity"].eq(Severity.RED)]
    pairs = red.loc[~red["rule"].isin((EXIT, FLOOR)), ["rule", "park"]].itertuples(index=False, name=None)
    return [_red(assessment, str(rule), str(park), count) for (rule, park), count in Counter(pairs).items()]


def _red(assessment: Assessment, rule: str, park: str, count: int) -> Proposal:
    where, policy = str(assessment.parks["name"][park]), assessment.policy
    motion = f"由{policy.rules[rule].action}，涉及{where}{count}项。依据：{cited(policy, rule)}。"
    return Proposal(ItemKind.RED_ALERT, f"关于{where}“{BY_ID[rule].title}”事项", motion, park, f"{rule}{BETWEEN}{park}")


SOURCES: tuple[Source, ...] = (exit_candidates, low_concentrations, red_alerts)
"""In the order in which they stand on the agenda; a further capability adds its own here."""
