"""Opening: how a first visit to a data set begins, declared with the data set itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from embedviz.datasets.dataset import Dataset


@dataclass(frozen=True)
class Example:
    """An analogy to start from, by labels: a is to b as c is to something worth seeing.

    ``expected`` is what a person would answer, where there is one such answer: a plot says so if
    the vectors answer something else.
    """

    a: str
    b: str
    c: str
    expected: str = ""

    @property
    def title(self) -> str:
        """The question in short labels, such as man → king, woman → ?."""
        a, b, c = (label.split(",", 1)[0] for label in (self.a, self.b, self.c))
        return f"{a} → {b}, {c} → ?"


@dataclass(frozen=True)
class Poles:
    """Two ends of an axis of meaning to start from, by labels: one or several items each."""

    low: tuple[str, ...]
    high: tuple[str, ...]

    @property
    def title(self) -> str:
        """The ends in short labels, such as small … large."""
        low, high = (each[0].split(",", 1)[0] for each in (self.low, self.high))
        return f"{low} … {high}"


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
    axes : tuple of Poles
        Axes of meaning to start from, the best first.
    portions : mapping of str to Portion
        Where the whole is too much to draw: the first is drawn at first.
    icon : str
        A name of the Material symbols, for the page and its door.
    door : str
        One or two sentences for the door on the home page.
    headline, lesson : str
        What the map shows of embeddings, in one line and in two sentences of Markdown, for the
        stage of the home page; it shows the data sets that have a headline, in their order.
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
    axes: tuple[Poles, ...] = ()
    portions: Mapping[str, Portion] = field(default_factory=dict)
    icon: str = "dataset"
    door: str = ""
    headline: str = ""
    lesson: str = ""
    link: str = ""
