"""The hidden layer of a small network that is trained on images."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from embedviz.datasets import Dataset
from embedviz.embedders.embedder import Embedder, compared_by
from embedviz.engine.record import Record
from embedviz.errors import InvalidRequest
from embedviz.parameters import changed, same
from embedviz.vectorizers.hidden_layer import HiddenLayer as Network


@dataclass(frozen=True, kw_only=True)
class HiddenLayer(Embedder):
    """What a network makes of images it has not seen; see :func:`embedviz.learn_pictures`."""

    version: ClassVar[int] = Network.version
    title: ClassVar[str] = "A network's hidden layer"
    help: ClassVar[str] = (
        "A small convolutional network is trained here in seconds; an image becomes what its last "
        "hidden layer says of it."
    )
    doing: ClassVar[str] = "Training the network"
    key: ClassVar[str] = "layer"
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {
        ("vectors", "a network's hidden layer"): {},
    }

    task: str = same(Network, "task")
    n_components: int = same(Network, "n_components")
    epochs: int = same(Network, "epochs")
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
        network = Network(
            task=self.task, n_components=self.n_components, epochs=self.epochs, seed=self.seed
        )
        first, second = halves(dataset)
        classes = dataset.columns_of("category")
        answers = dataset.frame[classes[0].name].to_numpy(str)[second] if classes else None
        network.fit(dataset.images[second], answers)
        return {
            "vectors": network.transform(dataset.images[first]),
            "names": network.get_feature_names_out().tolist(),
        }

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
