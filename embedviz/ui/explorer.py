"""What all pages share: the picture, an item's neighbours, why they are near, analogies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from embedviz.plotting import plot_vectors
from embedviz.plotting.numbers import number
from embedviz.plotting.vector_strip import kind_of_vectors
from embedviz.projections import Projection, with_items
from embedviz.space import VectorSpace
from embedviz.ui.analogies import Example, choose_analogy, show_analogy
from embedviz.ui.controls import choose_item, choose_k
from embedviz.ui.glossary import with_terms
from embedviz.ui.links import kept
from embedviz.ui.messages import errors_as_sentences, plain
from embedviz.ui.neighbors import show_neighbors
from embedviz.ui.plot_component import show_plot
from embedviz.ui.queries import Encode, Query, show_query
from embedviz.ui.recipe import Source, recipe
from embedviz.ui.request import ViewRequest
from embedviz.ui.results import part_of, quality_of, view_of, with_graph
from embedviz.ui.selection import choose_group, drawn_rows, kept_whole, show_group
from embedviz.ui.take_away import Shown, show_take_away
from embedviz.ui.theme import PLOT_CONFIG, theme_name


@dataclass(frozen=True)
class Question:
    """What a visitor asks of a space: an item, how many neighbours, whether to zoom to them."""

    item: str
    k: int
    zoom: bool


def choose_question(page: str, space: VectorSpace, *, default: str, k: int = 5) -> Question:
    """Choose the item in question and how much of its neighbourhood is shown."""
    first, second, third = st.columns([3, 2, 1.4], vertical_alignment="bottom")
    with first:
        item = choose_item(page, space.labels, noun=space.dataset.item, default=default)
    with second:
        n_neighbors = choose_k(page, len(space), k)
    with third:
        zoom = st.toggle("Zoom to them", key=f"{page}.zoom", **kept(page))
    return Question(item or space.labels[0], n_neighbors, bool(zoom))


def show_explorer(
    page: str,
    space: VectorSpace,
    picture: ViewRequest,
    *,
    color: str | None,
    question: Question,
    examples: Sequence[Example] = (),
    whole: VectorSpace | None = None,
    encode: Encode | None = None,
    source: Source | None = None,
    session: Callable[[], bytes] | None = None,
) -> None:
    """Show the picture of a space with an item's neighbours, and what can be asked of both.

    Parameters
    ----------
    page : str
        Opens the keys of the widgets.
    space : VectorSpace
        What is drawn.
    picture : ViewRequest
        How it is drawn.
    color : str, optional
        See :func:`embedviz.plot`.
    question : Question
        The item, which is one of ``space``.
    examples : sequence of Example
        Analogies to start from.
    whole : VectorSpace, optional
        Where neighbours and analogies are looked for, if that is more than what is drawn.
    encode : callable, optional
        From a text to its vector, where texts can be looked for by meaning.
    source : Source, optional
        Where the items come from, for the recipe.
    session : callable, optional
        Makes the session file, where the items were brought by the visitor.
    """
    whole = whole or space
    rows = drawn_rows(page, space)
    left, right = st.columns([2, 1], gap="medium")
    view = query = None
    with left, errors_as_sentences():
        view = view_of(space if rows is None else part_of(space, tuple(rows)), picture)
        drawn = len(view.space)
        if rows is None and whole is not space:
            view = with_items(view, whole, _asked(whole, question))
        query = show_picture(page, view, color, question, encode, n_added=len(view.space) - drawn)
    neighbor = None
    with right, errors_as_sentences():
        if query is not None:
            show_query(page, whole, query, question.k)
        neighbor = show_neighbors(page, whole, question.item, question.k, view)
    if view is not None and source is not None:
        write = partial(
            recipe, source, whole.dataset, picture,
            color=color, item=question.item, k=question.k,
            kept=kept_whole(page, whole),
            drawn=None if rows is None else view.space.labels,
            added=rows is None and len(view.space) > len(space),
        )  # fmt: skip
        shown = Shown(
            view, whole, color, question.item, min(question.k, len(whole) - 1), write, session
        )
        with left, errors_as_sentences():
            show_take_away(page, shown)
    if neighbor is not None:
        with errors_as_sentences():
            show_why(page, whole, question.item, neighbor)
    with errors_as_sentences():
        show_analogy(page, whole, choose_analogy(page, whole, examples), view)


def _asked(space: VectorSpace, question: Question) -> list[str]:
    """Give the item in question and its neighbours: they are drawn even where others aren't."""
    k = min(question.k, len(space) - 1)
    return [question.item, *space.neighbors(question.item, k)["label"]]


def show_picture(
    page: str,
    view: Projection,
    color: str | None,
    question: Question,
    encode: Encode | None = None,
    *,
    n_added: int = 0,
) -> Query | None:
    """Show the plot, and say below how far it can be believed; give what is looked for in it."""
    event = show_plot(
        view,
        key=f"{page}.plot",
        color=color,
        pinned=question.item,
        k=question.k,
        zoom=question.zoom,
        encode=encode,
        on_pin=lambda label: pin(page, label),
        on_select=lambda labels: choose_group(page, labels),
    )
    show_quality(view, n_added)
    show_group(page, view.space)
    return event.query


def pin(page: str, label: str) -> None:
    """Make an item the one in question, as if it had been chosen in its box."""
    st.session_state[f"{page}.item"] = label


def show_quality(view: Projection, n_added: int = 0) -> None:
    """Say below the picture what it is; what it keeps, it says itself.

    ``n_added`` of its items are there only because they were asked for.
    """
    quality = quality_of(view)
    sampled = len(quality.sample) < len(view.space)
    st.caption(
        f"{view.method.title} of {len(view.space) - n_added:,} {plain(view.space.dataset.items)}"
        + (f" and {n_added} more asked for, " if n_added else ", ")
        + f"{view.space.n_dimensions:,} dimensions drawn in {view.dimensions} · "
        f"trustworthiness {_of_one(quality.trustworthiness)} · "
        f"continuity {_of_one(quality.continuity)}"
        + (f" (on {len(quality.sample):,} of them)" if sampled else "")
        + _approximately(with_graph(view.space)),
        help=with_terms(
            "**Trustworthiness** falls when strangers are drawn as neighbours, **continuity** when "
            "neighbours are torn apart; 1 is perfect, about 0.5 is chance. Both count how far "
            "somebody is from being a neighbour: where number 11 takes the place of number 10, "
            "they hardly fall, though the picture keeps one neighbour less."
        ),
    )


def _approximately(space: VectorSpace) -> str:
    """Say so where the neighbour graph of many items is not exact."""
    graph = space.neighbor_graph(1)
    if graph.is_exact:
        return ""
    share = f"{graph.recall:.1%}".replace("%", " %")
    return f" · lines lead to {share} of the true neighbours: comparing all pairs would take long"


def _of_one(share: float) -> str:
    """Write a share of 1; what is only nearly perfect doesn't read as perfect."""
    return "over 0.999" if 0.9995 <= share < 1 else f"{share:.3f}"


def show_why(page: str, space: VectorSpace, item: str, neighbor: str) -> None:
    """Show two vectors side by side, and which features make them near or far."""
    distance = space.distance(item, neighbor)
    unit = f" {space.measure.unit}" if space.measure.unit else ""
    st.subheader(f"{plain(item)} and {plain(neighbor)}", anchor=False)
    st.caption(
        f"{space.measure.title} distance **{number(distance)}{unit}**. "
        f"{EXPLAINED[kind_of_vectors(space)].format(n=space.n_dimensions)} "
        f"Tick another row of the table to compare with another {plain(space.dataset.item)}."
    )
    figure = plot_vectors(space, item, neighbor, theme=theme_name())
    show_figure(figure, key=f"{page}.why", alt=f"The vectors of {item} and {neighbor}")


EXPLAINED = {
    "bars": "Each dark bar is a feature's share of it: the longest is what keeps the two apart.",
    "strips": "Two vectors of {n:,} numbers, one stripe a number. Near means: alike in most "
    "stripes.",
    "pictures": "Each vector is a picture, one number a pixel. In the difference, a blue pixel "
    "is darker in the first, a red one in the second; what is pale is alike.",
}


def show_figure(figure: Any, *, key: str, alt: str) -> None:
    """Show a figure in the app's own looks."""
    st.plotly_chart(figure, theme=None, key=key, config=PLOT_CONFIG, alt=alt)
