"""Fictional enterprises: names that carry 演示, and valid credit codes from a range that no register gives out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from core.terms import EnterpriseSize
from data.demo.plans import ParkPlan, Row, other_trade
from data.intake.codes import CREDIT_DIGITS, credit_check_digit, organisation_check_digit

FIRMS_PER_PARK = 100
FIRST = "云青翠瑞泰金宏兴华恒嘉信永鼎万德盛博卓远清碧松竹朗正昌隆安康福顺祥亿润锦聚汇启航双三同天新高东南"
SECOND = "栖岭谷溪峰林泉源川和达泽润成诚原野岚景晨舟桥石木禾庭屿丰山河田海"
STRIDE = 377
"""Prime to the 1,536 pairs of characters, so that walking by it meets every pair before repeating one."""
TAGS = ("专精特新", "高新技术企业", "科技型中小企业", "创新型中小企业")
BANDS = {"A": (1.04, 1.17), "B": (0.84, 0.96), "C": (0.61, 0.71), "D": (0.32, 0.44)}
"""Levels that stay inside one grade whatever the small noise of single figures: excellent, pass, rectify, fail."""
COURSES = {
    "BBBB": 36, "AAAA": 16, "BBAA": 10, "ABBB": 8, "BABA": 6, "CBBB": 4, "CBAA": 3, "BCBB": 2.5,
    "BBCB": 4, "BBBC": 2, "BBCC": 3, "ABCC": 2, "BCDD": 1, "BBDC": 1.5,
}
"""Grades of 2023 to 2026, and how common the course is in a hundred; earlier years were as 2023."""


@dataclass
class Firm:
    """An enterprise and how well it keeps its promises.

    levels: year -> share of its promises that it reaches, by and large; grave: (year, quarter, column) of a report that
    owns up to a major accident or violation.
    """

    code: str
    name: str
    industry_code: str
    size: str | None
    tags: str | None
    levels: dict[int, float]
    grave: set[tuple[int, int, str]] = field(default_factory=set)

    def row(self) -> Row:
        return {"credit_code": self.code, "name": self.name, "industry_code": self.industry_code, "size": self.size,
                "tags": self.tags}


def credit_code(region: str, number: int) -> str:
    """Credit code of the demonstration's firm with this number: GB 32100 and GB 11714 checks, organisation DEM…"""
    digits = ""
    for _ in range(5):
        number, rest = divmod(number, len(CREDIT_DIGITS))
        digits = CREDIT_DIGITS[rest] + digits
    organisation = "DEM" + digits
    body = f"91{region}{organisation}{organisation_check_digit(organisation)}"
    return body + credit_check_digit(body)


class FirmMaker:
    """Makes the firms of one park, one after the other."""

    def __init__(self, plan: ParkPlan, draw: Random) -> None:
        self.plan, self.draw, self.made = plan, draw, 0

    def inside(self) -> Firm:
        """Two in three are of the park's leading trades, the rest of related ones."""
        cluster = self.plan.cluster
        is_leading = self.draw.random() < 0.68
        kin = {code: word for code, word in cluster.inside.items() if code.startswith(cluster.leading) is is_leading}
        return self._make(kin or cluster.inside)

    def outside(self) -> Firm:
        return self._make(other_trade("outsiders"))

    def other(self, trade: str) -> Firm:
        return self._make(other_trade(trade))

    def _make(self, trade: Mapping[str, str]) -> Firm:
        codes = list(trade)
        code = self.draw.choices(codes, weights=range(len(codes) + 2, 2, -1))[0]
        pair = (self.plan.place * FIRMS_PER_PARK + self.made) * STRIDE % (len(FIRST) * len(SECOND))
        brand = FIRST[pair // len(SECOND)] + SECOND[pair % len(SECOND)]
        number = self.plan.index * FIRMS_PER_PARK + self.made
        self.made += 1
        return Firm(
            credit_code(self.plan.county_code, number), f"演示{brand}{trade[code]}有限公司",
            code, self._size(), self._tags(), self._levels(),
        )

    def _size(self) -> str | None:
        sizes = [EnterpriseSize.MICRO.value, EnterpriseSize.SMALL.value, EnterpriseSize.MEDIUM.value, None]
        return self.draw.choices(sizes, weights=(52, 42, 4, 2))[0]

    def _tags(self) -> str | None:
        return "、".join(tag for tag in TAGS if self.draw.random() < 0.07) or None

    def _levels(self) -> dict[int, float]:
        """A course from 2020 to 2026: most firms are steady, some climb, some decline, few fail."""
        course = self.draw.choices(list(COURSES), weights=list(COURSES.values()))[0]
        grades = zip(range(2020, 2027), 3 * course[0] + course, strict=True)
        return {year: self.draw.uniform(*BANDS[grade]) for year, grade in grades}
