"""What one takes away: rows, vectors, neighbours and the plot as files that others read.

A writer takes what is written and an open binary file. A new kind of file is one function and
one line here.
"""

from embedviz.registry import Registry
from embedviz.writing.write import as_bytes, write

__all__ = ["WRITERS", "as_bytes", "write"]

WRITERS = Registry(
    "kind of file",
    __name__,
    {
        "rows.csv": "rows:write_rows_csv",
        "rows.parquet": "rows:write_rows_parquet",
        "vectors.npy": "vectors:write_npy",
        "vectors.parquet": "vectors:write_vectors_parquet",
        "vectors.csv": "vectors:write_vectors_csv",
        "vectors.txt": "word2vec:write_word2vec",
        "vectors.zip": "projector:write_projector",
        "neighbors.csv": "rows:write_neighbors_csv",
        "neighbors.parquet": "rows:write_neighbors_parquet",
        "plot.html": "page:write_page",
    },
)
"""What is in a file and its ending, to its writer: ``(what, file, **choices) -> None``."""
