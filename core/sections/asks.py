"""下一步工作: what is asked of whom, out of what waits; one paragraph for each who must act."""

from core.paper import Section, Text
from core.sections.basis import Basis
from core.views.agenda import agenda


def asks(basis: Basis) -> Section:
    """Grouped by who must act, the gravest matter first."""
    by_actor: dict[str, list[str]] = {}
    for matter in agenda(basis.now.findings, basis.now.policy):
        where = f"，涉及{matter.parks}个园区" if basis.parks > 1 else ""
        by_actor.setdefault(matter.actor, []).append(f"“{matter.title}”{matter.count}项{where}：{matter.action}")
    if not by_actor:
        return Section("asks", "下一步工作", (Text("没有需要交办的事项，请各单位继续做好日常管理和数据报送。"),))
    blocks: list[Text] = []
    for actor, matters in by_actor.items():
        blocks += [Text(actor, 1), *(Text(f"{one}。") for one in matters)]
    return Section("asks", "下一步工作", tuple(blocks))
