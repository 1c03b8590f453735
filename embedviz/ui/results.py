"""Results: computed once for each request and content, shared by all sessions, read-only.

What takes long is a job of the engine, which keeps its record; the objects made of records are
kept here, so that a run of a page that asks again gets the same ones.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any, TypeVar

import numpy as np
import streamlit as st
from numpy.typing import NDArray

import embedviz as ev
from embedviz import tasks
from embedviz.datasets import Dataset
from embedviz.engine.keys import key_of
from embedviz.engine.memory import Memory
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.errors import InvalidRequest
from embedviz.lessons import Work
from embedviz.mixing import texts_to_encode
from embedviz.plotting.analogy_plane import AnalogyPlane
from embedviz.plotting.bundle import graph_width
from embedviz.projections import Projection, Quality
from embedviz.space import VectorSpace
from embedviz.space.groups import VERSION as GROUPS_VERSION
from embedviz.ui.progress import engine, result_of, session
from embedviz.ui.request import (
    FeatureRequest,
    HiddenRequest,
    LearnRequest,
    MixRequest,
    PixelRequest,
    SpaceRequest,
    TextRequest,
    VectorsRequest,
    ViewRequest,
)
from embedviz.vectorizers.embedding_layer import EmbeddingLayer
from embedviz.vectorizers.hidden_layer import HiddenLayer
from embedviz.models import TFIDF


def _with_facts(space: VectorSpace) -> str:
    """Name a space and what is known of its items: the same vectors may have other facts."""
    return f"{space.fingerprint} {space.dataset.fingerprint}"


# Streamlit finds a result by the content of what it was made from. Somebody else's data can be
# met only by who has the same data already.
BY_CONTENT: dict[str | type[Any], Callable[[Any], Any]] = {
    Dataset: lambda dataset: dataset.fingerprint,
    VectorSpace: _with_facts,
    Projection: lambda view: f"{view.fingerprint} {view.space.dataset.fingerprint}",
}

OBJECTS = Memory(512_000_000)
"""Spaces, pictures and measures, by what they were made of."""

ObjectT = TypeVar("ObjectT", VectorSpace, Projection, Quality)


@st.cache_resource(max_entries=16, show_spinner="Loading ...")
def dataset_named(name: str) -> Dataset:
    """Load a data set that ships with embedviz."""
    return ev.load_dataset(name)


@st.cache_resource(max_entries=4, show_spinner="Reading the words ...")
def words(metric: str = "cosine") -> VectorSpace:
    """Read the bundled model's token table."""
    return ev.load_words() if metric == "cosine" else words().with_metric(metric)


def space_of(dataset: Dataset, request: SpaceRequest) -> VectorSpace:
    """Make the vectors of a data set."""
    name = f"space {dataset.fingerprint} {request!r}"
    return _kept(name, lambda: _space(request, name, dataset), _space_size)


def vector_of(dataset: Dataset, request: TextRequest, text: str) -> NDArray[np.float32]:
    """Encode one more text as those of a data set are, (d,) float32, read-only.

    Raises
    ------
    InvalidRequest
        If the encoder knows no word of it.
    """
    name = f"vector {dataset.fingerprint} {request!r} {text}"
    if request.is_learned:
        texts = dataset.texts(request.column)
        record = _learned(name, tasks.learn_one_more, request, texts, text, private=True)
    else:
        record = _encoded(name, [text], request.model, private=True)
    vector: NDArray[np.float32] = record["rows"][0]
    if not vector.any():
        raise InvalidRequest(
            f'No word of "{text}" occurs in these texts, and what is learned from them alone '
            "knows no other. Use other words, or a language model."
        )
    return vector


LITTLE = 60_000_000
"""Up to so many differences (n · n · d), comparing all with all takes 10 to 50 ms: less than a
journey to a worker, and no waiting behind somebody's long job. 366 words of 384 dimensions."""


def is_little(space: VectorSpace) -> bool:
    """Say whether all its items are compared quicker than a worker is asked to."""
    return _differences(space) <= LITTLE


MANY, MUCH = 2_000, 10_000_000_000
"""Items that take a slow method seconds, and differences (n · n · d) that take seconds to make."""


def is_much(space: VectorSpace) -> bool:
    """Say whether comparing its items takes seconds."""
    return _differences(space) > MUCH


def _differences(space: VectorSpace) -> int:
    return len(space) ** 2 * space.n_dimensions


def with_graph(space: VectorSpace) -> VectorSpace:
    """Give the space, its neighbour graph found; as wide as plot, quality and most methods need."""
    k = graph_width(space)
    if is_little(space):
        space.neighbor_graph(k)
    elif not space.knows_graph(k):
        record = _job(
            f"graph {space.fingerprint} {k}", "Finding everyone's neighbours",
            tasks.find_graph, space, k,
            private=space.dataset.private,
            items=len(space), is_long=is_much(space),
        )  # fmt: skip
        return space.with_graph(tasks.graph_of(record))
    return space


def view_of(space: VectorSpace, request: ViewRequest) -> Projection:
    """Draw a space."""
    name = f"view {_with_facts(space)} {request!r}"
    return _kept(name, lambda: _view(name, with_graph(space), request), _view_size)


def quality_of(view: Projection) -> Quality:
    """Measure a picture."""
    name = f"quality {view.fingerprint}"
    return _kept(name, lambda: _quality(name, view), lambda quality: 4 * len(quality.overlap))


def clusters_of(space: VectorSpace, method: str, number: int) -> tuple[str, ...]:
    """Find the clusters of a space; see :func:`embedviz.find_clusters`."""
    record = _job(
        f"clusters {space.fingerprint} {method} {number}", "Finding clusters",
        tasks.group, space, method, number,
        version=GROUPS_VERSION,
        private=space.dataset.private, items=len(space),
    )  # fmt: skip
    return tuple(record["names"])


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_CONTENT)
def plane_of(space: VectorSpace, a: str, b: str, c: str) -> Projection:
    """Drop a space on the plane of an analogy."""
    return AnalogyPlane(a=a, b=b, c=c)(space)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_CONTENT)
def part_of(space: VectorSpace, rows: tuple[int, ...]) -> VectorSpace:
    """Take some rows of a space."""
    return space.take(rows)


def worked(work: Work, *, private: bool) -> Record:
    """Have a lesson's work done by a worker; ``private`` where it is on a visitor's own text."""
    function, version, arguments = work.run, work.version, work.arguments
    name = key_of(function, version, arguments)
    if work.by_row:
        return result_of(
            name,
            work.title,
            lambda: engine().submit(
                Step(function, arguments, version=version, by_row=True, private=private),
                session=session(),
            ),
        )
    return _job(
        name, work.title, function, *arguments,
        version=version, private=private, is_long=True,
    )  # fmt: skip


def _kept(name: str, make: Callable[[], ObjectT], size: Callable[[ObjectT], int]) -> ObjectT:
    known: ObjectT | None = OBJECTS.get(name)
    if known is None:
        known = make()
        OBJECTS.put(name, known, size(known))
    return known


def _job(
    name: str, title: str, task: Callable[..., Record], *arguments: Any, **options: Any
) -> Record:
    """Wait for what a worker makes; ``options`` are those of :class:`Step`."""
    step = Step(task, arguments, title=title, **options)
    return result_of(name, title, lambda: engine().submit(step, session=session()))


def _space_size(space: VectorSpace) -> int:
    return 2 * space.vectors.nbytes  # with its points, as the metric prepares them


def _view_size(view: Projection) -> int:
    return view.coordinates.nbytes


@singledispatch
def _space(request: SpaceRequest, name: str, dataset: Dataset) -> VectorSpace:
    raise NotImplementedError(type(request))


@_space.register
def _(
    request: FeatureRequest | PixelRequest | VectorsRequest,
    name: str,  # noqa: ARG001
    dataset: Dataset,
) -> VectorSpace:
    return request.space(dataset)  # arithmetic on columns: quicker than a journey


@_space.register
def _(request: TextRequest, name: str, dataset: Dataset) -> VectorSpace:
    request.check()
    texts = dataset.texts(request.column)
    return request.space(dataset, _record(name, texts, request, private=dataset.private))


@_space.register
def _(request: MixRequest, name: str, dataset: Dataset) -> VectorSpace:
    request.check()
    kept = request.kept(dataset)
    records = {
        column: _record(
            f"{name} {column}", texts_to_encode(kept, column), request.encoder,
            private=dataset.private,
        )
        for column, _ in request.texts
    }  # fmt: skip
    return request.space(kept, records)


@_space.register
def _(request: LearnRequest, name: str, dataset: Dataset) -> VectorSpace:
    record = _job(
        name, "Training the network",
        tasks.learn, dataset, request.objective, request.parameters,
        version=EmbeddingLayer.version, private=dataset.private, items=len(dataset), is_long=True,
    )  # fmt: skip
    return request.space(dataset, record)


@_space.register
def _(request: HiddenRequest, name: str, dataset: Dataset) -> VectorSpace:
    record = _job(
        name, "Training the network",
        tasks.learn_pictures, dataset, request.task, request.parameters,
        version=HiddenLayer.version, private=dataset.private, items=len(dataset), is_long=True,
    )  # fmt: skip
    return request.space(dataset, record)


def _record(name: str, texts: list[str], request: TextRequest, *, private: bool) -> Record:
    """Encode texts: one by one by a language model, or by what learns from all of them."""
    if request.is_learned:
        return _learned(name, tasks.learn_texts, request, texts, private=private)
    return _encoded(name, texts, request.model, private=private)


def _learned(
    name: str,
    task: Callable[..., Record],
    request: TextRequest,
    texts: list[str],
    *more: str,
    private: bool,
) -> Record:
    counts = request.model == TFIDF
    return _job(
        name, "Counting words" if counts else "Training Word2Vec on these texts",
        task, texts, request.model, request.parameters, *more,
        private=private, items=len(texts), is_long=not counts and len(texts) > MANY,
    )  # fmt: skip


def _encoded(name: str, texts: list[str], model: str, *, private: bool) -> Record:
    from embedviz.vectorizers.sentence import SentenceEncoder, check_not_blank

    check_not_blank(texts)
    edition = SentenceEncoder(model=model).edition
    return result_of(
        name,
        "Encoding" if len(texts) == 1 else f"Encoding {len(texts):,} texts",
        lambda: engine().submit(
            Step(tasks.encode_rows, (texts, model), version=edition, by_row=True, private=private),
            session=session(),
        ),
    )


def _view(name: str, space: VectorSpace, request: ViewRequest) -> Projection:
    method, dimensions, seed = request.method, request.dimensions, request.seed
    record = _job(
        name, f"Drawing the picture with {method.title}",
        tasks.draw, space, method, dimensions, seed,
        version=method.version,
        private=space.dataset.private, items=len(space),
        is_long=is_much(space) or (method.is_slow and len(space) > MANY),
    )  # fmt: skip
    return tasks.projection_of(record, space, method, seed)


def _quality(name: str, view: Projection) -> Quality:
    space, seen = with_graph(view.space), view.as_seen
    if is_little(space):
        return view.quality
    record = _job(
        name, "Measuring how far it can be believed", tasks.measure, space, seen,
        private=space.dataset.private, items=len(space), is_long=is_much(space),
    )  # fmt: skip
    return tasks.quality_of(record)
