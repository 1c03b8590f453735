"""A projection by somebody else's estimator: anything with scikit-learn's ``fit_transform``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.errors import InvalidRequest
from embedviz.projections.projection import Method, Projection
from embedviz.space import VectorSpace

SHAPES = (2, 3)


@dataclass(frozen=True, kw_only=True)
class Estimator(Method):
    """Draws by an estimator, which is fitted to the vectors as they are."""

    estimator: Any = field(compare=False)

    @property
    def title(self) -> str:  # type: ignore[override]
        """The estimator's own name."""
        return type(self.estimator).__name__

    def place(self, view: Projection, vector: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """Place a (d,) vector, where the estimator can place what it wasn't fitted to."""
        if not hasattr(self.estimator, "transform"):
            return None
        return np.asarray(self.estimator.transform(vector[None])[0], dtype=np.float32)

    def draw(self, space: VectorSpace, *, dimensions: int, seed: int) -> Projection:
        """Fit it.

        Raises
        ------
        InvalidRequest
            If it refuses these vectors, or gives another number of dimensions than 2 or 3.
        """
        try:
            drawn = np.asarray(self.estimator.fit_transform(space.vectors))
        except ValueError as error:
            raise InvalidRequest(f"{self.title} can't draw these vectors: {error}") from error
        if drawn.ndim != 2 or len(drawn) != len(space) or drawn.shape[1] not in SHAPES:
            raise InvalidRequest(
                f"{self.title} gives an array of the shape {drawn.shape}; a plot needs 2 or 3 "
                f"numbers for each of {len(space):,} {space.dataset.items}. Set n_components=2."
            )
        if not np.isfinite(drawn).all():
            raise InvalidRequest(f"{self.title} gives coordinates that are no finite numbers.")
        return self.project(drawn, space, seed)


def by_estimator(space: VectorSpace, given: Any, parameters: Mapping[str, Any]) -> Projection:
    """Draw a space by an object that isn't the name of a projection.

    Raises
    ------
    InvalidRequest
        With a sentence that says what would be right.
    """
    if isinstance(given, type):
        raise InvalidRequest(f"Give an estimator, not its class: {given.__name__}(n_components=2).")
    if not hasattr(given, "fit_transform"):
        raise InvalidRequest(
            f"A {type(given).__name__} can't draw: give a projection's name, such as "
            '"umap", or an estimator with fit_transform.'
        )
    if parameters:
        raise InvalidRequest(
            f"Give {next(iter(parameters))} to the {type(given).__name__} itself, where it is made."
        )
    return Estimator(estimator=given)(space)
