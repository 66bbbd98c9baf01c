"""Whose ledger it is and who is named in it: parks, and enterprises by code or by name."""

import re

from data.intake.ledger.asks import PENDING
from data.intake.ledger.cells import PARK
from data.intake.ledger.drafts import Drafts
from data.intake.ledger.records import CREDIT_CODE, ENTERPRISE, Record
from data.intake.numbers import half_width
from data.intake.schema import Value

SKIP = "不导入这些行"
INDUSTRY = "行业代码"


class Parks:
    """The park of each record: as its row says, or as it is asked once. near: texts that may name it."""

    def __init__(self, drafts: Drafts, chosen: str | None, near: list[str]) -> None:
        self.drafts, self.near = drafts, near
        held = drafts.all_held("园区")
        self.names = {str(one["园区编码"]): str(one["园区名称"]) for one in held}
        self.towns = {str(one["园区编码"]): re.sub("(街道|镇|乡|畲族乡)$", "", str(one["所在乡镇"])) for one in held}
        self.chosen = chosen if chosen in self.names else None
        self.by_name = {_plain(text): code for code, name in self.names.items() for text in (code, name)}

    def of(self, records: list[Record]) -> dict[int, Value]:
        """Row -> code of its park, PENDING where it is not known."""
        found: dict[int, Value] = {}
        silent = [one for one in records if one.get(PARK) is None]
        asked = self._asked([one.row for one in silent]) if silent else PENDING
        for one in records:
            typed = one.get(PARK)
            found[one.row] = asked if typed is None else self.by_name.get(_plain(str(typed)), PENDING)
            if typed not in (None, PENDING) and found[one.row] == PENDING:
                reason, remedy = "数据库中没有这个园区", "请改正园区名称或编码，或先登记这个园区"
                self.drafts.problem(one.row, PARK, typed, reason, remedy)
        return found

    def _asked(self, rows: list[int]) -> Value:
        if self.chosen:
            return self.chosen
        if not self.names:
            self.drafts.problem(rows[0], None, "", "数据库中还没有园区", "请先登记园区，再导入台账")
            return PENDING
        choices = {f"{code} {name}": code for code, name in self.names.items()}
        text = _plain("".join(self.near))
        likely = [words for words, code in choices.items() if _core(self.names[code]) in text]
        likely = likely or [words for words, code in choices.items() if self.towns[code] in text]
        answer = self.drafts.asking.choose(
            "park", "这份台账是哪个园区的？", choices, rows, likely[0] if len(likely) == 1 else None,
        )
        return choices[answer] if answer else PENDING


class Enterprises:
    """The enterprises that the records name, found by code, or by name in the database or elsewhere in the ledger.

    only_new: those that the database holds are left as they are.
    """

    def __init__(self, drafts: Drafts, records: list[Record], *, only_new: bool = False) -> None:
        self.drafts, self.only_new = drafts, only_new
        self.held = {str(one[CREDIT_CODE]): one for one in drafts.all_held("企业")}
        self.by_name: dict[str, set[str]] = {}
        for code, one in self.held.items():
            self.by_name.setdefault(_plain(str(one[ENTERPRISE])), set()).add(code)
        self.rows: dict[str, list[int]] = {}
        self.industries: dict[str, Value] = {}
        self.names: dict[str, Value] = {}
        for record in records:
            self._learn(record)

    def _learn(self, record: Record) -> None:
        code, name = record.get(CREDIT_CODE), record.get(ENTERPRISE)
        if name and code and PENDING not in (name, code):
            self.by_name.setdefault(_plain(name), set()).add(code)
        for key in (code, _plain(name) if name else None):
            if key and key != PENDING:
                self.rows.setdefault(key, []).append(record.row)
        if code and code != PENDING:
            self.industries[code] = self.industries.get(code) or record.get(INDUSTRY)
            self.names[code] = self.names.get(code) or name

    def code_of(self, record: Record) -> Value:
        """The credit code of who a record names; None: nobody, or somebody who is not to be imported."""
        code: Value = record.get(CREDIT_CODE)
        name = record.get(ENTERPRISE)
        if PENDING in (code, name):
            return PENDING
        if code is None and name is not None:
            code = self._by_name(record, name)
        if code not in (None, PENDING):
            self._put(record, str(code))
        return code

    def _by_name(self, record: Record, name: str) -> Value:
        codes = sorted(self.by_name.get(_plain(name), set()))
        rows = tuple(self.rows[_plain(name)])
        if len(codes) == 1:
            self.drafts.note(record.row, CREDIT_CODE, "", codes[0])
            return codes[0]
        question = f"“{name}”没有写统一社会信用代码，请填写"
        if codes:
            question = f"叫“{name}”的企业不止一家，是哪一家？"
        answer = self.drafts.fill(
            f"credit:{name}", question, "企业", CREDIT_CODE, list(rows), choices=(*codes, SKIP),
        )
        if answer == SKIP:
            self.drafts.skip(record.row, f"按您的回答，不导入“{name}”的行")
            return None
        return answer

    def _put(self, record: Record, code: str) -> None:
        held = self.held.get(code)
        if held and self.only_new:
            return
        rows = self.rows.get(code) or self.rows.get(_plain(record.get(ENTERPRISE) or ""), [record.row])
        name: Value = record.get(ENTERPRISE)
        if held and name and _plain(str(name)) == _plain(str(held[ENTERPRISE])):
            name = held[ENTERPRISE]
        name = name or self.names.get(code) or (held or {}).get(ENTERPRISE)
        if name is None:
            name = self.drafts.fill(f"name:{code}", f"{code}是哪家企业？请填写企业名称", "企业", ENTERPRISE, rows)
        industry = record.get(INDUSTRY) or self.industries.get(code) or (held or {}).get(INDUSTRY)
        if industry is None:
            question = f"{name}是新企业，请填写行业代码（GB/T 4754-2017 的2至4位代码）"
            industry = self.drafts.fill(f"industry:{code}", question, "企业", INDUSTRY, rows)
        more = {header: record.get(header) for header in ("企业规模", "企业标签")}
        self.drafts.put("企业", record.row, {CREDIT_CODE: code, ENTERPRISE: name, INDUSTRY: industry, **more})


def _plain(text: str) -> str:
    """A name without spaces and width."""
    return re.sub(r"\s", "", half_width(text)).lower()


def _core(name: str) -> str:
    """What of a park's name others would write: 龙泉市八都小微企业园 -> 八都小微企业园."""
    return re.sub(r"^.{1,6}?[市县区](?=.{3})", "", _plain(name))
