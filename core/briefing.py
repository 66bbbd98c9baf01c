"""简报: chosen sections on a scope and a day, compared with an earlier day, as a paper without a format (L11)."""

from collections.abc import Callable, Iterable, Mapping

from core.paper import Paper, PaperKind, Section
from core.sections.alerts import alerts
from core.sections.asks import asks
from core.sections.basis import Basis
from core.sections.exits import exits
from core.sections.industry import industry
from core.sections.occupancy import occupancy
from core.sections.overall import overall
from core.sections.parks import parks
from core.sections.performance import performance
from core.sections.reporting import reporting

SECTIONS: Mapping[str, tuple[str, Callable[[Basis], Section]]] = {
    "overall": ("总体情况", overall),
    "occupancy": ("入驻与空置", occupancy),
    "industry": ("产业集聚", industry),
    "performance": ("履约评价", performance),
    "alerts": ("预警情况", alerts),
    "exits": ("整改与清退", exits),
    "reporting": ("数据报送", reporting),
    "parks": ("各园区情况", parks),
    "asks": ("下一步工作", asks),
}
"""Key -> what it is called, and the function that writes it; in the order in which they stand."""


def briefing(basis: Basis, data_version: int, keys: Iterable[str] = tuple(SECTIONS)) -> Paper:
    """The chosen sections in their order; of a scope without parks only the first. KeyError for an unknown section."""
    chosen = set(keys)
    if unknown := chosen - set(SECTIONS):
        raise KeyError(", ".join(sorted(unknown)))
    wanted = [write for key, (_, write) in SECTIONS.items() if key in chosen] if basis.parks else [overall]
    return Paper(
        PaperKind.BRIEFING, f"关于{basis.place}小微企业园运行情况的简报", basis.place, basis.as_of, basis.compare_to,
        tuple(write(basis) for write in wanted), basis.now.policy.versions, data_version,
    )
