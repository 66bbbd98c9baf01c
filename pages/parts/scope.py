"""Which parks, as of which day, compared with which earlier day: chosen on every page, kept in the URL.

The URL carries ``county``, ``towns``, ``parks``, ``as_of`` and ``compare_to``, each only where it differs from the
default. What the URL says wins over what the session remembers; what the database does not know is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from core.access import Reach
from data.catalogue import Catalogue, ParkEntry
from data.demo.plans import LAST_DAY

KEYS = ("county", "towns", "parks", "as_of", "compare_to")
EARLIEST = date(2000, 1, 1)
LATEST = date(2099, 12, 31)


@dataclass(frozen=True)
class Whose:
    """Whose facts are read: what the account may see, and what was chosen of it. Keys every cache of facts."""

    reach: Reach
    county: str | None
    parks: tuple[str, ...] | None


@dataclass(frozen=True)
class Scope:
    """county: code, None = all there are. parks: codes, None = all of the county; both within the account's reach.

    Hashable, so it can key a cache.
    """

    reach: Reach
    county: str | None
    parks: tuple[str, ...] | None
    as_of: date
    compare_to: date
    label: str
    """In words: 龙泉市, 安仁镇, 3个园区 …"""
    query: tuple[tuple[str, str], ...] = ()
    """What the URL says, for links that keep the scope."""

    @property
    def whose(self) -> Whose:
        """The scope without its days."""
        return Whose(self.reach, self.county, self.parks)

    def link(self, **extra: str) -> dict[str, str]:
        """Query parameters for a link to another page, with what that page reads beside the scope."""
        return {**dict(self.query), **extra}


def day_at_hand(catalogue: Catalogue, today: date) -> date:
    """Today; a demonstration stands still on its last day."""
    return LAST_DAY if catalogue.is_demo else today


def is_day_at_hand(catalogue: Catalogue, day: date) -> bool:
    return day == day_at_hand(catalogue, date.today())


def default_days(catalogue: Catalogue, today: date) -> tuple[date, date]:
    """The day shown at first, and the end of the year before it."""
    as_of = day_at_hand(catalogue, today)
    return as_of, date(as_of.year - 1, 12, 31)


def pick_scope(catalogue: Catalogue, reach: Reach, today: date) -> Scope:
    """The row of pickers over what is within reach; returns what is chosen."""
    as_of, compare_to = default_days(catalogue, today)
    _take_from_url(catalogue, {"as_of": as_of, "compare_to": compare_to})
    several = len(catalogue.counties) > 1
    places = st.columns([2, 2, 3, 1.6, 1.6] if several else [2, 3, 1.6, 1.6], vertical_alignment="bottom")
    if several:
        with places.pop(0):
            _pick_county(catalogue)
    with places[0]:
        parks = _pick_towns(_parks_of(catalogue, st.session_state.county))
    with places[1]:
        _pick_parks(parks)
    with places[2]:
        _pick_day("截至", "as_of")
    with places[3]:
        _pick_day("对比", "compare_to")
    scope = _chosen(catalogue, reach, parks)
    _put_in_url(scope.query)
    return scope


def pick_county_and_day(catalogue: Catalogue, reach: Reach, today: date) -> Scope:
    """For what is about whole counties: these pickers alone; what was chosen with the others stays as it is."""
    as_of, compare_to = default_days(catalogue, today)
    _take_from_url(catalogue, {"as_of": as_of, "compare_to": compare_to})
    if len(catalogue.counties) > 1:
        _pick_county(catalogue)
    _pick_day("截至", "as_of")
    scope = _chosen(catalogue, reach, _parks_of(catalogue, st.session_state.county))
    _put_in_url(scope.query)
    return scope


def _pick_county(catalogue: Catalogue) -> None:
    st.selectbox("县（市、区）", list(catalogue.counties), format_func=catalogue.counties.get, key="county",
                 placeholder="全部", persist_state="session")


def _pick_towns(parks: list[ParkEntry]) -> list[ParkEntry]:
    """Asks for towns; returns the parks that lie in them."""
    towns = list(dict.fromkeys(park.town for park in parks))
    _keep_known("towns", towns)
    st.multiselect("乡镇街道", towns, key="towns", placeholder="全部乡镇街道", persist_state="session", wrap=False)
    return [park for park in parks if not st.session_state.towns or park.town in st.session_state.towns]


def _pick_parks(parks: list[ParkEntry]) -> None:
    names = {park.code: park.name for park in parks}
    _keep_known("parks", names)
    st.multiselect("园区", list(names), format_func=lambda code: names.get(code, code), key="parks",
                   placeholder=f"全部{len(names)}个园区", persist_state="session", wrap=False)


def _pick_day(label: str, key: str) -> None:
    st.date_input(label, key=key, min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD",
                  persist_state="session")


def _parks_of(catalogue: Catalogue, county: str | None) -> list[ParkEntry]:
    return [park for park in catalogue.parks if county in (None, park.county_code)]


def _keep_known(key: str, known: Iterable[str]) -> None:
    allowed = set(known)
    if any(one not in allowed for one in st.session_state[key]):
        st.session_state[key] = [one for one in st.session_state[key] if one in allowed]


def _chosen(catalogue: Catalogue, reach: Reach, parks: list[ParkEntry]) -> Scope:
    state = st.session_state
    codes = tuple(state.parks) or (tuple(park.code for park in parks) if state.towns else None)
    label = _label(catalogue, parks)
    county = state.county or next(iter(catalogue.counties if len(catalogue.counties) == 1 else ()), None)
    return Scope(reach, county, codes, state.as_of, state.compare_to, label, _query())


def _label(catalogue: Catalogue, parks: list[ParkEntry]) -> str:
    chosen = [park.name for park in parks if park.code in st.session_state.parks]
    if chosen:
        return chosen[0] if len(chosen) == 1 else f"所选{len(chosen)}个园区"
    if st.session_state.towns:
        return "、".join(st.session_state.towns)
    counties = [st.session_state.county] if st.session_state.county else list(catalogue.counties)
    return catalogue.counties[counties[0]] if len(counties) == 1 else f"全部{len(counties)}个县（市、区）"


def _query() -> tuple[tuple[str, str], ...]:
    """The choices as URL texts, without those that stand at their default."""
    state = st.session_state
    texts = {
        "county": state.county or "",
        "towns": ",".join(state.towns),
        "parks": ",".join(state.parks),
        "as_of": "" if state.as_of == state.scope_defaults["as_of"] else state.as_of.isoformat(),
        "compare_to": "" if state.compare_to == state.scope_defaults["compare_to"] else state.compare_to.isoformat(),
    }
    return tuple((key, text) for key, text in texts.items() if text)


def _take_from_url(catalogue: Catalogue, defaults: dict[str, date]) -> None:
    """Fill the pickers at first, and again whenever the URL says something else than was written there."""
    state = st.session_state
    state.scope_defaults = defaults
    for key, blank in {"county": None, "towns": [], "parks": [], **defaults}.items():
        if state.get(key) is None:
            state[key] = blank
    given = {key: st.query_params[key] for key in KEYS if key in st.query_params}
    if given.items() <= dict(state.get("scope_query", ())).items():
        return
    if given.get("county") in catalogue.counties:
        state.county = given["county"]
    for key in ("towns", "parks"):
        if key in given:
            state[key] = given[key].split(",")
    for key in ("as_of", "compare_to"):
        state[key] = _day(given.get(key)) or state[key]


def _day(text: str | None) -> date | None:
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def _put_in_url(query: tuple[tuple[str, str], ...]) -> None:
    """Write the choices beside what else a page keeps in the URL; only where something changes, as it is costly."""
    st.session_state.scope_query = query
    now = st.query_params.to_dict()
    wanted = {**{key: text for key, text in now.items() if key not in KEYS}, **dict(query)}
    if wanted != now:
        st.query_params.from_dict(wanted)
