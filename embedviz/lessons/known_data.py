"""Data whose truth is known: what a picture of it should show, and what one does show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from embedviz.api import load_words
from embedviz.datasets.words import NO_THEME
from embedviz.plot.numbers import share
from embedviz.space import VectorSpace
from embedviz.space.groups import NONE, find_clusters
from embedviz.space.metrics import Floats

SEED = 0
GAP = 0.2
"""A step as long as so much of the whole picture's width is one across a gap."""


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


@dataclass(frozen=True, eq=False)
class Known:
    """Data, and what is known of it.

    Attributes
    ----------
    title : str
        What a visitor chooses.
    make : callable
        Gives the items, always the same.
    look : callable
        Of the items and where they are drawn, (n, 2) float: the numbers that ``sentence`` names,
        as they are read.
    sentence : str
        What is true and what is drawn, in Markdown.
    """

    title: str
    make: Callable[[], Items]
    look: Callable[[Items, Floats], dict[str, str]]
    sentence: str


@dataclass(frozen=True)
class Blob:
    """A round normal cluster: its place in the plane, its standard deviation, its size."""

    place: tuple[float, float]
    deviation: float
    n_items: int


BLOBS: Mapping[str, Blob] = {
    "narrow": Blob((0, 0), 0.13, 160),
    "wide": Blob((14, 0), 1.34, 40),
    "middle": Blob((5, 10), 0.45, 100),
    "upper": Blob((20, 22), 0.45, 100),
    "left": Blob((-12, 24), 0.45, 60),
    "far": Blob((70, -10), 0.45, 140),
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
    return Items(np.concatenate(vectors).astype(np.float32), _numbered(groups), tuple(groups))


@cache
def ring() -> Items:
    """Make a ring with a little noise, in order along it; its groups are the hours of a clock."""
    rng = np.random.default_rng(SEED)
    turns = np.sort(rng.uniform(size=N_RING))
    angles = 2 * np.pi * turns
    vectors = rng.normal(scale=0.03 * RADIUS, size=(N_RING, RING_DIMENSIONS))
    vectors[:, 0] += RADIUS * np.sin(angles)
    vectors[:, 1] += RADIUS * np.cos(angles)
    groups = tuple(f"{hour or HOURS} o'clock" for hour in (HOURS * turns).astype(int))
    return Items(vectors.astype(np.float32), _numbered(groups), groups)


@cache
def noise() -> Items:
    """Make points of pure noise: every number of each is drawn by itself, standard normal."""
    rng = np.random.default_rng(SEED)
    vectors = rng.normal(size=(N_NOISE, NOISE_DIMENSIONS)).astype(np.float32)
    groups = ("noise",) * N_NOISE
    return Items(vectors, _numbered(groups), groups)


@cache
def themed_words() -> Items:
    """Take the everyday words of twenty themes, as a language model has learned them."""
    words = load_words()
    themes = words.dataset.frame["theme"]
    chosen = words.take([row for row, theme in enumerate(themes) if theme != NO_THEME])
    return Items(
        np.array(chosen.vectors), chosen.labels, tuple(chosen.dataset.frame["theme"]), words.metric
    )


def look_at_clusters(items: Items, drawn: Floats) -> dict[str, str]:
    """Compare the widths of two clusters and the distances of two pairs with the drawn ones."""

    def widths(points: Floats) -> float:
        return float(_width(points[items.of("wide")]) / _width(points[items.of("narrow")]))

    def ways(points: Floats) -> float:
        from_narrow = {
            name: np.linalg.norm(
                points[items.of(name)].mean(axis=0) - points[items.of("narrow")].mean(axis=0)
            )
            for name in ("far", "middle")
        }
        return float(from_narrow["far"] / from_narrow["middle"])

    return {
        "true_width": times(widths(items.vectors)),
        "drawn_width": times(widths(drawn)),
        "true_way": times(ways(items.vectors)),
        "drawn_way": times(ways(drawn)),
    }


def look_at_ring(items: Items, drawn: Floats) -> dict[str, str]:
    """Walk once around the ring, in the data's own plane and in the picture."""
    plane = items.vectors[:, :2]
    return {
        "true_step": share(_steps(plane).max()),
        "drawn_step": share(_steps(drawn).max()),
        "gaps": _counted(int((_steps(drawn) > GAP).sum()), "gap"),
        "gap": share(GAP),
    }


def look_at_noise(items: Items, drawn: Floats) -> dict[str, str]:
    """Have HDBSCAN look for clusters in the data and in the picture."""
    here = find_clusters(VectorSpace(drawn, items.labels))
    there = find_clusters(VectorSpace(items.vectors, items.labels))
    return {
        "true_clumps": _counted(len({*there} - {NONE}), "clump"),
        "drawn_clumps": _counted(len({*here} - {NONE}), "clump"),
        "inside": share(float(np.mean([each != NONE for each in here]))),
    }


def look_at_words(items: Items, drawn: Floats) -> dict[str, str]:
    """Count for how many words the next one, of all, is the next in the picture as well."""
    true = VectorSpace(items.vectors, items.labels, items.metric).neighbor_graph(1).indices
    seen = VectorSpace(drawn, items.labels).neighbor_graph(1).indices
    return {
        "same": share(float((true == seen).mean())),
        "dimensions": str(items.vectors.shape[1]),
    }


def times(ratio: float) -> str:
    """Write a ratio with two digits.

    Examples
    --------
    >>> times(10.24), times(0.284)
    ('10', '0.28')
    """
    return f"{float(f'{ratio:.2g}'):g}"


KNOWN: Mapping[str, Known] = {
    "clusters": Known(
        "Six clusters of unequal width",
        clusters,
        look_at_clusters,
        "In truth *wide* is {true_width} times as wide as *narrow*, and drawn {drawn_width} times; "
        "*far* lies {true_way} times as far from *narrow* as *middle* does, and drawn {drawn_way} "
        "times.",
    ),
    "ring": Known(
        "A ring",
        ring,
        look_at_ring,
        "Once around the ring from point to point, the longest step in truth is {true_step} of "
        "its width, and drawn {drawn_step} of the picture's; it has {gaps} of more than {gap}.",
    ),
    "noise": Known(
        "Pure noise",
        noise,
        look_at_noise,
        "HDBSCAN finds {true_clumps} in the data, and {drawn_clumps} in the picture, with {inside} "
        "of the points inside.",
    ),
    "words": Known(
        "Words of twenty themes",
        themed_words,
        look_at_words,
        "Of {dimensions} numbers 2 are left: for {same} of the words, the nearest of all is still "
        "the nearest in the picture.",
    ),
}


def _numbered(groups: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(f"{group}, no. {number}" for number, group in enumerate(groups, 1))


def _width(points: Floats) -> float:
    """Root of the mean squared distance from the centre."""
    return float(np.sqrt(((points - points.mean(axis=0)) ** 2).sum(axis=1).mean()))


def _steps(places: Floats) -> NDArray[np.float64]:
    """Give the steps of a closed walk from place to place, in widths of the whole."""
    walked = np.linalg.norm(np.roll(places, -1, axis=0) - places, axis=1)
    return np.asarray(walked / np.ptp(places, axis=0).max(), np.float64)


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"
