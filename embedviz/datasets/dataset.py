"""Dataset: a table of items with unique labels, and what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.cells import arrays_of
from embedviz.datasets.labels import LabelIndex, free_name
from embedviz.datasets.opening import Opening
from embedviz.engine.keys import key_of
from embedviz.errors import InvalidRequest, UnknownName
from embedviz.glance import dots, flat, glance

Kind = Literal["number", "latitude", "longitude", "category", "set", "range", "text"]

NUMERIC: frozenset[Kind] = frozenset({"number", "latitude", "longitude"})
GROUPED: frozenset[Kind] = frozenset({"category", "set"})


@dataclass(frozen=True)
class Column:
    """What a column of a data set means, in a visitor's words.

    Attributes
    ----------
    name : str
        The column's name in ``Dataset.frame``.
    title : str
        What a visitor reads: plain words, no unit.
    kind : str
        How to read its values: ``"number"``; ``"latitude"`` and ``"longitude"`` (degrees,
        -90 to 90 and -180 to 180); ``"category"`` (one value an item); ``"set"`` (several values
        an item, written ``"a; b; c"``); ``"range"`` (written ``"22–24"`` or ``"45"``);
        ``"text"`` (words to read or to encode, no feature by itself).
    unit : str
        The unit of a number or a range, such as ``"people"`` or ``"°C"``.
    note : str
        One sentence for whoever asks what exactly is meant.
    log : bool
        Whether its logarithm is meant: a logarithmic axis shows it as the vectors hold it.
    """

    name: str
    title: str
    kind: Kind
    unit: str = ""
    note: str = ""
    log: bool = False

    @property
    def full_title(self) -> str:
        """The title with its unit, such as ``"population, people"``."""
        return f"{self.title}, {self.unit}" if self.unit else self.title


@dataclass(frozen=True, eq=False)
class Dataset:
    """Items in rows: their labels, their facts, and where those come from.

    Attributes
    ----------
    name : str
        The name it is known by, such as ``"cities"``.
    frame : pandas.DataFrame
        One row an item; the columns named in ``columns`` (and no others).
    labels : tuple of str
        One unique display name for each row.
    columns : tuple of Column
        What each column of ``frame`` means.
    title, item, items : str
        How a visitor reads the whole, one of it and several of it.
    source, licence : str
        Where the facts come from and on what terms.
    images : (n, height, width) float32 or None
        A picture of each item, 0 (background) to 1.
    vectors : (n, d) float32 or None
        Ready vectors, when the file brought them.
    positions : tuple of str
        Two or three columns that say where items are drawn, in a picture somebody made before.
    default_features : tuple of str
        The columns a first visit starts with.
    default_item : str
        The label a first visit starts with.
    private : bool
        Whether a visitor brought it: what is made of it may have to stay off the disk.
    groups : mapping of str to tuple of str
        For each column of categories or sets: its groups, the most frequent first. A part of a
        data set keeps those of the whole, so that a group looks the same in both.
    opening : Opening
        How a first visit begins.

    Raises
    ------
    InvalidRequest
        If there is no item, or lengths differ, or labels are not unique.
    """

    name: str
    frame: pd.DataFrame
    labels: tuple[str, ...]
    columns: tuple[Column, ...] = ()
    title: str = ""
    item: str = "item"
    items: str = "items"
    source: str = ""
    licence: str = ""
    images: NDArray[np.float32] | None = None
    vectors: NDArray[np.float32] | None = None
    default_features: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    default_item: str = ""
    private: bool = False
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    opening: Opening = field(default=Opening(), repr=False)

    def __post_init__(self) -> None:
        if not self.labels:
            raise InvalidRequest(f"{self.title or self.name} has no {self.items}.")
        if len(self.frame) != len(self.labels):
            raise InvalidRequest(
                f"{len(self.labels):,} labels were given for {len(self.frame):,} rows."
            )
        _ = self.label_index  # wants unique labels

    def __len__(self) -> int:
        return len(self.labels)

    def __repr__(self) -> str:
        more = f", {len(self.columns):,} columns" if self.columns else ""
        if self.vectors is not None:
            more += f", vectors of {self.vectors.shape[1]:,} dimensions"
        return f"Dataset({self.name}: {len(self):,} {self.items}{more})"

    def _repr_html_(self) -> str:
        """Give what a notebook shows: the first rows, and a small map of places or vectors."""
        by_kind = {column.kind: column.name for column in reversed(self.columns)}
        picture = ""
        if {"longitude", "latitude"} <= by_kind.keys():
            places = self.frame[[by_kind["longitude"], by_kind["latitude"]]]
            picture = dots(places.to_numpy(np.float64), (1.0, 1.3))
        elif self.vectors is not None:
            picture = dots(flat(self.vectors))
        return glance(repr(self), self.source, self.to_frame(), picture)

    @cached_property
    def label_index(self) -> LabelIndex:
        """Finds the position of a label."""
        return LabelIndex(self.labels)

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def gap_counts(self) -> dict[str, int]:
        """Holds how many gaps a column has once that was counted: a page asks several times."""
        return {}

    def column(self, name: str) -> Column:
        """Give the meaning of a column; raises ``UnknownName`` with the closest names."""
        if name not in self._by_name:
            raise UnknownName.among("column", name, self._by_name)
        return self._by_name[name]

    def columns_of(self, *kinds: Kind) -> tuple[Column, ...]:
        """Give the columns of these kinds, in order."""
        return tuple(column for column in self.columns if column.kind in kinds)

    @property
    def features(self) -> tuple[Column, ...]:
        """The columns that can become numbers of a vector: all but texts."""
        return tuple(column for column in self.columns if column.kind != "text")

    def texts(self, column: str | None = None) -> list[str]:
        """Give the texts to encode: a column's, the first text column's, or the labels."""
        chosen = self.columns_of("text") if column is None else (self.column(column),)
        if not chosen:
            return list(self.labels)
        return ["" if pd.isna(each) else str(each) for each in self.frame[chosen[0].name]]

    @cached_property
    def all_groups(self) -> Mapping[str, tuple[str, ...]]:
        """The groups of each column of categories or sets, as :meth:`groups_of` orders them."""
        return {column.name: self.groups_of(column.name) for column in self.columns_of(*GROUPED)}

    def groups_of(self, name: str) -> tuple[str, ...]:
        """Give the groups of a column: those of the whole first, the most frequent first."""
        names, counts = np.unique(self.grouped(name).dropna().to_numpy(str), return_counts=True)
        by_count = (str(each) for each in names[np.lexsort((names, -counts))])
        return tuple(dict.fromkeys((*self.groups.get(name, ()), *by_count)))

    def grouped(self, name: str) -> pd.Series:
        """Give the group of each item: its category, or the first member of its set; NaN if none.

        Raises
        ------
        UnknownName
            If there is no such column.
        """
        is_set = self.column(name).kind == "set"
        values = self.frame[name]
        known = values[values.notna()].astype(str)
        if is_set:
            known = known.str.strip("; ").str.split(";").str[0].str.strip()
        return known[known != ""].reindex(values.index)

    def to_frame(self) -> pd.DataFrame:
        """Give the table with the labels as its first column, ``label``."""
        table = self.frame.reset_index(drop=True)
        table.insert(0, free_name(table, "label"), list(self.labels))
        return table

    def take(self, rows: Iterable[int]) -> Dataset:
        """Give the data set of these rows alone, in this order."""
        kept = np.fromiter(rows, dtype=np.int64)
        return replace(
            self,
            groups=self.all_groups,
            frame=self.frame.iloc[kept].reset_index(drop=True),
            labels=tuple(self.labels[row] for row in kept),
            images=None if self.images is None else self.images[kept],
            vectors=None if self.vectors is None else self.vectors[kept],
        )

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the content, SHA-256: equal for equal data and no other, wherever it is."""
        return key_of(
            "dataset", 1, self.name, self.columns, self.labels, self.positions,
            arrays_of(self.frame), self.images, self.vectors,
        )  # fmt: skip
