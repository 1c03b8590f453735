"""Pixels: an image as the list of its pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from embedviz.datasets import Dataset
from embedviz.embedders.embedder import Embedder, compared_by
from embedviz.engine.record import Record
from embedviz.parameters import changed


@dataclass(frozen=True, kw_only=True)
class Pixels(Embedder):
    """One number a pixel."""

    title: ClassVar[str] = "Pixels"
    key: ClassVar[str] = ""
    help: ClassVar[str] = "One number a pixel."
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {("vectors", "pixels"): {}}

    metric: str = compared_by("euclidean", "cosine", "manhattan")

    @classmethod
    def fits(cls, dataset: Dataset) -> bool:
        """Say whether there are images."""
        return dataset.images is not None

    def made_by(self, dataset: Dataset) -> str:
        """Say so."""
        return "pixels"

    def compute(self, dataset: Dataset) -> Record:
        """Lay the rows of each image end to end."""
        from embedviz.vectorizers.pixels import PixelVectorizer

        pixels = PixelVectorizer()
        vectors = pixels.fit_transform(dataset.images)
        return {"vectors": vectors, "names": pixels.get_feature_names_out().tolist()}

    def recipe(self, dataset: Dataset) -> tuple[str, str, Mapping[str, Any]]:
        """Give the call of ``ev.vectorize``, where that doesn't take features first."""
        if dataset.default_features:
            return super().recipe(dataset)
        return "", "ev.vectorize", changed(self)
