"""Embedder: a way to make vectors, as a value: its parameters, what it fits, what it computes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from importlib.util import find_spec
from typing import Any, ClassVar, Self

from embedviz.datasets import Dataset
from embedviz.datasets.shipped import shipped_rows
from embedviz.embedders import EMBEDDERS
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.errors import InvalidRequest
from embedviz.parameters import changed, check, parameter
from embedviz.space import METRICS, VectorSpace

MANY = 2_000
"""So many items take what learns from them seconds."""


class Embedder(ABC):
    """A way to make vectors of a data set's items: a frozen dataclass, its fields are parameters.

    A subclass declares its parameters, among them ``metric`` (by :func:`compared_by`), and gives
    :meth:`fits` and :meth:`compute`. From that follow the controls, the links, the recipe, what
    is kept of its results and what is said while it works.

    Attributes
    ----------
    title, help : str
        What a visitor reads: a name, and a sentence of what the vectors are made of.
    doing : str
        What is said while it works, ``{n}`` being the number of items; empty for what takes less
        time than a journey to a worker, and is done where it is asked for.
    version : int
        Counted up when the same parameters give other numbers.
    key : str or None
        What opens the names of its parameters in links; None for its name in the registry.
    family : str
        Ways of one family share a choice of projection, where that depends on the vectors.
    formerly : mapping
        What an older link said for it, (name, words), and what that meant for its parameters.

    Raises
    ------
    InvalidParameter
        When made with a parameter out of its range.
    """

    version: ClassVar[int] = 1
    title: ClassVar[str]
    help: ClassVar[str]
    doing: ClassVar[str] = ""
    key: ClassVar[str | None] = None
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {}
    family: ClassVar[str] = ""
    packages: ClassVar[tuple[str, ...]] = ()  # what it imports that comes with an extra
    unread: ClassVar[tuple[str, ...]] = ("metric",)  # parameters that change no number of a vector

    metric: str

    __post_init__ = check

    @classmethod
    def link_key(cls) -> str:
        """Give what opens the names of its parameters in links."""
        return EMBEDDERS.name_of(cls) if cls.key is None else cls.key

    @classmethod
    def is_installed(cls) -> bool:
        """Say whether the packages that it needs are here; imports none of them."""
        return all(find_spec(each) is not None for each in cls.packages)

    @classmethod
    @abstractmethod
    def fits(cls, dataset: Dataset) -> bool:
        """Say whether a data set has what the vectors are made of."""

    @abstractmethod
    def compute(self, dataset: Dataset) -> Record:
        """Do the work, reporting progress: arrays by name, ``vectors`` (n, d) float32 among them.

        The metric has no part in it.
        """

    def items(self, dataset: Dataset) -> Dataset:
        """Give the items that get a vector: all, unless a way leaves some out."""
        return dataset

    @property
    def reads_queries(self) -> bool:
        """Whether a text can be looked for by its meaning."""
        return False

    def reader(self, dataset: Dataset) -> Any:
        """Give what makes vectors of further rows, for the space to keep; None where nothing can.

        It has ``transform``, ``dataset_of`` (from what a person gives to a data set), ``title``,
        ``reads_texts``, and ``origin``, which is equal where the vectors would be.
        """
        return None

    def columns(self, dataset: Dataset) -> tuple[str, ...]:
        """Name the columns whose numbers the dimensions are; none where they mean nothing."""
        return ()

    def is_wide(self, dataset: Dataset) -> bool:
        """Say whether vectors have many dimensions, none of which says much by itself."""
        return True

    def note(self, dataset: Dataset) -> str:
        """Say in a sentence what these choices come to, where a visitor should know."""
        return ""

    def about_gaps(self, dataset: Dataset) -> str:
        """Say for a recipe what becomes of gaps, where anything becomes of them."""
        return ""

    def made_by(self, dataset: Dataset) -> str:
        """Say how the vectors were made, as a visitor reads it."""
        return self.title

    def names(self, dataset: Dataset, record: Record) -> Sequence[str]:
        """Name the dimensions; numbers them where none are given."""
        return list(record.get("names", ()))

    def step(self, dataset: Dataset) -> Step:
        """Give what has to be computed."""
        return Step(
            run=compute, arguments=(self.computed, dataset),
            title=self.doing.format(n=f"{len(dataset):,}"), private=dataset.private,
            items=len(dataset), is_long=bool(self.doing),
            is_quick=None if self.doing else always,
        )  # fmt: skip

    def space(self, dataset: Dataset, record: Record) -> VectorSpace:
        """Make the space of what :meth:`step` has computed; quick."""
        items = self.items(dataset)
        return VectorSpace(
            record["rows"] if "rows" in record else record["vectors"], items.labels,
            metric=self.metric, feature_names=tuple(self.names(dataset, record)),
            feature_columns=tuple(record.get("columns", ())), dataset=items,
            made_by=self.made_by(dataset), encoder=self.reader(dataset),
        )  # fmt: skip

    def query(self, dataset: Dataset, text: str) -> Step:
        """Give the step that encodes one more text as the items are: ``rows`` (1, d).

        Raises
        ------
        InvalidRequest
            If the vectors aren't made of texts.
        """
        raise InvalidRequest(
            "These vectors are not made from texts, so you can't search them by meaning."
        )

    def __call__(self, dataset: Dataset) -> VectorSpace:
        """Make the vectors of a data set here and now, but for the texts whose vectors ship."""
        return self.space(dataset, self.step(dataset).here(shipped_rows))

    @property
    def computed(self) -> Self:
        """What decides about the vectors: they are the same under any metric."""
        defaults = {each.name: each.default for each in fields(self) if each.name in self.unread}  # type: ignore[arg-type]
        return replace(self, **defaults)  # type: ignore[type-var]

    def recipe(self, dataset: Dataset) -> tuple[str, str, Mapping[str, Any]]:
        """Give how a program asks for this: what it imports, what it calls, with which keywords."""
        kind = type(self)
        return f"from {kind.__module__} import {kind.__name__}", kind.__name__, changed(self)


def compute(embedder: Embedder, dataset: Dataset) -> Record:
    """Compute vectors; see :meth:`Embedder.compute`."""
    return embedder.compute(dataset)


def always(*_: Record) -> bool:
    """Say that a step takes less time than a journey to a worker."""
    return True


def compared_by(default: str, *others: str, **more: Any) -> Any:
    """Declare which metrics a way to make vectors offers, its default first."""
    titles = {name: METRICS[name].title for name in (default, *others)}
    notes = "\n".join(f"- **{METRICS[name].title}**: {METRICS[name].help}" for name in titles)
    more.setdefault("common", True)
    more.setdefault("options", lambda *_: titles if len(titles) > 1 else {})
    return parameter(default, "Distance", help=f"What *near* means.\n{notes}", **more)
