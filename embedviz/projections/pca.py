"""PCA: the flat view in which the items spread most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from embedviz.datasets import Dataset
from embedviz.errors import InvalidRequest
from embedviz.projections.projection import Axis, Method, Projection
from embedviz.rounding import percent
from embedviz.space import VectorSpace

START_GRID = 2.0**-16
"""Far below what can be seen, far above the last digits in which LAPACKs differ. Were these 1e-12,
one of 20,000 items would be rounded otherwise in about 1 of 400 pictures."""


@dataclass(frozen=True, kw_only=True)
class PCA(Method):
    """Principal component analysis (Pearson 1901, Hotelling 1933)."""

    title: ClassVar[str] = "PCA"
    help: ClassVar[str] = (
        "Shows the space from the side where it spreads most. What lies behind something else "
        "falls on the same spot, so only what is drawn far apart is surely far apart."
    )

    @classmethod
    def appeal(cls, dataset: Dataset, *, wide: bool) -> int:
        """Good for any vectors."""
        return 1

    def draw(self, space: VectorSpace, *, dimensions: int, seed: int) -> Projection:
        """Project on the directions of the largest variance.

        Raises
        ------
        InvalidRequest
            If there are fewer dimensions or items than the picture needs.
        """
        if space.n_dimensions < dimensions:
            raise InvalidRequest(
                f"A plot in {dimensions} dimensions needs at least {dimensions} dimensions, "
                f"and these vectors have {space.n_dimensions}. Add a feature"
                + (", or choose 2D." if dimensions == 3 and space.n_dimensions == 2 else ".")
            )
        if len(space) < dimensions:
            raise InvalidRequest(
                f"PCA in {dimensions} dimensions needs at least {dimensions} items; "
                f"there are {len(space)}."
            )
        from sklearn.decomposition import PCA as ScikitPCA

        pca = ScikitPCA(n_components=dimensions, random_state=seed)
        # float64: with features of very different size, float32 loses the small ones.
        with np.errstate(invalid="ignore"):  # all items the same: there is no variance to share
            coordinates = pca.fit_transform(space.vectors.astype(np.float64))
        shares = tuple(float(share) for share in np.nan_to_num(pca.explained_variance_ratio_))
        axes = tuple(
            Axis(f"Component {number} ({percent(share, 1)} of the variance)")
            for number, share in enumerate(shares, 1)
        )
        return Projection(
            coordinates.astype(np.float32), space, self, seed, axes, explained_variance=shares
        )

    def place(self, view: Projection, vector: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """Turn a (d,) vector as the others were turned."""
        vectors = view.space.vectors.astype(np.float64)
        middle = vectors.mean(axis=0)
        # The picture is the centred vectors times the directions V, and those are eigenvectors of
        # XᵀX; so XᵀY = V diag(YᵀY), which gives V back from the picture Y.
        drawn = view.coordinates.astype(np.float64)
        spread = (drawn**2).sum(axis=0)
        directions = (vectors - middle).T @ drawn / np.where(spread == 0, 1, spread)
        return np.asarray((vector - middle) @ directions, dtype=np.float32)


def pca_start(space: VectorSpace, dimensions: int, seed: int) -> NDArray[np.float32]:
    """Give a start for other methods: PCA of the prepared points, (n, dimensions) float32.

    A start from PCA keeps the large shape and makes the picture reproducible (Kobak and
    Linderman 2021, https://doi.org/10.1038/s41587-020-00809-z). The widest axis has standard
    deviation 1; missing dimensions are filled with a little seeded noise, which also parts
    items with equal vectors. All is rounded to a grid, so that the last digits, in which
    processors differ, don't lead to another picture.
    """
    from sklearn.decomposition import PCA as ScikitPCA

    n_components = min(dimensions, space.n_dimensions, len(space))
    pca = ScikitPCA(n_components=n_components, random_state=seed)
    start = np.zeros((len(space), dimensions))
    with np.errstate(invalid="ignore"):
        start[:, :n_components] = pca.fit_transform(space.points.astype(np.float64))
    widest = start.std(axis=0).max() or 1.0
    noise = np.random.default_rng(seed).normal(scale=1e-3, size=start.shape)
    return np.asarray(np.rint((start / widest + noise) / START_GRID) * START_GRID, np.float32)
