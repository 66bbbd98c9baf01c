"""政策规则 — which rule says so?"""

import streamlit as st

from core.views.rulebook import counts_by_rule, entries
from pages.parts import parameters
from pages.parts.address import keep_in_address, take_from_address
from pages.parts.assessment import assessment, policy_of, sources
from pages.parts.header import open_page, section, statement
from pages.parts.rulebook import (
    RESTING,
    STYLE,
    book_head,
    clause_html,
    rule_frame,
    rule_links,
    summary,
    twice_html,
    undecided_html,
)
from pages.parts.tables import download_excel

scope = open_page("政策规则", "依据哪份文件、哪一条、哪个参数")
policy, on = policy_of(scope), scope.as_of
counts = counts_by_rule(assessment(scope).findings)
st.html(STYLE)
statement(*summary(policy, counts, on), calm=True)

documents = [str(book.document) for book in policy.documents]
take_from_address("document", [None, *documents])
st.segmented_control("文件", documents, key="document", label_visibility="collapsed")
keep_in_address("document")
wanted = st.session_state.document

for book in policy.documents:
    if wanted not in (None, book.document):
        continue
    st.html(book_head(book, on))
    for entry in entries(policy, on):
        if entry.book is book:
            with st.container(border=True, key=f"clause-{entry.clause.name}-{book.in_force_from}"):
                left, right = st.columns([8, 5], gap="large")
                with left:
                    st.html(clause_html(entry, on))
                with right:
                    rule_links(entry, counts, scope)

section("两级文件都有规定的", "以更贴近本地的文件为准，另一份的规定并列")
st.html(twice_html(policy))
section("待联席会议确定的参数", "确定之前系统暂用下列取值；凡据此得出的结论均有标注")
st.html(undecided_html(policy, on))
st.html(
    '<p class="source">每项参数保存历次取值和起始日期；判断时取事实发生当日有效的取值，'
    '改动“截至”日期可查看过去的规定。</p>'
)
download_excel("导出规则", {
    "参数": (parameters.parameter_frame(policy, on), parameters.COLUMNS), "规则": (rule_frame(policy, counts), RESTING),
}, f"政策规则{on}", scope)
sources(scope)
