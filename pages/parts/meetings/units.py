"""Which units can be invited, and made responsible; only those of accounts are reached."""

from collections.abc import Iterable

from core.meeting import MEMBER_UNITS
from data.account_list import member_units
from pages.parts.database import engine


def members_of(county: str) -> list[str]:
    """The member units that the document names, each by the name of its account where it has one.

    市应急管理局 and 应急管理局 are one unit.
    """
    reached = member_units(engine(), [county])
    return [next((have for have in reached if have.endswith(one)), one) for one in MEMBER_UNITS.get(county, ())]


def units_of(county: str, further: Iterable[str] = ()) -> list[str]:
    """All to choose from: the members, what other accounts belong to, and further ones; each once."""
    return list(dict.fromkeys([*members_of(county), *member_units(engine(), [county]), *further]))
