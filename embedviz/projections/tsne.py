"""t-SNE: keeps each item's nearest neighbours, better than anything else of its size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from embedviz.errors import InvalidRequest
from embedviz.parameters import parameter
from embedviz.projections.pca import pca_start
from embedviz.projections.projection import Method, Projection
from embedviz.space import VectorSpace
from embedviz.space.neighbors import with_itself


@dataclass(frozen=True, kw_only=True)
class TSNE(Method):
    """t-distributed stochastic neighbour embedding (van der Maaten and Hinton 2008).

    Barnes-Hut approximation by scikit-learn, on the space's exact neighbour graph, from a PCA
    start.

    References
    ----------
    L. van der Maaten, G. Hinton: Visualizing Data using t-SNE, Journal of Machine Learning
    Research 9 (2008). https://www.jmlr.org/papers/v9/vandermaaten08a.html
    """

    title: ClassVar[str] = "t-SNE"
    help: ClassVar[str] = (
        "Keeps the nearest neighbours best of all. Groups are drawn alike in size and density "
        "whatever they are, and the gaps between them mean nothing."
    )

    perplexity: int = parameter(
        30,
        "Perplexity",
        low=2,
        high=100,
        step=1,
        help="Roughly how many neighbours each item tries to keep.",
    )

    def draw(self, space: VectorSpace, *, dimensions: int, seed: int) -> Projection:
        """Lay out the neighbour graph.

        Raises
        ------
        InvalidRequest
            If there are not more than three times as many items as the perplexity.
        """
        n_neighbors = 3 * self.perplexity + 1
        if len(space) <= n_neighbors:
            raise InvalidRequest(
                f"t-SNE with perplexity {self.perplexity:,} needs more than {n_neighbors:,} items; "
                f"there are {len(space):,}. Choose a smaller perplexity, or PCA."
            )
        from scipy.sparse import csr_array
        from sklearn.manifold import TSNE as ScikitTSNE
        from threadpoolctl import threadpool_limits

        graph = with_itself(space.neighbor_graph(n_neighbors))
        n_items, width = graph.indices.shape
        distances = csr_array(
            (
                graph.distances.astype(np.float64).ravel(),
                graph.indices.ravel(),
                np.arange(0, n_items * width + 1, width),
            ),
            shape=(n_items, n_items),
        )
        tsne = ScikitTSNE(
            n_components=dimensions,
            perplexity=self.perplexity,
            metric="precomputed",
            init=1e-4 * pca_start(space, dimensions, seed),
            random_state=seed,
        )
        # One thread: its many short parallel loops wait for one another. On two idle cores two
        # threads gain a third; beside another busy process they take twice as long as one.
        with threadpool_limits(1, user_api="openmp"):
            coordinates = tsne.fit_transform(distances)
        return self.project(coordinates, space, seed)
