"""会议纪要: what a joint meeting decided, as a paper without a format (L1)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from core.meeting import Deliberated, ItemState, Result, Ruling, Sitting
from core.paper import Block, Column, Paper, PaperKind, Section, Table, Text, day_in_words

NAME = "小微企业园建设管理工作联席会议"
SAID = {
    Result.AGREED: "会议议定：同意", Result.AMENDED: "会议议定：修改后同意，",
    Result.RECTIFY: "会议议定：限期整改，", Result.REJECTED: "会议议定：不同意，",
}
UNNUMBERED = "印发时编号"
COLUMNS = (
    Column("决议编号"), Column("议题"), Column("议定结果"), Column("责任单位"), Column("完成期限", "day"),
)


def minutes(
    sitting: Sitting, items: Sequence[Deliberated], *, rules: tuple[str, ...] = (), data_version: int = 0,
) -> Paper:
    """The meeting, what it decided, what it put off, and who was there."""
    sections = [_opening(sitting, items), *_decided(items), *_postponed(items), *_withdrawn(items), _present(sitting)]
    title = f"{sitting.county}{NAME}纪要（{sitting.year}年第{sitting.serial}次）"
    return Paper(
        PaperKind.MINUTES, title, sitting.county, sitting.as_of, None, tuple(sections), rules, data_version,
    )


def _opening(sitting: Sitting, items: Sequence[Deliberated]) -> Section:
    first = (
        f"{_moment(sitting.starts_at)}，{sitting.convener}在{sitting.place}召集召开{sitting.county}{NAME}"
        f"（{sitting.year}年第{sitting.serial}次）。"
    )
    counts = "，".join(f"{_word(state)}{count}项" for state, count in _counts(items) if count)
    ended = f"，其中{counts}。" if counts else "。"
    second = f"会议依据截至{day_in_words(sitting.as_of)}的数据，研究议题{len(items)}项{ended}"
    return Section("opening", "会议概况", (Text(first), Text(second)))


def _counts(items: Iterable[Deliberated]) -> list[tuple[ItemState, int]]:
    ended = (ItemState.DECIDED, ItemState.DEFERRED, ItemState.WITHDRAWN)
    return [(state, sum(one.state is state for one in items)) for state in ended]


def _word(state: ItemState) -> str:
    return {ItemState.DECIDED: "议定"}.get(state, state.value)


def _decided(items: Sequence[Deliberated]) -> list[Section]:
    rulings = [(one, one.ruling) for one in items if one.state is ItemState.DECIDED and one.ruling]
    if not rulings:
        return []
    blocks: list[Block] = []
    for item, ruling in rulings:
        blocks += [Text(item.topic.title, 1), Text(_ruled(item, ruling)), *_followed_up(ruling)]
    return [Section("decided", "议定事项", (*blocks, _table(rulings)))]


def _ruled(item: Deliberated, ruling: Ruling) -> str:
    """What was decided, in the words of minutes; where the meeting agreed without words, the motion itself."""
    text = (ruling.text.strip() or item.topic.motion.strip()).rstrip("。")
    number = f"（{ruling.number}）" if ruling.number else ""
    return f"{SAID[ruling.result]}{text}。{number}"


def _followed_up(ruling: Ruling) -> list[Text]:
    """Who is to do it, and by when."""
    due = f"完成期限：{day_in_words(ruling.due_on)}。" if ruling.due_on else ""
    units = f"责任单位：{'、'.join(ruling.units)}。" if ruling.units else ""
    return [Text(units + due)] if units or due else []


def _table(rulings: Sequence[tuple[Deliberated, Ruling]]) -> Table:
    lines = tuple(
        (ruling.number or UNNUMBERED, item.topic.title, ruling.result.value, "、".join(ruling.units) or "—",
         ruling.due_on.isoformat() if ruling.due_on else "—")
        for item, ruling in rulings
    )
    due = [ruling.due_on for _, ruling in rulings if ruling.due_on]
    first = f"，最早的完成期限为{day_in_words(min(due))}" if due else ""
    return Table(f"会议议定{len(rulings)}项{first}。", "议定事项一览", COLUMNS, lines)


def _postponed(items: Sequence[Deliberated]) -> list[Section]:
    return _ended(items, ItemState.DEFERRED, "deferred", "缓议事项", "会议决定缓议，提交下次会议研究")


def _withdrawn(items: Sequence[Deliberated]) -> list[Section]:
    return _ended(items, ItemState.WITHDRAWN, "withdrawn", "撤回事项", "本议题撤回，不再研究")


def _ended(items: Sequence[Deliberated], state: ItemState, key: str, title: str, said: str) -> list[Section]:
    lines = tuple(Text(f"{one.topic.title}：{said}{_reason(one)}。") for one in items if one.state is state)
    return [Section(key, title, lines)] if lines else []


def _reason(item: Deliberated) -> str:
    remark = item.remark.strip().rstrip("。")
    return f"。理由：{remark}" if remark else ""


def _present(sitting: Sitting) -> Section:
    """Who came, not who was invited; who was invited and did not come is absent."""
    came = {one.unit for one in sitting.present}
    listed = "、".join(f"{one.unit}（{one.name}）" if one.name else one.unit for one in sitting.present)
    absent = [one for one in sitting.units if one not in came]
    blocks = [Text(f"参加：{listed or '未登记到会情况'}。")]
    if absent and came:
        blocks.append(Text(f"缺席：{'、'.join(absent)}。"))
    return Section("present", "参会人员", tuple(blocks))


def _moment(starts_at: datetime) -> str:
    """``2026年7月2日9时30分``."""
    minute = f"{starts_at.minute}分" if starts_at.minute else ""
    return f"{day_in_words(starts_at)}{starts_at.hour}时{minute}"
