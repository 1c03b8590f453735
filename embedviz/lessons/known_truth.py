"""What is true of known data, and what a picture of them shows instead, in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedviz.lessons.known_data import SEED, Items, clusters, noise, ring, themed_words
from embedviz.plotting.numbers import rounded
from embedviz.rounding import percent
from embedviz.space import VectorSpace
from embedviz.space.groups import NONE, find_clusters
from embedviz.space.metrics import Floats

LEAST_CLUMP = 30
"""With half as many, HDBSCAN finds clumps in nearly every normal cloud in the plane as well."""

GAP = 0.2
"""A step as long as so much of the whole picture's width is one across a gap."""


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
        "true_width": rounded(widths(items.vectors)),
        "drawn_width": rounded(widths(drawn)),
        "true_way": rounded(ways(items.vectors)),
        "drawn_way": rounded(ways(drawn)),
    }


def look_at_ring(items: Items, drawn: Floats) -> dict[str, str]:
    """Walk once around the ring, in the data's own plane and in the picture."""
    plane = items.vectors[:, :2]
    return {
        "true_step": percent(_steps(plane).max()),
        "drawn_step": percent(_steps(drawn).max()),
        "gaps": _counted(int((_steps(drawn) > GAP).sum()), "gap"),
        "gap": percent(GAP),
    }


def look_at_noise(items: Items, drawn: Floats) -> dict[str, str]:
    """Have HDBSCAN look for clusters in the data, in the picture and in a plain flat cloud."""
    cloud = np.random.default_rng(SEED).normal(size=(len(items.labels), 2))
    return {
        "true_clumps": _clumps(items, items.vectors),
        "drawn_clumps": _clumps(items, drawn),
        "cloud_clumps": _clumps(items, cloud),
        "nearness": rounded(_nearness(drawn) / _nearness(cloud)),
    }


def look_at_words(items: Items, drawn: Floats) -> dict[str, str]:
    """Count for how many words the next one, of all, is the next in the picture as well."""
    true = VectorSpace(items.vectors, items.labels, items.metric).neighbor_graph(1).indices
    seen = VectorSpace(drawn, items.labels).neighbor_graph(1).indices
    return {
        "same": percent(float((true == seen).mean())),
        "dimensions": str(items.vectors.shape[1]),
    }


KNOWN: Mapping[str, Known] = {
    "clusters": Known(
        "Six unequal clusters",
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
        "HDBSCAN finds {true_clumps} in the data, {cloud_clumps} in a plain round cloud in the "
        "plane, and {drawn_clumps} in the picture, where a usual point's nearest is {nearness} "
        "times as far away as in that cloud.",
    ),
    "words": Known(
        "Words of twenty themes",
        themed_words,
        look_at_words,
        "Of {dimensions} numbers 2 are left: for {same} of the words, the nearest of all is still "
        "the nearest in the picture.",
    ),
}


def _width(points: Floats) -> float:
    """Root of the mean squared distance from the centre."""
    return float(np.sqrt(((points - points.mean(axis=0)) ** 2).sum(axis=1).mean()))


def _steps(places: Floats) -> NDArray[np.float64]:
    """Give the steps of a closed walk from place to place, in widths of the whole."""
    walked = np.linalg.norm(np.roll(places, -1, axis=0) - places, axis=1)
    return np.asarray(walked / np.ptp(places, axis=0).max(), np.float64)


def _clumps(items: Items, points: Floats) -> str:
    found = find_clusters(VectorSpace(points, items.labels), size=LEAST_CLUMP)
    return _counted(len({*found} - {NONE}), "clump")


def _nearness(places: Floats) -> float:
    """Give the median distance to the nearest other, of places (n, 2) brought to variance 1."""
    from scipy.spatial import cKDTree

    inverse = np.linalg.inv(np.cov(places.T.astype(np.float64)))
    even = (places - places.mean(axis=0)) @ np.linalg.cholesky(inverse)
    return float(np.median(cKDTree(even).query(even, 2)[0][:, 1]))


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"
