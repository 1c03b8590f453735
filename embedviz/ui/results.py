"""Results: what a page asks the engine for, as the objects it draws; shared but for private ones.

A space or a projection is found by what was asked for: by the keys of its steps. The arrays are
the engine's records, and the objects made of them are kept beside those in the one memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

import numpy as np
import streamlit as st
from numpy.typing import NDArray

import embedviz as ev
from embedviz.datasets import Dataset
from embedviz.engine.keys import key_of
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.errors import InvalidRequest
from embedviz.plotting.analogy_plane import AnalogyPlane
from embedviz.projections import Projection, Quality, with_items
from embedviz.space import VectorSpace
from embedviz.space.clusters import Clusters
from embedviz.space.description import GroupDescription
from embedviz.space.neighbors import NeighborGraph
from embedviz.steps import (
    ProjectionRequest,
    SpaceRequest,
    clusters_step,
    description_step,
    graph_step,
    projection_of,
    projection_step,
    quality_step,
)
from embedviz.steps import clusters_of as made_clusters
from embedviz.steps import description_of as made_description
from embedviz.ui.models import check_models
from embedviz.ui.progress import engine, result_of, session_id

LARGEST_MEASURED = 200_000
"""Beyond this many items, how far a projection can be believed is not measured on the way."""

MadeT = TypeVar("MadeT")


@cache
def dataset_named(name: str) -> Dataset:
    """Load a data set that ships with embedviz, once."""
    with st.spinner("Loading ..."):
        return ev.load_dataset(name)


def results_of(request: SpaceRequest, drawn: ProjectionRequest) -> dict[str, Record]:
    """Give vectors and drawing as they were computed, by the content of their steps.

    A session file carries them, so that a colleague's machine shows the very same picture.
    """
    steps = (request.step, projection_step(request, drawn))
    found = {each.content: engine().find(each, session=session_id()) for each in steps}
    return {content: record for content, record in found.items() if record is not None}


def space_of(request: SpaceRequest) -> VectorSpace:
    """Give the vectors of a data set.

    Raises
    ------
    EmbedvizError
        With the sentence of what can't be.
    """
    check_models(request.embedder)
    key, memory = _key("space", request), engine().memory
    space: VectorSpace | None = memory.get(key)
    if space is None:
        made = request.space(result_of(request.step))
        space = memory.made(key, lambda: made, size_of)
    return space


def view_of(request: SpaceRequest, drawn: ProjectionRequest) -> Projection:
    """Give a projection, its neighbour graph and quality known; one journey, if any."""
    check_models(request.embedder)
    measured = request.n_items <= LARGEST_MEASURED
    key, memory = _key("view", request, drawn, measured), engine().memory
    view: Projection | None = memory.get(key)
    if view is not None:
        return view
    quality = Quality(**result_of(quality_step(request, drawn))) if measured else None
    record = result_of(projection_step(request, drawn))
    graph = NeighborGraph(**result_of(graph_step(request)))
    space = space_of(request).with_graph(graph)
    made = replace(projection_of(record, space, drawn), measured=quality)
    return memory.made(key, lambda: made, size_of)


def view_with(
    request: SpaceRequest, drawn: ProjectionRequest, whole: VectorSpace, labels: Sequence[str]
) -> Projection:
    """Give a projection with more items of the whole in it: its graph and quality are kept, too."""
    view = view_of(request, drawn)
    new = [label for label in dict.fromkeys(labels) if label not in view.space.dataset.label_index]
    if not new:
        return view
    return remembered("with", request, drawn, new, make=lambda: with_items(view, whole, new))


def is_there(request: SpaceRequest) -> bool:
    """Say whether vectors are there, or as good as there."""
    step = request.step
    return step.is_quick is not None or engine().find(step, session=session_id()) is not None


def clusters_of(request: SpaceRequest, method: str, number: int) -> Clusters:
    """Find the clusters of a space; see :func:`embedviz.find_clusters`."""
    record = result_of(clusters_step(request, method, number))
    return remembered(
        "clusters", request, method, number,
        make=lambda: made_clusters(record, space_of(request)),
    )  # fmt: skip


def description_of(
    request: SpaceRequest, rows: Sequence[int], against: Sequence[int] | None = None,
    without: Sequence[str] = (),
) -> GroupDescription:  # fmt: skip
    """Say what sets rows of a space apart; see :func:`embedviz.describe_group`."""
    return made_description(result_of(description_step(request, rows, against, without)))


def vector_of(request: SpaceRequest, text: str) -> NDArray[np.float32]:
    """Encode one more text as those of a space are, (d,) float32, read-only.

    Raises
    ------
    InvalidRequest
        If the encoder knows no word of it.
    """
    step = request.embedder.query(request.dataset, text)
    vector: NDArray[np.float32] = result_of(step)["rows"][0]
    if not vector.any():
        raise InvalidRequest(
            f'No word of "{text}" occurs in these texts, and these vectors know only words that '
            "do. Use other words, or a language model."
        )
    return vector


def plane_of(space: VectorSpace, a: str, b: str, c: str) -> Projection:
    """Drop a space on the plane of an analogy."""
    plane = AnalogyPlane(a=a, b=b, c=c)
    return remembered(plane, space, make=lambda: plane(space))


def work_of(step: Step, *, private: bool) -> Record:
    """Have a lesson's work done by a worker; ``private`` where it is on a visitor's own text."""
    return result_of(replace(step, private=private, is_long=not step.by_row))


def remembered(*content: Any, make: Callable[[], MadeT]) -> MadeT:
    """Give what was made of this content before, or make it."""
    return engine().memory.made(_key("made", *content), make, size_of)


def _key(kind: str, *content: Any) -> str:
    """Give the key of what is made of this content; of what is private, one of the session's."""
    key = key_of(kind, 1, *content)
    return f"{key}.{session_id()}" if any(map(_is_private, content)) else key


def _is_private(thing: object) -> bool:
    if isinstance(thing, Projection):
        thing = thing.space
    if isinstance(thing, SpaceRequest | VectorSpace):
        thing = thing.dataset
    return isinstance(thing, Dataset) and thing.private


def size_of(made: object) -> int:
    """Give about how many bytes an object keeps in memory beside its record."""
    if isinstance(made, VectorSpace):
        return 2 * made.vectors.nbytes  # with its points, as the metric prepares them
    if isinstance(made, Projection):
        return made.coordinates.nbytes
    return len(getattr(made, "data", b"")) or 1_000
