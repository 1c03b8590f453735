"""HiddenLayer: what a small network, trained on pictures, makes of a picture before it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from embedviz.errors import InvalidRequest
from embedviz.extras import needs
from embedviz.parameters import check, parameter

TASKS = {
    "classes": "which class is it?",
    "same": "which two are the same picture, changed?",
}


@dataclass(kw_only=True, eq=False, repr=False)
class HiddenLayer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Train a convolutional network on pictures; the vector of a picture is its hidden layer.

    Two layers of 3 × 3 filters, a halving, a hidden layer of ``n_components`` numbers between -1
    and 1, and a linear head that is thrown away after training. For ``"classes"`` the head names
    the class, and the network learns from the answers it is given. For ``"same"`` it learns from
    pictures alone: each is turned, moved and slanted a little, twice, and the network must find
    the other one among all (NT-Xent, as in SimCLR).

    Parameters
    ----------
    task : str
        ``"classes"`` or ``"same"``.
    n_components : int
        Width of the hidden layer.
    epochs : int
        How often all pictures are seen.
    seed : int
        For the start of the network, the order of the pictures, and how they are changed.

    Attributes
    ----------
    shape_ : (int, int)
        Height and width of the pictures it was fitted on.
    losses_ : (epochs,) float64
        Mean loss of each epoch, in nats.

    References
    ----------
    See :mod:`embedviz.vectorizers.convolution`.
    """

    version: ClassVar[int] = 1  # counted up when the same request gives other numbers
    title: ClassVar[str] = "A trained network's hidden layer"

    task: str = parameter(
        "classes",
        "The network learns",
        choices=TASKS,
        help="**Which class** needs an answer with each picture. **The same picture** needs none: "
        "each is moved, turned and slanted twice, and the network finds the two that belong "
        "together.",
    )
    n_components: int = parameter(
        32,
        "Width of the hidden layer",
        low=2,
        high=128,
        step=1,
        help="How many numbers a picture becomes. Few: only what the task needs.",
    )
    epochs: int = parameter(
        20,
        "Epochs",
        low=1,
        high=200,
        step=1,
        stops=(1, 2, 5, 10, 20, 40, 80),
        help="How often the network sees all pictures. Few: hardly trained.",
    )
    seed: int = 42

    def fit(self, images: NDArray[np.floating], y: ArrayLike | None = None) -> HiddenLayer:
        """Train on (n, height, width) pictures, and their n classes where the task needs them.

        Raises
        ------
        InvalidRequest
            If the pictures are no such stack, are smaller than 2 × 2, or classes are missing or
            all the same.
        InvalidParameter
            If a parameter is out of its range.
        """
        with needs("models"):
            from embedviz.vectorizers.convolution import trained

        check(self)
        if images.ndim != 3 or min(images.shape[1:]) < 2 or len(images) < 2:
            raise InvalidRequest(
                "A network learns from a stack of at least two pictures, items × height × width, "
                f"got the shape {images.shape}."
            )
        self.shape_ = images.shape[1:]
        self._body, self.losses_ = trained(
            images,
            self._answers(y, len(images)),
            self.task,
            width=self.n_components,
            epochs=self.epochs,
            seed=self.seed,
        )
        return self

    def transform(self, images: NDArray[np.floating]) -> NDArray[np.float32]:
        """Give the (n, n_components) float32 hidden layer of (n, height, width) pictures."""
        from embedviz.vectorizers.convolution import activations

        if images.shape[1:] != self.shape_:
            raise InvalidRequest(
                f"Pictures must be {self.shape_[0]} × {self.shape_[1]} pixels, "
                f"got {' × '.join(map(str, images.shape[1:]))}."
            )
        return activations(self._body, images)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Give a number to each unit: what one of them means, nobody has said."""
        numbers = range(1, self.n_components + 1)
        return np.array([f"hidden unit {number}" for number in numbers], dtype=object)

    def _answers(self, y: ArrayLike | None, n_images: int) -> NDArray[np.int64]:
        if self.task == "same":
            return np.zeros(n_images, np.int64)
        classes, answers = np.unique([] if y is None else np.asarray(y), return_inverse=True)
        if len(answers) != n_images or len(classes) < 2:
            raise InvalidRequest(
                f"To learn classes, the network needs one for each of the {n_images:,} pictures, "
                f"and at least two different ones; got {len(answers):,} answers with "
                f"{len(classes):,} classes."
            )
        return answers.astype(np.int64)
