"""Few labels: how well a digit is told from a few labelled ones, by three kinds of vectors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

import embedviz as ev
from embedviz.datasets import Dataset
from embedviz.embedders.hidden_layer import halves, hidden_layer
from embedviz.engine.record import Record
from embedviz.shipped import shipped_path
from embedviz.space import VectorSpace
from embedviz.space.classification import few_labels, like_with_like

COUNTS = (1, 2, 5, 10, 20)
"""Labelled examples of each digit."""

SEEDS = 10
TABLE = "few_labels.json"
WIDTH = 32
"""Numbers of the hidden layer, and of PCA, that neither has more to tell with."""

NEAREST = 5
"""How many of all others tell a digit, where each has a label."""

ALL = tuple("0123456789")
LOW, HIGH = ALL[:5], ALL[5:]
KINDS = {"pixels": "pixels", "pca": "PCA", "hidden": "hidden layer"}


@dataclass(frozen=True)
class Training:
    """What a network is taught, and about which digits it is asked afterwards.

    ``title`` is what a visitor chooses by, ``said`` what it is called in a sentence.
    """

    title: str
    said: str
    task: str
    epochs: int
    taught: tuple[str, ...] = ALL
    asked: tuple[str, ...] = ALL


def span(names: Sequence[str]) -> str:
    """Write digits in their order as "0 to 4"."""
    return f"{names[0]} to {names[-1]}"


TRAININGS = {
    "all": Training(
        "which digit is it?", "was taught every digit, from labelled pictures", "classes", 20
    ),
    "low": Training(
        f"only {span(LOW)}; then it is asked about {span(HIGH)}",
        f"was taught {span(LOW)} and has never seen one of {span(HIGH)}",
        "classes",
        20,
        LOW,
        HIGH,
    ),
    "same": Training(
        "which two are the same picture? No labels",
        "was taught, without any label, to know a picture again when it is moved and turned",
        "same",
        40,
    ),
}


@cache
def digits() -> Dataset:
    """Give the digits, read once."""
    return ev.load_dataset("digits")


def shown(training: Training) -> Dataset:
    """Give the pictures of the first half whose digits are asked about: no network saw them."""
    rows, _ = halves(digits())
    return _with_digits(digits().take(rows), training.asked)


def learned_from(training: Training) -> Dataset:
    """Give the pictures of the second half whose digits are taught."""
    _, rows = halves(digits())
    return _with_digits(digits().take(rows), training.taught)


def vectors_of(kind: str, name: str, hidden: NDArray[np.float32]) -> VectorSpace:
    """Make the space of the shown pictures by one of :data:`KINDS`, for one of :data:`TRAININGS`.

    ``hidden`` is what the network makes of them. PCA learns from the pictures the network did.
    """
    from sklearn.decomposition import PCA

    training = TRAININGS[name]
    dataset = shown(training)
    if kind == "pixels":
        return ev.vectorize(dataset)
    if kind == "hidden":
        return VectorSpace(
            hidden, dataset.labels, dataset=dataset, made_by="A trained network's hidden layer"
        )
    pca = PCA(WIDTH, random_state=0).fit(_flat(learned_from(training)))
    vectors = pca.transform(_flat(dataset))
    return VectorSpace(vectors, dataset.labels, dataset=dataset, made_by="PCA of pixels")


def train(name: str, seed: int) -> Record:
    """Train a network and give the hidden layer of the shown pictures: ``vectors`` (n, 32)."""
    training = TRAININGS[name]
    taught = learned_from(training)
    vectors = hidden_layer(
        _pictures(taught), _classes(taught), _pictures(shown(training)),
        task=training.task, width=WIDTH, epochs=training.epochs, seed=seed,
    )  # fmt: skip
    return {"vectors": vectors}


def compare(name: str, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Compare pixels, PCA and the hidden layer of a network that starts from a seed.

    Returns
    -------
    (3, counts) float64
        The share told right by the nearest of so many labelled pictures of each digit, drawn by
        the seed.
    (3,) float64
        The share told right by the five nearest of all others.
    """
    classes = _classes(shown(TRAININGS[name]))
    hidden = train(name, seed)["vectors"]
    spaces = [vectors_of(kind, name, hidden) for kind in KINDS]
    accuracy = [[few_labels(each.vectors, classes, n, seed) for n in COUNTS] for each in spaces]
    return np.array(accuracy), np.array([like_with_like(each, classes, NEAREST) for each in spaces])


@cache
def compared(name: str) -> dict[str, NDArray[np.float64]]:
    """Read what ``scripts/make_few_labels.py`` has computed by :func:`compare` for ten seeds.

    ``accuracy`` (10, 3, counts) and ``alike`` (10, 3), float64.
    """
    table = json.loads(shipped_path(TABLE).read_text(encoding="utf-8"))
    return {part: np.array(values) for part, values in table[name].items()}


@cache
def pixels_with_all_labels() -> float:
    """Give the share of the first half told right by the nearest of the second, by pixels."""
    from scipy.spatial.distance import cdist

    training = TRAININGS["all"]
    asked, known = shown(training), learned_from(training)
    nearest = cdist(_flat(asked), _flat(known)).argmin(axis=1)
    return float((_classes(known)[nearest] == _classes(asked)).mean())


def _with_digits(dataset: Dataset, names: tuple[str, ...]) -> Dataset:
    return dataset.take(np.flatnonzero(np.isin(_classes(dataset), names)).tolist())


def _classes(dataset: Dataset) -> NDArray[np.str_]:
    return dataset.frame["digit"].to_numpy(str)


def _pictures(dataset: Dataset) -> NDArray[np.float32]:
    return np.asarray(dataset.images)


def _flat(dataset: Dataset) -> NDArray[np.float32]:
    return _pictures(dataset).reshape(len(dataset.labels), -1)
