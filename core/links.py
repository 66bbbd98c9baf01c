"""How the tables of a snapshot refer to each other, as positions."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.columns import NOWHERE, PairPlaces, Positions, groups, places_among, places_by_key, positions_of
from core.facts import Snapshot, Texts


@dataclass(frozen=True, eq=False)
class Links:
    """For each row of a table the position of what it refers to; NOWHERE where it refers to nothing in scope."""

    facts: Snapshot

    @cached_property
    def _park_places(self) -> dict[str, int]:
        return places_by_key(self.facts.parks.code)

    @cached_property
    def _enterprise_places(self) -> dict[str, int]:
        return places_by_key(self.facts.enterprises.credit_code)

    @cached_property
    def _contract_places(self) -> dict[str, int]:
        return places_by_key(self.facts.contracts.number)

    def _parks(self, codes: Texts) -> Positions:
        return positions_of(self._park_places, codes)

    def _enterprises(self, codes: Texts) -> Positions:
        return positions_of(self._enterprise_places, codes)

    def _contracts(self, numbers: Texts) -> Positions:
        return positions_of(self._contract_places, numbers)

    @cached_property
    def _space_places(self) -> PairPlaces:
        return PairPlaces(self.space_park, self.facts.spaces.code)

    def _spaces(self, parks: Texts, codes: Texts) -> Positions:
        return self._space_places.of(self._parks(parks), codes)

    @cached_property
    def space_park(self) -> Positions:
        return self._parks(self.facts.spaces.park_code)

    @cached_property
    def space_building(self) -> Positions:
        buildings, spaces = self.facts.buildings, self.facts.spaces
        return PairPlaces(self._parks(buildings.park_code), buildings.code).of(self.space_park, spaces.building_code)

    @cached_property
    def contract_park(self) -> Positions:
        return self._parks(self.facts.contracts.park_code)

    @cached_property
    def contract_enterprise(self) -> Positions:
        return self._enterprises(self.facts.contracts.credit_code)

    @cached_property
    def holding_contract(self) -> Positions:
        """contract_spaces row -> contract."""
        return self._contracts(self.facts.contract_spaces.contract_number)

    @cached_property
    def holding_space(self) -> Positions:
        """contract_spaces row -> space."""
        return self._spaces(self.facts.contract_spaces.park_code, self.facts.contract_spaces.space_code)

    @cached_property
    def commitment_contract(self) -> Positions:
        return self._contracts(self.facts.commitments.contract_number)

    @cached_property
    def approval_contract(self) -> Positions:
        return self._contracts(self.facts.sublet_approvals.contract_number)

    @cached_property
    def approval_occupant(self) -> Positions:
        return self._enterprises(self.facts.sublet_approvals.occupant_code)

    @cached_property
    def notice_contract(self) -> Positions:
        return self._contracts(self.facts.rectifications.contract_number)

    @cached_property
    def exit_contract(self) -> Positions:
        return self._contracts(self.facts.exit_cases.contract_number)

    @cached_property
    def check_space(self) -> Positions:
        return self._spaces(self.facts.occupancy_checks.park_code, self.facts.occupancy_checks.space_code)

    @cached_property
    def check_occupant(self) -> Positions:
        """occupancy_checks row -> enterprise found; NOWHERE = found empty."""
        return self._enterprises(self.facts.occupancy_checks.occupant_code)

    @cached_property
    def _tenants(self) -> tuple[Positions, Positions]:
        """The (park, enterprise) pairs that ever had a contract, as ascending numbers; contract -> its pair."""
        return groups(self._pair(self.contract_park, self.contract_enterprise))

    @property
    def tenants(self) -> int:
        """How many pairs of a park and an enterprise ever had a contract."""
        return len(self._tenants[0])

    @property
    def tenant(self) -> Positions:
        """contract -> its pair of park and enterprise."""
        return self._tenants[1]

    @cached_property
    def tenant_park(self) -> Positions:
        return self._tenants[0] // len(self.facts.enterprises)

    @cached_property
    def tenant_enterprise(self) -> Positions:
        return self._tenants[0] % len(self.facts.enterprises)

    @cached_property
    def report_park(self) -> Positions:
        return self._parks(self.facts.reports.park_code)

    @cached_property
    def report_tenant(self) -> Positions:
        """report -> its pair of park and enterprise; NOWHERE where these never had a contract."""
        enterprise = self._enterprises(self.facts.reports.credit_code)
        pair = self._pair(self.report_park, enterprise)
        return np.where(enterprise == NOWHERE, NOWHERE, places_among(self._tenants[0], pair))

    def _pair(self, park: Positions, enterprise: Positions) -> Positions:
        return park * len(self.facts.enterprises) + enterprise
