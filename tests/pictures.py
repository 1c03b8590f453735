"""Draw the fixed pictures and print the fingerprint of each, as JSON; see test_processors.py."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator

import numpy as np

from embedviz.datasets import DATASETS
from embedviz.projections import PROJECTIONS
from embedviz.steps import first_visit

DRAWN = 400
METHODS = ("pca", "umap", "tsne")


def pictures() -> Iterator[tuple[str, np.ndarray]]:
    """Give what a first visit to each data set shows, and its other maps, of up to 400 items."""
    for name, load in DATASETS.items():
        request, _ = first_visit(load())
        space = request.embedder(request.dataset)
        yield f"{name}: vectors", space.vectors
        rows = request.rows or range(len(space))
        space = space.take(tuple(rows[:: len(rows) // DRAWN + 1]))
        yield f"{name}: neighbours", space.neighbor_graph(15).indices
        for method in METHODS:
            view = PROJECTIONS[method]()(space)
            yield f"{name}: {method}", view.coordinates


if __name__ == "__main__":
    seen = {name: hashlib.sha256(array.tobytes()).hexdigest() for name, array in pictures()}
    sys.stdout.write(json.dumps(seen))
