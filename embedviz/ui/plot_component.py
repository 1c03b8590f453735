"""show_plot: the interactive plot on a page; the only file that knows the component."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from embedviz.datasets import Dataset
from embedviz.plotting.bundle import (
    Bundle,
    color_bundle,
    graph_bundle,
    graph_width,
    items_bundle,
    places_bundle,
    vectors_bundle,
)
from embedviz.plotting.coloring import Color, coloring
from embedviz.plotting.palette import THEMES
from embedviz.plotting.reasons import reasons
from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.ui.analogies import Analogies
from embedviz.ui.links import camera_name
from embedviz.ui.lit import Lit
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.plot_assets import ADDRESSES, plot_component
from embedviz.ui.queries import Encode, Query, query_of
from embedviz.ui.results import LARGEST_MEASURED, remembered

HEIGHT, MAP_HEIGHT = 560, 430


@dataclass(frozen=True)
class PlotEvent:
    """What a visitor did in a plot.

    Attributes
    ----------
    pinned : str or None
        The label last pinned by a click, Enter or search.
    selected : tuple of str or None
        The labels within the last box or lasso, in order; None in all runs but the one it causes.
    query : Query or None
        The text last looked for by meaning.
    """

    pinned: str | None = None
    selected: tuple[str, ...] | None = None
    query: Query | None = None


def show_plot(
    view: Projection,
    *,
    key: str,
    color: Color = None,
    pinned: str | None = None,
    k: int = 5,
    zoom: bool = False,
    height: int | None = None,
    measure: bool = True,
    linked: bool = True,
    dock: bool = False,
    fills: bool = False,
    bare: bool = False,
    encode: Encode | None = None,
    analogies: Analogies | None = None,
    findable: int = 0,
    said: Sequence[str] = (),
    lit: Lit | None = None,
    on_pin: Callable[[str], Any] | None = None,
    on_find: Callable[[str], str] | None = None,
    on_analogy: Callable[[Mapping[str, Any] | None], Any] | None = None,
    on_k: Callable[[int], Any] | None = None,
    on_zoom: Callable[[bool], Any] | None = None,
    on_select: Callable[[Sequence[str] | None], Any] | None = None,
    on_only: Callable[[Sequence[str]], Any] | None = None,
) -> PlotEvent:
    """Show a projection that answers by itself: hover, pin, search, select.

    Points, labels and the neighbour graph travel once for each content; a run that changes only
    what is pinned sends only that.

    Parameters
    ----------
    view : Projection
    key : str
        Names the plot on its page; with it zoom, camera and pin stay.
    color : str or Clusters, optional
        A column of the data set, ``"quality"``, or what was found to stand together.
    pinned : str, optional
        The item in question; one that isn't drawn pins nobody.
    k : int
        How many neighbours are lit.
    zoom : bool
        Whether to look at the pinned item and its neighbours alone.
    height : int, optional
        Of the plot without its rows of buttons, in pixels.
    measure : bool
        Whether to measure and show how much of the neighbourhoods the picture keeps.
    linked : bool
        Whether the address may say from where one looks; not of a visitor's own data.
    dock : bool
        Whether a panel beside the plot tells of the item that is hovered or selected: its facts,
        its neighbours, and why they are near. Fixed for as long as the plot is on the page.
    fills : bool
        Whether the plot fills what is around it, with its rows of buttons; it has no height then.
    bare : bool
        Whether it is a picture by itself, without axes, buttons and sentences, in as much height as
        the window has for it; a map of the world then begins as a globe.
    encode : callable, optional
        From a text to its vector: the plot then offers to look for a text by its meaning.
    analogies : Analogies, optional
        What can be asked of analogies, and what is: a tab of the dock, arrows over the points.
    findable : int
        How many items there are, where more than the drawn ones can be searched for.
    said : sequence of str
        What is to be said of the picture besides how much it keeps: paragraphs behind its "?",
        where the plot fills what is around it.
    lit : Lit, optional
        What becomes the selection, once for each time that it is lit.
    on_pin : callable, optional
        Called with the label before the run that a pin causes.
    on_find : callable, optional
        Called with the text that is searched for among items that aren't drawn; gives "" or why
        there is none.
    on_analogy : callable, optional
        Called with the analogy that is asked; with None when no more is.
    on_k, on_zoom : callable, optional
        Called with how many neighbours the dock's slider asks for, and with whether to look at them
        closely, before the run that it causes.
    on_select : callable, optional
        Called with the labels before the run that a box or lasso causes; with None when the
        selection is let go.
    on_only : callable, optional
        Called with the labels that the visitor wants to work with, leaving out all others; the
        plot then offers that beside a selection.

    Returns
    -------
    PlotEvent
    """
    component = plot_component()
    measured = measure and len(view.space) <= LARGEST_MEASURED
    bundles = (
        _items(view.space.dataset),
        _graph(view.space),
        _places(view, measured),
        _colors(view, color),
    )
    vectors = _vectors(view.space) if dock else None
    row = _row(view.space, pinned)
    compared = _row(view.space, st.session_state.get(key, {}).get("compared"))
    told = reasons(view.space, row, k, compared) if dock and vectors is None else None
    query = _query(view, key, encode)
    with st.container(gap=None, key=f"plot.{key}", height="stretch" if fills else "content"):
        for name, bundle in zip(("items", "graph", "places", "color"), bundles, strict=True):
            component(key=f"{key}.{name}", data=bundle.data, height=1)
        result = component(
            key=key,
            data={
                **ADDRESSES,
                "parts": [bundle.id for bundle in bundles],
                "pinned": row,
                # A click that the page hasn't heard of yet must not be undone by it.
                "heard": st.session_state.get(key, {}).get("pinned"),
                "k": k,
                "zoom": zoom,
                "height": height or height_of(view),
                "analogies": analogies
                and analogies.told(view.space, st.session_state.get(key, {}).get("analogy")),
                "link": camera_name(key) if linked else None,
                "camera": st.query_params.get(camera_name(key)) if linked else None,
                "asks": encode is not None,
                "findable": findable,
                "sought": st.session_state.pop(_sought(key), None),
                "query": query and query.drawn(view.space, graph_width(view.space)),
                "dock": dock,
                "narrows": on_only is not None,
                "bare": bare,
                "vectors": vectors and vectors.id,
                "reasons": told,
                "fills": fills,
                "said": list(said),
                "lit": lit and lit.told(view.space),
            },
            height="stretch" if fills else "content",
            on_query_change=_nothing,
            on_compared_change=_nothing,
            on_pinned_change=lambda: _tell(key, "pinned", on_pin),
            on_wanted_change=lambda: _tell_wanted(key, on_find),
            on_analogy_change=lambda: _tell_analogy(key, on_analogy),
            on_k_change=lambda: _tell(key, "k", on_k),
            on_zoom_change=lambda: _tell(key, "zoom", on_zoom),
            on_selected_change=lambda: _tell_selection(key, "selected", view.space, on_select),
            on_only_change=lambda: _tell_selection(key, "only", view.space, on_only),
        )
        if vectors is not None:  # last: the plot is drawn without them
            component(key=f"{key}.vectors", data=vectors.data, height=1)
    return PlotEvent(result.get("pinned"), _selected(view.space, result.get("selected")), query)


def _nothing() -> None:
    """Streamlit hears only what has a callback; the run itself reads query and comparison."""


def _query(view: Projection, key: str, encode: Encode | None) -> Query | None:
    text = st.session_state.get(key, {}).get("query")
    if not text or encode is None:
        return None
    with errors_as_sentences():
        return query_of(view, text, encode)


def _row(space: VectorSpace, label: str | None) -> int | None:
    known = space.dataset.label_index
    return int(known[label]) if label is not None and label in known else None


def height_of(view: Projection) -> int:
    """Give how high a plot is, in pixels: a map is wide."""
    return MAP_HEIGHT if view.stretch else HEIGHT


def _tell(key: str, name: str, hear: Callable[[Any], Any] | None) -> None:
    """Have the page hear what the plot says of its own state."""
    value = st.session_state[key].get(name)
    if hear is not None and value is not None:
        hear(value)


def _tell_wanted(key: str, on_find: Callable[[str], str] | None) -> None:
    text = st.session_state[key].get("wanted")
    if on_find is not None and text:
        st.session_state[_sought(key)] = {"text": text, "why": on_find(text)}


def _sought(key: str) -> str:
    return f"{key}.sought"


def _tell_analogy(key: str, on_analogy: Callable[[Mapping[str, Any] | None], Any] | None) -> None:
    if on_analogy is not None:
        on_analogy(st.session_state[key].get("analogy"))


def _tell_selection(
    key: str, name: str, space: VectorSpace, hear: Callable[[Any], Any] | None
) -> None:
    if hear is not None:
        hear(_selected(space, st.session_state[key].get(name)))


def _selected(space: VectorSpace, answer: Mapping[str, Any] | None) -> tuple[str, ...] | None:
    """Read one bit an item; an answer that belongs to other items counts as none."""
    if not answer or answer["count"] != len(space):
        return None
    packed = np.frombuffer(base64.b64decode(answer["bits"]), dtype=np.uint8)
    rows = np.flatnonzero(np.unpackbits(packed, count=len(space)))
    return tuple(space.labels[row] for row in rows)


def _items(dataset: Dataset) -> Bundle:
    return remembered("items", dataset, make=lambda: items_bundle(dataset))


def _graph(space: VectorSpace) -> Bundle:
    return remembered("graph", space, make=lambda: graph_bundle(space))


def _vectors(space: VectorSpace) -> Bundle | None:
    return remembered(
        "vectors", space, space.dataset, space.feature_columns, make=lambda: vectors_bundle(space)
    )


def _places(view: Projection, measured: bool) -> Bundle:  # noqa: FBT001
    return remembered(
        "places", view, measured,
        make=lambda: places_bundle(view, view.quality if measured else None),
    )  # fmt: skip


def _colors(view: Projection, color: Color) -> Bundle:
    return remembered(
        "coloring", view, view.space.dataset, color,
        make=lambda: color_bundle(coloring(view, color, THEMES["light"])),
    )  # fmt: skip
