"""A busy half year over the demo county: hundreds of acts of all kinds, for tests of the page and for pictures."""

import itertools
from datetime import date, datetime, timedelta
from random import Random
from unittest.mock import patch

from sqlalchemy import select

from core.access import COMMAND_LINE, Role, User
from data.acts import ActKind, Change, Done, append, utc_now
from data.engine import writing
from data.intake.schema import table_of
from data.tables import Account, Contract, County, Park

STARTS = datetime.fromisoformat("2026-01-05T00:30:00.123456+00:00")
NAMES = ("周敏", "吴建国", "叶青", "季晓东", "项丽华", "刘伟民")
KINDS = (ActKind.SIGN_IN, ActKind.SAVE, ActKind.SAVE, ActKind.SAVE, ActKind.EXPORT, ActKind.REMIND, ActKind.VOID,
         ActKind.DECIDE, ActKind.SIGN_IN_FAILED, ActKind.DENY, ActKind.ACCOUNT, ActKind.IMPORT, ActKind.SIGN_OUT)


def people(county, parks):
    """An operator for each of the first parks, an office, a leader and an administrator."""
    operators = [User(f"park-{place}", name, Role.OPERATOR, (county,), (park,))
                 for place, (name, park) in enumerate(zip(NAMES, parks, strict=False), 1)]
    office, leader = User("office", "范静", Role.OFFICE, (county,)), User("leader", "毛志远", Role.LEADER, (county,))
    return [*operators, office, leader, User("admin", "系统管理员", Role.ADMINISTRATOR)]


def busy_half_year(engine, count):
    """So many acts by accounts that are there."""
    random = Random(2022)
    contract = table_of(Contract).c
    with writing(engine) as session:
        connection = session.connection()
        county = connection.scalar(select(table_of(County).c.code)) or "331181"
        parks = connection.scalars(select(table_of(Park).c.code).order_by(table_of(Park).c.code)).all()
        contracts = connection.execute(select(contract.number, contract.park_code)).all()
        everybody = people(county, parks)
        for user in everybody:
            session.merge(Account(name=user.name, full_name=user.full_name, role=user.role, created_at=utc_now(),
                                  counties="、".join(user.counties), parks="、".join(user.parks)))
        session.flush()
        moments = itertools.accumulate(random.randint(1, 900) for _ in range(count))
        for minutes in moments:
            at = (STARTS + timedelta(minutes=minutes)).isoformat(timespec="microseconds")
            with patch("data.acts.utc_now", lambda at=at: at):
                append(session, *an_act(random, everybody, contracts))


def an_act(random, everybody, contracts):
    """(user, what was done)."""
    kind, user = random.choice(KINDS), random.choice(everybody[:-1])
    if kind in (ActKind.SAVE, ActKind.VOID, ActKind.DECIDE) and contracts:
        number, park = random.choice(contracts)
        return user, Done(kind, f"合同 {number}", {"事由": random.choice(["", "协商调整租金", "按补充协议更正"])},
                          [a_change(random, kind, number, park)])
    if kind is ActKind.IMPORT and contracts:
        changes = [a_change(random, ActKind.SAVE, *one) for one in random.sample(contracts, min(25, len(contracts)))]
        return COMMAND_LINE, Done(kind, "2026年第二季度台账.xlsx", {}, changes)
    if kind is ActKind.ACCOUNT:
        return everybody[-1], Done(kind, user.name, {"操作": "停用"})
    if kind is ActKind.SIGN_IN_FAILED:
        return None, Done(kind, user.name, {"地址": "10.12.3.8", "原因": "密码不对"})
    subjects = {ActKind.EXPORT: "企业清单2026-06-30.xlsx", ActKind.REMIND: "演示竹木产业园 2026年第一季度",
                ActKind.DENY: "履约预警"}
    return user, Done(kind, subjects.get(kind, user.name), {"地址": f"10.12.3.{random.randint(2, 250)}"})


def a_change(random, kind, number, park):
    if kind is ActKind.VOID:
        return Change("合同", (number,), park, {"合同编号": number, "方式": "租赁", "签订日期": date(2024, 1, 1)}, None)
    old = {"租金(元/㎡·月)": round(random.uniform(8, 15), 1), "终止日期": date(2026, 12, 31)}
    new = {"租金(元/㎡·月)": round(random.uniform(8, 15), 1), "终止日期": date(2027, 12, 31)}
    return Change("合同", (number,), park, old, new)
