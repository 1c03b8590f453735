"""Data made with a known truth: clusters of unequal width, a ring, noise; and some real words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from embedviz.api import load_words
from embedviz.datasets.words import NO_THEME

SEED = 0


@dataclass(frozen=True, eq=False)
class Items:
    """n vectors (n, d) float32, a label and a group for each, and what near means."""

    vectors: NDArray[np.float32]
    labels: tuple[str, ...]
    groups: tuple[str, ...]
    metric: str = "euclidean"

    def of(self, group: str) -> NDArray[np.bool_]:
        """Tell which items are of a group, (n,) bool."""
        return np.array([each == group for each in self.groups])


@dataclass(frozen=True)
class Blob:
    """A round normal cluster: its place in the plane, its standard deviation, its size."""

    place: tuple[float, float]
    deviation: float
    n_items: int


BLOBS: Mapping[str, Blob] = {
    "narrow": Blob((0, 0), 0.13, 160),
    "wide": Blob((12, -2), 1.34, 40),
    "middle": Blob((5, 10), 0.45, 100),
    "upper": Blob((20, 22), 0.45, 100),
    "left": Blob((-12, 24), 0.45, 60),
    "far": Blob((42, 4), 0.45, 140),
}
BLOB_DIMENSIONS, RING_DIMENSIONS, NOISE_DIMENSIONS = 50, 10, 50
N_RING, N_NOISE, HOURS, RADIUS = 500, 600, 12, 10


@cache
def clusters() -> Items:
    """Make six clusters of unequal width and size; their centres lie in a plane."""
    rng = np.random.default_rng(SEED)
    vectors, groups = [], []
    for name, blob in BLOBS.items():
        around = rng.normal(scale=blob.deviation, size=(blob.n_items, BLOB_DIMENSIONS))
        around[:, :2] += blob.place
        vectors.append(around)
        groups += [name] * blob.n_items
    return _items(np.concatenate(vectors), groups)


@cache
def ring() -> Items:
    """Make a ring with a little noise, in order along it; its groups are the hours of a clock."""
    rng = np.random.default_rng(SEED)
    turns = np.sort(rng.uniform(size=N_RING))
    angles = 2 * np.pi * turns
    vectors = rng.normal(scale=0.03 * RADIUS, size=(N_RING, RING_DIMENSIONS))
    vectors[:, 0] += RADIUS * np.sin(angles)
    vectors[:, 1] += RADIUS * np.cos(angles)
    return _items(vectors, [f"{hour or HOURS} o'clock" for hour in (HOURS * turns).astype(int)])


@cache
def noise() -> Items:
    """Make points of pure noise: every number of each is drawn by itself, standard normal."""
    rng = np.random.default_rng(SEED)
    return _items(rng.normal(size=(N_NOISE, NOISE_DIMENSIONS)), ["noise"] * N_NOISE)


@cache
def themed_words() -> Items:
    """Take the everyday words of twenty themes, as a language model has learned them."""
    words = load_words()
    themes = words.dataset.frame["theme"]
    chosen = words.take([row for row, theme in enumerate(themes) if theme != NO_THEME])
    return Items(
        np.array(chosen.vectors), chosen.labels, tuple(chosen.dataset.frame["theme"]), words.metric
    )


def _items(vectors: NDArray[np.float64], groups: list[str]) -> Items:
    # A label such as "row 7" is not written beside its point in a picture.
    labels = tuple(f"row {number}" for number in range(1, len(groups) + 1))
    return Items(vectors.astype(np.float32), labels, tuple(groups))
