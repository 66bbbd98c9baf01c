"""The rules: which function judges which subjects, and what a reader calls it; the books say by which clause."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from core.clauses import development, industry, letting, performance, planning, supervision, use
from core.judgement import Judgement, Subject
from core.situation import Situation
from core.terms import Modality, Severity

SEVERITY = {
    Modality.FORBIDDEN: Severity.RED,
    Modality.REQUIRED: Severity.ORANGE,
    Modality.IN_PRINCIPLE: Severity.YELLOW,
    Modality.REMINDER: Severity.BLUE,
    Modality.ENCOURAGED: Severity.GOOD,
}
"""What a breach may become, by how strongly the clause binds."""


@dataclass(frozen=True)
class Rule:
    """One rule; its id is the function's name.

    rests_on: the parameters that decide it. by_signing: only contracts signed since the clause came into force.
    """

    judge: Callable[[Situation], Judgement]
    subject: Subject
    title: str
    rests_on: tuple[str, ...] = ()
    by_signing: bool = False

    @cached_property
    def id(self) -> str:
        return self.judge.__name__


SCORING = (
    "score_weights", "score_cap", "known_weight_floor", "months_in_force_floor", "excellent_score", "pass_score",
    "rectify_score",
)
"""What the performance score and grade rest on."""

RULES = (
    Rule(planning.site_outside_plan, Subject.PARK, "新增用地在规划范围外"),
    Rule(
        planning.park_size, Subject.PARK, "园区规模不足",
        ("park_site_area_floor_mu", "park_floor_area_floor_m2", "other_park_floor_area_floor_m2"),
    ),
    Rule(
        planning.provincial_park_size, Subject.PARK, "低于省定用地规模",
        ("provincial_park_size_mu", "provincial_size_is_relaxed"),
    ),
    Rule(development.developer_not_state_owned, Subject.PARK, "开发主体非国有企业"),
    Rule(development.collective_shareholder_operates, Subject.PARK, "集体股东参与运营"),
    Rule(development.stock_conversion_unstated, Subject.PARK, "存量用地未明确改造方式"),
    Rule(
        industry.concentration_below_floor, Subject.PARK, "产业集聚度不达标",
        ("concentration_floor", "counting_base"),
    ),
    Rule(industry.leading_share_below_agreement, Subject.PARK, "主导产业占比低于约定", ("counting_base",)),
    Rule(
        industry.manufacturing_minority, Subject.PARK, "制造业小微企业未过半",
        ("manufacturing_share_floor", "manufacturing_divisions"),
    ),
    Rule(letting.self_held_below_agreement, Subject.PARK, "自持比例低于约定"),
    Rule(letting.sold_over_agreement, Subject.PARK, "出让比例超过约定"),
    Rule(letting.lease_not_main, Subject.PARK, "租赁未占主体", ("lease_share_floor",)),
    Rule(letting.rent_over_guide, Subject.CONTRACT, "租金高于指导价", by_signing=True),
    Rule(letting.price_over_guide, Subject.CONTRACT, "售价高于指导价", by_signing=True),
    Rule(letting.entry_contract_missing, Subject.CONTRACT, "未签入园管理合同", by_signing=True),
    Rule(letting.admitted_without_review, Subject.CONTRACT, "未经审核入园", by_signing=True),
    Rule(letting.contract_expiring, Subject.CONTRACT, "合同即将到期", ("expiry_reminder_days",)),
    Rule(performance.performance_below_commitment, Subject.CONTRACT, "履约未达承诺", SCORING),
    Rule(performance.rectification_notice_due, Subject.CONTRACT, "应发整改通知", SCORING),
    Rule(performance.recheck_overdue, Subject.CONTRACT, "整改到期未复评"),
    Rule(performance.exit_candidate, Subject.CONTRACT, "清退候选", (*SCORING, "stranger_days")),
    Rule(performance.support_due, Subject.CONTRACT, "可予扶持", SCORING),
    Rule(performance.transfer_ready, Subject.CONTRACT, "可申请受让", SCORING),
    Rule(use.unapproved_occupant, Subject.SPACE, "未经批准的使用企业"),
    Rule(use.factory_in_factory, Subject.SPACE, "疑似厂中厂"),
    Rule(use.expired_still_occupied, Subject.SPACE, "无合同仍被占用"),
    Rule(use.vacant_space_unlisted, Subject.SPACE, "空置单元未发布"),
    Rule(supervision.report_missing, Subject.TENANT, "数据填报缺失", ("annual_report_due", "quarter_report_due_days")),
    Rule(supervision.hazard_overdue, Subject.HAZARD, "隐患逾期未销号"),
    Rule(supervision.major_hazard_open, Subject.HAZARD, "重大隐患未销号"),
)
BY_ID = {rule.id: rule for rule in RULES}
