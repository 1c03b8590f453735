"""Vectors as NumPy's file, as Parquet with a column of lists, as CSV."""

from __future__ import annotations

from typing import BinaryIO

import numpy as np

from embedviz.datasets.labels import free_name
from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.writing.csv import write_csv
from embedviz.writing.rows import facts_table, space_of


def write_npy(what: Projection | VectorSpace, file: BinaryIO) -> None:
    """Write the (n, d) float32 array; labels have no place in it, rows keep their order."""
    np.save(file, space_of(what).vectors, allow_pickle=False)


def write_vectors_parquet(what: Projection | VectorSpace, file: BinaryIO) -> None:
    """Write ``label``, the facts and ``vector``, a list of float32 for each item."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    space = space_of(what)
    facts = facts_table(space)
    table = pa.Table.from_pandas(facts, preserve_index=False)
    n_items, n_dimensions = space.vectors.shape
    starts = np.arange(n_items + 1, dtype=np.int64) * n_dimensions
    lists = pa.LargeListArray if starts[-1] > np.iinfo(np.int32).max else pa.ListArray
    kind = np.int64 if lists is pa.LargeListArray else np.int32
    column = lists.from_arrays(pa.array(starts.astype(kind)), pa.array(space.vectors.ravel()))
    pq.write_table(table.append_column(free_name(facts, "vector"), column), file)


def write_vectors_csv(what: Projection | VectorSpace, file: BinaryIO) -> None:
    """Write ``label`` and a column for each dimension, under its own name."""
    space = space_of(what)
    write_csv(space.to_frame(), file)
