"""Links: what the address of a page holds, and what of a link could not be followed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st

from embedviz.ui.messages import plain

PRIVATE = "your_data"
"""Opens the keys of controls whose values say something of a visitor's own data."""

CAMERA = re.compile(r"[\w.]+\.camera=[23]d(,-?[\d.]+(e-?\d+)?){4,9}")
"""A parameter of the address that a plot itself has put there, and reads."""

_ASKED, _IGNORED, _SHOWN, _PLACE = "link.asked", "link.ignored", "link.shown", "link.place"
_LATER = "link.later"


def kept(key: str) -> Mapping[str, Any]:
    """Say where a control's value lives: in the address, or, of own data, in the session alone."""
    return {"persist_state": "session"} if key.startswith(PRIVATE) else {"bind": "query-params"}


def link_name(plot: str) -> str | None:
    """Name the parameter of the address that holds a plot's camera; own data has no link."""
    return None if plot.startswith(PRIVATE) else f"{plot}.camera"


def linked_camera(plot: str) -> str | None:
    """Give where a link looks at a plot from; the plot itself sees whether it can."""
    name = link_name(plot)
    return st.query_params.get(name) if name else None


def read_link() -> None:
    """Remember what the link asked for that a session begins with: Streamlit drops bad values."""
    if _ASKED not in st.session_state:
        names = list(st.query_params)
        st.session_state[_ASKED] = {name: st.query_params.get_all(name) for name in names}
    st.session_state[_SHOWN] = {}


def make_room() -> None:
    """Keep the place, below a page's title, where it is said what was ignored."""
    st.session_state[_PLACE] = st.empty()


def shows(key: str, words: str) -> None:
    """Note what a control shows, as the address would say it."""
    st.session_state.setdefault(_SHOWN, {})[key] = words


def comes_later(key: str) -> None:
    """Note a control that the page will show at a later step: it can follow its link then."""
    st.session_state.setdefault(_LATER, set()).add(key)


def tell_ignored() -> None:
    """Say which parts of the link the page, which has run, could not follow; until it is read."""
    asked = st.session_state[_ASKED]
    later = {name for name in st.session_state.get(_LATER, ()) if name not in st.session_state}
    due = {name: values for name, values in asked.items() if name not in later}
    if due:
        ignored = [_words(name, values) for name, values in due.items() if _is_lost(name, values)]
        st.session_state[_ASKED] = {name: asked[name] for name in asked if name in later}
        st.session_state[_IGNORED] = ignored
    told: list[str] | None = st.session_state.get(_IGNORED)
    place = st.session_state.pop(_PLACE, None)
    if not told or place is None:
        return
    with place.container(horizontal=True, vertical_alignment="center"):
        st.warning(
            f"Ignored in this link: {'; '.join(told)}. All else is as it asks.",
            icon=":material/link_off:",
        )
        st.button("OK", key="link.read", on_click=_forget)


def _is_lost(name: str, values: list[str]) -> bool:
    """Say whether Streamlit dropped a value, and not for being what the page shows anyway."""
    if CAMERA.fullmatch(f"{name}={values[0]}"):
        return False
    if st.query_params.get_all(name) == values and name in st.session_state:
        return False
    value = st.session_state.get(name)
    shown = st.session_state[_SHOWN].get(name, value)
    return values != [str(each) for each in (shown if isinstance(shown, list) else [shown])]


def _words(name: str, values: list[str]) -> str:
    return f"{plain(name.partition('.')[2] or name)} = “{plain(', '.join(values))}”"


def _forget() -> None:
    st.session_state.pop(_IGNORED, None)
