"""TextEmbedder: a way to make vectors of texts, by an encoder that has scikit-learn's form."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from embedviz.datasets import Dataset
from embedviz.datasets.first_look import longest_text
from embedviz.embedders import EMBEDDERS
from embedviz.embedders.embedder import MANY, Embedder, compared_by
from embedviz.embedders.reader import TextReader
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.errors import InvalidRequest
from embedviz.parameters import changed, parameter
from embedviz.space import VectorSpace

BLANK = {"drop": "Leave them out", "fill": "Give them the average vector"}
"""What may become of blank texts."""


@dataclass(frozen=True, eq=False)
class TextsOf(Sequence[str]):
    """The texts of a column that aren't blank; known by where they are from, read when used."""

    dataset: Dataset
    column: str | None

    @property
    def fingerprint(self) -> str:
        """Names the content."""
        some = "" if len(self.texts) == len(self.dataset) else " not blank"
        return f"{self.dataset.fingerprint} {self.column!r}{some}"

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts themselves."""
        return tuple(text for text in self.dataset.texts(self.column) if text.strip())

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, row: Any) -> Any:
        return self.texts[row]

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self.texts,)  # what travels is the texts alone


def text_columns(dataset: Dataset, _: Mapping[str, Any]) -> Mapping[str, str]:
    """Offer the columns of texts, where there is a choice."""
    titles = {column.name: column.title for column in dataset.columns_of("text")}
    return titles if len(titles) > 1 else {}


def _blank(dataset: Dataset, column: str | None) -> NDArray[np.bool_]:
    """Say of each item whether its text is blank, (n,)."""
    return np.array([not text.strip() for text in dataset.texts(column)], dtype=bool)


def _ways(dataset: Dataset, values: Mapping[str, Any]) -> Mapping[str, str]:
    return BLANK if _blank(dataset, values.get("column")).any() else {}


def _how_many(dataset: Dataset, values: Mapping[str, Any]) -> str:
    n_blank = int(_blank(dataset, values.get("column")).sum())
    are = "text is" if n_blank == 1 else "texts are"
    return f"{n_blank:,} of {len(dataset):,} {are} blank"


@dataclass(frozen=True, kw_only=True)
class TextEmbedder(Embedder):
    """Encode the texts of a column, or the labels where a data set has nothing but those.

    A subclass gives :meth:`encoder`. Where a text's vector depends on the other texts, as with
    everything that learns from them, that is all. Where it doesn't, it says so by ``by_row``, and
    ten more texts cost ten.
    """

    doing: ClassVar[str] = "Making vectors of {n} texts"
    by_row: ClassVar[bool] = False
    family: ClassVar[str] = "texts"
    unread: ClassVar[tuple[str, ...]] = ("column", "metric", "missing")

    column: str | None = parameter(
        None, "Text column", help="The column whose texts become vectors.",
        options=text_columns, key="text", common=True, first=longest_text,
    )  # fmt: skip
    metric: str = compared_by("cosine", "euclidean", "manhattan")
    missing: str = parameter(
        "drop", "Blank texts", help="A blank text has no meaning to encode. It is left out, or it "
        "gets the average of the other vectors and lies in their middle.",
        choices=BLANK, options=_ways, ask=_how_many, key="blank", common=True, later=True,
    )  # fmt: skip

    @abstractmethod
    def encoder(self) -> Any:
        """Give what encodes: an object with scikit-learn's ``fit`` and ``transform`` of texts."""

    @classmethod
    def fits(cls, dataset: Dataset) -> bool:
        """Say whether there are texts; a bare list of items is one of texts."""
        bare = not dataset.features and dataset.images is None and dataset.vectors is None
        return bool(dataset.columns_of("text")) or bare

    def items(self, dataset: Dataset) -> Dataset:
        """Leave out the items whose text is blank, unless those are to be filled.

        Raises
        ------
        InvalidRequest
            If every text is blank.
        """
        blank = _blank(dataset, self.column)
        if blank.all():
            raise InvalidRequest("Every text is blank. Give at least one with words in it.")
        if self.missing == "fill" or not blank.any():
            return dataset
        return dataset.take(np.flatnonzero(~blank))

    def space(self, dataset: Dataset, record: Record) -> VectorSpace:
        """Make the space of what was encoded; blank texts get the average, where that is wanted."""
        blank = _blank(dataset, self.column)
        if self.missing == "fill" and blank.any() and not blank.all():
            name = "rows" if "rows" in record else "vectors"
            filled = np.empty((len(dataset), record[name].shape[1]), np.float32)
            filled[~blank] = record[name]
            filled[blank] = record[name].mean(axis=0, dtype=np.float64)
            record = {**record, name: filled}
        return super().space(dataset, record)

    def compute(self, dataset: Dataset) -> Record:
        """Encode the texts."""
        return self.step(dataset).here()

    def step(self, dataset: Dataset) -> Step:
        """Give the encoding of a data set's texts."""
        return self.encoding(TextsOf(dataset, self.column), private=dataset.private)

    def encoding(self, texts: Sequence[str], *, private: bool = False) -> Step:
        """Give the encoding of texts: ``rows`` (n, d), or ``vectors`` (n, d) with ``names``."""
        return Step(
            run=encode_rows if self.by_row else learn_texts, arguments=(texts, self.computed),
            title=self.doing.format(n=f"{len(texts):,}"), by_row=self.by_row, private=private,
            items=len(texts), is_long=len(texts) > MANY,
        )  # fmt: skip

    def query(self, dataset: Dataset, text: str) -> Step:
        """Give the encoding of one more text."""
        if self.by_row:
            return self.encoding((text,), private=True)
        texts = TextsOf(dataset, self.column)
        return Step(
            run=learn_one_more, arguments=(texts, self.computed, text), private=True,
            title=self.doing.format(n=f"{len(texts):,}"), items=len(texts),
            is_long=len(texts) > MANY,
        )  # fmt: skip

    @property
    def reads_queries(self) -> bool:
        """Any text can be encoded."""
        return True

    def fitted_to(self, dataset: Dataset) -> Any:
        """Give the encoder as it has learned from the texts of a data set."""
        if self.by_row:
            return self.encoder()
        return fitted(tuple(TextsOf(dataset, self.column)), self.computed)

    def reader(self, dataset: Dataset) -> TextReader:
        """Give what encodes further texts."""
        return TextReader(self, dataset)

    def recipe(self, dataset: Dataset) -> tuple[str, str, Mapping[str, Any]]:
        """Give the call of ``ev.encode``."""
        return "", "ev.encode", self.keywords(dataset)

    def keywords(self, dataset: Dataset) -> dict[str, Any]:
        """Give the keywords of ``ev.encode`` that ask for this."""
        choices = changed(self)
        if choices.get("column") in (None, *[each.name for each in dataset.columns_of("text")[:1]]):
            choices.pop("column", None)
        return {"model": EMBEDDERS.name_of(type(self))} | choices


def encode_rows(texts: Sequence[str], embedder: TextEmbedder) -> Record:
    """Encode texts, each by itself: ``rows`` (n, d) float32."""
    return {"rows": embedder.encoder().fit_transform(list(texts))}


def learn_texts(texts: Sequence[str], embedder: TextEmbedder) -> Record:
    """Encode texts by what learns from all of them: ``vectors`` (n, d) float32, ``names`` (d)."""
    encoder = fitted(tuple(texts), embedder)
    vectors = np.asarray(encoder.transform(list(texts)), dtype=np.float32)
    try:
        names = list(map(str, encoder.get_feature_names_out()))
    except AttributeError:  # a pipeline has the method even where a part of it has no names
        names = [f"dimension {number}" for number in range(1, vectors.shape[1] + 1)]
    return {"vectors": vectors, "names": names}


def learn_one_more(texts: Sequence[str], embedder: TextEmbedder, more: str) -> Record:
    """Encode one more text by what has learned from ``texts``: ``rows`` (1, d)."""
    return {"rows": fitted(tuple(texts), embedder).transform([more])}


@lru_cache(maxsize=2)
def fitted(texts: tuple[str, ...], embedder: TextEmbedder) -> Any:
    """Fit an encoder; kept by the process, so that one more text needn't wait for training."""
    return embedder.encoder().fit(list(texts))
