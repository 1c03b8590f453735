"""Clusters: what was found to stand together, by name, with sizes, middles and how tight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.engine.keys import key_of
from embedviz.errors import InvalidRequest, UnknownName
from embedviz.glance import glance
from embedviz.rounding import percent

NONE = "none"
"""The cluster of those that stand in none."""


@dataclass(frozen=True, eq=False)
class Clusters(Sequence[str]):
    """The clusters of n items: a sequence of ``"1"`` (the largest), ``"2"`` ... or ``"none"``.

    Attributes
    ----------
    labels : (n,) str
        The items.
    numbers : (n,) int64
        The cluster of each item, from 0 for the largest; -1 for none.
    names : (k,) str
        Short and unique, such as "card, lost, stolen".
    medoids : (k,) int
        The row of each cluster's most typical item: that with the least mean distance to the rest.
    tightness : (k,) float
        1 for a cluster in one place, 0 for one as wide as the whole space: 1 less the mean
        distance to the medoid within the cluster, divided by that of all items.
    within : (k,) int
        For finer clusters: the number of the broad one that each is part of; else empty.
    finer : Clusters or None
        The parts of these clusters, with names of their own.
    method : str
        How they were found.

    Examples
    --------
    >>> import embedviz as ev
    >>> pairs = ev.VectorSpace([[0, 0], [0, 1], [9, 9], [9, 8]], ["fig", "kiwi", "car", "bus"])
    >>> found = ev.find_clusters(pairs, "kmeans", n_clusters=2)
    >>> list(found), found.names
    (['1', '1', '2', '2'], ('fig, kiwi', 'car, bus'))
    >>> found.renamed({"car, bus": "on wheels"}).of_items
    ('fig, kiwi', 'fig, kiwi', 'on wheels', 'on wheels')
    """

    labels: tuple[str, ...]
    numbers: NDArray[np.int64]
    names: tuple[str, ...]
    medoids: tuple[int, ...]
    tightness: tuple[float, ...]
    within: tuple[int, ...] = ()
    finer: Clusters | None = field(default=None, repr=False)
    method: str = ""

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, row: Any) -> Any:
        return self._keys[row]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __eq__(self, other: object) -> bool:
        """Say whether the items stand in the same clusters, whatever these are called."""
        if not isinstance(other, Clusters | tuple | list):
            return NotImplemented
        return self._keys == tuple(other)

    def __hash__(self) -> int:
        return hash(self._keys)

    def __repr__(self) -> str:
        return f"Clusters({self.sentence()})"

    def _repr_html_(self) -> str:
        """Give what a notebook shows: the largest clusters."""
        shown = self.table.drop(columns=["cluster", "rows"], errors="ignore")
        return glance(f"Clusters: {len(self.names):,}", self.sentence(), shown)

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(NONE if number < 0 else str(number + 1) for number in self.numbers.tolist())

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the content, names and all: equal for what looks equal."""
        parts = self.finer and self.finer.fingerprint
        return key_of("clusters", 1, "\n".join(self.labels), self.numbers, self.names, parts)

    @cached_property
    def of_items(self) -> tuple[str, ...]:
        """The name of each item's cluster, (n,); ``"none"`` for items in none."""
        names = (*self.names, NONE)  # -1 is the last
        return tuple(names[number] for number in self.numbers.tolist())

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many items each cluster has, (k,)."""
        known = self.numbers[self.numbers >= 0]
        return tuple(np.bincount(known, minlength=len(self.names)).tolist())

    @property
    def n_none(self) -> int:
        """How many items stand in no cluster."""
        return int((self.numbers < 0).sum())

    @property
    def table(self) -> pd.DataFrame:
        """A row for each cluster, the largest first.

        ``cluster`` ("1" ...), ``name``, ``size``, ``share`` (of all items), ``medoid`` (its
        label), ``tightness``; for finer ones ``within``, the broad one's number ("1" ...), too.
        """
        table = pd.DataFrame(
            {
                "cluster": [str(number) for number in range(1, len(self.names) + 1)],
                "name": list(self.names),
                "size": list(self.sizes),
                "share": [size / len(self) for size in self.sizes],
                "medoid": [self.labels[row] for row in self.medoids],
                "tightness": list(self.tightness),
            }
        )
        return (
            table.assign(within=[str(each + 1) for each in self.within]) if self.within else table
        )

    def rows(self, name: str) -> NDArray[np.int64]:
        """Give the rows of a cluster by its name or number, or of ``"none"``.

        Raises ``UnknownName`` with the closest names.
        """
        if name == NONE:
            return np.flatnonzero(self.numbers < 0)
        return np.flatnonzero(self.numbers == self._number(name))

    def renamed(self, names: Mapping[str, str]) -> Clusters:
        """Give the same clusters, some by a name that somebody typed.

        Parameters
        ----------
        names : mapping of str to str
            From a name (or a number, "1") of a cluster, or of a finer one, to its new name.

        Raises
        ------
        UnknownName
            If there is no such cluster.
        InvalidRequest
            If a name is blank, or two clusters would have the same one.
        """
        new, finer = list(self.names), {}
        for name, typed in names.items():
            if self.finer is not None and not self.knows(name) and self.finer.knows(name):
                finer[name] = typed
            else:
                new[self._number(name)] = " ".join(typed.split())
        _check_names(new)
        parts = self.finer.renamed(finer) if self.finer is not None and finer else self.finer
        return replace(self, names=tuple(new), finer=parts)

    def sentence(self) -> str:
        """Say how many clusters there are, how large, and how many items are in none."""
        n_items, count = len(self), len(self.names)
        if not count:
            return f"No clusters: all {n_items:,} items stand in none."
        ends = dict.fromkeys((f"{self.sizes[-1]:,}", f"{self.sizes[0]:,}"))
        sizes = " to ".join(ends)
        said = f"{count:,} cluster{'' if count == 1 else 's'} of {sizes} items"
        if not self.n_none:
            return f"{said}; every item is in one."
        return f"{said}; {self.n_none:,} of {n_items:,} ({percent(self.n_none / n_items)}) in none."

    def knows(self, name: str) -> bool:
        """Say whether there is a cluster of this name or number."""
        return name in self.names or name in map(str, range(1, len(self.names) + 1))

    def _number(self, name: str) -> int:
        if name in self.names:
            return self.names.index(name)
        if not self.knows(name):
            raise UnknownName.among("cluster", name, [*self.names, NONE])
        return int(name) - 1


def _check_names(names: Sequence[str]) -> None:
    if not all(names):
        raise InvalidRequest("A cluster needs a name with a letter or a digit in it.")
    twice = next((name for name in names if names.count(name) > 1 or name == NONE), None)
    if twice is not None:
        raise InvalidRequest(f'"{twice}" is the name of another cluster. Choose a name of its own.')
