"""Pixels: an image as the list of its pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from embedviz.datasets import Dataset
from embedviz.embedders.embedder import Embedder, compared_by
from embedviz.engine.record import Record
from embedviz.errors import InvalidRequest
from embedviz.parameters import changed


@dataclass(frozen=True, kw_only=True)
class Pixels(Embedder):
    """One number per pixel."""

    title: ClassVar[str] = "Pixels"
    key: ClassVar[str] = ""
    help: ClassVar[str] = "One number per pixel."
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
        """Lay the rows of each image end to end; a pixel's name is its row and column, from 1.

        Raises
        ------
        InvalidRequest
            If the images are no (n, height, width) stack.
        """
        images = np.asarray(dataset.images, dtype=np.float32)
        if images.ndim != 3:
            raise InvalidRequest(
                "Images must come as one stack of items × height × width, "
                f"got the shape {images.shape}."
            )
        pixels = np.ndindex(images.shape[1:])
        return {
            "vectors": images.reshape(len(images), -1),
            "names": [f"pixel {row + 1}, {column + 1}" for row, column in pixels],
        }

    def recipe(self, dataset: Dataset) -> tuple[str, str, Mapping[str, Any]]:
        """Give the call of ``ev.vectorize``, where that doesn't take features first."""
        if dataset.default_features:
            return super().recipe(dataset)
        return "", "ev.vectorize", changed(self)
