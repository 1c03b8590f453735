"""What all pages share: the picture, an item's neighbours, why they are near, analogies in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from embedviz.datasets import Dataset, Example
from embedviz.engine.record import Record
from embedviz.errors import AmbiguousLabel, EmbedvizError, UnknownLabel
from embedviz.plotting import plot_vectors
from embedviz.plotting.bundle import graph_width
from embedviz.plotting.numbers import number
from embedviz.plotting.vector_strip import kind_of_vectors
from embedviz.projections import Projection
from embedviz.rounding import percent
from embedviz.space import VectorSpace
from embedviz.steps import ProjectionRequest, SpaceRequest
from embedviz.ui.analogies import CORNERS, Analogies, analogies_of, hear_analogy, in_plane
from embedviz.ui.controls import held_k
from embedviz.ui.findings import leave_findings, show_findings
from embedviz.ui.lit import lit_of
from embedviz.ui.messages import NotReady, errors_as_sentences, plain, show_error
from embedviz.ui.neighbors import show_neighbors
from embedviz.ui.plot_component import height_of, show_plot
from embedviz.ui.queries import Query, show_query
from embedviz.ui.recipe import Choices, Source, recipe
from embedviz.ui.results import (
    is_there,
    results_of,
    space_of,
    vector_of,
    view_of,
    view_with,
)
from embedviz.ui.screen import BESIDE, Screen
from embedviz.ui.selection import (
    choose_group,
    drawn_rows,
    keep_only,
    kept_whole,
    show_group,
)
from embedviz.ui.state import Page
from embedviz.ui.take_away import Export, show_take_away
from embedviz.ui.theme import PLOT_CONFIG, theme_name


@dataclass(frozen=True)
class Question:
    """What a visitor asks of a space: an item, how many neighbours, whether to zoom to them."""

    item: str
    k: int
    zoom: bool


@dataclass(frozen=True, eq=False)
class Explored:
    """What a page explores.

    Attributes
    ----------
    request : SpaceRequest
        The vectors, all of them: where neighbours and analogies are looked for.
    drawn : ProjectionRequest
        How they are drawn.
    color : str or None
        See :func:`embedviz.plot`.
    source : Source
        Where the items come from, for the recipe.
    examples : sequence of Example
        Analogies to start from.
    portion : str
        The portion of the data set that is drawn; empty for all.
    session : callable, optional
        Makes the session file, where the items were brought by the visitor.
    """

    request: SpaceRequest
    drawn: ProjectionRequest
    color: str | None
    source: Source
    examples: Sequence[Example] = ()
    portion: str = ""
    session: Callable[[Mapping[str, Record]], bytes] | None = None

    @property
    def dataset(self) -> Dataset:
        """The items that have a vector."""
        return self.request.embedder.items(self.request.dataset)


def choose_question(page: Page, dataset: Dataset, *, k: int = 5) -> Question:
    """Give the item in question and how much is shown around it, which the plot chooses."""
    labels = dataset.labels
    first = dataset.default_item if dataset.default_item in dataset.label_index else labels[0]
    item = page.held("item", dataset.label_index.__contains__, first)
    n_neighbors = held_k(page, graph_width(labels), k)
    zoom = page.held("zoom", lambda value: isinstance(value, bool), default=False)
    return Question(item, n_neighbors, zoom)


def show_explorer(page: Page, explored: Explored, screen: Screen) -> None:
    """Show the plot of a space with an item's neighbours, and over it what is asked for instead.

    Raises
    ------
    EmbedvizError
        If there are no vectors; what can't be drawn is said where the plot would be.
    """
    if screen.shown != BESIDE:
        leave_findings(page)
    question = choose_question(page, explored.dataset)
    rows = drawn_rows(page, explored.dataset)
    part = rows if rows is not None else _portion(explored)
    request = explored.request if part is None else replace(explored.request, rows=tuple(part))
    drawn = _drawn(request, explored.drawn)
    whole = space_of(explored.request)
    analogies = analogies_of(page, whole, explored.examples)
    view = query = None
    n_added = 0
    more: list[str] | None = None
    if isinstance(drawn, Projection):
        asked = [*_asked(whole, question), *analogies.items]
        is_part = part and not rows
        view = view_with(request, explored.drawn, whole, asked) if is_part else drawn
        n_added = len(view.space) - len(drawn.space)
        if n_added:
            more = [each for each in dict.fromkeys(analogies.items) if each not in drawn.space]
        beyond = whole if is_part else None
        query = show_view(page, view, explored, question, analogies, beyond, n_added=n_added)
    else:
        show_error(drawn)
    with screen.panel, errors_as_sentences():
        if screen.shown == "table":
            show_tables(page, whole, question, view, query)
        elif screen.shown == BESIDE and view is not None:
            show_findings(page, explored.request, view)
        elif screen.shown == "download" and view is not None:
            said = _said(page, explored, question, rows, more)
            k = min(question.k, len(whole) - 1)
            make = partial(recipe, explored.source, said)
            session = explored.session and partial(
                explored.session, results_of(request, explored.drawn)
            )
            show_take_away(
                page,
                Export(view, request, whole, explored.color, question.item, k, make, session),
            )


def show_tables(
    page: Page, space: VectorSpace, question: Question, view: Projection | None, query: Query | None
) -> None:
    """Show what the plot says as tables to copy from, and two vectors side by side."""
    listed, compared = st.columns([2, 3], gap="medium")
    with listed:
        if query is not None:
            show_query(page, space, query, question.k)
        neighbor = show_neighbors(page, space, question.item, question.k, view)
    with compared:
        if neighbor is not None:
            show_why(page, space, question.item, neighbor)
    if view is not None:
        show_group(page, view)


def _drawn(request: SpaceRequest, drawn: ProjectionRequest) -> Projection | Exception:
    """Give the projection, or why there is none although there are vectors."""
    try:
        return view_of(request, drawn)
    except EmbedvizError as error:
        return error
    except NotReady as waits:
        if not is_there(request):
            raise
        return waits


def _said(
    page: Page,
    explored: Explored,
    question: Question,
    rows: list[int] | None,
    added: list[str] | None,
) -> Choices:
    """Give what the page shows, for the recipe."""
    request = explored.request
    labels = explored.dataset.labels
    return Choices(
        request.dataset, request.embedder, explored.drawn,
        explored.color, question.item, question.k, explored.portion,
        only=kept_whole(page, request.dataset),
        part=None if rows is None else [labels[row] for row in rows],
        added=added,
    )  # fmt: skip


def _portion(explored: Explored) -> list[int] | None:
    """Give the rows of the portion that is drawn; None for all, or where all else is left out."""
    dataset = explored.request.dataset
    portion = dataset.opening.portions.get(explored.portion)
    return None if portion is None or portion.is_all else portion.rows(dataset)


def _asked(space: VectorSpace, question: Question) -> list[str]:
    """Give the item in question and its neighbours: they are drawn even where others aren't."""
    k = min(question.k, len(space) - 1)
    return [question.item, *space.neighbors(question.item, k)["label"]]


def show_view(
    page: Page,
    view: Projection,
    explored: Explored,
    question: Question,
    analogies: Analogies,
    beyond: VectorSpace | None,
    *,
    n_added: int = 0,
) -> Query | None:
    """Show the plot, and say below how far it can be believed; give what is looked for in it.

    ``beyond`` holds more items than are drawn, which a search finds as well.
    """  # fmt: skip
    request = explored.request
    shown, analogies = in_plane(view, analogies)
    can_be_asked = request.embedder.reads_queries
    event = show_plot(
        shown,
        key=page.key("plot"),
        height=height_of(view),
        measure=shown is view,
        color=explored.color,
        pinned=question.item,
        k=question.k,
        zoom=question.zoom,
        dock=True,
        fills=True,
        linked=not page.private,
        encode=partial(vector_of, request) if can_be_asked else None,
        said=quality_words(view, n_added),
        lit=lit_of(page),
        analogies=analogies if len(analogies.space) > len(CORNERS) else None,
        findable=len(beyond) if beyond is not None else 0,
        on_pin=lambda label: pin(page, label),
        on_find=lambda text: find(page, beyond, text) if beyond is not None else "",
        on_analogy=lambda asked: hear_analogy(page, analogies.space, asked),
        on_k=lambda k: page.hold("k", k),
        on_zoom=lambda is_close: page.hold("zoom", is_close),
        on_select=lambda labels: choose_group(page, labels),
        on_only=lambda labels: keep_only(page, labels),
    )
    return event.query


def pin(page: Page, label: str) -> None:
    """Make an item the one in question."""
    page.hold("item", label)


def find(page: Page, space: VectorSpace, text: str) -> str:
    """Make an item the one in question by what is typed; "" or why there is none, in a sentence."""
    try:
        pin(page, space.labels[space.index_of(text)])
    except (UnknownLabel, AmbiguousLabel) as error:
        return str(error)
    return ""


def quality_words(view: Projection, n_added: int = 0) -> list[str]:
    """Say what the picture is, for those who ask; how much it keeps, it says itself.

    ``n_added`` of its items are there only for a question or an example.
    """
    quality = view.quality
    sampled = len(quality.sample) < len(view.space)
    return [
        f"{view.method.title}: {len(view.space) - n_added:,} {view.space.dataset.items}"
        + (f" plus {n_added} asked about" if n_added else "")
        + f", {view.space.n_dimensions:,} → {view.dimensions} dimensions · "
        f"trustworthiness {_of_one(quality.trustworthiness)} · "
        f"continuity {_of_one(quality.continuity)}"
        + (f" (on {len(quality.sample):,} of them)" if sampled else "")
        + _approximately(view.space),
        WHAT_THEY_COUNT,
    ]


WHAT_THEY_COUNT = (
    "Trustworthiness falls when strangers are drawn as neighbours, continuity when "
    "neighbours are drawn apart; 1 is perfect, about 0.5 is chance. Both count how far off "
    "an item is: when the 11th nearest takes the place of the 10th they hardly fall, "
    "though the plot keeps one neighbour fewer."
)


def _approximately(space: VectorSpace) -> str:
    """Say so where the neighbour graph of many items is not exact."""
    graph = space.neighbor_graph(1)
    if graph.is_exact:
        return ""
    share = percent(graph.recall, 1)
    return f" · lines lead to {share} of the true neighbours; comparing all pairs would take long"


def _of_one(share: float) -> str:
    """Write a share of 1; what is only nearly perfect doesn't read as perfect."""
    return "> 0.999" if 0.9995 <= share < 1 else f"{share:.3f}"


def show_why(page: Page, space: VectorSpace, item: str, neighbor: str) -> None:
    """Show two vectors side by side, and which features make them near or far."""
    distance = space.distance(item, neighbor)
    unit = f" {space.measure.unit}" if space.measure.unit else ""
    st.subheader(f"{plain(item)} and {plain(neighbor)}", anchor=False)
    st.caption(
        f"{space.measure.title} distance **{number(distance)}{unit}**. "
        f"{EXPLAINED[kind_of_vectors(space)].format(n=space.n_dimensions)} "
        "Pick another neighbour in the table to compare."
    )
    figure = plot_vectors(space, item, neighbor, theme=theme_name())
    show_figure(figure, key=page.key("why"), alt=f"The vectors of {item} and {neighbor}")


EXPLAINED = {
    "bars": "Each dark bar is a feature's share of it; the longest separates the two most.",
    "strips": "Each stripe is one of {n:,} numbers. The more two strips agree, above all in their "
    "strong stripes, the nearer the two are.",
    "pictures": "Each vector is an image, one number per pixel. In the difference, a blue pixel "
    "is darker in the first, a red one in the second, and a pale one is alike in both.",
}


def show_figure(figure: Any, *, key: str, alt: str) -> None:
    """Show a figure in the app's own looks."""
    st.plotly_chart(figure, theme=None, key=key, config=PLOT_CONFIG, alt=alt)
