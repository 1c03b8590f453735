"""Objects of a notebook are read by what they have: no library of theirs is needed."""

from __future__ import annotations

import io
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from scipy import sparse

import embedviz as ev

CELLS = pd.DataFrame({"kind": ["T", "B", "T"]}, index=["AAC", "CGT", "GAT"])
COUNTS = np.arange(12, dtype=np.float64).reshape(3, 4)


@pytest.mark.parametrize("matrix", [COUNTS, sparse.csr_matrix(COUNTS)], ids=["dense", "sparse"])
def test_an_annotated_matrix_is_its_vectors_and_facts(matrix):
    """What AnnData offers: ``X`` (n, d), dense or sparse, and ``obs``, one row an item."""
    space = ev.read(SimpleNamespace(X=matrix, obs=CELLS))
    np.testing.assert_array_equal(space.vectors, COUNTS.astype(np.float32))
    assert space.labels == ("AAC", "CGT", "GAT")
    assert space.dataset.frame["kind"].tolist() == ["T", "B", "T"]


def test_an_annotated_matrix_without_facts_keeps_its_names():
    assert ev.read(SimpleNamespace(X=COUNTS, obs=CELLS[[]])).labels == ("AAC", "CGT", "GAT")


def test_a_file_of_annotated_data_says_what_to_do():
    with pytest.raises(ev.UnreadableFile, match=r"save its matrix as \.npy"):
        ev.read(io.BytesIO(b"\x89HDF"), name="cells.h5ad")


def test_whatever_streams_arrow_is_a_table():
    """As a Hugging Face data set does, and Polars, DuckDB and others."""
    table = pa.table({"text": ["fig", "kiwi"], "embedding": [[0.5, 1.0], [2.0, 3.0]]})
    streams = SimpleNamespace(__arrow_c_stream__=table.__arrow_c_stream__)
    space = ev.read(streams, name="fruit")
    assert space.labels == ("fig", "kiwi")
    assert space.vectors.tolist() == [[0.5, 1.0], [2.0, 3.0]]
