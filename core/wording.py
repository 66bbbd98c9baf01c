"""How each breach is said, and in what unit its observed figure and its limit are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from core.rounding import rounded

BLANK = "未填"
MOST_DECIMALS = 9


@dataclass(frozen=True)
class Unit:
    """How a figure is written: times scale, with so many decimals, unit behind; gap is the unit of a difference."""

    name: str
    decimals: int = 2
    scale: int = 1
    gap: str = ""

    def write(self, value: float, decimals: int | None = None) -> str:
        """Percentages keep trailing zeros, others lose them."""
        places = self.decimals if decimals is None else decimals
        shown = f"{rounded(self.scale * value, places):,.{places}f}"
        if self.scale == 1 and "." in shown:
            shown = shown.rstrip("0").rstrip(".")
        return shown + self.name

    def in_full(self, value: float) -> str:
        """With as many decimals as the figure really has, the usual ones at least."""
        shown = round(self.scale * value, MOST_DECIMALS)
        enough = (decimals for decimals in range(self.decimals, MOST_DECIMALS) if round(shown, decimals) == shown)
        return self.write(value, next(enough, MOST_DECIMALS))


PERCENT = Unit("%", 1, 100, "个百分点")
AREA, LAND, SCORE = Unit("㎡"), Unit("亩"), Unit("分")
RENT, PRICE = Unit("元/㎡·月"), Unit("元/㎡")
DAYS, COUNT, NUMBER = Unit("天", 0), Unit("家", 0), Unit("")


@dataclass(frozen=True)
class Wording:
    """sentence: may name {who}, {observed}, {limit}, {gap} and, of some rules, {detail}."""

    sentence: str
    unit: Unit = NUMBER

    def texts(self, observed: Any, limit: Any) -> tuple[str, str, str]:
        """observed, limit and the gap between them as texts; figures that differ never look the same."""
        if not (is_figure(observed) and is_figure(limit)):
            return self._text(observed), self._text(limit), ""
        unit, decimals = self.unit, self.unit.decimals
        difference = Unit(unit.gap or unit.name, scale=unit.scale)
        while observed != limit and decimals < MOST_DECIMALS and (
            unit.write(observed, decimals) == unit.write(limit, decimals)
            or float(f"{unit.scale * abs(observed - limit):.{decimals}f}") == 0
        ):
            decimals += 1
        return unit.write(observed, decimals), unit.in_full(limit), difference.write(abs(observed - limit), decimals)

    def _text(self, value: Any) -> str:
        if isinstance(value, date):
            return f"{value.year}年{value.month}月{value.day}日"
        return self.unit.write(value) if is_figure(value) else str(value or BLANK)


def is_figure(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and not np.isnan(value)


WORDING: Mapping[str, Wording] = {
    "site_outside_plan": Wording("{who}使用{observed}，既不在工业主平台，也不在三年行动计划内"),
    "park_size": Wording("{who}{detail}建筑面积{observed}，低于{limit}", AREA),
    "provincial_park_size": Wording("{who}占地{observed}，低于省定{limit}，差{gap}", LAND),
    "developer_not_state_owned": Wording("{who}开发主体性质为{observed}，不是国有企业"),
    "collective_shareholder_operates": Wording("{who}的集体股东{observed}同时是运营机构"),
    "stock_conversion_unstated": Wording("{who}使用存量建设用地，未明确改造方式"),
    "concentration_below_floor": Wording("{who}主导及关联产业集聚度{observed}，低于{limit}，差{gap}", PERCENT),
    "leading_share_below_agreement": Wording("{who}主导产业占比{observed}，低于约定的{limit}，差{gap}", PERCENT),
    "manufacturing_minority": Wording("{who}制造业小微企业占在园企业{observed}，未超过{limit}", PERCENT),
    "self_held_below_agreement": Wording("{who}自持面积占比{observed}，低于约定的{limit}，差{gap}", PERCENT),
    "sold_over_agreement": Wording("{who}已售面积占比{observed}，超过约定的{limit}，多{gap}", PERCENT),
    "lease_not_main": Wording("{who}租赁面积占已租已售面积{observed}，低于{limit}，差{gap}", PERCENT),
    "rent_over_guide": Wording("{who}租金{observed}，高于指导价{limit}，高出{gap}", RENT),
    "price_over_guide": Wording("{who}售价{observed}，高于指导价{limit}，高出{gap}", PRICE),
    "entry_contract_missing": Wording("{who}未签订企业入园管理合同"),
    "admitted_without_review": Wording("{who}起始前没有通过入园审核（{detail}）"),
    "contract_expiring": Wording("{who}还有{observed}到期，已进入{limit}提醒期", DAYS),
    "performance_below_commitment": Wording("{who}履约得分{observed}，未达到合格线{limit}", SCORE),
    "rectification_notice_due": Wording("{who}上年度履约不达标，应下达整改通知"),
    "recheck_overdue": Wording("{who}整改期限已过，尚未复评"),
    "exit_candidate": Wording("{who}符合清退条件，列为清退候选"),
    "support_due": Wording("{who}上年度履约优秀，可予扶持激励"),
    "transfer_ready": Wording("{who}最近两个评价年度为{observed}，可申请受让厂房"),
    "unapproved_occupant": Wording("{who}最近一次核查发现未经批准的使用企业：{observed}"),
    "factory_in_factory": Wording("{who}最近一次核查发现{observed}企业从事生产，疑似厂中厂", COUNT),
    "expired_still_occupied": Wording("{who}没有生效的合同，{observed}核查时仍有企业使用"),
    "vacant_space_unlisted": Wording("{who}空置，未在“一键找园”发布"),
    "report_missing": Wording("{who}应报{limit}，缺{observed}"),
    "hazard_overdue": Wording("{who}整改期限{observed}已过，尚未销号"),
    "major_hazard_open": Wording("{who}为重大隐患，尚未销号"),
}
