"""The empty workbook to fill in."""

from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from data.intake.template import write_template
from pages.parts.tables import XLSX


def offer_template(name: str) -> None:
    """A button that writes it when it is pressed; name without ending."""
    st.download_button("下载空白模板", _template, file_name=f"{name}.xlsx", mime=XLSX, on_click="ignore",
                       icon=":material/download:", key="import-template")


def _template() -> bytes:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "template.xlsx"
        write_template(path)
        return path.read_bytes()
