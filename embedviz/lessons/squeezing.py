"""Squeezing known data into two dimensions, several times, and measuring what is kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.progress import share
from embedviz.engine.record import Record
from embedviz.lessons.known_data import Items
from embedviz.lessons.known_truth import KNOWN
from embedviz.projections import Method
from embedviz.projections.quality import measure_quality
from embedviz.space import VectorSpace
from embedviz.space.metrics import Floats

MOST_PAIRS = 200
FEWEST_GROUPS = 3
"""With fewer groups, single items are compared in place of the groups' centres."""


def squeeze(data: str, method: Method, seeds: tuple[int, ...]) -> Record:
    """Draw known data several times, and measure what is kept; a worker does it.

    Parameters
    ----------
    data : str
        A name of :data:`~embedviz.lessons.known_truth.KNOWN`.
    method : Method
    seeds : tuple of int
        One for each of s pictures.

    Returns
    -------
    dict
        The items: ``vectors`` (n, d), ``labels`` and ``groups``. Their pictures: ``drawn``
        (s, n, 2). Of each, ``trustworthiness`` and ``overlap`` (s,), the first also of every item,
        ``trustworthiness_of`` (s, n); ``rank_correlation`` (s,)
        of the true distances ``true_apart`` (p,) with ``drawn_apart`` (s, p), each in units of
        its mean, and ``looks``, the numbers that the data's sentence names.
    """
    from scipy.stats import spearmanr

    items = KNOWN[data].make()
    space = VectorSpace(items.vectors, items.labels, items.metric)
    pairs = pairs_of(items)
    true_apart = apart(space.points, items, pairs)
    drawn = []
    for number, seed in enumerate(seeds):
        with share(number / len(seeds), (number + 1) / len(seeds)):
            drawn.append(method(space, seed=seed).coordinates)
    drawn_apart = [apart(places, items, pairs) for places in drawn]
    kept = [measure_quality(space, places) for places in drawn]
    return {
        "vectors": items.vectors,
        "labels": list(items.labels),
        "groups": list(items.groups),
        "metric": items.metric,
        "drawn": np.stack(drawn),
        "trustworthiness": [each.trustworthiness for each in kept],
        "trustworthiness_of": np.stack([each.trustworthiness_of for each in kept]),
        "overlap": [each.mean_overlap for each in kept],
        "true_apart": true_apart,
        "drawn_apart": np.stack(drawn_apart),
        "rank_correlation": [float(spearmanr(true_apart, each).statistic) for each in drawn_apart],
        "looks": [KNOWN[data].look(items, places) for places in drawn],
    }


def pairs_of(items: Items) -> NDArray[np.int64]:
    """Choose at most 200 pairs of groups, or of items where there are no groups: (p, 2)."""
    pairs = np.stack(np.triu_indices(len(_ends(items.vectors, items)), 1), axis=1)
    if len(pairs) <= MOST_PAIRS:
        return pairs
    return pairs[np.random.default_rng(0).choice(len(pairs), MOST_PAIRS, replace=False)]


def apart(places: Floats, items: Items, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the distances of pairs of groups' centres or of items, in units of their mean: (p,)."""
    ends = _ends(places, items)
    distances = np.linalg.norm(ends[pairs[:, 0]] - ends[pairs[:, 1]], axis=1)
    return np.asarray(distances / distances.mean())


def _ends(places: Floats, items: Items) -> NDArray[np.float64]:
    names, ends = sorted(set(items.groups)), np.asarray(places, np.float64)
    if len(names) < FEWEST_GROUPS:
        return ends
    return np.stack([ends[items.of(name)].mean(axis=0) for name in names])
