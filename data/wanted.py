"""What an account is to be, and whether it may be so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from core.access import Role
from core.terms import SupervisionLine
from data.engine import reading
from data.intake.importing import home_county, home_county_name
from data.tables import Account, County, Park

NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")
LONGEST_FULL_NAME = 40
Problems = dict[str, str]
"""Field -> what is wrong with it, in words."""


@dataclass(frozen=True)
class Wanted:
    """An account as asked for. subject: at the OpenID Connect provider, None = signs in with a password; unit: to which
    the joint meeting gives action items, blank = to none.
    """

    name: str
    full_name: str
    role: Role
    counties: tuple[str, ...] = ()
    parks: tuple[str, ...] = ()
    line: SupervisionLine | None = None
    subject: str | None = None
    unit: str = ""


@dataclass(frozen=True)
class Places:
    """What an account can be bound to, names alone. counties: code -> name; parks: code -> (name, county)."""

    counties: dict[str, str]
    parks: dict[str, tuple[str, str]]


def places(engine: Engine) -> Places:
    """For whoever gives accounts their scope; says nothing else about a park."""
    with reading(engine) as session:
        return places_within(session)


def places_within(session: Session) -> Places:
    """The same in a transaction at hand. The county of this deployment is there before its first import."""
    counties = {home_county(): home_county_name()}
    counties |= {one.code: one.name for one in session.exec(select(County).order_by(County.code))}
    rows = session.exec(select(Park.code, Park.name, Park.county_code).order_by(Park.code))
    return Places(counties, {code: (name, county) for code, name, county in rows})


def tidied(wanted: Wanted, known: Places) -> Wanted:
    """Without what the role has no use for; an operator's counties are those of the parks."""
    counties = wanted.counties if wanted.role in COUNTY_ROLES else ()
    parks = wanted.parks if wanted.role is Role.OPERATOR else ()
    if parks:
        counties = tuple(sorted({known.parks[code][1] for code in parks if code in known.parks}))
    return replace(
        wanted, name=wanted.name.strip().lower(), full_name=wanted.full_name.strip(), counties=counties, parks=parks,
        line=wanted.line if wanted.role is Role.DEPARTMENT else None, subject=(wanted.subject or "").strip() or None,
        unit=wanted.unit.strip(),
    )


COUNTY_ROLES = frozenset({Role.LEADER, Role.DEPARTMENT, Role.OFFICE, Role.PROVINCE})


def problems_with_scope(wanted: Wanted, known: Places) -> Problems:
    """Of a tidied one."""
    found: Problems = {}
    if not wanted.full_name or len(wanted.full_name) > LONGEST_FULL_NAME:
        found["full_name"] = f"请填写姓名，不超过{LONGEST_FULL_NAME}个字。"
    if wanted.role in COUNTY_ROLES:
        found |= _problem("counties", wanted.counties, known.counties, "县（市、区）")
    if wanted.role is Role.OPERATOR:
        found |= _problem("parks", wanted.parks, known.parks, "园区")
    if wanted.role is Role.DEPARTMENT and wanted.line is None:
        found["line"] = "请选择部门负责的条线。"
    return found


def problems_with_name(session: Session, wanted: Wanted) -> Problems:
    """Of a new account."""
    if not NAME.fullmatch(wanted.name):
        return {"name": "账号名由2至40个小写字母、数字、点、横线或下划线组成，以字母开头。"}
    if session.get(Account, wanted.name):
        return {"name": f"已有账号“{wanted.name}”，请换一个账号名。"}
    return {}


def problems_with_subject(session: Session, wanted: Wanted) -> Problems:
    """No two accounts for one person elsewhere."""
    if wanted.subject is None:
        return {}
    others = select(Account.name).where(Account.subject == wanted.subject, col(Account.name) != wanted.name)
    return {"subject": "这个统一身份认证标识已属于另一个账号。"} if session.exec(others).first() else {}


def _problem(field: str, chosen: Iterable[str], known: Iterable[str], what: str) -> Problems:
    chosen = tuple(chosen)
    if not chosen:
        return {field: f"请至少选择一个{what}。"}
    unknown = [code for code in chosen if code not in known]
    return {field: f"没有这个{what}：{'、'.join(unknown)}。"} if unknown else {}
