"""Which form is open, of which record: in the address, so that a reload and a copied link open the same."""

from dataclasses import asdict, dataclass

import streamlit as st

from core.access import User
from data.intake.schema import workbook_schema
from data.lookup import key_text
from pages.parts.forms.guide import guides

NEW = "new"


@dataclass(frozen=True)
class Where:
    """subject: a sheet. record: the key of a record as a text, "new", or "" = the list. act: a step of the record.

    edit: of an enterprise, its form and not the whole of it. enterprise, contract, park: what a new record is about;
    the enterprise is also whose page one comes back to.
    """

    subject: str
    record: str = ""
    act: str = ""
    edit: str = ""
    enterprise: str = ""
    contract: str = ""
    park: str = ""

    @property
    def is_new(self) -> bool:
        return self.record == NEW

    @property
    def is_form(self) -> bool:
        return bool(self.record) and (self.subject != "企业" or self.is_new or bool(self.edit))

    def query(self) -> dict[str, str]:
        return {name: text for name, text in asdict(self).items() if text}


def key_of(subject: str, *values: object) -> str:
    """The key of a record by its values, as the address writes it."""
    sheet = workbook_schema()[subject]
    return key_text(sheet, dict(zip((sheet.columns[place].header for place in sheet.key), values, strict=True)))


def subjects(user: User) -> list[str]:
    """The sheets that the account may write, those that people work with most first."""
    first = ["企业", "合同", "承诺指标", "数据填报"]
    return [name for name in dict.fromkeys([*first, *workbook_schema()]) if user.may_write(name)]


def here(user: User) -> Where:
    """What the address says, without what it may not say."""
    known, asked = subjects(user), st.query_params.to_dict()
    subject = asked.get("subject", "")
    if subject not in known:
        return Where(known[0])
    act = asked.get("act", "")
    rest = {name: asked.get(name, "") for name in ("record", "edit", "enterprise", "contract", "park")}
    return Where(subject, act=act if act in guides()[subject].acts else "", **rest)


def go(where: Where) -> None:
    """Open something else. For callbacks."""
    st.query_params.from_dict(where.query())
    st.session_state.pop("filling", None)
