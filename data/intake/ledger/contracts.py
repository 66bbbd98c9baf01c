"""What a contract needs beyond what a ledger of leases says: its number, mode, days, and rent per ㎡."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from core.terms import ContractMode
from data.intake.ledger.asks import PENDING
from data.intake.ledger.cells import PARK
from data.intake.ledger.drafts import Drafts
from data.intake.ledger.places import Places
from data.intake.ledger.records import CREDIT_CODE, ENDS, RENT, SPACES, STARTS, Record
from data.intake.schema import Value
from data.intake.values import LONGEST_CODE, shown

NUMBER = "合同编号"
SAME_DAY = "与起始日期相同"
NONE_OF_THEM = "都不是，是新合同"
TAKEN = ("售价(元/㎡)", "入园管理合同", "入园审核日期", "入园审核结论", "提前终止日期")


@dataclass(eq=False)
class Lease:
    """One contract and the records that speak of it."""

    places: Places
    park: Value
    code: Value
    records: list[Record] = field(default_factory=list)
    number: Value = None
    held: dict[str, Value] = field(default_factory=dict)

    @property
    def row(self) -> int:
        return self.records[0].row

    @property
    def rows(self) -> list[int]:
        return [one.row for one in self.records]

    @property
    def codes(self) -> list[str]:
        """Of its spaces."""
        return sorted({code for one in self.records for code in self.places.codes[one.row]})

    @property
    def name(self) -> str:
        """In questions."""
        return f"第{self.row}行（{'、'.join(self.codes)}）"

    def told(self, header: str) -> Value:
        """What the ledger says, or else the database."""
        values = (one.get(header) for one in self.records)
        return next((value for value in values if value is not None), self.held.get(header))


class Contracts:
    """Completes leases, and puts them as rows of 合同."""

    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts
        self.held: dict[tuple[Value, ...], list[dict[str, Value]]] = defaultdict(list)
        for one in drafts.all_held("合同"):
            self.held[one[PARK], one[CREDIT_CODE], one[STARTS]].append(one)

    def put(self, leases: list[Lease]) -> None:
        for one in leases:
            self._identify(one)
        modes = self._modes(leases)
        days = {id(one): self._days(one, modes[id(one)]) for one in leases}
        signed = self._signed(leases, days)
        for one in leases:
            self._put(one, modes[id(one)], days[id(one)], signed[id(one)])

    def holds(self, lease: Lease) -> bool:
        """Whether the database holds a contract of the same enterprise, start and spaces."""
        spaces = "、".join(lease.codes)
        return any(one[SPACES] == spaces for one in self._same(lease.park, lease.code, lease.told(STARTS)))

    def _same(self, park: Value, code: Value, starts_on: Value) -> list[dict[str, Value]]:
        return self.held.get((park, code, starts_on), [])

    def _identify(self, lease: Lease) -> None:
        """The number that the ledger gives, of the contract that the database holds, or one made of what it says."""
        starts_on, codes = lease.told(STARTS), lease.codes
        lease.number = lease.told(NUMBER)
        if lease.number is None:
            lease.number = self._held_number(lease, starts_on, codes)
        if lease.number is None:
            lease.number = self._proposed(lease, starts_on, codes)
            if lease.number != PENDING:
                self.drafts.note(lease.row, NUMBER, "", lease.number)
        held = self.drafts.held("合同", lease.number)
        if held and held[PARK] == lease.park:
            lease.held = held
        elif held:
            self.drafts.problem(lease.row, NUMBER, lease.number, "这个合同编号已用于别的园区", "请核对合同编号")

    def _held_number(self, lease: Lease, starts_on: Value, codes: list[str]) -> Value:
        """Of the same enterprise, spaces and start; where the spaces only overlap, it is asked."""
        if not isinstance(starts_on, date):
            return None
        same = self._same(lease.park, lease.code, starts_on)
        for one in same:
            if shown(one[SPACES]).split("、") == codes:
                return one[NUMBER]
        alike = {
            f"{one[NUMBER]}（{one[SPACES]}）": one[NUMBER]
            for one in same if not set(codes).isdisjoint(shown(one[SPACES]).split("、"))
        }
        if not alike:
            return None
        question = f"数据库中有同一企业、同日起租、单元不全相同的合同，{lease.name}是它吗？"
        answer = self.drafts.asking.choose(f"same:{codes[0]}", question, (*alike, NONE_OF_THEM), lease.rows)
        return PENDING if answer is None else alike.get(answer)

    def _proposed(self, lease: Lease, starts_on: Value, codes: list[str]) -> Value:
        """园区-单元-起始日期: the same each time, and no other contract's."""
        if PENDING in (lease.park, lease.code, starts_on):
            return PENDING
        starts_on = starts_on or self._asked_day(lease, STARTS)
        if not isinstance(starts_on, date):
            return PENDING
        number = re.sub(r"\s", "", f"{lease.park}-{codes[0]}-{starts_on:%Y%m%d}")[:LONGEST_CODE]
        held = self.drafts.held("合同", number)
        is_taken = held and (held[PARK], held[CREDIT_CODE], held[STARTS]) != (lease.park, lease.code, starts_on)
        return f"{number}-{shown(lease.code)[-4:]}" if is_taken else number

    def _modes(self, leases: list[Lease]) -> dict[int, Value]:
        silent = {one.name: one.rows for one in leases if one.told("方式") is None}
        question = "台账没有写这些合同的方式，是哪一种？"
        found = self.drafts.fill_all("mode", question, "合同", "方式", silent, ContractMode.LEASE)
        return {id(one): one.told("方式") or found[one.name] for one in leases}

    def _days(self, lease: Lease, mode: Value) -> tuple[Value, Value]:
        starts_on, ends_on = lease.told(STARTS), lease.told(ENDS)
        if starts_on is None:
            starts_on = self._asked_day(lease, STARTS)
        if ends_on is None and mode not in (PENDING, ContractMode.DIRECT_SALE):
            ends_on = self._asked_day(lease, ENDS)
        return starts_on, ends_on

    def _asked_day(self, lease: Lease, header: str) -> Value:
        is_open = any(header in one.open_ends for one in lease.records)
        said = "写的是长期，租赁合同须有终止日期" if is_open else f"没有写{header}"
        question = f"{lease.name}{said}，是哪一天？"
        return self.drafts.fill(f"{header}:{lease.row}", question, "合同", header, lease.rows)

    def _signed(self, leases: list[Lease], days: dict[int, tuple[Value, Value]]) -> dict[int, Value]:
        silent = {one.name: one for one in leases if one.told("签订日期") is None}
        found = self.drafts.fill_all(
            "signed", "台账没有写这些合同的签订日期，按起始日期吗？", "合同", "签订日期",
            {name: one.rows for name, one in silent.items()}, SAME_DAY,
            {SAME_DAY: {name: days[id(one)][0] for name, one in silent.items()}},
        )
        return {id(one): one.told("签订日期") or found[one.name] for one in leases}

    def _put(self, lease: Lease, mode: Value, days: tuple[Value, Value], signed_on: Value) -> None:
        codes = "、".join(lease.codes)
        for record in lease.records:
            self.drafts.put("合同", record.row, {
                NUMBER: lease.number, PARK: lease.park, SPACES: codes, CREDIT_CODE: lease.code, "方式": mode,
                "签订日期": signed_on, STARTS: days[0], ENDS: days[1], RENT: self._rent(lease, record),
                **{header: record.get(header) for header in TAKEN},
            })

    def _rent(self, lease: Lease, record: Record) -> Value:
        """Per ㎡: as it stands, or the contract's total divided by its area."""
        totals: dict[int, float] = defaultdict(float)
        for one in lease.records:
            if one.total_rent is not None:
                totals[one.joint.get(RENT, one.row)] = one.total_rent
        if not totals:
            said: Value = record.get(RENT)
            return said
        area = lease.places.areas.total(lease.park, lease.codes)
        if not area:
            return PENDING
        rent = round(sum(totals.values()) / area, 4)
        if record is lease.records[0]:
            self.drafts.note(record.row, RENT, f"{sum(totals.values()):g}元/月÷{area:g}㎡", rent)
        return rent
