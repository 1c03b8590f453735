"""More of a space: a text looked for by meaning, and rows that come later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.given import as_table, texts_of
from embedviz.datasets.joining import joined
from embedviz.datasets.labels import unique_labels
from embedviz.errors import InvalidRequest, quoted
from embedviz.space.origin import check_origin

if TYPE_CHECKING:
    from embedviz.space.vector_space import VectorSpace

SAMPLE = 3
LEAST_COSINE = 0.9
"""Of a text's vector with the one it has here, where the same model made both: rounding, another
pooling or a prompt cost less."""


def vector_of(space: VectorSpace, text: str) -> NDArray[np.float32]:
    """Encode a text as the items of a space were encoded, (d,) float32.

    Raises
    ------
    InvalidRequest
        If the space doesn't know how, or the text has nothing that its vectors know.
    """
    if not isinstance(text, str) or not text.strip():
        raise InvalidRequest(f"Give a text to look for, not {text!r}.")
    if space.encoder is None or not space.encoder.reads_texts:
        raise InvalidRequest(
            "These vectors were not made from texts here, so a text can't be looked for among "
            'them. If a language model made them, say which: space.with_encoder("all-MiniLM-L6-v2")'
            '.search("...").'
        )
    vector = np.asarray(space.encoder.transform([text])[0], dtype=np.float32)
    if not vector.any():
        raise InvalidRequest(
            f"{quoted(text)} has no word that {space.encoder.title} has seen in these texts. Try "
            "other words."
        )
    return vector


def larger(space: VectorSpace, rows: Any, labels: Sequence[str] | None) -> tuple[Any, Dataset]:
    """Give the vectors (n + m, d) and the data set of a space with more rows.

    Raises
    ------
    InvalidRequest
        If the rows can't become vectors of this space.
    """
    table = as_table(rows)
    if hasattr(table, "vectors") and hasattr(table, "labels"):  # a space
        check_origin(table.vectors, space.encoder)
        vectors, more = table.vectors, table.dataset
    elif isinstance(table, np.ndarray) and table.dtype.kind in "fiu":
        check_origin(table, space.encoder)
        vectors = np.atleast_2d(np.asarray(table, dtype=np.float32))
        more = _numbered(pd.DataFrame(index=range(len(vectors))), labels, len(space))
    elif space.encoder is None:
        raise InvalidRequest(
            "This space doesn't know how its vectors were made. Give the new ones as an array: "
            "space.add(vectors, labels=[...])."
        )
    else:
        more = space.encoder.dataset_of(table)
        if labels is not None or isinstance(table, pd.DataFrame):
            names = labels if labels is not None else _names_in(table)
            more = _numbered(more.frame, names, len(space), more)
        vectors = np.asarray(space.encoder.transform(more), dtype=np.float32)
    if vectors.shape[1] != space.n_dimensions:
        raise InvalidRequest(
            f"A vector of this space has {space.n_dimensions:,} numbers, and the new ones have "
            f"{vectors.shape[1]:,}."
        )
    return np.concatenate([space.vectors, vectors]), joined(space.dataset, more)


@dataclass(frozen=True, eq=False)
class KnownEncoder:
    """An encoder of texts that somebody says has made the vectors."""

    encodes: Any
    title: str

    reads_texts = True

    @property
    def origin(self) -> object:
        """Equal for one model."""
        return self.title

    def dataset_of(self, given: Any) -> Dataset:
        """Give the data set of some texts."""
        return texts_of([given] if isinstance(given, str) else given, None)[0]

    def transform(self, given: Sequence[str] | Dataset) -> NDArray[np.float32]:
        """Give the (m, d) float32 vectors of texts."""
        texts = given.texts() if isinstance(given, Dataset) else list(given)
        return np.asarray(self.encodes.transform(texts), dtype=np.float32)


def known_encoder(space: VectorSpace, encoder: str | Any) -> KnownEncoder:
    """Give the encoder that is said to have made the vectors of a space.

    Raises
    ------
    InvalidRequest
        If it gives other dimensions; or other vectors for the first texts, where there are texts.
    """
    if isinstance(encoder, str):
        from embedviz.vectorizers.sentence import SentenceEncoder

        known = KnownEncoder(SentenceEncoder(model=encoder), encoder)
    elif hasattr(encoder, "transform") and not isinstance(encoder, type):
        known = KnownEncoder(encoder, type(encoder).__name__)
    else:
        raise InvalidRequest(
            "Name the language model that made the vectors, or give an object with transform; "
            f"a {type(encoder).__name__} is neither."
        )
    _check_made_by(space, known)
    return known


def _check_made_by(space: VectorSpace, encoder: KnownEncoder) -> None:
    dataset, named = space.dataset, encoder.title
    texts = [text for text in dataset.texts()[:SAMPLE] if text.strip()]
    vectors = np.asarray(encoder.transform(texts or ["a text"]), dtype=np.float64)
    if vectors.shape[1] != space.n_dimensions:
        raise InvalidRequest(
            f"{named} makes vectors of {vectors.shape[1]:,} numbers, and these have "
            f"{space.n_dimensions:,}: another model made them."
        )
    if not dataset.columns_of("text") or len(texts) < min(SAMPLE, len(dataset)):
        return
    here = space.vectors[: len(texts)].astype(np.float64)
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(here, axis=1)
    cosines = np.vecdot(vectors, here) / np.where(lengths == 0, 1, lengths)
    if np.median(cosines) < LEAST_COSINE:
        raise InvalidRequest(
            f"{named} didn't make these vectors of these texts: its vector of {quoted(texts[0])} "
            f"has a cosine of {cosines[0]:.2f} with the one here. Name another model."
        )


def _names_in(table: pd.DataFrame) -> Sequence[str] | None:
    return None if isinstance(table.index, pd.RangeIndex) else [str(each) for each in table.index]


def _numbered(
    frame: pd.DataFrame, labels: Sequence[str] | None, n_before: int, like: Dataset | None = None
) -> Dataset:
    """Make a data set of rows that have labels, or are numbered on."""
    numbers = range(n_before + 1, n_before + len(frame) + 1)
    names = unique_labels(labels if labels is not None else [f"row {n}" for n in numbers])
    return Dataset("rows", frame, names) if like is None else replace(like, labels=names)
