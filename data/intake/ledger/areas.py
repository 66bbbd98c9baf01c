"""What each space measures where the ledger gives one area for several, or another than the database holds."""

from collections import defaultdict
from typing import TYPE_CHECKING

from data.intake.ledger.asks import EACH, PENDING
from data.intake.ledger.drafts import Drafts
from data.intake.ledger.records import AREA, Record
from data.intake.schema import Value
from data.intake.values import shown

if TYPE_CHECKING:
    from data.intake.ledger.places import Places

KEEP, TAKE = "保留数据库中的面积", "改为台账中的面积"
NEGLIGIBLE = 0.01


class Areas:
    """of: (park, code) -> area to be written; nothing where the database's stays."""

    def __init__(self, drafts: Drafts, places: "Places") -> None:
        self.drafts, self.places = drafts, places
        self.of: dict[tuple[str, str], Value] = {}

    def settle(self) -> None:
        shared: dict[int, list[Record]] = defaultdict(list)
        for one in self.places.records:
            shared[one.joint.get(AREA, one.row)].append(one)
        differing: dict[tuple[str, str], tuple[int, float]] = {}
        for records in shared.values():
            self._settle_group(records, differing)
        self._ask_differing(differing)

    def total(self, park: Value, codes: list[str]) -> float | None:
        """Of several spaces as they will be; None where one is not known."""
        areas = [self._area(park, code) for code in codes]
        known = [one for one in areas if isinstance(one, float)]
        return sum(known) if known and len(known) == len(areas) else None

    def _area(self, park: Value, code: str) -> Value:
        written = self.of.get((str(park), code))
        held = self.places.held(park, code)
        return written if written is not None else held[AREA] if held else None

    def _settle_group(self, records: list[Record], differing: dict[tuple[str, str], tuple[int, float]]) -> None:
        first = records[0]
        park, total = self.places.parks[first.row], first.get(AREA)
        codes = list(dict.fromkeys(code for one in records for code in self.places.codes[one.row]))
        if park == PENDING or not codes:
            return
        if len(codes) == 1:
            self._settle_one(str(park), codes[0], first, differing)
        elif total != PENDING:
            self._divide(str(park), codes, total, [one.row for one in records])

    def _settle_one(
        self, park: str, code: str, record: Record, differing: dict[tuple[str, str], tuple[int, float]],
    ) -> None:
        held, area = self.places.held(park, code), record.get(AREA)
        if area is None:
            if held is None and (park, code) not in self.of:
                question = f"台账没有写新单元{code}的建筑面积，是多少㎡？"
                self.of[park, code] = self._asked(park, code, [record.row], question)
        elif held and isinstance(area, float) and self.places.is_lease and _differs(area, held[AREA]):
            differing.setdefault((park, code), (record.row, area))
        elif (park, code) in self.of and _differs(area, self.of[park, code]):
            self.drafts.problem(record.row, AREA, area, f"同一单元{code}在台账中写了不同的面积", "请核对后改成一致")
        else:
            self.of[park, code] = area

    def _divide(self, park: str, codes: list[str], total: float | None, rows: list[int]) -> None:
        held = {code: one[AREA] for code in codes if (one := self.places.held(park, code))}
        known = [area for area in held.values() if isinstance(area, float)]
        if len(held) == len(codes):
            if total is None or not _differs(total, sum(known)):
                return
            question = (
                f"{'、'.join(codes)}在台账中合计{total:g}㎡，在数据库中合计{sum(known):g}㎡，以哪个为准？"
            )
            if self.drafts.asking.choose(f"areas:{codes[0]}", question, (KEEP, EACH), rows) != EACH:
                return
        said = f"台账只写了合计{total:g}㎡" if total is not None else "台账没有写面积"
        new = [code for code in codes if len(held) == len(codes) or code not in held]
        for code in new:
            rest = total - sum(known) if total is not None and len(new) == 1 and code not in held else None
            question = f"{'、'.join(codes)}：{said}，其中{code}的建筑面积是多少㎡？"
            self.of[park, code] = self._asked(park, code, rows, question, f"{rest:g}" if rest and rest > 0 else None)
        found = self.total(park, codes)
        if total is not None and found is not None and _differs(total, found):
            reason = f"各单元面积之和{found:g}㎡与台账的合计不符"
            self.drafts.problem(rows[0], AREA, total, reason, "请核对各单元的面积")

    def _asked(self, park: str, code: str, rows: list[int], question: str, suggestion: str | None = None) -> Value:
        return self.drafts.fill(f"area:{park}/{code}", question, "单元", AREA, rows, suggestion=suggestion)

    def _ask_differing(self, differing: dict[tuple[str, str], tuple[int, float]]) -> None:
        """A leased area need not be the area of the space."""
        if not differing:
            return
        examples = "；".join(
            f"{code}：数据库{shown((self.places.held(park, code) or {})[AREA])}㎡、台账{area:g}㎡"
            for (park, code), (_, area) in list(differing.items())[:3]
        )
        question = f"有{len(differing)}个单元的面积与数据库不同（{examples}），以哪个为准？"
        rows = [row for row, _ in differing.values()]
        answer = self.drafts.asking.choose("areas", question, (KEEP, TAKE), rows)
        for place, (_, area) in differing.items() if answer == TAKE else ():
            self.of[place] = area


def _differs(one: Value, other: Value) -> bool:
    return not (isinstance(one, float) and isinstance(other, float) and abs(one - other) <= NEGLIGIBLE)
