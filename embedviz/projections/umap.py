"""UMAP: keeps neighbours together, lets distances between groups go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from embedviz.engine.progress import share
from embedviz.errors import InvalidRequest
from embedviz.parameters import parameter
from embedviz.projections.pca import pca_start
from embedviz.projections.projection import Method, Projection
from embedviz.space import VectorSpace

# umap-learn's own defaults.
START_SIDE = 10
FEW, EPOCHS_FOR_FEW, EPOCHS_FOR_MANY = 10_000, 500, 200


@dataclass(frozen=True, kw_only=True)
class UMAP(Method):
    """Uniform manifold approximation and projection (McInnes, Healy and Melville 2018).

    The edges of the space's neighbour graph are weighed as umap-learn does; the layout starts from
    PCA and is optimized by :func:`embedviz.projections.layout.lay_out`, whose result is the same on
    any number of cores. So nothing is searched twice and a seed costs no speed.

    References
    ----------
    L. McInnes, J. Healy, J. Melville: UMAP: Uniform Manifold Approximation and Projection for
    Dimension Reduction. https://arxiv.org/abs/1802.03426
    """

    version: ClassVar[int] = 2
    title: ClassVar[str] = "UMAP"
    help: ClassVar[str] = (
        "Keeps neighbours together. Near in the picture mostly means near in the space; the gaps "
        "between groups and their sizes mean little."
    )

    n_neighbors: int = parameter(
        15,
        "Neighbours",
        low=2,
        high=200,
        step=1,
        stops=(5, 10, 15, 30, 50, 100, 200),
        help="Few: fine detail, many small groups. Many: the broad shape.",
    )
    min_dist: float = parameter(
        0.1,
        "Minimum distance",
        low=0.0,
        high=0.99,
        step=0.01,
        stops=(0.0, 0.1, 0.25, 0.5, 0.8),
        help="Small: tight clumps. Large: points spread out evenly.",
    )

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
        from embedviz.projections.layout import curve, lay_out
        from embedviz.projections.memberships import membership_strengths

        with share(0.0, 0.5):
            strengths = membership_strengths(space.neighbor_graph(self.n_neighbors - 1))
        start = pca_start(space, dimensions, seed)
        low = start.min(axis=0)
        a, b = curve(self.min_dist)
        with share(0.5, 1.0):
            coordinates = lay_out(
                strengths,
                START_SIDE * (start - low) / np.ptp(start, axis=0),
                a=a,
                b=b,
                n_epochs=EPOCHS_FOR_FEW if len(space) <= FEW else EPOCHS_FOR_MANY,
                seed=seed,
            )
        return self.project(coordinates, space, seed)
