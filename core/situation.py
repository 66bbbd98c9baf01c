"""The facts of a scope seen from one day: every calculation that rules and pages rest on, each done once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from core.checks import Checks, judge_checks
from core.columns import NOWHERE, Mask, Positions, day, groups, total
from core.concentration import Membership, Shares, counts_for_members, is_inside, prefixes
from core.escalation import Escalation, escalate
from core.facts import Days, Numbers, Snapshot, Texts
from core.figures import YearFigures, known_reports, year_figures
from core.links import Links
from core.occupancy import LET, SOLD, Areas, areas_by, space_holder, space_states
from core.performance import Performance, Tenancies, evaluate
from core.policy import Policy
from core.tenure import ends, in_force


@dataclass(frozen=True, eq=False)
class Situation:
    """What is known of the snapshot on the day, judged by the policy; columns aligned with the snapshot's tables."""

    facts: Snapshot
    policy: Policy
    as_of: date

    @cached_property
    def on(self) -> np.datetime64:
        return day(self.as_of)

    @cached_property
    def links(self) -> Links:
        return Links(self.facts)

    def value(self, parameter: str) -> Any:
        """The parameter in force on the day."""
        return self.policy.value(parameter, self.as_of)

    # contracts

    @cached_property
    def until(self) -> Days:
        return ends(self.facts, self.links)

    def in_force_on(self, on: np.datetime64) -> Mask:
        return in_force(self.facts.contracts.starts_on, self.until, on)

    @cached_property
    def in_force(self) -> Mask:
        return self.in_force_on(self.on)

    @cached_property
    def contract_area_m2(self) -> Numbers:
        """All spaces of each contract, whatever their state."""
        held = (self.links.holding_contract != NOWHERE) & (self.links.holding_space != NOWHERE)
        area = self.facts.spaces.area_m2[self.links.holding_space[held]]
        return total(self.links.holding_contract[held], area, len(self.facts.contracts))

    @cached_property
    def contract_land_mu(self) -> Numbers:
        """The park's land in proportion to its floor area."""
        park, parks = self.links.contract_park, self.facts.parks
        return parks.site_area_mu[park] * self.contract_area_m2 / parks.floor_area_m2[park]

    def has_contract(self, contracts: Mask) -> Mask:
        """Tenants that hold one of the marked contracts."""
        mask = np.zeros(self.links.tenants, dtype=bool)
        mask[self.links.tenant[contracts]] = True
        return mask

    # spaces

    @cached_property
    def holder(self) -> Positions:
        return space_holder(self.links, self.in_force)

    @cached_property
    def state(self) -> Positions:
        return space_states(self.links, self.holder, self.on)

    @cached_property
    def is_occupied(self) -> Mask:
        """Spaces 已租 or 已售."""
        return np.asarray((self.state == LET) | (self.state == SOLD))

    @cached_property
    def areas(self) -> Areas:
        """By park."""
        return areas_by(self.links.space_park, self.state, self.facts.spaces.area_m2, len(self.facts.parks))

    def spaces_of(self, park: int) -> Positions:
        """The spaces of one park."""
        order, first = self._spaces_by_park
        return order[first[park]:first[park + 1]]

    @cached_property
    def _spaces_by_park(self) -> tuple[Positions, Positions]:
        order = np.argsort(self.links.space_park, kind="stable")
        return order, np.searchsorted(self.links.space_park[order], np.arange(len(self.facts.parks) + 1))

    # industries

    @cached_property
    def leading(self) -> Texts:
        """Per park the leading codes, as a tuple of prefixes."""
        return _tuples(self.facts.parks.leading_codes)

    @cached_property
    def leading_and_related(self) -> Texts:
        related = _tuples(self.facts.parks.related_codes)
        return _objects([one + other for one, other in zip(self.leading, related, strict=True)])

    @cached_property
    def tenant_is_inside(self) -> Mask:
        """Per tenant whether its industry is one of its park's leading or related ones."""
        return self._tenants_inside(self.leading_and_related)

    def _tenants_inside(self, codes: Texts) -> Mask:
        industries = self.facts.enterprises.industry_code[self.links.tenant_enterprise]
        return is_inside(codes, self.links.tenant_park, industries)

    @cached_property
    def counts_for_members(self) -> Mask:
        """Spaces whose tenants are members."""
        return counts_for_members(self.links, self.is_occupied)

    def members_in(self, spaces: Positions) -> Membership:
        """The tenants of these spaces as members."""
        area = self.facts.spaces.area_m2[spaces]
        tenant, place = groups(self.links.tenant[self.holder[spaces]])
        return Membership(tenant, total(place, area, len(tenant)), self.tenant_output[tenant])

    @cached_property
    def members(self) -> Membership:
        return self.members_in(self.counts_for_members.nonzero()[0])

    @cached_property
    def concentration(self) -> Shares:
        """By park, leading and related industries together."""
        return self._shares(self.tenant_is_inside)

    @cached_property
    def leading_share(self) -> Shares:
        """By park, leading industries alone."""
        return self._shares(self._tenants_inside(self.leading))

    def _shares(self, inside: Mask) -> Shares:
        tenant = self.members.tenant
        return self.members.shares(inside[tenant], self.links.tenant_park[tenant], len(self.facts.parks))

    # reports

    @cached_property
    def known_reports(self) -> Mask:
        return known_reports(self.facts.reports, self.on)

    @cached_property
    def figures(self) -> YearFigures:
        return year_figures(self.links, self.known_reports)

    @cached_property
    def output_year(self) -> Positions:
        """Per park the latest year for which an annual report is known; 0 without one."""
        reports = self.facts.reports
        annual = self.known_reports & (reports.quarter == 0) & (self.links.report_park != NOWHERE)
        year = np.zeros(len(self.facts.parks), np.int64)
        np.maximum.at(year, self.links.report_park[annual], reports.year[annual].astype(np.int64))
        return year

    @cached_property
    def tenant_output(self) -> Numbers:
        """Per tenant the 工业总产值 (万元) of its park's latest year; NaN where unknown."""
        tenants = np.arange(self.links.tenants)
        place = self.figures.place(tenants, self.output_year[self.links.tenant_park])
        return self.figures.of("output_wan_yuan", place)

    @cached_property
    def accidents(self) -> tuple[Positions, Positions]:
        """Tenant and year of every known report with a major accident or violation."""
        reports, tenant = self.facts.reports, self.links.report_tenant
        marked = (reports.had_major_accident == 1) | (reports.had_major_violation == 1)
        rows = (self.known_reports & marked & (tenant != NOWHERE)).nonzero()[0]
        return tenant[rows], reports.year[rows].astype(np.int64)

    # performance and exit

    @cached_property
    def tenancies(self) -> Tenancies:
        return Tenancies(
            self.links.tenant, self.facts.contracts.starts_on, self.until, self.contract_area_m2,
            self.contract_land_mu, self.in_force,
        )

    @cached_property
    def performance(self) -> Performance:
        return evaluate(
            self.tenancies, self.facts.commitments, self.links.commitment_contract, self.figures, self.accidents,
            self.policy, self.as_of,
        )

    @cached_property
    def counting(self) -> Positions:
        """Per contract its row in the performance of the counting year; NOWHERE where it is not in force."""
        return self.performance.place(np.arange(len(self.facts.contracts)), self.as_of.year - 1)

    @cached_property
    def checks(self) -> Checks:
        return judge_checks(self.links, self.facts.contracts.starts_on, self.until, self.on)

    @cached_property
    def escalation(self) -> Escalation:
        return escalate(self.links, self.in_force, self.performance, self.checks, self.policy, self.as_of)


def _tuples(codes: Texts) -> Texts:
    return _objects([prefixes(one) for one in codes])


def _objects(values: list[Any]) -> Texts:
    result = np.empty(len(values), dtype=object)
    result[:] = values
    return result
