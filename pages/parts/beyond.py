"""What the address or a forged choice asks for beyond an account's reach: nothing of it is shown, and that is said.

Each is recorded once a session. What there is not at all is passed over: an old link is no trespass.
"""

from collections.abc import Collection
from html import escape

import streamlit as st

from core.access import COMMAND_LINE, EVERYTHING, User
from data.catalogue import Catalogue
from data.engine import reading_connection
from data.intake.schema import workbook_schema
from data.lookup import record_of
from data.offers import park_of_contract
from data.reach import enterprise_beyond, is_stored, places_beyond
from data.tables import ActionItem, FrozenPaper, Meeting, Record
from pages.parts.database import engine
from pages.parts.refusal import refuse

PLACES = ("county", "park", "parks")
"""Names under which pages keep them, in the address and in the session."""
NUMBERED: dict[str, tuple[str, type[Record]]] = {
    "paper": ("文件", FrozenPaper), "meeting": ("会议", Meeting), "action": ("交办事项", ActionItem),
}
"""Name in the address -> how it is called, and where it is stored."""


def show_beyond(user: User, known: Catalogue) -> None:
    """Counties, parks and contracts of the address and of the pickers. known: what is within reach."""
    asked = _asked() - {one.code for one in known.parks} - known.counties.keys()
    if asked:
        with reading_connection(engine()) as connection:
            _tell(user, "园区", places_beyond(connection, user.reach, asked))
    contract = st.query_params.get("contract", "")
    if contract and park_of_contract(engine(), user.reach, contract) is None:
        _tell(user, "合同", [contract] if park_of_contract(engine(), EVERYTHING, contract) else [])


def show_enterprise_beyond(user: User, known: Collection[str]) -> None:
    """The enterprise of the address, for a page that shows the whole of it."""
    code = st.query_params.get("enterprise", "")
    if code and code not in known:
        with reading_connection(engine()) as connection:
            _tell(user, "企业", [code] if enterprise_beyond(connection, user.reach, code) else [])


def show_numbered_beyond(user: User, name: str, known: Collection[int]) -> None:
    """The paper, meeting or action item of the address, for the page that shows it. known: what the account may see."""
    asked, (what, table) = st.query_params.get(name, ""), NUMBERED[name]
    if asked.isdecimal() and int(asked) not in known:
        with reading_connection(engine()) as connection:
            _tell(user, what, [asked] if is_stored(connection, table, int(asked)) else [])


def refuse_record(user: User, subject: str, record: str) -> None:
    """A record that a form was asked for and that is not the account's; the page says itself that there is none."""
    if record_of(engine(), COMMAND_LINE, subject, record) is not None:
        refuse(user, f"打开{subject} {record}")


def refuse_subject(user: User, subject: str) -> None:
    """A kind of records that the account does not write."""
    if subject in workbook_schema() and not user.may_write(subject):
        refuse(user, f"登记“{subject}”")


def refuse_park(user: User, park: object) -> None:
    """A park that was chosen in a form or a list, where it is not offered."""
    if isinstance(park, str) and park:
        with reading_connection(engine()) as connection:
            for one in places_beyond(connection, user.reach, [park]):
                refuse(user, f"查看园区 {one}")


def _asked() -> set[str]:
    told = [part for name in PLACES for part in st.query_params.get(name, "").split(",")]
    for name in PLACES:
        chosen = st.session_state.get(name)
        told += chosen if isinstance(chosen, list) else [chosen]
    return {one for one in told if isinstance(one, str) and one}


def _tell(user: User, what: str, found: Collection[str]) -> None:
    for one in found:
        refuse(user, f"查看{what} {one}")
    if found:
        said = f"要查看的{len(found)}个{what}不在您的查看范围内，这里显示您能查看的内容。"
        st.html(f'<section class="statement" role="alert"><p>{escape(said)}</p></section>')
