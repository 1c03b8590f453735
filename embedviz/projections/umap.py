"""UMAP: keeps neighbours together, lets distances between groups go."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from embedviz.datasets import Dataset
from embedviz.engine.progress import share
from embedviz.errors import InvalidRequest
from embedviz.extras import needs
from embedviz.parameters import parameter
from embedviz.projections.pca import pca_start
from embedviz.projections.projection import Method, Projection
from embedviz.space import VectorSpace
from embedviz.space.metrics import Floats
from embedviz.space.neighbors import NeighborGraph, with_itself

# umap-learn's own defaults.
START_SIDE = 10
ENOUGH = 100
FEW, EPOCHS_FOR_FEW, EPOCHS_FOR_MANY = 10_000, 500, 200


@dataclass(frozen=True, kw_only=True)
class UMAP(Method):
    """Uniform manifold approximation and projection (McInnes, Healy and Melville 2018).

    The edges of the space's neighbour graph are weighed as umap-learn does; the layout starts from
    PCA and is optimized by :func:`embedviz.projections.layout.lay_out`, whose result is the same on
    any number of cores. So nothing is searched twice and a seed costs no speed. Or umap-learn does
    all but the search, to compare with.

    References
    ----------
    L. McInnes, J. Healy, J. Melville: UMAP: Uniform Manifold Approximation and Projection for
    Dimension Reduction. https://arxiv.org/abs/1802.03426
    """

    version: ClassVar[int] = 2
    is_slow: ClassVar[bool] = True
    has_chance: ClassVar[bool] = True
    title: ClassVar[str] = "UMAP"
    help: ClassVar[str] = (
        "Keeps neighbours together. What is close in the plot is mostly close in the space; the "
        "gaps between groups and their sizes mean little."
    )

    n_neighbors: int = parameter(
        15, "Neighbours", low=2, high=200, step=1, stops=(5, 10, 15, 30, 50, 100, 200),
        help="How many neighbours each item is kept close to. With few you see fine detail and "
        "many small groups, with many the broad shape.",
    )  # fmt: skip
    min_dist: float = parameter(
        0.1, "Minimum distance", low=0.0, high=0.99, step=0.01,
        stops=(0.0, 0.1, 0.25, 0.5, 0.8),
        help="Small values give tight clumps, large values spread the points evenly.",
    )  # fmt: skip

    by: str = parameter(
        "embedviz",
        "Algorithm",
        choices={"embedviz": "embedviz (fast)", "umap-learn": "umap-learn (reference)"},
        help="Two implementations of UMAP. Where their plots differ, the difference has no "
        "meaning.",
    )

    @classmethod
    def appeal(cls, dataset: Dataset, *, wide: bool) -> int:
        """Better than PCA where there are many dimensions and enough items for neighbourhoods."""
        return 2 if wide and len(dataset) >= ENOUGH else 0

    def draw(self, space: VectorSpace, *, dimensions: int, seed: int) -> Projection:
        """Lay out the neighbour graph.

        Raises
        ------
        InvalidRequest
            If there are not more items than neighbours.
        """
        if len(space) <= self.n_neighbors:
            raise InvalidRequest(
                f"UMAP with {self.n_neighbors:,} neighbours needs more than {self.n_neighbors:,} "
                f"items; there are {len(space):,}. Choose fewer neighbours, or PCA."
            )
        with share(0.0, 0.5):
            graph = space.neighbor_graph(self.n_neighbors - 1)
        start = pca_start(space, dimensions, seed)
        low = start.min(axis=0)
        start = START_SIDE * (start - low) / np.ptp(start, axis=0)
        n_epochs = EPOCHS_FOR_FEW if len(space) <= FEW else EPOCHS_FOR_MANY
        with share(0.5, 1.0):
            coordinates = LAYOUTS[self.by](graph, start, self.min_dist, n_epochs, seed)
        return self.project(coordinates, space, seed)


def _by_embedviz(
    graph: NeighborGraph, start: Floats, min_dist: float, n_epochs: int, seed: int
) -> NDArray[np.float32]:
    from embedviz.projections.layout import curve, lay_out
    from embedviz.projections.memberships import membership_strengths

    a, b = curve(min_dist)
    return lay_out(membership_strengths(graph), start, a=a, b=b, n_epochs=n_epochs, seed=seed)


def _by_umap_learn(
    graph: NeighborGraph, start: Floats, min_dist: float, n_epochs: int, seed: int
) -> NDArray[np.float32]:
    """Have umap-learn weigh the edges and lay them out; it says nothing until it is done."""
    with needs("umap"):
        import umap

    known = with_itself(graph)
    reducer = umap.UMAP(
        n_neighbors=known.indices.shape[1],
        n_components=start.shape[1],
        min_dist=min_dist,
        init=start.astype(np.float32),
        n_epochs=n_epochs,
        random_state=seed,
        n_jobs=1,
        precomputed_knn=(known.indices, known.distances),
        force_approximation_algorithm=True,  # else few items are compared anew
    )
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "precomputed_knn")  # new items are never asked of it
        # The vectors themselves aren't looked at: the graph says all.
        return np.asarray(reducer.fit_transform(start), dtype=np.float32)


LAYOUTS = {"embedviz": _by_embedviz, "umap-learn": _by_umap_learn}
