"""FixedView: several spaces seen from the same side, so that what moves in the picture moved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from embedviz.projections import Axis, Method, Projection
from embedviz.space import VectorSpace


@dataclass(frozen=True, kw_only=True, eq=False)
class FixedView(Method):
    """PCA of one space, for all spaces with the same dimensions.

    Parameters
    ----------
    of : VectorSpace
        Whose widest directions are drawn, and whose middle is the origin.
    """

    of: VectorSpace

    title: ClassVar[str] = "PCA of the last epoch"
    help: ClassVar[str] = "Turns every epoch in the same way: to the widest side of the last."

    def draw(self, space: VectorSpace, *, dimensions: int, seed: int) -> Projection:
        """Look at a space as at ``of``."""
        coordinates = self._pca.transform(space.vectors.astype(np.float64))[:, :dimensions]
        axes = tuple(
            Axis(f"Component {number} of the last epoch") for number in range(1, dimensions + 1)
        )
        return Projection(coordinates.astype(np.float32), space, self, seed, axes)

    def place(self, view: Projection, vector: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """Turn a (d,) vector as all others."""
        placed = self._pca.transform(np.asarray(vector, np.float64)[None])[0]
        return np.asarray(placed[: view.dimensions], np.float32)

    @cached_property
    def _pca(self) -> Any:
        from sklearn.decomposition import PCA

        return PCA(min(3, self.of.n_dimensions), random_state=0).fit(
            self.of.vectors.astype(np.float64)
        )
