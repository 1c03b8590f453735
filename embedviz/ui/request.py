"""Requests: what a visitor asked for, frozen; a result is found again by its request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import embedviz as ev
from embedviz.api import learned_space, pictures_space, ready_space
from embedviz.datasets import Dataset
from embedviz.datasets.gaps import without_gaps
from embedviz.mixing import Encoded, mixed, shares_of
from embedviz.projections import Method, Projection
from embedviz.space import VectorSpace
from embedviz.vectorizers import VECTORIZERS
from embedviz.models import BUNDLED_MODEL, LEARNED


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

    @property
    def columns(self) -> tuple[str, ...]:
        """What the vectors are made of."""
        return self.features

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
class HiddenRequest:
    """Vectors that a small network makes of pictures; see :func:`embedviz.learn_pictures`."""

    task: str = "classes"
    n_components: int = 32
    epochs: int = 20
    metric: str = "euclidean"

    @property
    def parameters(self) -> dict[str, int]:
        """What the network is made with, beside its task."""
        return {"n_components": self.n_components, "epochs": self.epochs}

    def space(self, dataset: Dataset, record: Mapping[str, Any]) -> VectorSpace:
        """Make the space of what a network made of the pictures it hasn't seen."""
        return pictures_space(dataset, record["vectors"], self.metric)


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
    training: tuple[tuple[str, int], ...] = ()

    @property
    def parameters(self) -> dict[str, int]:
        """What the encoder is made with, beside the model's name."""
        size = {} if self.n_components is None else {"n_components": self.n_components}
        return size | dict(self.training)

    @property
    def is_learned(self) -> bool:
        """Whether the encoder learns from the texts it is asked to encode."""
        return self.model in LEARNED

    def check(self) -> None:
        """Raise the reason why this can't be asked for, if there is one."""

    def space(self, dataset: Dataset, record: Mapping[str, Any]) -> VectorSpace:
        """Make the space of the vectors that an encoder gave."""
        vectors, names = self.encoded(record)
        return VectorSpace(
            vectors,
            dataset.labels,
            metric=self.metric,
            feature_names=tuple(names),
            dataset=dataset,
            made_by=self.made_by,
        )

    def encoded(self, record: Mapping[str, Any]) -> Encoded:
        """Give the vectors that an encoder gave, and the names of their dimensions."""
        if self.is_learned:
            return record["vectors"], record["names"]
        vectors = record["rows"]
        return vectors, [f"dimension {number}" for number in range(1, vectors.shape[1] + 1)]

    @property
    def made_by(self) -> str:
        """What encodes, as a visitor reads it."""
        return str(VECTORIZERS[self.model].title) if self.is_learned else self.model


@dataclass(frozen=True)
class MixRequest:
    """Vectors from features and texts together, each with its weight; see :func:`embedviz.mix`.

    ``texts`` are pairs of a column and its weight; ``encoder`` says how they become vectors, and
    ``features.missing`` what happens to gaps in all of them.
    """

    features: FeatureRequest
    texts: tuple[tuple[str, float], ...]
    encoder: TextRequest = TextRequest()
    features_weight: float = 1.0

    @property
    def columns(self) -> tuple[str, ...]:
        """What the vectors are made of."""
        return (*self.features.features, *(name for name, _ in self.texts))

    @property
    def missing(self) -> str:
        """What happens to gaps."""
        return self.features.missing

    def check(self) -> None:
        """Raise the reason why this can't be asked for, if there is one."""
        self.encoder.check()

    def kept(self, dataset: Dataset) -> Dataset:
        """Give the items whose gaps are none, or may be filled."""
        shares_of(dataset, dict(self.texts))  # raises where a column has no texts
        return without_gaps(dataset, self.columns, self.missing)

    def space(self, kept: Dataset, records: Mapping[str, Mapping[str, Any]]) -> VectorSpace:
        """Make the space of kept items and, for each text column, what an encoder gave."""
        return mixed(
            kept,
            self.features.space(kept) if self.features.features else None,
            {name: self.encoder.encoded(record) for name, record in records.items()},
            dict(self.texts),
            features_weight=self.features_weight,
            metric=self.features.metric,
            mark_gaps=self.missing == "category",
            by=self.encoder.made_by,
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


SpaceRequest = (
    FeatureRequest
    | HiddenRequest
    | LearnRequest
    | MixRequest
    | PixelRequest
    | TextRequest
    | VectorsRequest
)


@dataclass(frozen=True)
class ViewRequest:
    """A picture of a space: the method with its parameters, 2D or 3D, the seed."""

    method: Method
    dimensions: int = 2
    seed: int = 42

    def view(self, space: VectorSpace) -> Projection:
        """Draw the picture."""
        return self.method(space, dimensions=self.dimensions, seed=self.seed)
