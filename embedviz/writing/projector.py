"""The pair of tables that the TensorFlow Embedding Projector loads, as one zip."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO

import pandas as pd

from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.writing.rows import facts_table, space_of
from embedviz.writing.word2vec import lines_of

NO_NAME = "(no name)"
MADE = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same file: the time in it is no time."""


def write_projector(what: Projection | VectorSpace, file: BinaryIO) -> None:
    """Write ``tensors.tsv`` and ``metadata.tsv`` into a zip, in the shape the projector expects.

    The tensors have no header. The metadata have one where there are several columns, and none
    where there are labels alone: a single column's header would be taken for an item.
    """
    space = space_of(what)
    facts = facts_table(space).map(_cell)
    rows = ["\t".join(row) for row in facts.itertuples(index=False, name=None)]
    if facts.shape[1] > 1:
        rows.insert(0, "\t".join(_cell(name) for name in facts.columns))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in {
            "tensors.tsv": lines_of(space.vectors, "\t"),
            "metadata.tsv": rows,
        }.items():
            entry = zipfile.ZipInfo(name, MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, "".join(f"{line}\n" for line in lines))


def _cell(value: object) -> str:
    """Write a cell without what parts cells and lines; a blank line would be left out."""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    return re.sub(r"\s+", " ", str(value)).strip() or NO_NAME
