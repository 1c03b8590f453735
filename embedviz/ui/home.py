"""The home page's stage: an embedding explained by a few pictures, the next one behind a button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import streamlit as st

from embedviz.datasets import DATASETS, opening_of
from embedviz.projections import Projection
from embedviz.steps import first_visit
from embedviz.ui.analogies import Analogies, answered, in_plane
from embedviz.ui.messages import errors_as_sentences, plain
from embedviz.ui.plot_component import show_plot
from embedviz.ui.results import dataset_named, remembered, space_of, view_of, view_with

STYLES = Path(__file__).with_name("home.css")
SCENE = "home.scene"
PURPOSE = (
    "**embedviz** turns words, texts, images and tables into numbers, and shows which are alike."
)
MOST = 2_000
"""Items of a map: of cities, lights enough to see the continents by."""


@dataclass(frozen=True)
class Scene:
    """One picture of the stage: a line, and what it means."""

    title: str
    words: str
    view: Projection
    analogies: Analogies | None = None


def show_stage() -> None:
    """Show the picture that the visitor has come to; the first one on a first visit."""
    st.html(STYLES)
    scenes = _scenes()
    buttons = list(scenes)
    number = st.session_state.get(SCENE, 0)
    then = (number + 1) % len(scenes)
    with st.container(key="home-stage"), errors_as_sentences():
        _show(scenes[buttons[number]](), buttons[then], then)


def _show(scene: Scene, onward: str, then: int) -> None:
    told, drawn = st.columns([1, 2.1], gap="medium", vertical_alignment="center")
    with told, st.container(key="home-told"):
        st.caption(PURPOSE)
        st.title(scene.title, anchor=False)
        st.markdown(scene.words)
        st.button(onward, key="home.onward", type="primary", on_click=_go, args=(then,))
    with drawn:
        show_plot(
            scene.view,
            key="home.plot",
            color=scene.view.space.dataset.opening.color,
            analogies=scene.analogies,
            zoom=scene.analogies is not None,
            measure=False,
            linked=False,
            bare=True,
        )


def _go(number: int) -> None:
    st.session_state[SCENE] = number


def _scenes() -> dict[str, Callable[[], Scene]]:
    """Give what makes each scene, by the button that leads to it."""
    told = [name for name in DATASETS if opening_of(name).headline]
    maps = {f"Now do that with {name}": partial(opening_map, name) for name in told[1:]}
    return {
        "From the beginning": partial(opening_map, told[0]),
        **maps,
        f"Do arithmetic with {told[-1]}": partial(arithmetic, told[-1]),
    }


def opening_map(name: str) -> Scene:
    """Give the map that the page of a data set opens with; of many items, the first."""
    view = view_of(*first_visit(dataset_named(name)))
    if len(view.space) > MOST:
        whole = view
        view = remembered("home", name, MOST, make=lambda: _first_of(whole))
    return Scene(opening_of(name).headline, opening_of(name).lesson, view)


def _first_of(view: Projection) -> Projection:
    """Give a projection with its first items only: of cities these are the largest."""
    some = view.space.take(range(MOST))
    return replace(view, space=some, coordinates=view.coordinates[:MOST], measured=None)


def arithmetic(name: str) -> Scene:
    """Give the same items in the plane where their first analogy has its true shape."""
    request, drawn = first_visit(dataset_named(name))
    whole = space_of(replace(request, rows=None))
    example = whole.dataset.opening.examples[0]
    analogies = answered(whole, example)
    view = view_with(request, drawn, whole, analogies.items)
    view, analogies = in_plane(view, analogies)
    start, end, other, found = map(plain, analogies.items[:4])
    items = f"{len(whole):,} {whole.dataset.items}"
    return Scene(
        f"{end.capitalize()} − {start} + {other} ≈ {found}.",
        f"Take the step from *{start}* to *{end}* and start at *{other}*. Of all {items} but these "
        f"three, *{found}* is nearest to where you land. A flat map shows only part of why.",
        view,
        analogies,
    )
