"""Which units can be invited, and made responsible: those of accounts first, for only these are reached."""

from collections.abc import Iterable

from core.meeting import MEMBER_UNITS
from data.account_list import member_units
from pages.parts.database import engine


def units_of(county: str, further: Iterable[str] = ()) -> list[str]:
    """Of the county's accounts, of the document that names the member units, and further ones; each once.

    市应急管理局 and 应急管理局 are one unit: the account's own name stands for both.
    """
    reached = member_units(engine(), [county])
    named = [one for one in MEMBER_UNITS.get(county, ()) if not any(have.endswith(one) for have in reached)]
    return list(dict.fromkeys([*named, *reached, *further]))
