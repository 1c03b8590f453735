"""The screen of an explore page: a line, below it the plot, over it what is asked for instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedviz.ui.glossary import with_terms
from embedviz.ui.links import make_room, shows
from embedviz.ui.page import settle
from embedviz.ui.state import Page

STYLES = Path(__file__).with_name("screen.css")
VIEWS = {
    "map": "Map",
    "findings": "Findings",
    "table": "Table",
    "download": "Download",
    "about": "About",
}
BESIDE = "findings"
"""The view that leaves the plot to be seen."""

TRY = "**Try this:**"


@dataclass(frozen=True)
class Screen:
    """What is shown, and where: the plot, and the panel that lies over it for all other views.

    Findings are shown in the plot, so their panel covers a part of it only.

    The plot keeps its place and its size behind the panel, so that nothing is drawn anew when one
    comes back to it. ``words`` is what the line above says, ``line`` is room in it for buttons.
    """

    shown: str
    words: DeltaGenerator
    line: DeltaGenerator
    plot: DeltaGenerator
    panel: DeltaGenerator


def open_screen(
    page: Page, title: str, to_try: str, tries: Mapping[str, Any] | None = None
) -> Screen:
    """Write the one line above the plot, and keep the places below it.

    ``tries`` are controls and the values that a button beside the line gives them.
    """
    settle()
    st.html(STYLES)
    with st.container(key="headline", horizontal=True, vertical_alignment="center", wrap=False):
        st.title(title, anchor=False, help=with_terms(to_try))
        _, mark, tried = to_try.partition(TRY)
        words = st.empty()
        words.markdown(f"{mark}{tried}" if mark else to_try)
        if tries:
            st.button(
                "Show me", key=page.key("try"), type="tertiary", icon=":material/play_arrow:",
                on_click=_choose, args=(page, tries),
            )  # fmt: skip
        line = st.container()
        shown = _choose_view(page)
    make_room()
    with st.container(key="stage", height="stretch", gap=None):
        return Screen(
            shown,
            words,
            line,
            plot=st.container(key="seat", height="stretch"),
            panel=st.container(key="beside" if shown == BESIDE else "panel"),
        )


def _choose(page: Page, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        st.session_state[page.key(name)] = value


def _choose_view(page: Page) -> str:
    shown = st.segmented_control(
        "View",
        list(VIEWS),
        default="map",
        required=True,
        format_func=VIEWS.__getitem__,
        label_visibility="collapsed",
        **page.control("view", VIEWS.__contains__),
    )
    shows(page.key("view"), VIEWS[shown or "map"])
    return str(shown or "map")
