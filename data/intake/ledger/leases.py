"""A ledger of leases: its spaces, its tenants, and which of its rows make one contract."""

from collections import defaultdict

from data.intake.ledger.asks import EACH, PENDING
from data.intake.ledger.contracts import NUMBER, Contracts, Lease
from data.intake.ledger.drafts import Drafts
from data.intake.ledger.parties import Enterprises
from data.intake.ledger.places import Places
from data.intake.ledger.records import CREDIT_CODE, ENDS, ENTERPRISE, SPACES, STARTS, Record
from data.intake.schema import Value

VACANT, AS_ABOVE = "空置，只登记单元，不建合同", "与上一行是同一份合同"
ONE_CONTRACT, APART = "是一份合同", "每行一份合同"
OF_TENANT = (STARTS, ENDS, NUMBER, "签订日期")


class Leases:
    """Puts the rows that a ledger of leases makes."""

    def __init__(self, drafts: Drafts, records: list[Record], parks: dict[int, Value]) -> None:
        self.drafts, self.records, self.parks = drafts, records, parks
        self.places = Places(drafts, records, parks, is_lease=True)
        self.enterprises = Enterprises(drafts, records)
        self.contracts = Contracts(drafts)

    def put(self) -> None:
        self.places.put()
        self.contracts.put(self._together([one for one in self._leases() if self._has_what_it_needs(one)]))

    def _leases(self) -> list[Lease]:
        """Records with a tenant: by contract number, or one contract each; rows merged into one cell are one."""
        found: dict[tuple[object, ...], Lease] = {}
        same = self._silent_rows()
        last: Lease | None = None
        for record in self.records:
            if record.row in same:
                if same[record.row] == AS_ABOVE:
                    self._join_to(last, record)
                continue
            code = None if record.is_vacant else self.enterprises.code_of(record)
            if code is None:
                last = None
                continue
            number = record.get(NUMBER)
            apart = (number,) if number else (code, record.tie, record.get(STARTS), record.get(ENDS))
            park = self.parks[record.row]
            last = found.setdefault((park, *apart), Lease(self.places, park, code))
            last.records.append(record)
            if last.code != code and PENDING not in (last.code, code):
                self.drafts.problem(record.row, NUMBER, number, "同一合同编号写了不同的企业", "请核对合同编号和承租方")
        return list(found.values())

    def _join_to(self, last: Lease | None, record: Record) -> None:
        if last:
            last.records.append(record)
        else:
            self.drafts.problem(record.row, ENTERPRISE, "", "上一行没有合同", "请写明承租方，或改为空置")

    def _silent_rows(self) -> dict[int, str | None]:
        """Rows with a space and no tenant -> what was answered about them."""
        silent = [
            one for one in self.records
            if not one.is_vacant and one.get(CREDIT_CODE) is None and one.get(ENTERPRISE) is None
        ]
        silent_rows = {one.row for one in silent}
        for one in self.records:
            is_let = any(one.get(header) is not None for header in OF_TENANT)
            if is_let and one.row in silent_rows:
                reason, remedy = "写了租期或合同，没有写承租方", "请补上承租方，空置的请清空租期"
                self.drafts.problem(one.row, ENTERPRISE, "", reason, remedy)
            elif one.is_vacant and (is_let or one.get(CREDIT_CODE) is not None):
                reason, remedy = "写明空置，又写了租期、合同或信用代码", "请清空这些内容，或写明承租方"
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

    def _has_what_it_needs(self, lease: Lease) -> bool:
        if not lease.codes:
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
        held = [some for some in groups if self.contracts.holds(self._joined(some))]
        known = {id(some) for some in held} | {id(some) for some in groups if all(map(self.contracts.holds, some))}
        open_ = [some for some in groups if id(some) not in known]
        rows = [row for some in open_ for one in some for row in one.rows]
        united = held + [some for some in open_ if self._is_one(some, rows)]
        joined = {id(one) for some in united for one in some}
        leases = [one for one in leases if id(one) not in joined] + [self._joined(some) for some in united]
        return sorted(leases, key=lambda one: one.row)

    def _is_one(self, leases: list[Lease], rows: list[int]) -> bool:
        """Whether these were answered to be one contract; asked for all such rows at once, or for each group."""
        question = "有的企业有几行，起止日期相同，没有合同编号：是一份合同，还是每行一份？"
        answer = self.drafts.asking.choose("together", question, (ONE_CONTRACT, APART, EACH), rows)
        if answer == EACH:
            question = f"{'、'.join(one.name for one in leases)}是一份合同吗？"
            rows = [row for one in leases for row in one.rows]
            answer = self.drafts.asking.choose(f"together:{rows[0]}", question, (ONE_CONTRACT, APART), rows)
        return answer == ONE_CONTRACT

    def _joined(self, leases: list[Lease]) -> Lease:
        return Lease(self.places, leases[0].park, leases[0].code, [record for one in leases for record in one.records])
