"""A ledger of leases: its spaces, its tenants, and a contract for each of them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from core.terms import ContractMode
from data.intake.ledger.asks import EACH, PENDING
from data.intake.ledger.cells import PARK
from data.intake.ledger.drafts import Drafts
from data.intake.ledger.parties import Enterprises
from data.intake.ledger.places import Places
from data.intake.ledger.records import CREDIT_CODE, ENDS, ENTERPRISE, RENT, SPACES, STARTS, Record
from data.intake.schema import Value
from data.intake.values import LONGEST_CODE, shown

NUMBER = "合同编号"
VACANT, AS_ABOVE = "空置，只登记单元，不建合同", "与上一行是同一份合同"
SAME_DAY = "与起始日期相同"
ONE_CONTRACT, APART = "是一份合同", "每行一份合同"
NONE_OF_THEM = "都不是，是新合同"
TAKEN = ("售价(元/㎡)", "入园管理合同", "入园审核日期", "入园审核结论", "提前终止日期")
OF_TENANT = (STARTS, ENDS, NUMBER, "签订日期")


@dataclass(eq=False)
class Lease:
    """One contract and the records that speak of it."""

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

    def told(self, header: str) -> Value:
        """What the ledger says, or else the database."""
        values = (one.get(header) for one in self.records)
        return next((value for value in values if value is not None), self.held.get(header))


class Leases:
    """Puts the rows that a ledger of leases makes."""

    def __init__(self, drafts: Drafts, records: list[Record], parks: dict[int, Value]) -> None:
        self.drafts, self.records, self.parks = drafts, records, parks
        self.places = Places(drafts, records, parks, is_lease=True)
        self.enterprises = Enterprises(drafts, records)
        self.contracts = drafts.all_held("合同")

    def put(self) -> None:
        self.places.put()
        leases = self._together([one for one in self._leases() if self._has_what_it_needs(one)])
        for one in leases:
            self._identify(one)
        modes = self._modes(leases)
        days = {id(one): self._days(one, modes[id(one)]) for one in leases}
        signed = self._signed(leases, days)
        for one in leases:
            self._put(one, modes[id(one)], days[id(one)], signed[id(one)])

    def _leases(self) -> list[Lease]:
        """Records with a tenant: by contract number, or one contract each; rows merged into one cell are one."""
        found: dict[tuple[object, ...], Lease] = {}
        same = self._silent_rows()
        last: Lease | None = None
        for record in self.records:
            if record.row in same:
                if same[record.row] == AS_ABOVE and last:
                    last.records.append(record)
                continue
            code = None if record.is_vacant else self.enterprises.code_of(record)
            if code is None:
                last = None
                continue
            number = record.get(NUMBER)
            apart = (number,) if number else (code, record.tie, record.get(STARTS), record.get(ENDS))
            park = self.parks[record.row]
            last = found.setdefault((park, *apart), Lease(park, code))
            last.records.append(record)
            if last.code != code and PENDING not in (last.code, code):
                self.drafts.problem(record.row, NUMBER, number, "同一合同编号写了不同的企业", "请核对合同编号和承租方")
        return list(found.values())

    def _silent_rows(self) -> dict[int, str | None]:
        """Rows with a space and no tenant -> what was answered about them."""
        silent = [
            one for one in self.records
            if not one.is_vacant and one.get(CREDIT_CODE) is None and one.get(ENTERPRISE) is None
        ]
        for one in silent:
            if any(one.get(header) is not None for header in OF_TENANT):
                reason, remedy = "写了租期或合同，没有写承租方", "请补上承租方，空置的请清空租期"
                self.drafts.problem(one.row, ENTERPRISE, "", reason, remedy)
        asked = [one for one in silent if all(one.get(header) is None for header in OF_TENANT)]
        if not asked:
            return {one.row: None for one in silent}
        remark = "（备注写明空置）" if all(one.vacant_remark for one in asked) else ""
        question = f"这些行没有写承租方{remark}，怎样处理？"
        answer = self.drafts.asking.choose(
            "vacant", question, (VACANT, AS_ABOVE, EACH), [one.row for one in asked], VACANT,
        )
        if answer != EACH:
            return {one.row: answer for one in silent}
        return {one.row: self._asked_alone(one) if one in asked else None for one in silent}

    def _asked_alone(self, record: Record) -> str | None:
        question = f"第{record.row}行（{'、'.join(record.spaces)}）没有写承租方，怎样处理？"
        return self.drafts.asking.choose(f"vacant:{record.row}", question, (VACANT, AS_ABOVE), [record.row], VACANT)

    def _codes(self, lease: Lease) -> list[str]:
        return sorted({code for one in lease.records for code in self.places.codes[one.row]})

    def _has_what_it_needs(self, lease: Lease) -> bool:
        if not self._codes(lease):
            if not any(one.get(SPACES) == PENDING for one in lease.records):
                self.drafts.problem(lease.row, SPACES, "", "有承租方，没有写单元编号", "请填写承租的单元编号")
            return False
        return True

    def _together(self, leases: list[Lease]) -> list[Lease]:
        """Rows of one tenant and term without a number are one contract where the database holds it so; else asked."""
        alike: dict[tuple[Value, ...], list[Lease]] = defaultdict(list)
        for one in leases:
            apart: Value = id(one) if one.told(NUMBER) or one.told(STARTS) is None else None
            alike[one.park, one.code, one.told(STARTS), one.told(ENDS), apart].append(one)
        groups = [some for some in alike.values() if len(some) > 1 and PENDING not in (some[0].park, some[0].code)]
        asked = [some for some in groups if not self._is_held(self._joined(some)) and not all(map(self._is_held, some))]
        rows = [row for some in asked for one in some for row in one.rows]
        question = "有的企业有几行，起止日期相同，没有合同编号：是一份合同，还是每行一份？"
        answer = self.drafts.asking.choose("together", question, (ONE_CONTRACT, APART, EACH), rows) if asked else None
        for some in groups:
            alone = answer if answer != EACH or some not in asked else self.drafts.asking.choose(
                f"together:{some[0].row}", f"{'、'.join(map(self._named, some))}是一份合同吗？", (ONE_CONTRACT, APART),
                [row for one in some for row in one.rows],
            )
            if self._is_held(self._joined(some)) or (some in asked and alone == ONE_CONTRACT):
                leases = [one for one in leases if one not in some] + [self._joined(some)]
        return sorted(leases, key=lambda one: one.row)

    def _joined(self, leases: list[Lease]) -> Lease:
        return Lease(leases[0].park, leases[0].code, [record for one in leases for record in one.records])

    def _is_held(self, lease: Lease) -> bool:
        """Whether the database holds a contract of the same enterprise, start and spaces."""
        wanted = lease.park, lease.code, lease.told(STARTS), "、".join(self._codes(lease))
        return any((one[PARK], one[CREDIT_CODE], one[STARTS], one[SPACES]) == wanted for one in self.contracts)

    def _identify(self, lease: Lease) -> None:
        """The number that the ledger gives, of the contract that the database holds, or one made of what it says."""
        starts_on, codes = lease.told(STARTS), self._codes(lease)
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
        wanted = lease.park, lease.code, starts_on
        same = [one for one in self.contracts if (one[PARK], one[CREDIT_CODE], one[STARTS]) == wanted]
        for one in same:
            if shown(one[SPACES]).split("、") == codes:
                return one[NUMBER]
        alike = {
            f"{one[NUMBER]}（{one[SPACES]}）": one[NUMBER]
            for one in same if not set(codes).isdisjoint(shown(one[SPACES]).split("、"))
        }
        if not alike:
            return None
        question = f"数据库中有同一企业、同日起租、单元不全相同的合同，{self._named(lease)}是它吗？"
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
        silent = {self._named(one): one.rows for one in leases if one.told("方式") is None}
        question = "台账没有写这些合同的方式，是哪一种？"
        found = self.drafts.fill_all("mode", question, "合同", "方式", silent, ContractMode.LEASE)
        return {id(one): one.told("方式") or found[self._named(one)] for one in leases}

    def _named(self, lease: Lease) -> str:
        """In questions."""
        return f"第{lease.row}行（{'、'.join(self._codes(lease))}）"

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
        question = f"{self._named(lease)}{said}，是哪一天？"
        return self.drafts.fill(f"{header}:{lease.row}", question, "合同", header, lease.rows)

    def _signed(self, leases: list[Lease], days: dict[int, tuple[Value, Value]]) -> dict[int, Value]:
        silent = {self._named(one): one for one in leases if one.told("签订日期") is None}
        found = self.drafts.fill_all(
            "signed", "台账没有写这些合同的签订日期，按起始日期吗？", "合同", "签订日期",
            {name: one.rows for name, one in silent.items()}, SAME_DAY,
            {SAME_DAY: {name: days[id(one)][0] for name, one in silent.items()}},
        )
        return {id(one): one.told("签订日期") or found[self._named(one)] for one in leases}

    def _put(self, lease: Lease, mode: Value, days: tuple[Value, Value], signed_on: Value) -> None:
        codes = "、".join(self._codes(lease))
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
        area = self.places.areas.total(lease.park, self._codes(lease))
        if not area:
            return PENDING
        rent = round(sum(totals.values()) / area, 4)
        if record is lease.records[0]:
            self.drafts.note(record.row, RENT, f"{sum(totals.values()):g}元/月÷{area:g}㎡", rent)
        return rent
