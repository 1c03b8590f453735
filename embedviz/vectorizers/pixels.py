"""PixelVectorizer: a picture as the list of its pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from embedviz.errors import InvalidRequest


@dataclass(kw_only=True, eq=False, repr=False)
class PixelVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Lay the rows of a picture end to end: height × width numbers.

    Attributes
    ----------
    shape_ : (int, int)
        Height and width of the pictures it was fitted on.
    """

    title: ClassVar[str] = "Pixels"

    def fit(self, images: NDArray[np.floating], y: Any = None) -> PixelVectorizer:
        """Learn the size of (n, height, width) pictures."""
        if images.ndim != 3:
            raise InvalidRequest(
                "Pictures must come as one stack of items × height × width, "
                f"got the shape {images.shape}."
            )
        self.shape_ = images.shape[1:]
        return self

    def transform(self, images: NDArray[np.floating]) -> NDArray[np.float32]:
        """Give the (n, height · width) float32 vectors of (n, height, width) pictures."""
        if images.shape[1:] != self.shape_:
            raise InvalidRequest(
                f"Pictures must be {self.shape_[0]} × {self.shape_[1]} pixels, "
                f"got {images.shape[1]} × {images.shape[2]}."
            )
        return np.asarray(images.reshape(len(images), -1), dtype=np.float32)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Name each pixel by its row and column, from 1."""
        height, width = self.shape_
        return np.array(
            [
                f"pixel {row}, {column}"
                for row in range(1, height + 1)
                for column in range(1, width + 1)
            ],
            dtype=object,
        )
