"""Where parks are built and how large they are (L2, L3, P1)."""

import numpy as np

from core.columns import below, equal
from core.judgement import Judgement, at_least, everyone, judge
from core.situation import Situation
from core.terms import ParkKind, SiteSource


def site_outside_plan(s: Situation) -> Judgement:
    """L2: newly added land lies in the main platform or the three-year plan."""
    parks = s.facts.parks
    is_new = equal(parks.site_source, SiteSource.NEW)
    return judge(is_new, parks.is_in_plan == 0, observed=parks.site_source, limit="在主平台或三年计划内")


def park_size(s: Situation) -> Judgement:
    """L3: a manufacturing park reaches one of two floors, of land or of floor area; another one its floor area."""
    parks = s.facts.parks
    makes = equal(parks.kind, ParkKind.MANUFACTURING)
    floor_m2 = np.where(makes, s.value("park_floor_area_floor_m2"), s.value("other_park_floor_area_floor_m2"))
    too_small = below(parks.floor_area_m2, floor_m2)
    too_small &= ~makes | below(parks.site_area_mu, s.value("park_site_area_floor_mu"))
    return judge(everyone(len(parks)), too_small, observed=parks.floor_area_m2, limit=floor_m2)


def provincial_park_size(s: Situation) -> Judgement:
    """P1: an industrial-estate park has the provincial floor of land, where the county is not relieved of it."""
    parks = s.facts.parks
    is_due = (parks.is_industrial_estate != 0) & (not s.value("provincial_size_is_relaxed"))
    result = at_least(is_due, parks.site_area_mu, s.value("provincial_park_size_mu"))
    unstated = np.isnan(parks.is_industrial_estate)
    return judge(is_due, result.verdict == 1, observed=result.observed, limit=result.limit, is_unknown=unstated)
