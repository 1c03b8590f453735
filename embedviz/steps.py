"""Steps: from a way to make vectors to a projection and its quality, each known by its request.

A projection is one chain: vectors, neighbour graph, coordinates, quality. Each of these is a step
of the engine with its own key and version; all that is missing of a chain is computed in one
journey to a worker. Beside each stands the way back from its record to the object.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets import Dataset
from embedviz.datasets.reading import Understood, understood
from embedviz.datasets.reading.asked import Asked
from embedviz.datasets.reading.parcel import (
    packed,
    packed_understood,
    read_parts,
    unpacked,
    unpacked_understood,
)
from embedviz.embedders.embedder import MANY, Embedder
from embedviz.embedders.first import first_embedder
from embedviz.embedders.sentence import Sentence
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.plotting.bundle import graph_width
from embedviz.projections import PROJECTIONS, Axis, Method, Projection
from embedviz.projections.first import first_name
from embedviz.projections.quality import QUALITY_VERSION, measure_quality
from embedviz.projections.umap import UMAP
from embedviz.space import VectorSpace
from embedviz.space.checking import check
from embedviz.space.checking.record import VERSION as CHECK_VERSION
from embedviz.space.checking.record import record_of
from embedviz.space.clusters import Clusters
from embedviz.space.cutting import CUTS_VERSION, cut
from embedviz.space.description import VERSION as DESCRIPTION_VERSION
from embedviz.space.description import GroupDescription, describe_group
from embedviz.space.groups import MOST_COMPARED, find_clusters
from embedviz.space.groups import VERSION as GROUPS_VERSION
from embedviz.space.intrinsic import IN_USE_VERSION, DimensionsInUse, dimensions_in_use
from embedviz.space.neighbors import GRAPH_VERSION, NeighborGraph
from embedviz.vectorizers.similarity import VERSION as SHARES_VERSION
from embedviz.vectorizers.similarity import SimilarityShares, similarity_shares

WARM_UPS = ("embedviz.steps:warm_layout", "embedviz.steps:warm_encoder")
"""What has a worker ready for a visitor's first job: imports and compiled functions."""

BEFORE_READING = ("embedviz.steps:warm_readers",)
"""What has a process ready that reads what visitors bring."""

MANY_BYTES = 500_000
"""More of them may take seconds to read."""

LITTLE = 60_000_000
"""Up to so many differences (n · n · d), comparing all with all takes 10 to 50 ms: less than a
journey to a worker, and no waiting behind somebody's long job. 366 words of 384 dimensions."""

ASKED = 10
"""So many neighbours tell whether a row is doubtful, where the graph has as many."""

CHECKED_HERE = 20_000
"""Up to so many items, given their neighbour graph, are checked in less than 0.3 s."""

MUCH, WIDE = 10_000_000_000, 384
"""Differences that take seconds to make, and how many dimensions wide vectors have, about."""


@dataclass(frozen=True, eq=False)
class SpaceRequest:
    """Which vectors are asked for: made in which way, of which data, only some rows of them.

    ``rows`` are those of the whole space; None for all.
    """

    embedder: Embedder
    dataset: Dataset
    rows: tuple[int, ...] | None = None

    @property
    def step(self) -> Step:
        """The computing of the vectors, which is that of the whole space."""
        return self.embedder.step(self.dataset)

    @property
    def n_items(self) -> int:
        """About how many items there are: those with gaps may be left out later."""
        return len(self.dataset) if self.rows is None else len(self.rows)

    def space(self, record: Record) -> VectorSpace:
        """Make the space of what was computed."""
        space = self.embedder.space(self.dataset, record)
        return space if self.rows is None else space.take(self.rows)

    def then(
        self, run: Callable[..., Record], *more: Any, after: Sequence[Step] = (), **how: Any
    ) -> Step:
        """Give a step that does ``run`` with the vectors, and what comes ``after`` them.

        Whether it is long is a guess, before the vectors are there: comparing all items is.
        """
        dimensions = WIDE if self.embedder.is_wide(self.dataset) else 1
        how.setdefault("is_long", self.n_items**2 * dimensions > MUCH)
        return Step(
            run=run, arguments=(self, *more), inputs=(self.step, *after),
            private=self.dataset.private, items=self.n_items, **how,
        )  # fmt: skip


@dataclass(frozen=True)
class ProjectionRequest:
    """How a space is drawn: the method with its parameters, 2D or 3D, the seed."""

    method: Method
    dimensions: int = 2
    seed: int = 42


def first_visit(dataset: Dataset) -> tuple[SpaceRequest, ProjectionRequest]:
    """Give what a first visit to a data set asks for: its vectors, and how they are drawn."""
    embedder = first_embedder(dataset)
    portion = next(iter(dataset.opening.portions.values()), None)
    rows = None if portion is None or portion.is_all else tuple(portion.rows(dataset))
    columns = embedder.columns(dataset)
    method = PROJECTIONS[first_name(dataset, columns, wide=embedder.is_wide(dataset))]
    return SpaceRequest(embedder, dataset, rows), ProjectionRequest(method())


def graph_step(request: SpaceRequest) -> Step:
    """Find the neighbour graph of a space, as wide as plot, quality and most methods need."""
    return request.then(
        find_graph, version=GRAPH_VERSION, title="Finding neighbours",
        is_quick=partial(_is_little, request),
    )  # fmt: skip


def projection_step(request: SpaceRequest, drawn: ProjectionRequest) -> Step:
    """Draw a space."""
    title = f"Drawing the plot with {drawn.method.title}"
    slow = {"is_long": True} if drawn.method.is_slow and request.n_items > MANY else {}
    return request.then(project, drawn, after=(graph_step(request),), title=title, **slow)


def quality_step(request: SpaceRequest, drawn: ProjectionRequest) -> Step:
    """Measure how far a projection can be believed."""
    return request.then(
        measure, drawn, after=(graph_step(request), projection_step(request, drawn)),
        version=QUALITY_VERSION, title="Measuring how far to trust the plot",
        is_quick=partial(_is_little, request),
    )  # fmt: skip


def clusters_step(request: SpaceRequest, method: str, number: int) -> Step:
    """Find clusters with their names; see :func:`embedviz.find_clusters`.

    ``number`` is the fewest items of one for HDBSCAN, or how many for k-means.
    """
    on_graph = method == "hdbscan" and request.n_items > MOST_COMPARED
    return request.then(
        group, method, number, after=(graph_step(request),) if on_graph else (),
        version=GROUPS_VERSION, title="Finding clusters",
    )  # fmt: skip


def description_step(
    request: SpaceRequest, rows: Sequence[int], against: Sequence[int] | None = None,
    without: Sequence[str] = (),
) -> Step:  # fmt: skip
    """Say what sets rows of a space apart; see :func:`embedviz.describe_group`."""
    sides = (np.array(rows, np.int64), None if against is None else np.array(against, np.int64))
    return request.then(
        describe, *sides, tuple(without), version=DESCRIPTION_VERSION, is_long=False,
        title="Looking for what sets these apart",
    )  # fmt: skip


def check_step(
    request: SpaceRequest, label: str | None, split: str | None, limits: Mapping[str, float]
) -> Step:
    """Look for doubtful rows; see :func:`embedviz.check`."""
    return request.then(
        look_through, label, split, dict(limits), after=(graph_step(request),),
        version=CHECK_VERSION, title="Looking for doubtful rows", is_long=False,
        is_quick=lambda *_: request.n_items <= CHECKED_HERE,
    )  # fmt: skip


def cuts_step(
    request: SpaceRequest, dimensions: Sequence[int] = (), precisions: Sequence[str] = ("float32",),
    *, ways: Sequence[str] = ("first", "pca"), k: int = 10, classes: str = "",
) -> Step:  # fmt: skip
    """Cut vectors; ``classes`` names a column. See :func:`embedviz.space.cutting.cut`."""
    return request.then(
        cut_vectors, tuple(dimensions), tuple(precisions), tuple(ways), k, classes,
        after=(graph_step(request),), version=CUTS_VERSION, title="Cutting vectors",
    )  # fmt: skip


def in_use_step(request: SpaceRequest) -> Step:
    """Estimate how many dimensions are in use."""
    return request.then(
        find_in_use, after=(graph_step(request),), version=IN_USE_VERSION,
        title="Counting dimensions in use", is_quick=partial(_is_little, request),
    )  # fmt: skip


def shares_step(
    first: str, second: str, embedder: Sentence | None = None, *, private: bool = True
) -> Step:
    """Share the similarity of two texts out; private, as what somebody types is.

    Raises
    ------
    ModelUnavailable
        If there is no such model.
    """
    by = embedder or Sentence()
    return Step(
        run=share_out, arguments=((first, second), by.model, by.precision),
        version=f"{SHARES_VERSION} · {by.encoder().recipe}", private=private,
        title="Comparing two texts token by token",
    )  # fmt: skip


def _is_little(request: SpaceRequest, vectors: Record, *_: Record) -> bool:
    """Say whether all items are compared quicker than a worker is asked to."""
    arrays = [each for each in vectors.values() if isinstance(each, np.ndarray) and each.ndim == 2]
    width = arrays[0].shape[1] if arrays else WIDE
    return request.n_items**2 * width <= LITTLE


def find_graph(request: SpaceRequest, vectors: Record) -> Record:
    """Find the neighbour graph of a space."""
    space = request.space(vectors)
    return asdict(space.neighbor_graph(graph_width(space)))


def project(
    request: SpaceRequest, drawn: ProjectionRequest, vectors: Record, graph: Record
) -> Record:
    """Draw a space whose neighbour graph is known."""
    space = request.space(vectors).with_graph(NeighborGraph(**graph))
    view = drawn.method(space, dimensions=drawn.dimensions, seed=drawn.seed)
    return {
        "coordinates": view.coordinates,
        "axes": [asdict(axis) for axis in view.axes],
        "axes_have_units": view.axes_have_units,
        "stretch": list(view.stretch),
        "explained_variance": list(view.explained_variance),
    }


def projection_of(record: Record, space: VectorSpace, drawn: ProjectionRequest) -> Projection:
    """Make the projection again."""
    return Projection(
        record["coordinates"], space, drawn.method, drawn.seed,
        tuple(Axis(**axis) for axis in record["axes"]), record["axes_have_units"],
        tuple(record["stretch"]), tuple(record["explained_variance"]),
    )  # fmt: skip


def measure(
    request: SpaceRequest, drawn: ProjectionRequest, vectors: Record, graph: Record, view: Record
) -> Record:
    """Measure how much of the neighbourhoods a projection keeps."""
    space = request.space(vectors).with_graph(NeighborGraph(**graph))
    record = asdict(measure_quality(space, projection_of(view, space, drawn).as_seen))
    del record["seed"]  # always the same
    return record


def group(
    request: SpaceRequest, method: str, number: int, vectors: Record, graph: Record | None = None
) -> Record:
    """Find clusters: ``number`` is the fewest items of one, or how many for k-means."""
    how: dict[str, Any] = {{"hdbscan": "size", "kmeans": "n_clusters"}[method]: number}
    space = request.space(vectors)
    if graph is not None:
        space = space.with_graph(NeighborGraph(**graph))
    found = find_clusters(space, method, **how)
    parts = found.finer
    finer = {} if parts is None else {f"finer_{name}": each for name, each in _told(parts).items()}
    return {"method": found.method, **_told(found), **finer}


def look_through(
    request: SpaceRequest, label: str | None, split: str | None, limits: Mapping[str, float],
    vectors: Record, graph: Record,
) -> Record:  # fmt: skip
    """Look for doubtful rows of a space whose neighbour graph is known."""
    near = NeighborGraph(**graph)
    space = request.space(vectors).with_graph(near)
    how: dict[str, Any] = dict(limits)
    return record_of(check(space, label, split, min(near.n_neighbors, ASKED), **how))


def _told(clusters: Clusters) -> Record:
    names = ("numbers", "names", "medoids", "tightness", "within")
    return {name: getattr(clusters, name) for name in names}


def clusters_of(record: Record, space: VectorSpace) -> Clusters:
    """Make the clusters again."""
    finer = _clusters_of(record, space, "finer_") if "finer_numbers" in record else None
    return replace(_clusters_of(record, space), finer=finer)


def _clusters_of(record: Record, space: VectorSpace, level: str = "") -> Clusters:
    names, medoids, tightness, within = (
        tuple(record[level + name]) for name in ("names", "medoids", "tightness", "within")
    )
    return Clusters(
        space.labels, record[level + "numbers"], names, medoids, tightness, within,
        method=record["method"],
    )  # fmt: skip


TABLES = ("words", "features", "categories", "typical", "untypical")


def describe(
    request: SpaceRequest, rows: NDArray[np.int64], against: NDArray[np.int64] | None,
    without: Sequence[str], vectors: Record,
) -> Record:  # fmt: skip
    """Say what sets rows of a space apart."""
    told = describe_group(request.space(vectors), rows, against, without=without)
    tables = {name: getattr(told, name) for name in TABLES}
    return {
        **{name: table.to_dict("list") for name, table in tables.items()},
        "medoid": told.medoid, "n_inside": told.n_inside, "n_outside": told.n_outside,
        "items": told.items,
    }  # fmt: skip


def description_of(record: Record) -> GroupDescription:
    """Make the description again."""
    tables = {name: pd.DataFrame(record[name]) for name in TABLES}
    return GroupDescription(**(record | tables))


def cut_vectors(
    request: SpaceRequest, dimensions: Sequence[int], precisions: Sequence[str],
    ways: Sequence[str], k: int, column: str, vectors: Record, graph: Record,
) -> Record:  # fmt: skip
    """Say what is left of vectors that are cut: the columns of the table, as lists."""
    space = request.space(vectors).with_graph(NeighborGraph(**graph))
    classes = space.dataset.frame[column] if column else None
    table = cut(space, dimensions or None, precisions, ways=ways, k=k, classes=classes)
    return {str(name): table[name].tolist() for name in table}


def cuts_of(record: Record) -> pd.DataFrame:
    """Make the table again."""
    return pd.DataFrame(dict(record))


def find_in_use(request: SpaceRequest, vectors: Record, graph: Record) -> Record:
    """Estimate how many dimensions of a space are in use."""
    space = request.space(vectors).with_graph(NeighborGraph(**graph))
    return asdict(dimensions_in_use(space))


def in_use_of(record: Record) -> DimensionsInUse:
    """Make the estimate again."""
    return DimensionsInUse(**record)


def share_out(texts: tuple[str, str], model: str, precision: str) -> Record:
    """Share the similarity of two texts out among the pairs of their tokens."""
    found = similarity_shares((texts[0], texts[1]), model, precision)
    return {
        "shares": found.shares,
        "first_special": found.is_special[0],
        "second_special": found.is_special[1],
        "tokens": [list(each) for each in found.tokens],
        "n_unread": list(found.n_unread),
        "texts": list(texts),
        "model": model,
    }


def shares_of(record: Record) -> SimilarityShares:
    """Make the shares again."""
    (first, second), (text, other) = record["tokens"], record["texts"]
    return SimilarityShares(
        (text, other), (tuple(first), tuple(second)),
        (record["first_special"], record["second_special"]), record["shares"],
        tuple(record["n_unread"]), record["model"],
    )  # fmt: skip


def reading_step(
    parts: Sequence[tuple[str, bytes]], how: Asked | str, most: int, fingerprint: str,
    title: str = "", *, private: bool = True,
) -> Step:  # fmt: skip
    """Read what somebody brought; ``fingerprint`` names its content."""
    return Step(
        run=read_files, arguments=(Parts(tuple(parts), fingerprint), how, most), title=title,
        private=private, confined=True, is_long=sum(len(each) for _, each in parts) > MANY_BYTES,
    )  # fmt: skip


def understanding_step(read: Step, kinds: tuple[tuple[str, str], ...] = ()) -> Step:
    """Find out what the columns of what was read mean; ``kinds`` is what somebody says of some."""
    return replace(read, run=understand, arguments=(kinds,), inputs=(read,))


@dataclass(frozen=True, eq=False)
class Parts:
    """Names and contents of files, known by a fingerprint that was made once."""

    files: tuple[tuple[str, bytes], ...]
    fingerprint: str


def read_files(parts: Parts, how: Asked | str, most: int) -> Record:
    """Read files; of more than ``most`` rows a sample."""
    return packed(read_parts(parts.files, how).sampled(most))


def understand(kinds: Sequence[tuple[str, str]], read: Record) -> Record:
    """Understand the columns of what was read."""
    return packed_understood(understood(unpacked(read), dict(kinds)))


def table_of(record: Record, read: Record) -> Understood:
    """Make the table of what was understood, and of what was read."""
    return unpacked_understood(record, read)


def warm_readers() -> None:
    """Import what most readers need, as far as it is installed."""
    for name in ("openpyxl", "pyarrow.parquet", "charset_normalizer", "PIL.Image"):
        with suppress(ModuleNotFoundError):  # what needs it says so, and what doesn't goes on
            import_module(name)
    understood(read_parts([("warm.csv", b"name,size\nfig,1\nkiwi,2\n")]))


def warm_encoder() -> None:
    """Load the bundled language model."""
    Sentence().encoding(("warm",)).here()


def warm_layout() -> None:
    """Load what UMAP compiles, and what finds neighbours."""
    vectors = np.random.default_rng(0).normal(size=(64, 8)).astype(np.float32)
    UMAP()(VectorSpace(vectors, tuple(map(str, range(64)))))
