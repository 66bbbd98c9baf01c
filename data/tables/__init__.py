"""SQLModel tables by subject, on one base with its own registry; no logic in them."""

from data.tables.accounts import Account, SignInFailure, UserSession
from data.tables.acts import Act, ActChange
from data.tables.base import Record
from data.tables.bookkeeping import DataVersion
from data.tables.desk import Draft, HeaderMapping, Reminder, Submission
from data.tables.meetings import ActionItem, ActionStep, AgendaItem, Decision, Meeting
from data.tables.papers import Dispatch, FrozenPaper, PaperFile
from data.tables.places import Building, County, Park, Space
from data.tables.supervision import ExitCase, Hazard, OccupancyCheck, Rectification, Report
from data.tables.tenancy import Commitment, Contract, ContractSpace, Enterprise, SubletApproval

SHEETS: dict[str, type[Record]] = {
    "园区": Park,
    "楼栋": Building,
    "单元": Space,
    "企业": Enterprise,
    "合同": Contract,
    "承诺指标": Commitment,
    "数据填报": Report,
    "入驻核查": OccupancyCheck,
    "转租审批": SubletApproval,
    "整改": Rectification,
    "清退": ExitCase,
    "检查隐患": Hazard,
}
"""Sheet of the exchange workbook -> its table, in an order in which references point backwards."""

__all__ = [
    "SHEETS", "Account", "Act", "ActChange", "ActionItem", "ActionStep", "AgendaItem", "Building", "Commitment",
    "Contract", "ContractSpace", "County", "DataVersion", "Decision", "Dispatch", "Draft", "Enterprise", "ExitCase",
    "FrozenPaper", "Hazard", "HeaderMapping", "Meeting", "OccupancyCheck", "PaperFile", "Park", "Record",
    "Rectification", "Reminder", "Report", "SignInFailure", "Space", "SubletApproval", "Submission", "UserSession",
]
