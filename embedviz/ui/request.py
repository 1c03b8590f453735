"""Requests: what a visitor asked for, frozen; a result is found again by its request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import embedviz as ev
from embedviz.api import learned_space, ready_space
from embedviz.datasets import Dataset
from embedviz.projections import Method, Projection
from embedviz.space import VectorSpace
from embedviz.vectorizers.models import BUNDLED_MODEL, TFIDF


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
class VectorsRequest:
    """The vectors that a file brought, as they are."""

    metric: str = "cosine"

    def space(self, dataset: Dataset) -> VectorSpace:
        """Make the space."""
        return ready_space(dataset, self.metric)


@dataclass(frozen=True)
class TextRequest:
    """Vectors from texts; see :func:`embedviz.encode`."""

    model: str = BUNDLED_MODEL
    n_components: int | None = None
    column: str | None = None
    metric: str = "cosine"

    @property
    def parameters(self) -> dict[str, int]:
        """What the encoder is made with, beside the model's name."""
        return {} if self.n_components is None else {"n_components": self.n_components}

    def check(self) -> None:
        """Raise the reason why this can't be asked for, if there is one."""

    def space(self, dataset: Dataset, record: Mapping[str, Any]) -> VectorSpace:
        """Make the space of the vectors that an encoder gave."""
        is_counted = self.model == TFIDF
        return VectorSpace(
            record["vectors" if is_counted else "rows"],
            dataset.labels,
            metric=self.metric,
            feature_names=record["names"] if is_counted else (),
            dataset=dataset,
            made_by="TF-IDF" if is_counted else self.model,
        )


@dataclass(frozen=True)
class LearnRequest:
    """Vectors that a small network learns; see :func:`embedviz.learn`."""

    objective: str = "co-watching"
    n_components: int = 16
    epochs: int = 40
    metric: str = "cosine"

    @property
    def parameters(self) -> dict[str, int]:
        """What the network is made with, beside its objective."""
        return {"n_components": self.n_components, "epochs": self.epochs}

    def space(self, dataset: Dataset, record: Mapping[str, Any]) -> VectorSpace:
        """Make the space of the vectors that a network has learned."""
        return learned_space(dataset, record["vectors"], self.objective, self.metric)


SpaceRequest = FeatureRequest | LearnRequest | PixelRequest | TextRequest | VectorsRequest


@dataclass(frozen=True)
class ViewRequest:
    """A picture of a space: the method with its parameters, 2D or 3D, the seed."""

    method: Method
    dimensions: int = 2
    seed: int = 42

    def view(self, space: VectorSpace) -> Projection:
        """Draw the picture."""
        return self.method(space, dimensions=self.dimensions, seed=self.seed)
