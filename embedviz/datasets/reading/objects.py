"""Objects of a notebook: a DataFrame, an array, gensim's KeyedVectors, a Hugging Face data set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from embedviz.datasets.labels import unique_labels
from embedviz.datasets.reading import limits
from embedviz.datasets.reading.raw import RawTable
from embedviz.datasets.reading.vectors import as_vectors, stacked, table_of_vectors
from embedviz.errors import InvalidRequest, UnreadableFile


def raw_of(given: Any, name: str | None) -> RawTable | None:
    """Make a table of an object that holds one; None if it is no such object.

    Examples
    --------
    >>> raw_of(np.eye(3), None).arrays["vectors"].shape
    (3, 3)
    """
    if isinstance(given, pd.DataFrame):
        return of_frame(given, name or "table")
    if isinstance(given, np.ndarray):
        return table_of_vectors(as_vectors(given, name or "the array"), name or "array")
    if hasattr(given, "index_to_key") and hasattr(given, "vectors"):
        vectors = as_vectors(given.vectors, name or "the word vectors")
        return table_of_vectors(vectors, name or "word vectors", words=given.index_to_key)
    if hasattr(given, "X") and hasattr(given, "obs") and isinstance(given.obs, pd.DataFrame):
        return _of_annotated(given, name or "annotated data")
    if isinstance(given, dict) and type(given).__name__ == "DatasetDict":
        raise InvalidRequest(f"Choose a part of the data set: {', '.join(map(str, given))}.")
    arrow = _arrow_of(given)
    if arrow is None:
        return None
    from embedviz.datasets.reading.arrow import table_of_arrow

    return table_of_arrow(arrow, name or "table", _class_names(given))


def of_frame(given: pd.DataFrame, name: str) -> RawTable:
    """Part a DataFrame into cells and ready vectors; an index of words becomes a column."""
    if not len(given) or not given.shape[1]:
        raise UnreadableFile(f"{name} has no {'column' if len(given) else 'row'}.")
    limits.check_table(*given.shape, name)
    frame = given
    if not isinstance(given.index, pd.RangeIndex) and given.index.dtype.kind not in "iuf":
        frame = given.reset_index(names=[str(each or "name") for each in given.index.names])
    frame = frame.reset_index(drop=True)
    frame = frame.set_axis(list(unique_labels(_name(each) for each in frame.columns)), axis=1)
    arrays = {}
    for column in frame.columns:
        if frame[column].dtype != object:
            continue
        rows = [
            each if isinstance(each, list | tuple | np.ndarray) else None for each in frame[column]
        ]
        n_lists = sum(row is not None for row in rows)
        if n_lists == frame[column].count() and (
            (vectors := stacked(rows, column, name)) is not None
        ):
            arrays[column] = vectors
    return RawTable(name, frame.drop(columns=list(arrays)), arrays=arrays)


def _name(column: Any) -> str:
    parts = column if isinstance(column, tuple) else (column,)
    return " ".join(str(each) for each in parts).strip() or "no name"


def _of_annotated(given: Any, name: str) -> RawTable:
    matrix = given.X
    if hasattr(matrix, "toarray"):
        limits.check_vectors(matrix.shape[0], matrix.shape[1], name)
        matrix = matrix.toarray()
    vectors = as_vectors(np.asarray(matrix), name)
    if not given.obs.shape[1]:
        return table_of_vectors(vectors, name, words=[str(each) for each in given.obs.index])
    facts = of_frame(given.obs, name)
    return RawTable(name, facts.frame, facts.notes, arrays={"X": vectors})


def _class_names(given: Any) -> dict[str, list[str]]:
    """Give the names of the classes of a Hugging Face data set, column by column."""
    features = getattr(given, "features", None)
    if not isinstance(features, Mapping):
        return {}
    found = {str(name): getattr(each, "names", None) for name, each in features.items()}
    return {name: list(map(str, names)) for name, names in found.items() if names}


def _arrow_of(given: Any) -> Any:
    import pyarrow as pa

    if isinstance(given, pa.Table):
        return given
    if type(given).__module__.split(".")[0] == "datasets" and hasattr(given, "with_format"):
        return given.with_format("arrow")[:]
    return pa.table(given) if hasattr(given, "__arrow_c_stream__") else None
