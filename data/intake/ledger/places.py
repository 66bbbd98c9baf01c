"""Buildings and spaces that a ledger names, found in the database however they are written there."""

import re
from collections import defaultdict

from data.intake.ledger.areas import Areas
from data.intake.ledger.asks import EACH, PENDING
from data.intake.ledger.cells import PARK
from data.intake.ledger.drafts import Drafts
from data.intake.ledger.records import AREA, BUILDING, SPACES, Record
from data.intake.ledger.space_codes import floor_in
from data.intake.schema import Value
from data.intake.values import shown

Place = tuple[str, str]
NEW_BUILDING = "新建这栋楼"
JOINED, AS_TYPED = "楼号-房号", "只写房号，与台账一样"
FROM_CODE = "按单元编号推断"
CHINESE = str.maketrans("一二三四五六七八九", "123456789")
OF_SPACE = ("层高(m)", "荷载(kg/㎡)", "停用", "已发布一键找园")


def place_key(text: str) -> tuple[str, ...]:
    """What is left of a code when people write it their way: 1号楼, 1#, 1幢 are one, and so are 1-201 and 1#201."""
    plain = re.sub(r"号楼|号|栋|幢|楼|座|室", "#", text.translate(CHINESE)).upper()
    return tuple(one.lstrip("0") or "0" for one in re.findall(r"[A-Z]+|\d+|[^\W\d_A-Z#]+", plain))


class Places:
    """parks: row -> its park. is_lease: areas are those of contracts. areas: what each space measures."""

    def __init__(
        self, drafts: Drafts, records: list[Record], parks: dict[int, Value], *, is_lease: bool = False,
    ) -> None:
        self.drafts, self.records, self.parks, self.is_lease = drafts, records, parks, is_lease
        self.spaces: dict[str, dict[str, dict[str, Value]]] = defaultdict(dict)
        self.by_key: dict[str, dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
        self.buildings: dict[str, dict[str, dict[str, Value]]] = defaultdict(dict)
        for one in drafts.all_held("楼栋"):
            self.buildings[str(one[PARK])][str(one[BUILDING])] = one
        for one in drafts.all_held("单元"):
            park, code = str(one[PARK]), str(one[SPACES])
            self.spaces[park][code] = one
            self.by_key[park][place_key(code)].append(code)
        self.rows_of: dict[Value, list[int]] = defaultdict(list)
        for record in records:
            self.rows_of[record.get(BUILDING)].append(record.row)
        self._put_buildings: set[tuple[Value, Value]] = set()
        self._found_buildings: dict[tuple[Value, Value], Value] = {}
        self.building_of = {one.row: self._building(one) for one in records}
        self.codes = {one.row: self._codes(one) for one in records}
        self._join_ambiguous()
        self.areas = Areas(drafts, self)

    def put(self) -> None:
        """The rows of 楼栋 and 单元 that the records make."""
        self.areas.settle()
        new = self._new_spaces()
        floors, uses = self._floors(new), self._chosen(new, "用途", "生产")
        tenures = self._chosen(new, "持有方式", None)
        for record in self.records:
            self._put_building(record)
            park, building = self.parks[record.row], self.building_of[record.row]
            for code in self.codes[record.row]:
                place = f"{park}/{code}"
                if place in new and building is None:
                    building = self._asked_building(park, record.row)
                self.drafts.put("单元", record.row, {
                    PARK: park, SPACES: code, BUILDING: building, "楼层": floors.get(place, record.get("楼层")),
                    AREA: self.areas.of.get((str(park), code)), "用途": uses.get(place, record.get("用途")),
                    "持有方式": tenures.get(place, record.get("持有方式")),
                    **{header: record.get(header) for header in OF_SPACE},
                })

    def held(self, park: Value, code: str) -> dict[str, Value] | None:
        return self.spaces[str(park)].get(code)

    def _building(self, record: Record) -> Value:
        """The code of the building: one of the database's, or a new one's as it is typed."""
        place = record.get(BUILDING), self.parks[record.row]
        if place not in self._found_buildings:
            self._found_buildings[place] = self._building_for(*place)
        return self._found_buildings[place]

    def _building_for(self, typed: Value, park: Value) -> Value:
        if typed in (None, PENDING) or park == PENDING:
            return PENDING if typed == PENDING or (typed and park == PENDING) else None
        known = self.buildings[str(park)]
        key = place_key(shown(typed))
        found = [code for code, one in known.items() if key in _keys(code, shown(one["楼栋名称"]))]
        if typed in known or len(found) == 1:
            return typed if typed in known else found[0]
        if not known:
            return str(typed)
        choices = {f"{code} {shown(one['楼栋名称'])}".strip(): code for code, one in known.items()}
        rows = self.rows_of[typed]
        answer = self.drafts.asking.choose(
            f"building:{typed}", f"台账里的“{typed}”是哪栋楼？", (*choices, NEW_BUILDING), rows,
        )
        return PENDING if answer is None else choices.get(answer, typed)

    def _codes(self, record: Record) -> list[str]:
        return [self._found(record, one) or one for one in record.spaces]

    def _found(self, record: Record, typed: str) -> str | None:
        """The code under which the database holds a space, if it does without a doubt."""
        park, building = str(self.parks[record.row]), self.building_of[record.row]
        held = self.spaces[park]
        if typed in held and building in (None, PENDING, held[typed][BUILDING]):
            return typed
        keys = [place_key(typed)]
        if building is not None:
            keys += [place_key(text) + place_key(typed) for text in {shown(building), shown(record.get(BUILDING))}]
        found = {code for key in keys for code in self.by_key[park].get(key, [])}
        if building not in (None, PENDING):
            found = {code for code in found if held[code][BUILDING] == building}
        if len(found) != 1:
            return None
        code = found.pop()
        if code != typed:
            self.drafts.note(record.row, SPACES, typed, code)
        return code

    def _join_ambiguous(self) -> None:
        """One code in two buildings is two spaces: how they are to be told apart is asked."""
        buildings: dict[Place, set[Value]] = defaultdict(set)
        for one in self.records:
            for code in self.codes[one.row]:
                place = str(self.parks[one.row]), code
                held = self.held(*place)
                buildings[place] |= {held[BUILDING] if held else None, self._building_or_typed(one)}
        doubtful = {place for place, some in buildings.items() if len(some - {None, PENDING}) > 1}
        records = [
            one for one in self.records if any((self.parks[one.row], code) in doubtful for code in self.codes[one.row])
        ]
        if not records:
            return
        example = self._joined(records[0], self.codes[records[0].row][0])
        question = f"不同楼栋有相同的房号，单元编号怎样写？（楼号-房号如 {example}）"
        rows = [one.row for one in records]
        answer = self.drafts.asking.choose("codes", question, (JOINED, AS_TYPED), rows, JOINED)
        for record in records if answer != AS_TYPED else ():
            self.codes[record.row] = [
                self._joined(record, code) if (self.parks[record.row], code) in doubtful
                and not self._is_held_here(record, code) else code for code in self.codes[record.row]
            ]

    def _is_held_here(self, record: Record, code: str) -> bool:
        held = self.held(self.parks[record.row], code)
        return bool(held and held[BUILDING] == self.building_of[record.row])

    def _building_or_typed(self, record: Record) -> Value:
        """As long as it is asked which building is meant, those that are typed differently are different."""
        building = self.building_of[record.row]
        return record.get(BUILDING) if building == PENDING else building

    def _joined(self, record: Record, code: str) -> str:
        building = shown(self._building_or_typed(record))
        return f"{re.sub('号楼$|[栋幢楼座#]$', '', building)}-{code}"

    def _new_spaces(self) -> dict[str, list[Record]]:
        """park/code -> the records that name it."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            for code in self.codes[record.row]:
                if self.parks[record.row] != PENDING and self.held(self.parks[record.row], code) is None:
                    found[f"{self.parks[record.row]}/{code}"].append(record)
        return found

    def _floors(self, new: dict[str, list[Record]]) -> dict[str, Value]:
        silent = {place: some for place, some in new.items() if not any(one.get("楼层") is not None for one in some)}
        told = {place: floor for place in silent if (floor := floor_in(place.partition("/")[2])) is not None}
        rows = {place: [one.row for one in some] for place, some in silent.items()}
        question = "台账没有写这些新单元的楼层，按单元编号推断吗（如1-201为2层）？"
        suggestion, extra = (FROM_CODE, {FROM_CODE: told}) if told else (None, {})
        return self.drafts.fill_all("floor", question, "单元", "楼层", rows, suggestion, extra)

    def _chosen(self, new: dict[str, list[Record]], header: str, suggestion: str | None) -> dict[str, Value]:
        rows = {
            place: [one.row for one in some] for place, some in new.items()
            if not any(one.get(header) is not None for one in some)
        }
        question = f"台账没有写这些新单元的{header}，是哪一种？"
        return self.drafts.fill_all(f"new:{header}", question, "单元", header, rows, suggestion)

    def _asked_building(self, park: Value, row: int) -> Value:
        silent = [one.row for one in self.records if self.building_of[one.row] is None]
        known = tuple(self.buildings[str(park)])
        question = "台账没有写这些新单元在哪栋楼，请填写楼栋编号"
        choices = known if len(silent) == 1 else (*known, EACH)
        answer = self.drafts.fill(f"building_of:{park}", question, "单元", BUILDING, silent, choices=choices)
        if answer == EACH:
            question = f"第{row}行的单元在哪栋楼？"
            answer = self.drafts.fill(f"building_of:{park}:{row}", question, "单元", BUILDING, [row], choices=known)
        if answer not in (PENDING, *known):
            self._put_new_building(park, str(answer), row, {})
        return answer

    def _put_building(self, record: Record) -> None:
        park, building = self.parks[record.row], self.building_of[record.row]
        if building in (None, PENDING) or park == PENDING:
            return
        more = {header: record.get(header) for header in ("层数", "竣工日期")}
        if str(building) in self.buildings[str(park)]:
            if any(value is not None for value in more.values()):
                self.drafts.put("楼栋", record.row, {PARK: park, BUILDING: building, **more})
            return
        if (park, building) not in self._put_buildings:
            self._put_new_building(park, str(building), record.row, more)

    def _put_new_building(self, park: Value, building: str, row: int, more: dict[str, Value]) -> None:
        self._put_buildings.add((park, building))
        some = [one for one in self.records if (self.parks[one.row], self.building_of[one.row]) == (park, building)]
        rows = [one.row for one in some] or [row]
        told = {header: next((one.get(header) for one in some if one.get(header) is not None), None) for header in more}
        if told.get("层数") is None:
            question, suggestion = f"{building}是新楼栋，共有几层？", self._highest(some)
            told["层数"] = self.drafts.fill(
                f"storeys:{building}", question, "楼栋", "层数", rows, suggestion=suggestion,
            )
        if told.get("竣工日期") is None:
            question = f"{building}的竣工日期（还没有竣工的留空，其单元按在建计）"
            told["竣工日期"] = self.drafts.fill(
                f"completed:{building}", question, "楼栋", "竣工日期", rows, may_be_blank=True,
            )
        self.drafts.put("楼栋", row, {PARK: park, BUILDING: building, **told})

    def _highest(self, records: list[Record]) -> str | None:
        """The highest storey that spaces of a building are on, as a suggestion."""
        floors = [one.get("楼层") or floor_in(code) for one in records for code in self.codes[one.row]]
        return str(max(known)) if (known := [one for one in floors if isinstance(one, int)]) else None


def _keys(code: str, name: str) -> set[tuple[str, ...]]:
    return {place_key(one) for one in (code, name) if one}
