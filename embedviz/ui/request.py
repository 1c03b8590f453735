"""Requests: what a visitor asked for, frozen; a result is found again by its request."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import embedviz as ev
from embedviz.api import text_encoder
from embedviz.datasets import Dataset
from embedviz.errors import InvalidRequest
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
        return ev.encode(
            dataset, self.model, column=self.column, metric=self.metric, **self._parameters
        )

    def vector(self, dataset: Dataset, text: str) -> NDArray[np.float32]:
        """Encode one more text as those of the data set are, (d,) float32.

        Raises
        ------
        InvalidRequest
            If the encoder knows no word of it.
        """
        encoder = text_encoder(self.model, **self._parameters)
        vector: NDArray[np.float32] = encoder.fit(dataset.texts(self.column)).transform([text])[0]
        if not vector.any():
            raise InvalidRequest(
                f'No word of "{text}" occurs in these texts, so word counts have nothing to look '
                "for. Use other words, or a language model."
            )
        return vector

    @property
    def _parameters(self) -> dict[str, int]:
        return {} if self.n_components is None else {"n_components": self.n_components}


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
