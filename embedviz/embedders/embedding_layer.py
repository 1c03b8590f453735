"""The embedding layer of a small network that predicts something of shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from embedviz.datasets import Dataset
from embedviz.embedders.embedder import Embedder, compared_by
from embedviz.engine.record import Record
from embedviz.parameters import changed, parameter, same
from embedviz.vectorizers.embedding_layer import EmbeddingLayer as Network
from embedviz.vectorizers.objectives import OBJECTIVES

READS = {"genres", "debuted"}


@dataclass(frozen=True, kw_only=True)
class EmbeddingLayer(Embedder):
    """The table that a network learns because it helps to predict; see :func:`embedviz.learn`."""

    version: ClassVar[int] = Network.version
    title: ClassVar[str] = "A learned embedding layer"
    help: ClassVar[str] = "The hidden layer of a small network, trained here in seconds."
    doing: ClassVar[str] = "Training the network"
    key: ClassVar[str] = "layer"
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {
        ("vectors", f"learned from {each.source}"): {"objective": name}
        for name, each in OBJECTIVES.items()
    }

    objective: str = parameter(
        "co-watching",
        "Learned from",
        help="\n".join(f"- **{each.source}**: {each.help}" for each in OBJECTIVES.values()),
        options=lambda *_: {name: each.source for name, each in OBJECTIVES.items()},
    )
    n_components: int = same(Network, "n_components")
    epochs: int = same(Network, "epochs")
    seed: int = 42
    metric: str = compared_by("cosine", "euclidean", "manhattan")

    @classmethod
    def fits(cls, dataset: Dataset) -> bool:
        """Say whether there are the facts that the made-up viewers choose by."""
        return {column.name for column in dataset.columns} >= READS

    def made_by(self, dataset: Dataset) -> str:
        """Name what was learned."""
        return f"an embedding layer that learned {self.objective}"

    def compute(self, dataset: Dataset) -> Record:
        """Train the network.

        Returns
        -------
        dict
            ``vectors`` (n, d) float32 as they are at the end, ``history`` (epochs + 1, n, d)
            float16 before training and after each epoch, ``losses`` (epochs + 1,) float64, and
            ``guess``, the loss of guessing by frequency alone.
        """
        network = Network(
            objective=self.objective, n_components=self.n_components, epochs=self.epochs,
            seed=self.seed,
        )  # fmt: skip
        network.fit(dataset.frame.set_axis(list(dataset.labels), axis=0))
        return {
            "vectors": network.table_,
            "history": network.history_.astype(np.float16),
            "losses": network.losses_,
            "guess": network.guess_,
        }

    def recipe(self, dataset: Dataset) -> tuple[str, str, Mapping[str, Any]]:
        """Give the call of ``ev.learn``."""
        return "", "ev.learn", changed(self)
