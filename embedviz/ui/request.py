"""Requests: what a visitor asked for, frozen; a result is found again by its request."""

from __future__ import annotations

from dataclasses import dataclass

import embedviz as ev
from embedviz.datasets import Dataset
from embedviz.projections import Method, Projection
from embedviz.space import VectorSpace
from embedviz.vectorizers.models import BUNDLED_MODEL


@dataclass(frozen=True)
class FeatureRequest:
    """Vectors from the features of a table; see :func:`embedviz.vectorize`."""

    features: tuple[str, ...]
    scaling: str = "none"
    weights: tuple[tuple[str, float], ...] = ()
    logs: tuple[str, ...] = ()
    positions: str = "degrees"
    metric: str = "euclidean"
    missing: str = "error"

    def space(self, dataset: Dataset) -> VectorSpace:
        """Make the vectors."""
        return ev.vectorize(
            dataset,
            self.features,
            scaling=self.scaling,
            weights=dict(self.weights),
            transforms=dict.fromkeys(self.logs, "log"),
            positions=self.positions,
            metric=self.metric,
            missing=self.missing,
        )


@dataclass(frozen=True)
class PixelRequest:
    """Vectors from pictures."""

    metric: str = "euclidean"

    def space(self, dataset: Dataset) -> VectorSpace:
        """Make the vectors."""
        return ev.vectorize(dataset, metric=self.metric)


@dataclass(frozen=True)
class TextRequest:
    """Vectors from texts; see :func:`embedviz.encode`."""

    model: str = BUNDLED_MODEL
    n_components: int | None = None
    column: str | None = None
    metric: str = "cosine"

    def space(self, dataset: Dataset) -> VectorSpace:
        """Make the vectors."""
        extra = {} if self.n_components is None else {"n_components": self.n_components}
        return ev.encode(dataset, self.model, column=self.column, metric=self.metric, **extra)


SpaceRequest = FeatureRequest | PixelRequest | TextRequest


@dataclass(frozen=True)
class ViewRequest:
    """A picture of a space: the method with its parameters, 2D or 3D, the seed."""

    method: Method
    dimensions: int = 2
    seed: int = 42

    def view(self, space: VectorSpace) -> Projection:
        """Draw the picture."""
        return self.method(space, dimensions=self.dimensions, seed=self.seed)
