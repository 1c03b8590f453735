"""Tasks: what worker processes are asked to do, and the way back from their records.

A record holds arrays and JSON values by name, as the engine moves and keeps them. Each task has a
partner that makes the object of its record again; what the object is made of and the record
doesn't hold (the space, the method) is given to the partner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.api import text_encoder
from embedviz.projections import Axis, Method, Projection, Quality
from embedviz.projections.quality import measure_quality
from embedviz.space import VectorSpace
from embedviz.space.neighbors import NeighborGraph

Record = dict[str, Any]


def encode_texts(texts: Sequence[str], model: str, parameters: Mapping[str, Any]) -> Record:
    """Encode texts; see :func:`embedviz.encode`."""
    encoder = text_encoder(model, **parameters)
    vectors = encoder.fit_transform(list(texts))
    return {"vectors": vectors, "names": encoder.get_feature_names_out().tolist()}


def encode_more(
    texts: Sequence[str], model: str, parameters: Mapping[str, Any], more: Sequence[str]
) -> Record:
    """Encode ``more`` texts by an encoder that has learned from ``texts``."""
    encoder = text_encoder(model, **parameters).fit(list(texts))
    return {"vectors": encoder.transform(list(more))}


def find_graph(space: VectorSpace, k: int) -> Record:
    """Find the neighbour graph of a space."""
    graph = space.neighbor_graph(k)
    return {"indices": graph.indices, "distances": graph.distances}


def graph_of(record: Record) -> NeighborGraph:
    """Make the graph again."""
    return NeighborGraph(record["indices"], record["distances"])


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
    return asdict(measure_quality(space, as_seen))


def quality_of(record: Record) -> Quality:
    """Make the quality again."""
    return Quality(**record)
