"""The hidden layer of a small network that is trained on pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedviz.datasets import Dataset
from embedviz.embedders.embedder import Embedder, compared_by
from embedviz.engine.record import Record
from embedviz.errors import InvalidRequest
from embedviz.extras import needs
from embedviz.parameters import changed, parameter

TASKS = {"classes": "which class is it?", "same": "which two are the same image, changed?"}


@dataclass(frozen=True, kw_only=True)
class HiddenLayer(Embedder):
    """What a network makes of images it has not seen; see :func:`embedviz.learn_pictures`.

    Two layers of 3 × 3 filters, a halving, a hidden layer of ``n_components`` numbers between -1
    and 1, and a linear head that is thrown away after training. For ``"classes"`` the head names
    the class, and the network learns from the answers it is given. For ``"same"`` it learns from
    pictures alone: each is turned, moved and slanted a little, twice, and the network must find
    the other one among all (NT-Xent, as in SimCLR).
    """

    title: ClassVar[str] = "A network's hidden layer"
    help: ClassVar[str] = (
        "A small convolutional network is trained here in seconds; an image becomes what its last "
        "hidden layer says about it."
    )
    doing: ClassVar[str] = "Training the network"
    key: ClassVar[str] = "layer"
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {
        ("vectors", "a network's hidden layer"): {}
    }

    task: str = parameter(
        "classes", "The network learns", choices=TASKS,
        help="**Which class** needs an answer with each image. **The same image** needs none: "
        "each is moved, turned and slanted twice, and the network finds the two that belong "
        "together.",
    )  # fmt: skip
    n_components: int = parameter(
        32, "Numbers per image", low=2, high=128, step=1,
        help="The width of the hidden layer. A narrow one keeps only what the task needs.",
    )  # fmt: skip
    epochs: int = parameter(
        20, "Epochs", low=1, high=200, step=1, stops=(1, 2, 5, 10, 20, 40, 80),
        help="How often the network sees all images. After a few epochs it is hardly trained.",
    )  # fmt: skip
    seed: int = 42
    metric: str = compared_by("euclidean", "cosine", "manhattan")

    @classmethod
    def fits(cls, dataset: Dataset) -> bool:
        """Say whether there are images."""
        return dataset.images is not None

    def items(self, dataset: Dataset) -> Dataset:
        """Give the first half: the network learns from the second."""
        return dataset.take(halves(dataset)[0])

    def note(self, dataset: Dataset) -> str:
        """Say which images are shown."""
        return (
            "The network learns from the second half of the images. Shown are those of the first "
            "half, which it never saw."
        )

    def made_by(self, dataset: Dataset) -> str:
        """Name the layer."""
        return "a trained network's hidden layer"

    def compute(self, dataset: Dataset) -> Record:
        """Train on the second half of the images, and look at the first.

        Raises
        ------
        InvalidRequest
            If there are no images, or no classes where the task needs them.
        """
        if dataset.images is None:
            raise InvalidRequest(
                f"{dataset.title or dataset.name} has no images for a network to learn from."
            )
        first, second = halves(dataset)
        classes = dataset.columns_of("category")
        answers = dataset.frame[classes[0].name].to_numpy(str)[second] if classes else None
        vectors = hidden_layer(
            dataset.images[second], answers, dataset.images[first],
            task=self.task, width=self.n_components, epochs=self.epochs, seed=self.seed,
        )  # fmt: skip
        units = range(1, self.n_components + 1)
        return {"vectors": vectors, "names": [f"hidden unit {number}" for number in units]}

    def recipe(self, dataset: Dataset) -> tuple[str, str, Mapping[str, Any]]:
        """Give the call of ``ev.learn_pictures``."""
        return "", "ev.learn_pictures", changed(self)


def halves(dataset: Dataset) -> tuple[list[int], list[int]]:
    """Give the rows of the first half, which is shown, and of the second, which is learned from.

    In the order of the data set: neighbours in a file are often of one kind (digits by one hand),
    and so fewer of a kind are in both halves.
    """
    middle = (len(dataset.labels) + 1) // 2
    return list(range(middle)), list(range(middle, len(dataset.labels)))


def hidden_layer(
    taught: NDArray[np.floating],
    classes: ArrayLike | None,
    shown: NDArray[np.floating],
    *,
    task: str,
    width: int,
    epochs: int,
    seed: int,
) -> NDArray[np.float32]:
    """Train a network on (n, h, w) pictures and their classes; give the hidden layer of others.

    That is (m, width) float32 of the (m, h, w) ``shown``. What is learned is said by
    :func:`embedviz.vectorizers.convolution.trained`; the task ``"same"`` looks at no classes.

    Raises
    ------
    InvalidRequest
        If the pictures are no such stack, are smaller than 2 × 2, or classes are missing or all
        the same.
    """
    with needs("models"):
        from embedviz.vectorizers.convolution import activations, trained

    if taught.ndim != 3 or min(taught.shape[1:]) < 2 or len(taught) < 2:
        raise InvalidRequest(
            "A network learns from a stack of at least two images, items × height × width, "
            f"got the shape {taught.shape}."
        )
    known, answers = np.unique([] if classes is None else np.asarray(classes), return_inverse=True)
    if task == "same":
        answers = np.zeros(len(taught), np.int64)
    elif len(answers) != len(taught) or len(known) < 2:
        raise InvalidRequest(
            f"To learn classes, the network needs one for each of the {len(taught):,} images, "
            f"and at least two different ones; got {len(answers):,} answers with "
            f"{len(known):,} classes."
        )
    body, _ = trained(taught, answers.astype(np.int64), task, width=width, epochs=epochs, seed=seed)
    return activations(body, shown)
