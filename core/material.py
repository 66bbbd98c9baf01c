"""议题材料: what an item of the joint meeting's agenda rests on, as a paper without a format (L1, L9, P16)."""

from collections.abc import Callable, Mapping

from core.assessment import Assessment
from core.materials.about import About, Records, motion
from core.materials.alerting import alert_sections, rule_of
from core.materials.concentrating import concentration_sections
from core.materials.exiting import exit_sections
from core.meeting import ItemKind, Proposal
from core.paper import Paper, PaperKind, Section
from core.rules import BY_ID

SECTIONS: Mapping[ItemKind, Callable[[About], tuple[Section, ...]]] = {
    ItemKind.EXIT: exit_sections, ItemKind.LOW_CONCENTRATION: concentration_sections,
    ItemKind.RED_ALERT: alert_sections,
}
"""Kinds of items that have figures; of all others the material is the motion."""


def material(assessment: Assessment, topic: Proposal, names: Mapping[str, str], records: Records) -> Paper:
    """The facts behind an item, and its motion last. names: credit code -> enterprise."""
    about = About(assessment, topic, names, records)
    return Paper(
        PaperKind.MATERIAL, f"{topic.title}议题材料", about.park_name or records.place, assessment.as_of, None,
        _sections(about), assessment.policy.versions, records.data_version,
    )


def _sections(about: About) -> tuple[Section, ...]:
    write = SECTIONS.get(about.topic.kind)
    is_known = about.topic.kind is not ItemKind.RED_ALERT or rule_of(about) in BY_ID
    return write(about) if write and is_known else (motion(about),)


__all__ = ["Records", "material"]
