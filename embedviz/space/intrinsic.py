"""Dimensions in use: how many of a space's dimensions its items really fill."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedviz.errors import InvalidRequest
from embedviz.space.metrics import Floats
from embedviz.space.vector_space import VectorSpace

IN_USE_VERSION = 1  # counted up when the same space gives other figures

LEFT_OUT = 0.1
"""Of the largest ratios, by which the line would be bent: as Facco and others do."""

FEWEST = 10


@dataclass(frozen=True)
class DimensionsInUse:
    """How many dimensions the items of a space fill, seen at large and seen from near.

    Attributes
    ----------
    n_dimensions : int
        Those of the vectors, d.
    participation_ratio : float
        1 to d: into how many directions the variance is spread, as if it were alike in each. Seen
        at large: items on a bent line count every dimension that it bends through.
    two_nn : float
        The dimension of what the items lie on, by the distances to the two nearest others. Seen
        from near, so that bends don't count; noise does, and with few items in many dimensions
        it is underestimated. NaN with fewer than 10 different vectors.
    n_items : int
        Items that it is told from: those with a neighbour at distance 0 are left out.
    """

    n_dimensions: int
    participation_ratio: float
    two_nn: float
    n_items: int


def dimensions_in_use(space: VectorSpace) -> DimensionsInUse:
    """Estimate how many dimensions the items of a space fill.

    Parameters
    ----------
    space : VectorSpace
        (n, d), Euclidean or cosine; its neighbour graph is made if it isn't there. Under cosine
        all vectors are taken at unit length.

    Raises
    ------
    InvalidRequest
        If the metric is another, or there are fewer than 3 items.

    References
    ----------
    E. Facco, M. d'Errico, A. Rodriguez, A. Laio: Estimating the intrinsic dimension of datasets by
    a minimal neighborhood information, Scientific Reports 7, 2017,
    https://doi.org/10.1038/s41598-017-11873-y (TwoNN; equal to scikit-dimension's).
    P. Gao and others: A theory of multineuronal dimensionality, dynamics and measurement, 2017,
    https://doi.org/10.1101/214262 (participation ratio).

    Examples
    --------
    >>> import numpy as np
    >>> from embedviz.space import VectorSpace
    >>> flat = np.zeros((500, 20))
    >>> flat[:, :2] = np.random.default_rng(0).normal(size=(500, 2))
    >>> found = dimensions_in_use(VectorSpace(flat, list(map(str, range(500)))))
    >>> round(found.participation_ratio, 1), round(found.two_nn)
    (2.0, 2)
    """
    if space.measure.plain != "euclidean":
        raise InvalidRequest(
            f"Dimensions in use are told by cosine or the straight line, not by "
            f"{space.measure.title}. Choose one of these."
        )
    if len(space) < 3:
        raise InvalidRequest("Dimensions in use are told by two neighbours: bring 3 items or more.")
    near = space.measure.to_plain(space.neighbor_graph(2).distances.astype(np.float64))
    ratios = near[near[:, 0] > 0]
    return DimensionsInUse(
        space.n_dimensions,
        participation_ratio(space.points),
        two_nn(ratios[:, 1] / ratios[:, 0]),
        len(ratios),
    )


def participation_ratio(points: Floats) -> float:
    """Give (Σλ)² / Σλ² of the eigenvalues λ of the covariance of (n, d) points; 0 for one point.

    Both sums are traces, so no eigenvalue is computed: Σλ that of the covariance C, Σλ² of C².
    """
    centred = np.asarray(points, dtype=np.float32)
    centred = centred - centred.mean(axis=0, dtype=np.float64).astype(np.float32)
    largest = float(max(centred.max(), -centred.min()))
    if not largest:
        return 0.0
    centred /= np.float32(largest)
    n, d = centred.shape
    products = centred.T @ centred if d <= n else centred @ centred.T  # the same eigenvalues
    squares = np.einsum("ij,ij->", products, products, dtype=np.float64)
    return float(np.trace(products, dtype=np.float64) ** 2 / squares)


def two_nn(ratios: NDArray[np.float64]) -> float:
    """Give the dimension d for which ratios r₂ / r₁ of n items follow F(μ) = 1 - μ⁻ᵈ.

    The slope of -log(1 - F) over log μ, through the origin, by least squares, without the largest
    tenth of the ratios. NaN for fewer than 10, or if every item is as far from both.
    """
    n = len(ratios)
    if n < FEWEST:
        return float("nan")
    kept = int(n * (1 - LEFT_OUT))
    logs = np.log(np.sort(ratios)[:kept])
    heights = -np.log(1 - np.arange(1, kept + 1) / n)
    length = float(logs @ logs)
    return float(logs @ heights) / length if length else float("nan")
