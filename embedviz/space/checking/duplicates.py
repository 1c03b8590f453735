"""Duplicates: items that are one another again, in groups, for any limit of what is near."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.space.metrics import plain_distances
from embedviz.space.neighbors import NeighborGraph
from embedviz.space.vector_space import VectorSpace

KINDS = ("exact", "spelling", "near")
"""How alike two items are: the same text (or, where there are none, vector); the same but for
case, blanks and punctuation; nearer than the limit."""

EXACT, SPELLING, NEAR = range(3)
NEAR_SHARE = 0.13
"""Nearer than this share of the usual distance to the nearest is near: as cleanlab has it."""

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ"))
_AT_ONCE = 4_096

Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of items that are alike, each (m,): the rows, how far apart they are, and the kind."""

    first: Rows
    second: Rows
    apart: NDArray[np.float64]
    kind: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.first)

    def take(self, chosen: NDArray[np.generic]) -> Links:
        """Give some of them."""
        return Links(self.first[chosen], self.second[chosen], self.apart[chosen], self.kind[chosen])

    @cached_property
    def reach(self) -> NDArray[np.float64]:
        """The limit from which on each is one, (m,): always for one text, which is below all."""
        return np.where(self.kind < NEAR, -np.inf, self.apart)

    def and_also(self, others: Links) -> Links:
        """Give these and others."""
        return Links(
            np.concatenate([self.first, others.first]),
            np.concatenate([self.second, others.second]),
            np.concatenate([self.apart, others.apart]),
            np.concatenate([self.kind, others.kind]),
        )

    def within(self, near: float) -> Links:
        """Give those that hold at this limit."""
        return self.take(self.reach <= near)


@dataclass(frozen=True, eq=False)
class Alike:
    """What pairs of a space are made of: keys that are equal for equal items, and neighbours.

    ``keys`` are (n,) int64 each, of the kinds in their order; see :func:`keys_of`.
    """

    space: VectorSpace
    keys: tuple[NDArray[np.int64], ...]
    near: Links

    def links(self, rank: Rows | None = None) -> Links:
        """Pair neighbours, and each item with the first of the same key.

        With a ``rank`` (n,), with the first of those of the lowest rank.
        """
        n_items = len(self.space)
        order = np.arange(n_items) if rank is None else np.argsort(rank, kind="stable")
        found = []
        for key in self.keys:
            _, starts = np.unique(key[order], return_index=True)
            first = order[starts][key]
            again = np.flatnonzero(first != np.arange(n_items))
            found.append((first[again], again))
        first, second = (np.concatenate(rows) for rows in zip(*found, strict=True))
        kind = np.repeat(np.arange(len(found)), [len(again) for _, again in found])
        apart = distances_of(self.space, first, second)
        return Links(first, second, apart, kind).and_also(self.near)


def usual_distance(graph: NeighborGraph) -> float:
    """Give the median distance to the nearest other item; copies, at distance 0, don't count."""
    nearest = graph.distances[:, 0]
    apart = nearest[nearest > 0]
    return float(np.median(apart)) if len(apart) else 0.0


def keys_of(space: VectorSpace, texts: Sequence[str] | None) -> tuple[Rows, ...]:
    """Give what is equal for equal items, (n,) each: texts as they are and folded, or vectors."""
    if texts is not None:
        return _codes(texts), _codes(folded(texts))
    return (_codes([row.tobytes() for row in space.vectors + np.float32(0)]),)  # −0 becomes 0


def near_links(graph: NeighborGraph, near: float) -> Links:
    """Pair each item with its neighbours up to this distance."""
    first, place = np.nonzero(graph.distances <= near)
    second = graph.indices[first, place].astype(np.int64)
    apart = graph.distances[first, place].astype(np.float64)
    return Links(first, second, apart, np.full(len(first), NEAR))


def forest_of(links: Links, n_items: int) -> Links:
    """Keep the links that join the nearest groups first, none of them in a circle (Kruskal 1956).

    Of n items in groups at any limit, those within the limit are one fewer than each group has
    items: so groups at every limit, and how many rows repeat another, are read off them.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import minimum_spanning_tree

    order = np.lexsort((links.second, links.first, links.apart, links.kind))
    ordered = links.take(order)
    low = np.minimum(ordered.first, ordered.second)
    high = np.maximum(ordered.first, ordered.second)
    _, once = np.unique(low * n_items + high, return_index=True)
    ordered = ordered.take(np.sort(once))
    place = np.arange(1, len(ordered) + 1)  # all different, and in order: the tree is the only one
    whole = csr_array((place, (ordered.first, ordered.second)), shape=(n_items, n_items))
    kept = np.sort(minimum_spanning_tree(whole).data).astype(np.int64) - 1
    return ordered.take(kept)


def groups_of(forest: Links, n_items: int) -> Rows:
    """Give the group of each item, (n,), from 1 on; 0 for an item that has no twin.

    Ordered by how alike their nearest two are, then by their first item.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    ones = np.ones(len(forest))
    whole = csr_array((ones, (forest.first, forest.second)), shape=(n_items, n_items))
    _, piece = connected_components(whole, directed=False)
    found = piece[forest.first]  # the forest is ordered: the first mention is the nearest pair
    pieces = pd.unique(found)
    numbers = np.zeros(n_items, np.int64)
    numbers[pieces] = np.arange(1, len(pieces) + 1)
    return np.asarray(numbers[piece])


def nearest_twins(forest: Links) -> tuple[Rows, Rows, Links]:
    """Give the items that have a twin, ascending, the nearest twin of each, and their links."""
    each = np.tile(np.arange(len(forest)), 2)
    one = np.concatenate([forest.first, forest.second])
    other = np.concatenate([forest.second, forest.first])
    order = np.argsort(each, kind="stable")
    rows, found = np.unique(one[order], return_index=True)  # the first mention: the nearest
    return rows, other[order][found], forest.take(each[order][found])


def distances_of(space: VectorSpace, first: Rows, second: Rows) -> NDArray[np.float64]:
    """Give the distance between the items of each pair, (m,)."""
    apart = np.empty(len(first))
    for start in range(0, len(first), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        one, other = (space.points[rows[some]].astype(np.float64) for rows in (first, second))
        apart[some] = plain_distances(one, other, space.measure.plain)
    return np.asarray(space.measure.from_plain(apart), np.float64)


def folded(texts: Sequence[str]) -> list[str]:
    """Write texts without what doesn't change them: case, blanks and punctuation.

    Symbols stay, and a text of nothing else than punctuation.

    Examples
    --------
    >>> folded(["It's  me!", "its me", "C++", "???"])
    ['its me', 'its me', 'c++', '???']
    """
    used = set().union(*texts)
    blanks = {ord(each): " " for each in used if unicodedata.category(each)[0] == "P"}
    table = {**blanks, **_APOSTROPHES}
    return [" ".join(text.casefold().translate(table).split()) or text for text in texts]


def _codes(keys: Sequence[Hashable]) -> Rows:
    array = np.empty(len(keys), dtype=object)
    array[:] = keys
    return np.asarray(pd.factorize(array)[0], np.int64)
