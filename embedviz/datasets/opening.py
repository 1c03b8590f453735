"""Opening: how a first visit to a data set begins, declared with the data set itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from embedviz.datasets.dataset import Dataset


@dataclass(frozen=True)
class Example:
    """An analogy to start from, by labels: a is to b as c is to something worth seeing."""

    a: str
    b: str
    c: str

    @property
    def title(self) -> str:
        """The sum in short labels: king − man + woman."""
        short = [label.split(",", 1)[0] for label in (self.b, self.a, self.c)]
        return f"{short[0]} − {short[1]} + {short[2]}"


@dataclass(frozen=True)
class Portion:
    """Some of a large data set's items, which are drawn; neighbours are looked for among all.

    Attributes
    ----------
    title : str
        What a visitor reads.
    first : int or None
        The first so many items; None for all.
    without : (str, str) or None
        A column and a value: items that have it there are left out.
    """

    title: str
    first: int | None = None
    without: tuple[str, str] | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self.first is None and self.without is None

    def rows(self, dataset: Dataset) -> list[int]:
        """Give the rows of these items, ascending."""
        rows = range(len(dataset))[: self.first]
        if self.without is None:
            return list(rows)
        column, value = self.without
        cells = dataset.frame[column].to_numpy()
        return [row for row in rows if cells[row] != value]


@dataclass(frozen=True)
class Opening:
    """How a first visit to a data set begins; names are those of the registries.

    Attributes
    ----------
    title : str
        What a visitor calls the data set.
    to_try : str
        One or two sentences of Markdown below the page's title: what it is, what to try.
    tries : mapping of str to object
        What of it a button does: controls of the page, as its address names them, to their values.
    embedder : str
        The way to make vectors; empty for the first that fits the data.
    parameters : mapping of str to object
        Its parameters where they differ from its own defaults, such as ``{"scaling": "standard"}``.
    projection : str
        Empty where the best one depends on the vectors.
    color : str or None
        The column that colours the first plot.
    examples : tuple of Example
        Analogies to start from, the best first.
    portions : mapping of str to Portion
        Where the whole is too much to draw: the first is drawn at first.
    icon : str
        A name of the Material symbols, for the page and its door.
    door : str
        One or two sentences for the door on the home page.
    link : str
        What opens the names of the page's choices in an address; the data set's name if empty.
    """

    title: str = ""
    to_try: str = ""
    tries: Mapping[str, Any] = field(default_factory=dict)
    embedder: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    projection: str = ""
    color: str | None = None
    examples: tuple[Example, ...] = ()
    portions: Mapping[str, Portion] = field(default_factory=dict)
    icon: str = "dataset"
    door: str = ""
    link: str = ""
