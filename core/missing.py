"""Which fact is missing where a rule cannot judge, by name, so that somebody can supply it."""

from collections.abc import Callable, Mapping

import numpy as np

from core.performance import INDICATORS
from core.situation import Situation
from core.terms import Base, ContractMode

Missing = Callable[[Situation, int], list[str]]
"""A situation and the row of the subject -> names of what is missing."""


def _blank(names: Mapping[str, bool]) -> list[str]:
    return [name for name, is_blank in names.items() if is_blank]


def _agreement(column: str, label: str, nothing: str) -> Missing:
    def missing(s: Situation, park: int) -> list[str]:
        empty = not s.areas.area_m2[park].sum() if nothing == "单元" else not s.members.area_m2.size
        return _blank({label: bool(np.isnan(getattr(s.facts.parks, column)[park])), nothing: empty})
    return missing


def _concentration(s: Situation, park: int) -> list[str]:
    share = s.concentration[Base(s.value("counting_base"))]
    return ["在园生产企业"] if np.isnan(share.coverage[park]) else ["在园企业的工业总产值"]


def _manufacturing(s: Situation, park: int) -> list[str]:
    tenants = np.unique(s.links.tenant[s.in_force & (s.links.contract_park == park)])
    sizes = s.facts.enterprises.size[s.links.tenant_enterprise[tenants]]
    return _blank({
        "用地性质": not s.facts.parks.land_use[park], "在园企业": not len(tenants),
        f"{sum(not one for one in sizes)}家企业的企业规模": any(not one for one in sizes),
    })


def _guide(s: Situation, contract: int) -> list[str]:
    park, contracts = s.links.contract_park[contract], s.facts.contracts
    if contracts.mode[contract] == ContractMode.DIRECT_SALE:
        own, guide = contracts.price_yuan[contract], s.facts.parks.guide_price_yuan[park]
        return _blank({"售价": bool(np.isnan(own)), "售价指导价": bool(np.isnan(guide))})
    own, guide = contracts.rent_yuan[contract], s.facts.parks.guide_rent_yuan[park]
    return _blank({"租金": bool(np.isnan(own)), "租金指导价": bool(np.isnan(guide))})


def _performance(s: Situation, contract: int) -> list[str]:
    year = s.as_of.year - 1
    promises, place = s.performance.promises, s.counting[contract]
    rows = np.flatnonzero(promises.contract_year == place)
    if not len(rows):
        return [f"{year}年承诺指标"]
    figures = s.figures.place(s.links.tenant[[contract]], np.array([year]))
    if figures[0] < 0:
        return [f"{year}年年报"]
    unknown = rows[np.isnan(promises.ratio[rows])]
    return [f"{year}年{INDICATORS[promises.indicator[row]]}的数据" for row in unknown]


def _fixed(*names: str) -> Missing:
    return lambda _situation, _row: [*names]


MISSING: Mapping[str, Missing] = {
    "provincial_park_size": _fixed("是否工业地产模式"),
    "collective_shareholder_operates": _fixed("运营机构"),
    "concentration_below_floor": _concentration,
    "leading_share_below_agreement": _agreement("agreed_leading_ratio", "约定主导产业占比", "在园生产企业"),
    "manufacturing_minority": _manufacturing,
    "self_held_below_agreement": _agreement("agreed_self_held_ratio", "约定自持比例", "单元"),
    "sold_over_agreement": _agreement("agreed_sold_ratio", "约定可售比例", "单元"),
    "lease_not_main": _fixed("已租或已售的单元"),
    "rent_over_guide": _guide,
    "price_over_guide": _guide,
    "entry_contract_missing": _fixed("是否签订入园管理合同"),
    "admitted_without_review": _fixed("入园审核日期"),
    "performance_below_commitment": _performance,
    "factory_in_factory": _fixed("是否从事生产"),
    "vacant_space_unlisted": _fixed("是否已发布一键找园"),
}

