"""The accounts of the demonstration: one per role, all with one password that the sign-in page shows."""

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from core.access import COMMAND_LINE, Role
from core.terms import SupervisionLine
from data.accounts import new_account
from data.acts import ActKind, Done, append, utc_now
from data.catalogue import DEMO_MARK
from data.engine import reading, writing
from data.passwords import DEMO_PASSWORD, hashed
from data.sessions import codes
from data.tables import Account, County, Park
from data.wanted import Wanted

HOME = "331181"
MOST_PARKS = 3


def demo_accounts(counties: list[str], parks: list[str]) -> list[Wanted]:
    """counties, parks: codes, Longquan's first."""
    home = tuple(counties[:1])
    people = [
        Wanted("lingdao", "李领导", Role.LEADER, home),
        Wanted("lianxi", "周联席", Role.OFFICE, home, unit="小微企业园联席会议办公室"),
        Wanted("yuanqu1", "吴填报", Role.OPERATOR, home, tuple(parks[:1]), unit="八都竹木产业园运营机构"),
        Wanted("yuanqu2", "郑填报", Role.OPERATOR, home, tuple(parks[1:MOST_PARKS]),
               unit="龙渊青瓷文创园运营机构"),
        Wanted("anquan", "王应急", Role.DEPARTMENT, home, line=SupervisionLine.SAFETY, unit="市应急管理局"),
        Wanted("shengji", "陈省级", Role.PROVINCE, tuple(counties)),
        Wanted("guanli", "赵管理", Role.ADMINISTRATOR),
    ]
    return [one for one in people if one.parks or one.role is not Role.OPERATOR]


def add_accounts(session: Session) -> None:
    """Within the transaction that writes the demonstration; nothing where there are accounts already."""
    if session.exec(select(Account.name)).first():
        return
    counties = list(session.exec(select(County.code).order_by(col(County.code) != HOME, County.code)))
    parks = list(session.exec(select(Park.code).where(Park.county_code == HOME).order_by(Park.code)))
    stored, now = hashed(DEMO_PASSWORD), utc_now()
    wanted = demo_accounts(counties, parks)
    session.add_all(new_account(one, stored, now, must_change=False) for one in wanted)
    names = [one.name for one in wanted]
    append(session, COMMAND_LINE, Done(ActKind.ACCOUNT, "演示账号", {"操作": "新建", "账号": names}))


def ensure_accounts(engine: Engine) -> None:
    """For a demonstration that was written before there were accounts."""
    if is_demo(engine):
        with writing(engine) as session:
            add_accounts(session)


def is_demo(engine: Engine) -> bool:
    """Whether all that there is belongs to a demonstration, or there is nothing yet."""
    with reading(engine) as session:
        counties, park = session.exec(select(County.name)).all(), session.exec(select(Park.code)).first()
    return all(name.endswith(DEMO_MARK) for name in counties) if counties else park is None


def offered(engine: Engine) -> list[tuple[str, str, str]]:
    """Name, holder and role of the accounts that still have the demonstration's password."""
    with reading(engine) as session:
        unchanged = select(Account).where(
            Account.password_set_at == Account.created_at, col(Account.is_disabled).is_(False),
            col(Account.must_change_password).is_(False),
        )
        return [(one.name, one.full_name, _role(one)) for one in session.exec(unchanged)]


def _role(account: Account) -> str:
    """With what it is bound to, where that tells two accounts apart."""
    parks = len(codes(account.parks))
    bound = f"{parks}个园区" if parks else account.line
    return f"{account.role}（{bound}）" if bound else account.role
