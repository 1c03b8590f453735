"""Links: what the address of a page holds, what an older one meant, what could not be followed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st

from embedviz.embedders import EMBEDDERS
from embedviz.embedders.text import TextEmbedder
from embedviz.parameters import knobs
from embedviz.space.analogy import ANALOGY_METHODS
from embedviz.ui.handed import PARAMETER
from embedviz.ui.messages import plain

CAMERA = re.compile(r"[\w.]+\.camera=[23]d(,-?[\d.]+(e-?\d+)?){4,9}")
"""A parameter of the address that a plot itself has put there, and reads."""

_ASKED, _IGNORED, _SHOWN, _PLACE = "link.asked", "link.ignored", "link.shown", "link.place"
_LATER = "link.later"


def camera_name(plot: str) -> str:
    """Name the parameter of the address that holds a plot's camera."""
    return f"{plot}.camera"


def forget_cameras(page: str) -> None:
    """Take from the address from where the plots of a page were looked at."""
    for name in list(st.query_params):
        if name.startswith(f"{page}.") and name.endswith(".camera"):
            del st.query_params[name]


def read_link() -> None:
    """Remember what the link asked for that a session begins with: Streamlit drops bad values."""
    if _ASKED not in st.session_state:
        _follow_older()
        names = [name for name in st.query_params if name != PARAMETER]
        st.session_state[_ASKED] = {name: st.query_params.get_all(name) for name in names}
    st.session_state[_SHOWN] = {}


def _follow_older() -> None:
    """Take what an older link said of how vectors are made, or of an analogy, for what it meant."""
    for name in list(st.query_params):
        if name.endswith(".analogy.method"):
            titles = {title: method for method, (title, _) in ANALOGY_METHODS.items()}
            st.query_params[name] = titles.get(st.query_params[name], st.query_params[name])
        if name.endswith(".analogy.where"):  # in the picture, where all are drawn now
            del st.query_params[name]
            continue
        page, _, control = name.rpartition(".")
        found = meaning({control: st.query_params[name]})
        if page and found:
            del st.query_params[name]
            for control_, value in found.items():
                st.session_state[f"{page}.{control_}"] = value


def meaning(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Give what controls of today say for what older ones said of how vectors are made.

    Parameters
    ----------
    asked : mapping of str to object
        Controls of a page, by the name they had, to their values.

    Returns
    -------
    dict
        ``vectors`` and the parameters that come with it; empty where nothing is older.
    """
    meant: dict[str, dict[str, Any]] = {}
    for name in EMBEDDERS:
        kind = EMBEDDERS[name]
        for (control, words), values in kind.formerly.items():
            if asked.get(control) == words:
                named = {
                    f"{kind.link_key()}.{each}" if kind.link_key() else each: values[each]
                    for each in values
                }
                meant[control] = {"vectors": name, **named}
    model = meant.pop("model", {})
    found = meant.get("source") or meant.get("vectors") or {}
    if not found:
        return model
    if model and found.get("vectors") in _encoders():
        return model
    parts = [name for name, (_, knob) in knobs(EMBEDDERS[found["vectors"]]).items() if knob.part]
    return found | (dict.fromkeys(parts, model["vectors"]) if model else {})


def _encoders() -> list[str]:
    return [name for name in EMBEDDERS if issubclass(EMBEDDERS[name], TextEmbedder)]


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
            f"This link asks for something that isn't here: {'; '.join(told)}. Everything else is "
            "as linked.",
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
