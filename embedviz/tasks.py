"""Tasks: what worker processes are asked to do, and the way back from their records.

A record holds arrays and JSON values by name, as the engine moves and keeps them. Each task has a
partner that makes the object of its record again; what the object is made of and the record
doesn't hold (the space, the method) is given to the partner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.api import by_label, embedding_layer, hidden_vectors, text_encoder
from embedviz.datasets import Dataset
from embedviz.datasets.reading import RawTable
from embedviz.datasets.reading.parcel import packed, read_parts, unpacked
from embedviz.engine.progress import report, share
from embedviz.projections import Axis, Method, Projection, Quality
from embedviz.projections.quality import measure_quality, sample_of
from embedviz.projections.umap import UMAP
from embedviz.space import VectorSpace
from embedviz.space.groups import find_clusters
from embedviz.space.neighbors import NeighborGraph
from embedviz.vectorizers.context import InContext, in_context
from embedviz.vectorizers.factors import RatingFactors
from embedviz.vectorizers.models import BUNDLED_MODEL, WORD2VEC

Record = dict[str, Any]


WARM_UPS = ("embedviz.tasks:warm_layout", "embedviz.tasks:warm_encoder")
"""What has a worker ready for a visitor's first job: imports and compiled functions."""


def warm_encoder() -> None:
    """Load the bundled language model."""
    encode_rows(["warm"], BUNDLED_MODEL)


def warm_layout() -> None:
    """Load what UMAP compiles, and what finds neighbours."""
    vectors = np.random.default_rng(0).normal(size=(64, 8)).astype(np.float32)
    draw(VectorSpace(vectors, tuple(map(str, range(64)))), UMAP(), 2, 0)


def encode_rows(texts: Sequence[str], model: str) -> Record:
    """Encode texts by a language model, each by itself: ``rows`` (n, d) float32."""
    return {"rows": text_encoder(model).fit_transform(list(texts))}


def learn_texts(texts: Sequence[str], model: str, parameters: Mapping[str, Any]) -> Record:
    """Encode texts by what learns from all of them; see :func:`embedviz.encode`."""
    encoder = _fitted(tuple(texts), model, tuple(parameters.items()))
    vectors = encoder.transform(list(texts))
    return {"vectors": vectors, "names": encoder.get_feature_names_out().tolist()}


def learn_one_more(
    texts: Sequence[str], model: str, parameters: Mapping[str, Any], more: str
) -> Record:
    """Encode one more text by what has learned from ``texts``: ``rows`` (1, d)."""
    encoder = _fitted(tuple(texts), model, tuple(parameters.items()))
    return {"rows": encoder.transform([more])}


@lru_cache(maxsize=2)
def _fitted(texts: tuple[str, ...], model: str, parameters: tuple[tuple[str, Any], ...]) -> Any:
    """Fit an encoder; kept by the process, so that one more text needn't wait for training."""
    return text_encoder(model, **dict(parameters)).fit(list(texts))


def train_words(
    texts: Sequence[str], seeds: Sequence[int], parameters: Mapping[str, Any]
) -> Record:
    """Train Word2Vec on the same texts once a seed.

    ``words`` (n) with ``counts`` (n,), and ``tables`` (len(seeds), n, d) float32.
    """
    tables = []
    for number, seed in enumerate(seeds):
        with share(number / len(seeds), (number + 1) / len(seeds)):
            encoder = text_encoder(WORD2VEC, seed=seed, **parameters).fit(list(texts))
        tables.append(encoder.table_)
    return {"words": encoder.words_, "counts": encoder.counts_, "tables": np.stack(tables)}


def read_in_context(texts: Sequence[str]) -> Record:
    """Give the tokens of texts and their vectors by layer.

    ``tokens``, a list for each text, and ``vectors`` (7, all tokens, 384) float32, text by text.
    """
    read = []
    for number, text in enumerate(texts, 1):
        read.append(in_context(text))
        report(number, len(texts))
    return {
        "tokens": [list(each.tokens) for each in read],
        "vectors": np.concatenate([each.vectors for each in read], axis=1),
    }


def contexts_of(record: Record) -> list[InContext]:
    """Give each text by itself again."""
    ends = np.cumsum([len(tokens) for tokens in record["tokens"]])[:-1]
    parts = np.split(record["vectors"], ends, axis=1)
    return [
        InContext(tuple(tokens), part) for tokens, part in zip(record["tokens"], parts, strict=True)
    ]


def learn(dataset: Dataset, objective: str, parameters: Mapping[str, Any]) -> Record:
    """Train a network's embedding layer; see :func:`embedviz.learn`.

    Returns
    -------
    dict
        ``vectors`` (n, d) float32 as they are at the end, ``history`` (epochs + 1, n, d) float16
        before training and after each epoch, ``losses`` (epochs + 1,) float64, and ``guess``, the
        loss of guessing by frequency alone.
    """
    layer = embedding_layer(objective, **parameters).fit(by_label(dataset))
    return {
        "vectors": layer.table_,
        "history": layer.history_.astype(np.float16),
        "losses": layer.losses_,
        "guess": layer.guess_,
    }


def factorize(
    ratings: NDArray[np.float32], parameters: Mapping[str, Any], hidden: float, seed: int
) -> Record:
    """Factorize ratings, and measure on a share of them that was hidden at first.

    Parameters
    ----------
    ratings : (users, items) float32
        NaN where there is none.
    parameters : mapping
        Of :class:`~embedviz.vectorizers.factors.RatingFactors`.
    hidden : float
        The share of the ratings that is hidden for the measure.
    seed : int
        Which ones.

    Returns
    -------
    dict
        ``users`` (users, d) float32, ``items`` (items, d) and ``offsets`` (items,) float64 and
        ``mean``, of all ratings; ``error``, the root mean square error on the hidden ones, in
        points of the scale, and ``plain_error``, that of each item's mean.
    """
    model = RatingFactors(**parameters)
    known = np.isfinite(ratings)
    asked = known & (np.random.default_rng(seed).random(ratings.shape) < hidden)
    left = np.where(asked, np.nan, ratings)
    with share(0.0, 0.5):
        predicted = model.fit(left).predict(left)
    counts = np.maximum(np.isfinite(left).sum(axis=0), 1)
    means = np.where(np.isfinite(left).any(axis=0), np.nansum(left, axis=0) / counts, model.mean_)
    with share(0.5, 1.0):
        model.fit(ratings)
    return {
        "users": model.transform(ratings),
        "items": model.items_,
        "offsets": model.offsets_,
        "mean": model.mean_,
        "error": _root_mean_square((ratings - predicted)[asked]),
        "plain_error": _root_mean_square((ratings - means)[asked]),
    }


def factors_of(record: Record, parameters: Mapping[str, Any]) -> RatingFactors:
    """Make the fitted factors again, to place new users among them."""
    model = RatingFactors(**parameters)
    model.items_, model.offsets_ = np.asarray(record["items"]), np.asarray(record["offsets"])
    model.mean_ = float(record["mean"])
    return model


def _root_mean_square(errors: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(errors, dtype=np.float64))))


def learn_pictures(dataset: Dataset, task: str, parameters: Mapping[str, Any]) -> Record:
    """Train a network on half of the pictures; see :func:`embedviz.learn_pictures`.

    Returns
    -------
    dict
        ``vectors`` (n / 2, n_components) float32, of the half that it hasn't seen.
    """
    return {"vectors": hidden_vectors(dataset, task, **parameters)}


def read_files(parts: Sequence[tuple[str, bytes]], how: str, most: int) -> Record:
    """Read what somebody brought; of more than ``most`` rows a sample."""
    return packed(read_parts(parts, how).sampled(most))


def table_of(record: Record) -> RawTable:
    """Make the table again."""
    return unpacked(record)


def find_graph(space: VectorSpace, k: int) -> Record:
    """Find the neighbour graph of a space."""
    graph = space.neighbor_graph(k)
    return asdict(graph)


def graph_of(record: Record) -> NeighborGraph:
    """Make the graph again."""
    return NeighborGraph(**record)


def group(space: VectorSpace, method: str, number: int) -> Record:
    """Find clusters: ``number`` is the fewest items of one, or how many for k-means."""
    name = {"hdbscan": "size", "kmeans": "n_clusters"}[method]
    return {"names": list(find_clusters(space, method, **{name: number}))}


def draw(space: VectorSpace, method: Method, dimensions: int, seed: int) -> Record:
    """Draw a space."""
    view = method(space, dimensions=dimensions, seed=seed)
    return {
        "coordinates": view.coordinates,
        "axes": [asdict(axis) for axis in view.axes],
        "axes_have_units": view.axes_have_units,
        "stretch": list(view.stretch),
        "explained_variance": list(view.explained_variance),
    }


def projection_of(record: Record, space: VectorSpace, method: Method, seed: int) -> Projection:
    """Make the projection again."""
    return Projection(
        record["coordinates"],
        space,
        method,
        seed,
        tuple(Axis(**axis) for axis in record["axes"]),
        record["axes_have_units"],
        tuple(record["stretch"]),
        tuple(record["explained_variance"]),
    )


def measure(space: VectorSpace, as_seen: NDArray[np.float32]) -> Record:
    """Measure how much of the neighbourhoods a picture keeps."""
    record = asdict(measure_quality(space, as_seen))
    del record["sample"]  # known from the number of items
    return record


def quality_of(record: Record) -> Quality:
    """Make the quality again."""
    return Quality(**record, sample=sample_of(len(record["overlap"])))
