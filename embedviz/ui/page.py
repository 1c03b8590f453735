"""What every page opens and closes with: its title, one sentence to try, its source."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from embedviz.datasets import Dataset
from embedviz.ui.links import make_room


def open_page(title: str, to_try: str = "") -> None:
    """Write the page's title and, where it is told here, one sentence saying what to try."""
    settle()
    st.title(title, anchor=False)
    make_room()
    if to_try:
        st.markdown(to_try)


def settle() -> None:
    """Have Streamlit know the app for what it is, before anything is shown."""
    if PagesManager.uses_pages_directory:
        # The server's first visitor came by a link to this page, so Streamlit took pages/ for an
        # app of its old style and ran this file without app.py. Once is enough to tell it.
        PagesManager.uses_pages_directory = False
        st.rerun()


def show_source(dataset: Dataset) -> None:
    """Say where the facts come from, on what terms, and what each column means."""
    st.caption(f"Source: {dataset.source}. Licence: {dataset.licence}.")
    noted = [column for column in dataset.columns if column.note]
    if noted:
        st.markdown("**What each column means**")
        st.markdown("\n".join(f"- **{column.full_title}**: {column.note}" for column in noted))
