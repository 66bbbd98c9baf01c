"""Who may do what, and whose facts they see: the one table of permissions."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from core.terms import SupervisionLine


class Role(StrEnum):
    LEADER = "领导"
    OPERATOR = "园区填报员"
    DEPARTMENT = "部门"
    OFFICE = "联席会议办公室"
    ADMINISTRATOR = "管理员"
    PROVINCE = "省级"


class Action(StrEnum):
    """What a page or a button does; the value is the word on screen."""

    SEE = "查看数据"
    EXPORT = "导出数据"
    WRITE = "填报数据"
    IMPORT = "导入台账"
    REMIND = "催报"
    DECIDE = "记录决议"
    BRIEF = "制作简报和通报"
    MEET = "组织联席会议"
    CONFIRM = "确认会议纪要"
    ANSWER = "反馈交办事项"
    RECEIVE = "签收通报"
    READ_ACTS = "查看操作记录"
    MANAGE_ACCOUNTS = "管理账号"


class Bound(StrEnum):
    """What an account's reach is bounded by."""

    NOTHING_SEEN = "不看业务数据"
    PARKS = "所填报的园区"
    COUNTIES = "所在县（市、区）"


@dataclass(frozen=True)
class Rights:
    """writes: the sheets of the exchange workbook whose records the role may add, change and void."""

    bound: Bound
    actions: frozenset[Action]
    writes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reach:
    """Whose facts may be read and written: parks of these counties, and of these parks alone; None = no bound."""

    counties: tuple[str, ...] | None = None
    parks: tuple[str, ...] | None = None

    def covers(self, park: str, county: str | None) -> bool:
        """Whether a park, which lies in that county, is within reach."""
        return (self.counties is None or county in self.counties) and (self.parks is None or park in self.parks)


    def sees_all_of(self, counties: Collection[str], parks: Collection[str]) -> bool:
        """Whether all of these parks of these counties, or, without parks, all of the counties, is within reach."""
        in_counties = self.counties is None or set(counties) <= set(self.counties)
        in_parks = self.parks is None or bool(parks and set(parks) <= set(self.parks))
        return in_counties and in_parks


EVERYTHING = Reach()
NOTHING = Reach((), ())

PLACES = frozenset({"园区", "楼栋", "单元"})
TENANCY = frozenset({"企业", "合同", "承诺指标"})
REPORTING = frozenset({"数据填报", "入驻核查"})
DECISIONS = frozenset({"转租审批", "整改", "清退"})
HAZARDS = frozenset({"检查隐患"})
LOOKING = frozenset({Action.SEE, Action.EXPORT})
ENTERING = LOOKING | {Action.WRITE, Action.IMPORT}

PERMISSIONS: dict[Role, Rights] = {
    Role.LEADER: Rights(Bound.COUNTIES, LOOKING | {Action.CONFIRM}),
    Role.OPERATOR: Rights(Bound.PARKS, ENTERING | {Action.ANSWER, Action.RECEIVE}, PLACES | TENANCY | REPORTING),
    Role.DEPARTMENT: Rights(Bound.COUNTIES, ENTERING | {Action.ANSWER, Action.RECEIVE}, HAZARDS),
    Role.OFFICE: Rights(
        Bound.COUNTIES,
        ENTERING | {Action.REMIND, Action.DECIDE, Action.READ_ACTS, Action.BRIEF, Action.MEET, Action.ANSWER},
        PLACES | TENANCY | REPORTING | DECISIONS | HAZARDS,
    ),
    Role.ADMINISTRATOR: Rights(Bound.NOTHING_SEEN, frozenset({Action.MANAGE_ACCOUNTS, Action.READ_ACTS})),
    Role.PROVINCE: Rights(Bound.COUNTIES, LOOKING),
}
"""The only place that says who may do what. A department writes the hazards of its own line."""


class AccessError(Exception):
    """Somebody asked for what is not theirs; the text says in Chinese what, and whom to turn to."""


@dataclass(frozen=True)
class User:
    """Who acts. name: of the account; full_name: the person; counties, parks: codes; line: of a department; unit: to
    which the joint meeting gives action items.

    counties None = every county: who works on the server itself, such as the command line.
    """

    name: str
    full_name: str
    role: Role
    counties: tuple[str, ...] | None = ()
    parks: tuple[str, ...] = ()
    line: SupervisionLine | None = None
    unit: str = ""

    @property
    def rights(self) -> Rights:
        return PERMISSIONS[self.role]

    @property
    def reach(self) -> Reach:
        """Whose facts the account sees."""
        match self.rights.bound:
            case Bound.NOTHING_SEEN:
                return NOTHING
            case Bound.PARKS:
                return Reach(self.counties, self.parks)
            case Bound.COUNTIES:
                return Reach(self.counties)

    def may(self, action: Action) -> bool:
        return action in self.rights.actions

    def may_write(self, sheet: str, line: str | None = None) -> bool:
        """Whether records of a sheet may be written; line: the one that a hazard belongs to, where it is known."""
        is_own_line = self.role is not Role.DEPARTMENT or line is None or line == self.line
        return Action.WRITE in self.rights.actions and sheet in self.rights.writes and is_own_line

    def require(self, action: Action) -> None:
        """Raises AccessError where the account may not."""
        if not self.may(action):
            raise AccessError(f"{self.role}账号不能{action}。如确需办理，请联系管理员调整账号角色。")


COMMAND_LINE = User("命令行", "命令行", Role.OFFICE, counties=None)
"""Whoever works on the server itself."""
