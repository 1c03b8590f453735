"""Vectors: from arrays, lists and columns to float32, or a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.reading.limits import check_vectors
from embedviz.datasets.reading.raw import RawTable, shown, texts_of
from embedviz.errors import UnreadableFile, quoted

VECTORS = "vectors"
VECTOR_NAMES = (
    *("vector", "vectors", "embedding", "embeddings", "emb", "features", "x"),
    *("values", "weights", "text_embedding", "sentence_embedding"),
)
MOSTLY = 0.9


def as_vectors(array: NDArray[Any], name: str) -> NDArray[np.float32]:
    """Give an array as vectors (n, d) float32; one that is already stays where it lies.

    Raises
    ------
    UnreadableFile
        If it holds no numbers, or no table of them.
    """
    if array.dtype.kind not in "fiub":
        raise UnreadableFile(
            f"{name} holds values of the type {array.dtype}, no real numbers. "
            "Save it as 32-bit floats."
        )
    if array.ndim < 2 or not array.size:
        shape = " × ".join(f"{each:,}" for each in array.shape) or "a single number"
        raise UnreadableFile(
            f"{name} has the shape {shape}. Vectors are a table: one row an item, one column a "
            "dimension."
        )
    flat = array if array.ndim == 2 else array.reshape(len(array), -1)
    check_vectors(flat.shape[0], flat.shape[1], name)
    with np.errstate(over="ignore", invalid="ignore"):
        return flat if flat.dtype == np.float32 else flat.astype(np.float32)


def shape_note(array: NDArray[Any], name: str) -> tuple[str, ...]:
    """Say that each item's table of numbers was laid in a row."""
    if array.ndim <= 2:
        return ()
    inner = " × ".join(str(each) for each in array.shape[1:])
    return (f"Each item of {name} has {inner} numbers; they were laid in one row.",)


def table_of_vectors(
    vectors: NDArray[np.float32],
    name: str,
    *,
    words: Sequence[str] | None = None,
    notes: tuple[str, ...] = (),
) -> RawTable:
    """Make a table of vectors, and of the words they belong to."""
    frame = pd.DataFrame(index=pd.RangeIndex(len(vectors)))
    if words is None:
        return RawTable(name, frame, notes, arrays={VECTORS: vectors})
    frame = pd.DataFrame({"word": pd.Series(list(words), dtype=object)})
    return RawTable(name, frame, notes, kinds={"word": "text"}, arrays={VECTORS: vectors})


def stacked(cells: Iterable[Any], column: str, name: str) -> NDArray[np.float32] | None:
    """Stack lists of numbers to (n, d) float32, a missing one as NaN; None if they are no vectors.

    Raises
    ------
    UnreadableFile
        With the row, if a few have another length than all others.
    """
    rows = list(cells)
    lengths = np.array([-1 if row is None else len(row) for row in rows])
    usual = same_length(lengths, column, name)
    if usual is None:
        return None
    check_vectors(len(rows), usual, name)
    vectors = np.full((len(rows), usual), np.nan, dtype=np.float32)
    try:
        with np.errstate(over="ignore"):
            for place, row in enumerate(rows):
                if row is not None:
                    vectors[place] = [np.nan if each is None else each for each in row]
    except (TypeError, ValueError, OverflowError):
        return None
    return vectors


def same_length(lengths: NDArray[np.int64], column: str, name: str) -> int | None:
    """Give the length that all lists have (-1 stands for none); None if they differ throughout."""
    known = lengths[lengths >= 0]
    if not known.size:
        return None
    values, counts = np.unique(known, return_counts=True)
    usual = int(values[counts.argmax()])
    if usual < 2:
        return None
    if counts.max() < len(known):
        if counts.max() < MOSTLY * len(known) and len(known) > 3:
            return None
        row = int(np.flatnonzero((lengths >= 0) & (lengths != usual))[0])
        raise UnreadableFile(
            f"Row {row + 1:,} of {name} has {lengths[row]:,} numbers in column "
            f"{quoted(shown(column))}, the others have {usual:,}. Vectors must be of one length."
        )
    return usual


def numbers_of(frame: pd.DataFrame, names: Sequence[str]) -> NDArray[np.float32] | None:
    """Give columns as vectors; None where one has anything but numbers and gaps."""
    vectors = np.empty((len(frame), len(names)), dtype=np.float32)
    for place, name in enumerate(names):
        cells = frame[name]
        if not pd.api.types.is_numeric_dtype(cells.dtype):
            texts = texts_of(cells)
            cells = pd.to_numeric(texts.where(texts != "", "nan"), errors="coerce")
            if (cells.isna() & ~texts.str.casefold().isin(["", "nan"])).any():
                return None
        with np.errstate(over="ignore"):
            vectors[:, place] = cells.to_numpy(dtype=np.float64, na_value=np.nan)
    return vectors
