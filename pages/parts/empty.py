"""Empty states: what is missing, and what to do about it."""

from html import escape

import streamlit as st


def empty(what: str, do: str) -> None:
    """``empty("所选园区没有空置单元", "可放宽面积或楼层条件")``"""
    st.html(f'<div class="empty" role="status"><b>{escape(what)}</b><span>{escape(do)}</span></div>')


def no_parks() -> None:
    """Nothing has been imported yet."""
    st.html(
        '<div class="empty" role="status"><b>还没有园区数据</b>'
        "<span>请按模板整理台账后导入，或先载入演示县看看效果：</span>"
        "<code>python manage.py template 台账模板.xlsx</code>"
        "<code>python manage.py import 台账.xlsx</code>"
        "<code>python manage.py demo</code></div>"
    )
