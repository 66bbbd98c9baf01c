"""Whether the record of acts is whole: verified at the press of a button, and said in a sentence."""

from itertools import count

import streamlit as st

from core.access import User
from data.acts import in_china, utc_now
from data.anchors import anchor_now
from data.audit import batches, verify
from pages.parts.database import engine

LIMIT_S = 20.0
VERDICT = "acts-verdict"


def in_short(user: User) -> tuple[list[str], bool]:
    """(sentences, whether they are calm): how much is recorded, and what verifying last came to in this session."""
    last = anchor_now(engine())
    if last is None:
        return ["还没有操作记录。填报、导入、登录和导出等操作都会自动记下。"], True
    known = f"操作记录共{last.acts:,}条，最后一条登记于{in_china(last.at)}；{_reach(user)}"
    at, verdict = st.session_state.get(VERDICT, (None, None))
    if verdict is None:
        return [known, "各条记录首尾相扣，改动、删去或插入任何一条都能验出；点“验证”核对。"], True
    first = f"{in_china(at)}验证：{verdict.in_words()}"
    return [first, known], verdict.count == 0


def offer_verifying() -> bool:
    """The button; whoever may read acts may verify them all."""
    return st.button("验证", icon=":material/verified_user:", type="primary", key="verify-acts", width="stretch")


def verify_now() -> None:
    """Walk the record, as far as the time reaches, with a bar that shows how far it has come."""
    steps, place = max(batches(engine()), 1), st.empty()
    told = count(1)
    verdict = verify(
        engine(), limit_s=LIMIT_S,
        advance=lambda name: place.progress(min(next(told) / steps, 1.0), text=f"正在核对：{name}"),
    )
    place.empty()
    st.session_state[VERDICT] = (utc_now(), verdict)


def _reach(user: User) -> str:
    if user.reach.counties == ():
        return "这里列出何人、何时、做了哪一类操作，业务内容不显示。"
    return "这里列出您所在县（市、区）的园区和账号的操作。"
